"""The words of a count: how what is counted is called, and whether each is counted once."""

from __future__ import annotations

from tempodb.syntax.trees import Token
from tempodb.tql import ast

PLURAL_NOUNS = {
    "status": "statuses",
    "capacity": "capacities",
    "party": "parties",
    "representing": "representing",
}
GROUPS_BY_NOUN = {
    word: group
    for group in ast.Grouping
    for word in (group.noun, PLURAL_NOUNS.get(group.noun, f"{group.noun}s"))
}
"""What is said of those whom a question is about, by what it is called, of one and of several."""


def distinct_words(tokens: dict[str, Token]) -> ast.Once | None:
    """Return that each is counted once, if the words of a count say so, and what of them."""
    if "DISTINCT" not in tokens:
        return None
    said = " ".join(tokens["SAID_OF"].lower().split()) if "SAID_OF" in tokens else None
    return ast.Once(None if said is None else GROUPS_BY_NOUN[said])
