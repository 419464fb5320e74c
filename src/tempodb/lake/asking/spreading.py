"""Which questions are answered bucket by bucket, so that the answers of all buckets are the whole answer.

What is asked of each organization by itself is found where all that is believed of it lies; what is
asked of each party, wherever it is, in the layout by party. Everything else is answered at one place, from all
that it needs.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    if isinstance(question, resolved.Count):
        return _side_of_count(question)
    if isinstance(question, resolved.ChangesIn):
        return Side.SCOPE if question.organization is question.party is None else None
    if isinstance(question, resolved.Memberships):
        return Side.SCOPE if is_every(question) else None
    if isinstance(question, resolved.Overlaps):
        return Side.SCOPE if is_of_all(question.asked) else None
    is_by_party = (
        (isinstance(question, resolved.Compare) and is_of_all(question.before) and is_of_all(question.after))
        or (isinstance(question, resolved.Combined) and all(map(is_of_all, _sides(query))))
        or (isinstance(question, resolved.History) and any(map(is_of_all, _sides(question.asked))))
    )
    return Side.PARTY if is_by_party else None


def _side_of_count(count: resolved.Count) -> Side | None:
    if isinstance(count.counted.question, resolved.Combined):
        is_plain = count.group is None and count.distinct is None
        return Side.PARTY if is_plain and all(map(is_of_all, _sides(count.counted))) else None
    if not is_of_all(count.counted):
        return None
    match count.distinct:
        case None:
            return Side.SCOPE
        case resolved.EachPlace():
            return Side.PARTY
        case Once(of=None):
            return Side.PARTY
        case Once():
            return None
        case _:
            assert_never(count.distinct)


def is_put_together(query: resolved.Query) -> bool:
    """Return whether an answer has its rows and their order only when what several buckets tell is put together."""
    question = query.question
    if isinstance(question, resolved.Count):
        return question.group is not None or side_of(query) is not Side.SCOPE
    return isinstance(question, resolved.History) or query.scope.rank is not None


def _sides(query: resolved.Query) -> Iterator[resolved.Query]:
    """Yield the questions that an answer is put together of."""
    if isinstance(query.question, resolved.Combined):
        yield from _sides(query.question.left)
        yield from _sides(query.question.right)
    else:
        yield query


def is_of_all(query: resolved.Query) -> bool:
    """Return whether every organization is asked about, and each party in each by itself."""
    # Within another question, the first and the longest are found among all at one place.
    return is_every(query.question) and query.scope.rank is None
