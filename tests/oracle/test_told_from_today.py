"""Days told from today are those that looking at the calendar finds, whatever day it is (MEANING.md, M63)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

import tempodb
from oracle import operators as naive
from oracle.asked_world import of, same
from oracle.loaded_world import dataset
from oracle.random_world import DAYS, ORGANIZATIONS, World, random_world, rows, text
from oracle.thoroughness import rounds

GRANULES: dict[str, Callable[[date], object]] = {
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "quarter": lambda day: (day.year, (day.month + 2) // 3),
    "year": lambda day: day.year,
    "decade": lambda day: day.year // 10,
}


def _whole(granule: str, day: int) -> range:
    """Return all days around one that are in the same week, month or the like."""
    key = GRANULES[granule]
    first = last = day
    while key(date.fromordinal(first - 1)) == key(date.fromordinal(day)):
        first -= 1
    while key(date.fromordinal(last + 1)) == key(date.fromordinal(day)):
        last += 1
    return range(first, last + 1)


def _months_before(today: int, number: int) -> int:
    """Return the same day of the month so many before, or the last one of that month."""
    day = _whole("month", today)[0]
    for _ in range(number):
        day = _whole("month", day - 1)[0]
    wanted = date.fromordinal(today).day
    return next(each for each in reversed(_whole("month", day)) if date.fromordinal(each).day <= wanted)


def _drawn(random: Random, today: int) -> tuple[str, range]:
    """Return a clause, and the days that it means on a day."""
    kind = random.choice(["yesterday", "ago", "ago", "recent", "recent", "since", "today"])
    if kind in ("yesterday", "today"):
        day = today - (kind == "yesterday")
        return random.choice([f"as of {kind}", f"during {kind}"]), range(day, day + 1)
    if kind == "ago":
        unit = random.choice(["day", "week", "month", "year"])
        number = random.randrange(1, {"day": 60, "week": 9, "month": 3, "year": 3}[unit])
        if unit in ("day", "week"):
            day = today - number * (7 if unit == "week" else 1)
        else:
            day = _months_before(today, number * (12 if unit == "year" else 1))
        return f"{random.choice(['', 'as of '])}{number} {unit}{'s' * (number > 1)} ago", range(day, day + 1)
    if kind == "recent":
        granule, which = random.choice([*GRANULES]), random.choice(["this", "last"])
        whole = _whole(granule, today)
        if which == "last":
            whole = _whole(granule, whole[0] - 1)
        return f"{random.choice(['', 'as of ', 'during '])}{which} {granule}", whole
    begun = random.choice([day for day in DAYS if day <= today])
    return f"since {text(begun)}", range(begun, today + 1)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Path]:
    """Return a world, and a database that was told of it long before."""
    folder = tmp_path_factory.mktemp("today")
    world = random_world(Random("told from today"))
    (folder / "world.yaml").write_text(dataset(world), encoding="utf-8")
    with tempodb.open(folder / "world.db", now="2000-06-01") as db:
        db.load(folder / "world.yaml", recorded_at="2000-01-01")
    return world, folder / "world.db"


@pytest.mark.parametrize("seed", range(3))
def test_what_is_told_from_today_is_so_on_any_day(told: tuple[World, Path], seed: int) -> None:
    random, (world, path), shown = Random(seed), told, 0
    for _ in rounds(12):
        today = random.choice([*DAYS, *range(DAYS.stop, DAYS.stop + 400)])
        # The day is that of UTC, up to its last instant.
        at = random.choice(["00:00:00", "12:00:00", "23:59:59.999999"])
        with tempodb.open(path, now=f"{text(today)}T{at}Z") as db:
            for _ in range(4):
                clause, window = _drawn(random, today)
                organization = random.choice(ORGANIZATIONS)

                got = db.query(f"members of {organization} {clause}").to_dicts()

                expected = [
                    (member, row.from_ or None, row.to, certainty)
                    for member, timeline in of(world, organization).items()
                    for row in rows(timeline)
                    if row.value == "member" and (certainty := naive.on_some_day(row, window))
                ]
                found = [(row["member"], row["from"], row["to"], row["certainty"]) for row in got]
                same(found, expected, f"{clause} on {text(today)}")
                shown += len(expected)
    assert shown
