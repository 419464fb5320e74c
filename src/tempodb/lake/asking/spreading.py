"""Which questions are answered bucket by bucket, so that the answers of all buckets are the whole answer.

What is asked of each organization by itself is found where all that is believed of it lies; what is
asked of each party, wherever it is, in the layout by party. Everything else is answered at one place, from all
that it needs.
"""

from __future__ import annotations

from typing import assert_never

from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.row_types import is_every
from tempodb.tql.ast import Once


def side_of(query: resolved.Query) -> Side | None:
    """Return in which layout each bucket answers *query* for its own part; None where none can.

    That of `planning.plan.Side.SCOPE` is by organization, that of `planning.plan.Side.PARTY` by party.
    """
    question = query.question
    if isinstance(question, resolved.Memberships):
        return Side.SCOPE if _is_apart(query) else None
    if isinstance(question, resolved.Overlaps):
        return Side.SCOPE if _is_apart(question.asked) else None
    if isinstance(question, resolved.Compare):
        return Side.PARTY if _is_apart(question.before) and _is_apart(question.after) else None
    if (
        not isinstance(question, resolved.Count)
        or question.group is not None
        or not _is_apart(question.counted)
    ):
        return None
    match question.distinct:
        case None:
            return Side.SCOPE
        case resolved.EachPlace():
            return Side.PARTY
        case Once(of=None):
            return Side.PARTY
        case Once():
            return None
        case _:
            assert_never(question.distinct)


def _is_apart(query: resolved.Query) -> bool:
    """Return whether every organization is asked about, and each party in each by itself."""
    # The first and the longest are found among all.
    return is_every(query.question) and query.scope.rank is None
