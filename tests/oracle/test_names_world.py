"""Names in several languages, and aliases with dates: which there are at a time, which is shown, and what they mean.

Each name has some days on which it may have begun and some on which it may have ended, and every choice of both is
gone through (MEANING.md, M53, M54).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest

from both_engines import on_both
from oracle.thoroughness import rounds
from tempodb.execution import view

FIRST = date(2001, 1, 1).toordinal()
DAYS = range(FIRST, FIRST + 60)
LANGUAGES = ("", "en", "fr", "ru")
PARTIES = [f"s{i}" for i in range(12)]
WORDS = ["Alpha", "Beta", "Gamma"]


@dataclass(frozen=True)
class Borne:
    """A name of a party, and the days on which it may have begun, and may have ended; none for an open end."""

    party: str
    name: str
    language: str
    kind: str
    begin: range
    end: range | None

    def certainty(self, day: int) -> str | None:
        """Return how surely it was borne on a day."""
        ends = self.end or [10**7]
        worlds = {begin <= day < end for begin, end in product(self.begin, ends) if begin < end}
        return {frozenset({True}): "certain", frozenset({False}): None}.get(frozenset(worlds), "possible")

    @property
    def written(self) -> str:
        """The name as a file has it."""
        said = [f'name: "{self.name}"', f"language: {self.language}" if self.language else ""]
        said += [
            f'from: "{_range(self.begin)}"' if self.begin[0] else "",
            f'to: "{_range(self.end)}"' if self.end else "",
        ]
        return f"{{{', '.join(filter(None, said))}}}"


def _range(days: range) -> str:
    first, last = (date.fromordinal(day).isoformat() for day in (days[0], days[-1]))
    return first if first == last else f"[{first}..{last}]"


def _in_a_row(random: Random, party: str, language: str) -> Iterator[Borne]:
    """Yield names in one language, none of which can have been borne before the one before it was given up."""
    count = random.choice([0, 1, 1, 2])
    cuts = sorted(random.sample(DAYS, 4 * count))
    for i in range(count):
        a, b, c, d = cuts[4 * i : 4 * i + 4]
        last = a if random.random() < 0.5 else b
        is_open = i == count - 1 and random.random() < 0.5
        end = None if is_open else range(c, d + 1)
        yield Borne(party, f"{party} {language} {i}", language, "name", range(a, last + 1), end)


def _aliases(random: Random, party: str) -> Iterator[Borne]:
    for word in random.sample(WORDS, random.choice([0, 1, 2])):
        a, b, c, d = sorted(random.sample(DAYS, 4))
        language = random.choice(LANGUAGES)
        end = None if random.random() < 0.3 else range(c, d + 1)
        yield Borne(party, word, language, "alias", range(a, b + 1), end)


@pytest.fixture(scope="module", params=["a world", "another", "a third"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    random = Random(request.param)
    names = [
        name for party in PARTIES for language in LANGUAGES for name in _in_a_row(random, party, language)
    ]
    aliases = [alias for party in PARTIES for alias in _aliases(random, party)]
    lines = ["tempodb: 1", "dataset: world", "organizations: {o: {name: O}}", "states:"]
    for party in PARTIES:
        also = ", ".join(alias.written for alias in aliases if alias.party == party)
        if random.random() < 0.3:
            names = [name for name in names if (name.party, name.language) != (party, "")]
            names.append(Borne(party, f"{party} ever", "", "name", range(1), None))
        told = ", ".join(name.written for name in names if name.party == party)
        of_names = f"names: [{told}]" if told else f"name: {party}"
        lines.append(f"  {party}: {{{of_names}, aliases: [{also}]}}")
    lines += ["memberships:", *(f"  - {{member: {party}, of: o, from: 1990}}" for party in PARTIES)]
    file = tmp_path_factory.mktemp("world") / "world.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with on_both(file.with_suffix(".db"), "2012-06-01") as db:
        db.load(file, recorded_at="2011-01-01")
        assert db.verify() == []
        yield random, names, aliases, db


def _day(random: Random) -> tuple[int, str]:
    day = random.choice(range(FIRST - 5, DAYS.stop + 5))
    return day, date.fromordinal(day).isoformat()


def test_the_names_of_a_time_are_those_that_some_world_has(world: Any) -> None:
    random, names, aliases, db = world
    for _ in rounds(40):
        party, (day, when) = random.choice(PARTIES), _day(random)

        got = db.query(f"names of {party} as of {when}").to_dicts()
        (counted,) = db.query(f"count names of {party} as of {when}").to_dicts()

        expected = sorted(
            (each.name, each.language or None, each.kind, certainty)
            for each in (*names, *aliases)
            if each.party == party and (certainty := each.certainty(day))
        )
        if any(each.party == party for each in names):
            shown = sorted((row["name"], row["language"], row["kind"], row["certainty"]) for row in got)
            assert shown == expected, (party, when)
            certain, possible = (
                {(name, kind) for name, _, kind, certainty in expected if certainty in allowed}
                for allowed in (("certain",), ("certain", "possible"))
            )
            assert (counted["certain"], counted["possible"]) == (len(certain), len(possible))


@pytest.mark.parametrize("way", ["by rows", "by columns"])
def test_shown_is_the_name_of_the_day_whose_language_comes_first(
    world: Any, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "FEW_CLAIMS", 10**9 if way == "by rows" else 0)
    random, names, _, db = world
    for _ in rounds(25):
        day, when = _day(random)

        got = db.query(f"members of every organization as of {when}").to_dicts()

        shown = {row["member"]: row["member_name"] for row in got}
        assert len(shown) == len(PARTIES)
        for party in PARTIES:
            borne = [each for each in names if each.party == party and each.certainty(day)]
            if borne:
                first = min(each.language for each in borne)
                of_first = [each for each in borne if each.language == first]
                best = min(of_first, key=lambda each: (each.certainty(day) != "certain", -each.begin[-1]))
                assert shown[party] == best.name, (party, when)


def test_an_alias_means_who_had_it_then(world: Any) -> None:
    random, _, aliases, db = world
    for _ in rounds(40):
        word, (day, when) = random.choice(WORDS), _day(random)
        then = {each.party for each in aliases if each.name == word and each.certainty(day)}
        if len(then) != 1:
            continue

        (answer,) = db.query(f"whether {word} is member of O as of {when}").to_dicts()
        meant = {row["party"] for row in db.query(f"names of {word} as of {when}").to_dicts()}

        assert (answer["answer"], meant) == ("yes", then)
