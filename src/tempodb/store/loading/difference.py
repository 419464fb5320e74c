"""What a load has to write of a dataset: claims that come, change and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.base.node import Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tempodb.model.claims import Claim
    from tempodb.store.log.entries import NumberedClaim


class Difference(Node):
    """Claims to add, corrections to put in the place of *replaced* ones, claims to withdraw; and how many stay.

    `overwritten` are the claims of writes that are given up.
    """

    added: Sequence[Claim]
    corrections: Sequence[Claim]
    replaced: Sequence[NumberedClaim]
    retracted: Sequence[NumberedClaim]
    unchanged: int
    overwritten: tuple[NumberedClaim, ...] = ()

    @classmethod
    def none(cls, unchanged: int) -> Difference:
        """Return that nothing changes of so many claims."""
        return cls((), (), (), (), unchanged)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.added or self.corrections or self.retracted or self.overwritten)

    @property
    def stated(self) -> tuple[Claim, ...]:
        """The claims to state."""
        return (*self.added, *self.corrections)

    @property
    def corrected(self) -> tuple[tuple[NumberedClaim, Claim], ...]:
        """Each claim that is replaced with its correction."""
        return tuple(zip(self.replaced, self.corrections, strict=True))

    @property
    def withdrawn(self) -> tuple[NumberedClaim, ...]:
        """The earlier claims to withdraw."""
        return (*self.retracted, *self.replaced, *self.overwritten)
