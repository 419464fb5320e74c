"""Bodies as they lie in the log, taken apart: most by one look at many, whatever is not so plain not at all.

A body is canonical JSON. So its keys come in one order, and what stands between them stands in no text of its
own, where a quote has a backslash before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from tempodb.model.claims import Claim

_PLAIN = re.compile(
    r'^{"key":\["([^"]*+)((?:","[^"]*+)?+)((?:","[^"]*+)?+)"\],"kind":"([^{]*+{[^}]*+)}'
    r'(?:,"when":{(?:"from":"([^"]++)"(?:,"to":"([^"]++)")?+|([^{}\n]*+))})?+}$',
    re.MULTILINE,
)
BETWEEN = '","'
"""What another part of the key begins with."""
APART_AT_ONCE = 5_000

BodyPieces = tuple[str, ...]
"""Seven: up to three parts of the key, what is said, and the dates: from, to, or others."""


class StatedClaims(Sequence[Claim]):
    """Claims that lie in the log as *bodies*, each made when it is looked at."""

    def __init__(self, bodies: Sequence[str]) -> None:
        self.bodies = bodies

    def __len__(self) -> int:
        return len(self.bodies)

    @overload
    def __getitem__(self, at: int) -> Claim: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Claim]: ...

    def __getitem__(self, at: int | slice) -> Claim | Sequence[Claim]:
        return StatedClaims(self.bodies[at]) if isinstance(at, slice) else Claim.from_body(self.bodies[at])

    def __iter__(self) -> Iterator[Claim]:
        return map(Claim.from_body, self.bodies)


def plain_pieces(bodies: Sequence[str]) -> Sequence[BodyPieces] | None:
    """Return the pieces of bodies that are all plain; None if any is not.

    >>> plain_pieces(["{}"]) is None
    True
    """
    lines = "\n".join(bodies)
    found: Sequence[BodyPieces] = _PLAIN.findall(lines)
    # A piece goes on to a quote, which is sooner found than the end of a line: none has passed one if each has its own.
    return found if len(found) == len(bodies) == lines.count("\n") + 1 else None


def taken_apart(bodies: Iterator[str]) -> Iterator[tuple[str, BodyPieces | None]]:
    """Yield each body with its pieces; None of one that is not plain.

    >>> said = '{"key":["uz","csto"],"kind":"membership","value":{"status":"member"},"when":{"from":"1992"}}'
    >>> [pieces for _, pieces in taken_apart(iter([said]))]
    [('uz', '","csto', '', 'membership","value":{"status":"member"', '1992', '', '')]
    """
    while some := list(islice(bodies, APART_AT_ONCE)):
        found = plain_pieces(some)
        if found is not None:
            yield from zip(some, found, strict=True)
        else:
            for body in some:
                own = plain_pieces([body])
                yield body, own[0] if own else None
