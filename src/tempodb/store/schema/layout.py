"""The schema as readers see it: its version, its tables and their columns."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from typing import NamedTuple

SCHEMA_VERSION = 7
READABLE = (1, 2, 3, 4, 5, 6, 7)
"""Versions whose files are read as they are, and become files of this version when they are written.

Files of version 1 hold author and note of a transaction in its row, and since then in an assertion.
Names in `label` are folded in another way up to version 2, as `folding.fold_as_before` does.
Up to version 3, the last number of a belief is found by looking at all of them.
Up to version 4, nothing is kept of the texts of files.
Up to version 5, there are no views, and in version 6 they tell no languages of names, of which there are none.
Up to version 6, two indexes have more columns or rows.
"""
FOLDED_ALIKE = (3, 4, 5, 6, 7)
"""Versions whose table `label` holds names as `folding.fold` does."""
VIEWS = (
    *("stated_ends", "believed", "membership_history", "current_memberships"),
    *("tenure_history", "current_tenures", "names", "sources", "transactions"),
)
"""The views for whoever asks in SQL, of which nobody here reads any; the first two are what the others are made of."""
MADE_ANEW = ("membership_history", "tenure_history", "names", "current_memberships", "current_tenures")
"""The views that told no languages of names before, or named today in words that DuckDB takes otherwise."""
NARROWED = ("belief_party", "ix_assertion_claim")
"""The indexes that had more columns or rows before, which took longer to fill than they ever saved."""
ADDED = {
    "belief_id": 4,
    "file_text": 5,
    **dict.fromkeys(VIEWS, 6),
    **dict.fromkeys((*MADE_ANEW, *NARROWED), 7),
}
"""Indexes, tables and views that files of earlier versions lack or have otherwise, each with the version that has it."""
HAS_NUMBER = "id > 0"
"""What the index of the numbers of beliefs has, which is all of them; whoever does not say it is not drawn to it."""

IS_ABOUT = "claim IS NOT NULL"
"""What the index of what is done to claims has; few assertions do anything to another."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "tx": ("id", "recorded", "clock", "dataset", "author", "note", "digest"),
    "assertion": ("id", "tx", "operation", "claim", "body", "salt", "digest"),
    "file_text": ("dataset", "text"),
    "entity": ("id", "type", "slug"),
    "interned": ("id", "text"),
    "label": ("folded", "entity"),
    "belief": (
        *("scope", "kind", "f1", "id", "party", "other", "value", "f2", "t1", "t2", "from_text"),
        *("to_text", "since", "recorded_from", "recorded_to", "disputed", "sources", "claim"),
    ),
}
STORED_BY: dict[str, tuple[str, ...]] = {
    "entity": ("id",),
    "interned": ("id",),
    "label": ("folded", "entity"),
    "belief": ("scope", "kind", "f1", "id"),
}
"""The keys of the tables that follow from the log, by which their rows are in order."""
LOG = ("tx", "assertion")
"""The tables of what was recorded, for which `verify` vouches, and for what follows from it."""
DERIVED = ("belief", "label", "entity", "interned")
"""The tables that follow from the log."""


class BeliefRow(NamedTuple):
    """A rectangle valid × recorded, as stored; ids and texts are numbers of `entity` and `interned`.

    `f1` to `t2` are the candidate days of both ends as stated. The row is visible from
    `recorded_from` up to `recorded_to`; its value has been believed over its period since `since`.
    """

    scope: int
    kind: int
    f1: int
    id: int
    party: int
    other: int
    value: int
    f2: int
    t1: int
    t2: int
    from_text: str | None
    to_text: str | None
    since: int
    recorded_from: int
    recorded_to: int
    disputed: int
    sources: int
    claim: int


assert BeliefRow._fields == COLUMNS["belief"]
