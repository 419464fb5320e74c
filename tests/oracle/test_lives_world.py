"""What existed several times: what has no dates holds in each of its lives, as enumerating worlds has it (MEANING.md, M51)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

import tempodb
from both_engines import on_both
from oracle import operators as naive
from oracle.asked_world import same
from oracle.random_world import DAYS, Row, Stated, Timeline, text, worlds_of, written
from oracle.thoroughness import rounds

ORGANIZATIONS = [f"o{i}" for i in range(12)]
WHOLE = "whole"


@pytest.fixture(scope="module", params=["a world", "another"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Random, dict[str, Timeline], tempodb.Database]]:
    random = Random(request.param)
    lives = {organization: _lives(random) for organization in ORGANIZATIONS}
    file = tmp_path_factory.mktemp("world") / "world.yaml"
    file.write_text(_dataset(lives), encoding="utf-8")
    with on_both(file.with_suffix(".db"), "2012-06-01") as db:
        db.load(file, recorded_at="2011-01-01")
        yield random, lives, db


def _lives(random: Random) -> Timeline:
    """Return up to three lives, with days between them."""
    count = random.choice([1, 2, 2, 3])
    days = sorted(random.sample(range(DAYS.start, DAYS.stop, 9), 2 * count))
    facts: list[Stated] = []
    for i in range(count):
        from_ = written(random, days[2 * i], facts)
        is_last = i == count - 1 and random.random() < 0.4
        to = None if is_last else random.choice([text(days[2 * i + 1]), written(random, days[2 * i + 1], [])])
        facts.append(Stated("", from_, to if to is None or len(to) != 7 else text(days[2 * i + 1])))
    return tuple(facts)


def _dataset(lives: dict[str, Timeline]) -> str:
    lines = ["tempodb: 1", "dataset: world", "organizations:", f"  {WHOLE}: {{name: {WHOLE}}}"]
    for organization, told in lives.items():
        lines += [
            f"  {organization}:",
            f"    name: {organization}",
            f"    part_of: {WHOLE}",
            "    existence:",
        ]
        lines += [
            f'    - {{founded: "{life.from_}"' + (f', dissolved: "{life.to}"}}' if life.to else "}")
            for life in told
        ]
    lines += ["offices:", *(f"  {id_}/f: {{title: {id_} f}}" for id_ in lives)]
    return "\n".join(lines) + "\n"


def _rows(told: Timeline) -> list[Row]:
    rows = []
    for life in told:
        begun, over = (bound.stated() for bound in life.bounds)
        rows.append(Row("", begun, over, frozenset(worlds_of([life], (life,)))))
    return rows


def _window(random: Random) -> tuple[range, str]:
    start = random.choice(DAYS)
    end = min(start + random.choice([0, 0, 5, 20]), DAYS.stop - 1)
    return range(start, end + 1), f"between {text(start)} and {text(end)}"


def test_what_has_no_dates_holds_in_each_life(world: Any) -> None:
    random, lives, db = world
    for _ in rounds(25):
        (window, when), organization = _window(random), random.choice(ORGANIZATIONS)

        named = db.query(f"names of {organization} {when}").to_dicts()
        bodies = db.query(f"bodies of {WHOLE} {when}").to_dicts()

        found = {
            id_: [
                (id_, row.from_, row.to, certainty)
                for row in _rows(told)
                if (certainty := naive.on_some_day(row, window))
            ]
            for id_, told in lives.items()
        }
        columns = ("from", "to", "certainty")
        same([(row["name"], *(row[name] for name in columns)) for row in named], found[organization], when)
        every = [row for rows in found.values() for row in rows]
        same([(row["body"], *(row[name] for name in columns)) for row in bodies], every, when)


def test_an_office_is_vacant_on_the_days_of_a_life(world: Any) -> None:
    _, lives, db = world
    for organization, told in lives.items():
        got = db.query(f"vacancies of {organization}/f").to_dicts()

        vacant = set().union(*(naive.days_between(row["from"], row["to"]) for row in got))
        assert vacant == set().union(*(row.possible for row in _rows(told)))


def test_an_organization_is_founded_and_dissolved_each_time(world: Any) -> None:
    _, lives, db = world
    for organization, told in lives.items():
        got = [(row["change"], row["date"]) for row in db.query(f"changes in {organization}").to_dicts()]

        expected = [("founded", row.from_) for row in _rows(told)]
        expected += [("dissolved", row.to) for row in _rows(told) if row.to is not None]
        same(got, expected, organization)


def test_lives_are_exported_and_loaded_again(world: Any, tmp_path: Path) -> None:
    _, _, db = world
    file = tmp_path / "again.yaml"
    file.write_text(db.export("world"), encoding="utf-8")

    with tempodb.open(tmp_path / "again.db", now="2012-06-01") as again:
        again.load(file, recorded_at="2011-01-01")

        for question in (
            f"bodies of {WHOLE} between 2001-01-01 and 2001-03-01",
            "changes in every organization",
        ):
            assert again.query(question).to_dicts() == db.query(question).to_dicts()
        assert again.verify() == []
