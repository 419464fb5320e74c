"""Which sources a claim rests on, and where in each of them it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from tempodb.base.node import Node


class Citation(Node):
    """A source by its *id*, and the *detail* of it that is meant, such as a page or the id of a statement."""

    id: str
    detail: str


CitedSource: TypeAlias = "str | Citation"
"""A source by its id, with a detail if there is one."""
Details: TypeAlias = "tuple[tuple[str, str], ...]"
"""The details of some sources, each behind the id of its source, in order."""


class Beside(NamedTuple):
    """What stands beside a claim that cites details: its note, and those."""

    note: str | None
    details: Details


def cited_of(ids: Iterable[str], details: Details) -> tuple[CitedSource, ...]:
    """Return sources as they are cited, by their ids and the details of them.

    >>> cited_of(["s", "t"], (("t", "p. 4"),))
    ('s', Citation(id='t', detail='p. 4'))
    """
    found: list[CitedSource] = []
    for id_ in ids:
        found += [Citation(id_, detail) for source, detail in details if source == id_] or [id_]
    return tuple(found)


def cited_text(cited: CitedSource) -> str:
    """Return in words how a source is cited.

    >>> print(cited_text(Citation("s", "p. 4")))
    s detail "p. 4"
    """
    if isinstance(cited, str):
        return cited
    detail = cited.detail.replace('"', '""')
    return f'{cited.id} detail "{detail}"'


def ids_of(cited: Iterable[CitedSource]) -> tuple[str, ...]:
    """Return the ids of some sources, each once.

    >>> ids_of(["s", Citation("t", "p. 4"), Citation("t", "p. 9")])
    ('s', 't')
    """
    return tuple(dict.fromkeys(each if isinstance(each, str) else each.id for each in cited))


def details_of(cited: Iterable[CitedSource]) -> Details:
    """Return the details of some sources.

    >>> details_of(["s", Citation("t", "p. 4")])
    (('t', 'p. 4'),)
    """
    return tuple(sorted({(each.id, each.detail) for each in cited if isinstance(each, Citation)}))


def remark_of(note: str | None, details: Details) -> str | Beside | None:
    """Return what stands beside a claim: its note, and its details if it has any."""
    return Beside(note, details) if details else note


def remarked(remark: str | Beside | None) -> Beside:
    """Return the note and the details that stand beside a claim.

    >>> remarked("seen"), remarked(Beside(None, (("s", "p. 4"),))).details
    (Beside(note='seen', details=()), (('s', 'p. 4'),))
    """
    return remark if isinstance(remark, Beside) else Beside(remark, ())
