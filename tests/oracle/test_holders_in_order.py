"""Holders of one office come in the order of time, by what is known of their ends (MEANING.md, M19)."""

from __future__ import annotations

import re
from datetime import date

from oracle.asked_world import Loaded
from oracle.random_world import OFFICES

ONGOING = (date.max.toordinal(), date.max.toordinal())


def _known(written: str | None) -> tuple[int, int] | None:
    """Return the first and the last day that an end may be, the one that is known where one alone is; None of an unknown one."""
    if written is None:
        return ONGOING
    days = [date.fromisoformat(each).toordinal() for each in re.findall(r"\d{4}-\d\d-\d\d", written)]
    if days:
        return days[0], days[-1]
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?", written)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 0)
    first = date(year, month or 1, 1)
    after = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return first.toordinal(), after.toordinal() - 1


def test_holders_come_in_the_order_of_time(world: Loaded) -> None:
    compared = 0
    for office in OFFICES:
        _, known = world.known()

        got = world.ask(f"holders of {office} ever {known}")

        ends = [
            (_known(row["from"]), _known(row["to"]), row["holder"])
            for row in got
            if row["from"] is not None and None not in (_known(row["from"]), _known(row["to"]))
        ]
        assert ends == sorted(ends), office
        cut = world.ask(f"holders of {office} ever {known} limit 2")
        assert cut == got[:2]
        compared += len(ends)
    assert compared > len(OFFICES)
