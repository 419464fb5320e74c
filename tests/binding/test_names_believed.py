"""What a name means at each recorded instant, by a table worked out by hand and against a naive reading."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tempodb
from oracle.thoroughness import rounds
from tempodb.base.errors import QueryError

Names = dict[str, list[str]]
"""The names that a dataset gives to each person, at one time."""
Load = Callable[..., tempodb.Database]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Load]:
    """Yield what makes a database out of what a dataset stated on one day of 2020 after the other."""
    with tempodb.open(":memory:", now="2026-06-01T00:00:00Z") as database:

        def load(*days: Names) -> tempodb.Database:
            for day, persons in enumerate(days, 1):
                told = ", ".join(
                    f'{id_}: {{name: "{name}", aliases: {aliases}}}'
                    for id_, (name, *aliases) in persons.items()
                )
                text = f"{{tempodb: 1, dataset: a, organizations: {{h: {{name: H}}}}, persons: {{{told}}}}}"
                (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
                database.load(tmp_path / "a.yaml", recorded_at=f"2020-01-0{day}")
            return database

        yield load


def meaning(database: tempodb.Database, name: str, day: int) -> str:
    """Return the id that a name is taken for on a day of January 2020, or why it is not.

    It begins with ~ where only a part of a name was written, with ? where the name is not believed.
    """
    try:
        answer = database.query(f'explain names of "{name}" known at 2020-01-0{day}')
    except QueryError as refused:
        return refused.problems[0].code
    (id_,) = {found[1] for row in answer if (found := re.search(r"ids=\('(\w+)',\)", str(row[1])))}
    sign = {True: "?", "is read as" in "".join(answer.notes): "~", not answer.notes: ""}[True]
    return sign + id_


# On the 2nd p is renamed and q appears; on the 3rd p is withdrawn and r appears with a name that p had;
# on the 4th p is back under a third name, and q has neither a short name nor an accent any more.
DAYS: tuple[Names, ...] = (
    {"p": ["Bernard Sanders", "Bernie"]},
    {"p": ["Bernard Smith", "Bernie"], "q": ["Zoë Quinn", "ZQ", "Sanders"]},
    {"q": ["Zoë Quinn", "ZQ"], "r": ["Bernard Sanders"]},
    {"p": ["Bernard Stone"], "q": ["Zoe Quinn"], "r": ["Bernard Sanders"]},
)
UNKNOWN = "unknown-party"
MEANINGS = {
    "Bernard Sanders": ("p", "?p", "r", "r"),
    "bernard sanders": ("p", "?p", "r", "r"),
    "BERNARD SÁNDERS": ("p", "?p", "r", "r"),
    "Sanders": ("~p", "q", "~r", "~r"),
    "Bernard": ("~p", "~p", "~r", "ambiguous"),
    "Bernie": ("p", "p", "?p", "?p"),
    "Bernard Smith": (UNKNOWN, "p", "?p", "?p"),
    "Smith": (UNKNOWN, "~p", UNKNOWN, UNKNOWN),
    "Bernard Stone": (UNKNOWN, UNKNOWN, UNKNOWN, "p"),
    "Stone": (UNKNOWN, UNKNOWN, UNKNOWN, "~p"),
    "Zoë Quinn": ("?q", "q", "q", "q"),
    "Zoe Quinn": ("?q", "q", "q", "q"),
    "Quinn": (UNKNOWN, "~q", "~q", "~q"),
    "ZQ": ("?q", "q", "q", "?q"),
    "p": ("p", "p", "?p", "p"),
    "r": ("?r", "?r", "r", "r"),
}


def test_a_name_means_what_was_believed_at_the_known_instant(world: Load) -> None:
    database = world(*DAYS)

    found = {name: tuple(meaning(database, name, day) for day in (1, 2, 3, 4)) for name in MEANINGS}
    assert found == MEANINGS
    database.rebuild()
    assert {name: tuple(meaning(database, name, day) for day in (1, 2, 3, 4)) for name in MEANINGS} == found


def test_names_that_writes_state_are_known_from_then_on(world: Load) -> None:
    database = world({"p": ["Bernard Sanders"], "q": ["Zoë Quinn"]})
    text = 'record name of {} as "{}" from 2001 to 2010'
    for day, (id_, name) in enumerate((("p", "Saunders"), ("q", "Zed"), ("p", "Zed")), 2):
        database.run(text.format(id_, name), recorded_at=f"2020-01-0{day}")

    found = {name: [meaning(database, name, day) for day in (1, 2, 3, 4)] for name in ("Saunders", "Zed")}
    assert found == {
        "Saunders": [UNKNOWN, "p", "p", "?p"],
        "Zed": [UNKNOWN, UNKNOWN, "q", "ambiguous"],
    }


def test_titles_of_offices_are_names_like_others(tmp_path: Path) -> None:
    head = "tempodb: 1\ndataset: a\norganizations: {h: {name: H}}\n"
    with tempodb.open(":memory:", now="2026-06-01T00:00:00Z") as database:
        for day, title in enumerate(("Deputy Chair", "Vice Chair", "Vice President"), 1):
            (tmp_path / "a.yaml").write_text(f"{head}offices: {{h/d: {{title: {title}, organization: h}}}}\n")
            database.load(tmp_path / "a.yaml", recorded_at=f"2020-01-0{day}")
        asked = ("Deputy Chair", "Deputy", "Chair of H", "Vice Chair of H", "Vice", "President", "d of H")

        def taken(title: str, day: int) -> str:
            try:
                notes = database.query(f"holders of {title} known at 2020-01-0{day}").notes
            except QueryError as refused:
                return refused.problems[0].code
            return {True: "?", "is read as" in "".join(notes): "~", not notes: "="}[True]

        assert {title: "".join(taken(title, day)[0] for day in (1, 2, 3)) for title in asked} == {
            "Deputy Chair": "=??",
            "Deputy": "~uu",
            "Chair of H": "~~u",
            "Vice Chair of H": "u=?",
            "Vice": "u~~",
            "President": "uu~",
            "d of H": "~~~",
        }


# ── against a naive reading ──────────────────────────────────────────────────────────────────────

WORDS = ("Ana", "ana", "Aná", "Bo", "Cy")


def alike(one: str, other: str) -> int | None:
    """Return how unlike two names are, if not altogether: but for case, or but for case and accents."""
    bare = ["".join(c for c in unicodedata.normalize("NFD", name) if c.isascii()) for name in (one, other)]
    if bare[0].lower() != bare[1].lower():
        return None
    return 0 if one == other else 1 if one.lower() == other.lower() else 2


def naively(days: tuple[Names, ...], name: str, day: int) -> str:
    """Return what a name means on a day, found by looking at every name of every day."""
    told: dict[int, dict[str, set[str]]] = {
        at: {id_: {id_, *names} for id_, names in persons.items()} for at, persons in enumerate(days, 1)
    }
    ids = {id_ for persons in told.values() for id_ in persons}

    def nearest(of: dict[str, set[str]]) -> set[str]:
        near = {(a, id_) for id_, names in of.items() for n in names if (a := alike(name, n)) is not None}
        return {id_ for rank, id_ in near if rank == min(near)[0]}

    def chosen(of: set[str], sign: str) -> str:
        return sign + of.pop() if len(of) == 1 else "ambiguous"

    now = told[day]
    if whole := nearest(now):
        return chosen(whole, "")
    parts = {
        i for i, names in now.items() for n in names if any(alike(name, w) is not None for w in n.split())
    }
    once = {i: {n for at in told if at < day for n in told[at].get(i, ())} - now.get(i, set()) for i in ids}
    yet = {
        i: {n for at in told for n in told[at].get(i, ())}
        for i in ids
        if all(i not in told[at] for at in range(1, day + 1))
    }
    if len(parts) == 1:
        return chosen(parts, "~")
    if whole := nearest(once) or nearest(yet):
        return chosen(whole, "?")
    return chosen(parts, "~") if parts else UNKNOWN


@pytest.mark.parametrize("seed", rounds(12))
def test_names_mean_what_a_naive_reading_finds(world: Load, seed: int) -> None:
    chance = random.Random(seed)

    def name() -> str:
        return " ".join(chance.choices(WORDS, k=chance.choice((1, 1, 2))))

    days = tuple(
        {id_: [name() for _ in range(chance.choice((1, 2)))] for id_ in "pqr" if chance.random() < 0.7}
        for _ in range(4)
    )
    database = world(*days)

    asked = [*WORDS, *(f"{one} {other}" for one in WORDS for other in WORDS), *"pqr"]
    for day in (1, 2, 3, 4):
        for written in asked:
            assert meaning(database, written, day) == naively(days, written, day), (days, written, day)
