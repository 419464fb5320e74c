"""Questions about a condition as asked: whether it holds, when it held, and why."""

from __future__ import annotations

from tempodb.tql.clause_ast import Condition, Worded


class Whether(Worded, says="whether {condition:SUBJECT_NAME}"):
    """`whether Uzbekistan is member of CSTO`: yes, no or possibly."""

    condition: Condition


class WhenHeld(Worded, says="when {condition:SUBJECT_NAME}"):
    """`when Uzbekistan is suspended in CSTO`: the periods in which a condition held."""

    condition: Condition


class Why(Worded, says="why {condition:WHY_NAME}"):
    """`why Uzbekistan in CSTO`: the claims, sources and corrections behind a row, or behind its absence."""

    condition: Condition
