"""The questions as SQL over one table of integers, which each peer that speaks SQL starts from.

`{day}` and the like stand for parameters, `{later}` and `{earlier}` for the functions of two numbers. The first
columns are what answers are compared by.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

FOREVER = 2**63 - 1
COLUMNS = [
    "id",
    "kind",
    "organization",
    "office",
    "party",
    "value",
    "f1",
    "f2",
    "t1",
    "t2",
    "recorded_from",
    "recorded_to",
    "source",
]
AT = "f1 <= {day} AND t2 > {day} AND recorded_from <= {known} AND recorded_to > {known}"
CERTAIN = "(f2 <= {day} AND t1 > {day})"
MEMBERS = "kind = 0 AND office = 0 AND value = 0"
NOW = f"recorded_to = {FOREVER}"
STANDING = (
    "max(CASE WHEN f2 <= {0} AND t1 > {0} THEN 1 ELSE 0 END)"
    " + max(CASE WHEN f1 <= {0} AND t2 > {0} AND NOT (f2 <= {0} AND t1 > {0}) THEN 2 ELSE 0 END)"
)
THEN = f"SELECT party, value, f1, f2, t1, t2 FROM belief WHERE {MEMBERS} AND f1 <= {{day}} AND t2 > {{day}}"

QUESTIONS: Mapping[str, str] = {
    "members": f"""
        SELECT party, {CERTAIN}, f1, f2, t1, t2, source FROM belief
        WHERE organization = {{organization}} AND {MEMBERS} AND {AT}""",
    "organizations": f"""
        SELECT organization, {CERTAIN}, f1, f2, t1, t2, source FROM belief
        WHERE party = {{party}} AND {MEMBERS} AND {AT}""",
    "holders": f"""
        SELECT party, {CERTAIN}, value, f1, f2, t1, t2, source FROM belief
        WHERE organization = {{organization}} AND office = {{office}} AND {AT}""",
    "while": f"""
        SELECT m.party, {{later}}(m.f2, h.f2) < {{earlier}}(m.t1, h.t1),
               {{later}}(m.f1, h.f1), {{later}}(m.f2, h.f2), {{earlier}}(m.t1, h.t1), {{earlier}}(m.t2, h.t2), m.source
        FROM belief h JOIN belief m ON m.organization = h.organization AND m.f1 < h.t2 AND m.t2 > h.f1
        WHERE h.organization = {{organization}} AND h.office = {{office}} AND h.party = {{party}} AND h.{NOW}
          AND m.kind = 0 AND m.office = 0 AND m.value = 0 AND m.{NOW}""",
    "snapshot": f"""
        SELECT organization, party, {CERTAIN}, f1, f2, t1, t2, source FROM belief WHERE {MEMBERS} AND {AT}""",
    "by year": f"""
        SELECT organization, year, count(DISTINCT CASE WHEN f2 < year_end AND t1 > year_begin THEN party END),
               count(DISTINCT party)
        FROM calendar JOIN belief ON f1 < year_end AND t2 > year_begin
        WHERE {MEMBERS} AND {NOW} GROUP BY organization, year""",
    "compare days": f"""
        SELECT party, {STANDING.format("{before}")} AS was, {STANDING.format("{after}")} AS is_now FROM belief
        WHERE {MEMBERS} AND {NOW} AND (f1 <= {{before}} AND t2 > {{before}} OR f1 <= {{after}} AND t2 > {{after}})
        GROUP BY party HAVING {STANDING.format("{before}")} <> {STANDING.format("{after}")}""",
    "compare beliefs": f"""
        WITH was AS ({THEN} AND recorded_from <= {{was}} AND recorded_to > {{was}}),
             is_now AS ({THEN} AND recorded_from <= {{known}} AND recorded_to > {{known}})
        SELECT DISTINCT party FROM (
          SELECT * FROM (SELECT * FROM was EXCEPT SELECT * FROM is_now) AS gone
          UNION ALL SELECT * FROM (SELECT * FROM is_now EXCEPT SELECT * FROM was) AS come) AS differing""",
    "changes": f"""
        WITH piece AS (
          SELECT organization, party, f1, f2, t1, t2, lag(t1) OVER w AS gone1, lag(t2) OVER w AS gone2,
                 lead(f1) OVER w AS come1, lead(f2) OVER w AS come2
          FROM belief WHERE kind = 0 AND office = 0 AND {NOW}
          WINDOW w AS (PARTITION BY organization, party ORDER BY f1, f2))
        SELECT organization, party, 1 AS joined, f1, f2 FROM piece
        WHERE f1 <= {{after}} AND f2 >= {{before}} AND NOT coalesce(gone1 = f1 AND gone2 = f2, 1 = 0)
        UNION ALL SELECT organization, party, 0, t1, t2 FROM piece
        WHERE t1 <= {{after}} AND t2 >= {{before}} AND NOT coalesce(come1 = t1 AND come2 = t2, 1 = 0)""",
    "overlaps": f"""
        SELECT {{earlier}}(a.party, b.party), {{later}}(a.party, b.party),
               {{later}}(a.f2, b.f2) < {{earlier}}(a.t1, b.t1),
               {{later}}(a.f1, b.f1), {{later}}(a.f2, b.f2), {{earlier}}(a.t1, b.t1), {{earlier}}(a.t2, b.t2)
        FROM belief a JOIN belief b ON b.organization = a.organization AND b.party <> a.party
         AND b.f1 >= a.f1 AND b.f1 < a.t2 AND (b.f1 > a.f1 OR b.id > a.id)
        WHERE a.organization = {{organization}} AND a.kind = 0 AND a.office = 0 AND a.value = 0 AND a.{NOW}
          AND b.kind = 0 AND b.office = 0 AND b.value = 0 AND b.{NOW}""",
}
QUESTIONS = {
    **QUESTIONS,
    "parliament": QUESTIONS["members"],
    "empty": QUESTIONS["members"] + " AND f2 <= {day} AND t1 > {day}",
    "snapshot to Arrow": QUESTIONS["snapshot"],
    "all overlaps": QUESTIONS["overlaps"].replace("a.organization = {organization} AND ", ""),
}
QUESTIONS["bare overlaps"] = QUESTIONS["all overlaps"]


def spelt(questions: Mapping[str, str], marker: str, later: str, earlier: str) -> dict[str, str]:
    """Return the questions as one peer spells them: the *marker* has a parameter's name for `*`."""
    names = ["organization", "office", "party", "day", "known", "before", "after", "was"]
    words = {name: marker.replace("*", name) for name in names}
    return {work: text.format(**words, later=later, earlier=earlier) for work, text in questions.items()}


def told(answer: Any, width: int) -> Iterable[Hashable]:
    """Return the first columns of rows, or of a table of Arrow."""
    if hasattr(answer, "columns"):
        columns = [column.to_pylist() for column in answer.columns[:width]]
        return [tuple(map(int, row)) for row in zip(*columns, strict=True)]
    return [tuple(map(int, row[:width])) for row in answer]
