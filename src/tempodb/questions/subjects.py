"""Which columns of an answer are asked for: whom its rows are about, where what is given does not say otherwise."""

from __future__ import annotations

from tempodb.questions import resolved

SUBJECTS = ("id", "member_name", "holder_name", "party_name")
"""The columns of those whom rows are about, where a meaning gives no others."""


def of_memberships(asked: resolved.Memberships) -> tuple[str, ...]:
    """Return the columns that are asked for of memberships: what is not given.

    >>> of_memberships(resolved.Memberships("csto", None, None))
    ('member_name',)
    """
    given = {"organization_name": asked.organization, "member_name": asked.party}
    return tuple(name for name, id_ in given.items() if id_ is None) or ("status",)


def of_changes(asked: resolved.ChangesIn) -> tuple[str, ...]:
    """Return the columns that are asked for of changes: none of one party.

    >>> of_changes(resolved.ChangesIn("csto", "uzbekistan"))
    ()
    """
    return SUBJECTS if asked.party is None else ()


def of_overlap(asked: resolved.Overlap) -> tuple[str, ...]:
    """Return the columns that are asked for of when two were in one place: where that was, unless it is given.

    >>> of_overlap(resolved.Overlap("belarus", "armenia", None))
    ('organization_name',)
    """
    return ("organization_name",) if asked.organization is asked.office is None else ()
