"""What a load asks of the files that it loads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from tempodb.model.claims import Claim, Dataset
    from tempodb.model.restatements import LastText, Restatement


class FilesToLoad(Protocol):
    """Files that are loaded together."""

    @property
    def are_large(self) -> bool:
        """Whether they are sooner known again than read."""

    @property
    def fingerprints(self) -> Sequence[str]:
        """By what the text of each is known again; none where it is as soon read."""

    def are_among(self, known: Collection[str]) -> bool:
        """Return whether each has a known fingerprint; others are not looked at once one has not."""

    def located(self) -> Sequence[Dataset]:
        """Return what they state, each claim with its place."""

    def part(self, claims: Collection[Claim]) -> Sequence[Dataset] | None:
        """Return what they say of claims that they state, with places; None where all of it is as soon read."""

    def restated(
        self, known: Collection[str], last_text: Callable[[str], LastText | None]
    ) -> Sequence[Restatement] | None:
        """Return what they say otherwise than when they were loaded last, None if one has to be read as a whole.

        Files of *known* fingerprints are left out. None, too, where one is named twice.
        """

    def columns(self, known: Collection[str] = ()) -> Sequence[Dataset] | None:
        """Return what they state as columns, None if one is not clean, or soon read in any case.

        Files of *known* fingerprints are left out.
        """
