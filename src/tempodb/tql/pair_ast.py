"""Questions about two parties as asked: when both were in one place."""

from __future__ import annotations

from tempodb.tql.clause_ast import Name, Worded


class Overlap(Worded, says="overlap of {one:BOTH_NAME} and {other:MEMBER_NAME} in {place}"):
    """`overlap of Armenia and Georgia in CSTO`: when both were there; the place may be an office, or any."""

    one: Name
    other: Name
    place: Name | None = None
