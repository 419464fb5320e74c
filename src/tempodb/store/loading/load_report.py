"""What loading one dataset writes, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tempodb.base.node import Node
from tempodb.store.log.loaded_file import LoadedFile
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tempodb.model.claims import Claim
    from tempodb.store.beliefs.changed_claims import ChangedClaims
    from tempodb.store.loading.difference import Difference
    from tempodb.store.log.digests import Header


class LoadReport(Node):
    """What loading one dataset writes; without a header, nothing.

    `differs` are the claims that the dataset goes on making, and that writes cut or replaced. The
    `fingerprint` is that of its text, which is kept if there is a `text`, None for one that was kept
    earlier; a `commit` is that whose version of a file is replayed. The `change` is there where it was
    planned in columns.
    """

    dataset: str
    header: Header | None
    difference: Difference
    differs: tuple[Claim, ...] = ()
    fingerprint: str = ""
    text: bytes | None = b""
    commit: str | None = None
    change: ChangedClaims | None = None

    @property
    def loaded(self) -> LoadedFile | None:
        """By what the file is known again, if that is worth while."""
        difference = self.difference
        claims = len(difference.added) + len(difference.corrections) + difference.unchanged
        return LoadedFile(self.fingerprint, claims) if self.fingerprint else None

    @property
    def transaction(self) -> int | None:
        """The number of the transaction, if one is written."""
        return self.header and self.header.id

    def as_dict(self) -> dict[str, Any]:
        """Return the figures that `load --format json` prints."""
        return {
            "dataset": self.dataset,
            "transaction": self.transaction,
            "recorded_at": self.header and instant_text(self.header.recorded),
            "added": len(self.difference.added),
            "corrected": len(self.difference.corrections),
            "retracted": len(self.difference.retracted),
            "unchanged": self.difference.unchanged,
            "differs": len(self.differs),
            "kinds": self.kinds(),
        }

    def kinds(self, gone: Iterable[Claim] = ()) -> dict[str, int]:
        """Return how many claims of each kind come or change, or are among those that are *gone*."""
        difference = self.difference
        if difference.is_empty:
            return {}
        # A file that has not changed says nothing of kinds.
        from tempodb.store.loading.kind_counts import by_kind

        return by_kind(difference.added, difference.corrections, gone)

    def __repr__(self) -> str:
        # A text is as long as its file.
        shown = (name for name in self.__match_args__ if name not in ("text", "change"))
        return f"LoadReport({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def lines(self) -> Iterator[str]:
        """Yield the difference in words, a line a claim."""
        # Likewise.
        from tempodb.model.wording import described

        for claim in self.difference.added:
            yield f"+ {claim.kind.name.lower()} {described(claim)}"
        for old, new in self.difference.corrected:
            yield f"- {old.claim.kind.name.lower()} {described(old.claim)}"
            yield f"+ {new.kind.name.lower()} {described(new)}"
        for old in (*self.difference.retracted, *self.difference.overwritten):
            yield f"- {old.claim.kind.name.lower()} {described(old.claim)}"
        for claim in self.differs:
            yield f"! {claim.kind.name.lower()} {described(claim)}"
