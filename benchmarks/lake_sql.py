"""The plain part of two questions about every organization, in SQL that DuckDB and Spark both read, over the files of a lake.

It tightens ends, joins what hands over to what follows it, and says what is certain. It does not narrow ends by
what holds beside them, and joins what hands over only where that comes next: where dates are vague it
is wrong at times (`docs/dev/MEANING.md` says what is right).
"""

from __future__ import annotations

from datetime import date

from tempodb.temporal.instants import FOREVER

FIRST_YEAR, LAST_YEAR = 1970, 2023
_COLUMNS = "organization, party"
_IN_TIME = "ORDER BY f1, f2, t1, t2"


def years() -> list[tuple[int, int, int]]:
    """Return each year, with its first day and the day after its last one, counted from 0001-01-01."""
    return [
        (year, date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    ]


def _coalesced(table: str) -> str:
    return f"""WITH visible AS (
  SELECT "of" AS organization, member AS party, from_earliest AS s1, from_latest AS s2, to_earliest AS e1,
    to_latest AS e2, from_earliest AS f1, least(from_latest, to_latest - 1) AS f2,
    greatest(to_earliest, from_earliest + 1) AS t1, to_latest AS t2
  FROM {table} WHERE recorded_to = {FOREVER} AND NOT disputed AND status = 'member'),
marked AS (
  SELECT *, CASE WHEN lag(e1) OVER w = s1 AND lag(e2) OVER w = s2 THEN 0 ELSE 1 END AS is_new
  FROM visible WINDOW w AS (PARTITION BY {_COLUMNS} {_IN_TIME})),
islands AS (SELECT *, sum(is_new) OVER (PARTITION BY {_COLUMNS} {_IN_TIME}) AS island FROM marked),
pieces AS (
  SELECT {_COLUMNS}, min(f1) AS f1, min(f2) AS f2, max(t1) AS t1, max(t2) AS t2
  FROM islands GROUP BY {_COLUMNS}, island)
"""


def count_by_year(table: str, calendar: str) -> str:
    """Return how many members every organization had in each year of a calendar."""
    return f"""{_coalesced(table)},
hits AS (
  SELECT organization, year, party, max(CASE WHEN f2 < after AND t1 > first THEN 1 ELSE 0 END) AS certain
  FROM pieces JOIN {calendar} ON f1 < after AND t2 > first GROUP BY organization, year, party)
SELECT organization, year, sum(certain) AS certain, count(*) AS possible FROM hits
GROUP BY organization, year ORDER BY organization, year"""


def snapshot(table: str, year: int) -> str:
    """Return who was a member of which organization in a year."""
    _, first, after = years()[year - FIRST_YEAR]
    return f"""{_coalesced(table)}
SELECT organization, party, f1, f2, t1, t2, f2 < {after} AND t1 > {first} AS certain
FROM pieces WHERE f1 < {after} AND t2 > {first} ORDER BY party, organization"""
