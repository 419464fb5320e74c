"""The statuses that a file declares: as a list, or each with what it counts as."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Tag

from tempodb.interchange.dataset.fields import BY_ID, LIST, IdText, IdTexts, listed_or_by_id


class DeclaredStatus(BaseModel):
    """A status of the dataset's own, or what one that is known means here."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    counts_as: Literal["member"] | None = None


Statuses = Annotated[
    Annotated[IdTexts, Tag(LIST)] | Annotated[dict[IdText, DeclaredStatus | None], Tag(BY_ID)],
    Discriminator(listed_or_by_id),
]


def counted(statuses: Statuses) -> dict[str, str | None]:
    """Return statuses, each with what it counts as, if it does."""
    if not isinstance(statuses, dict):
        return dict.fromkeys(statuses)
    return {id_: status.counts_as if status else None for id_, status in statuses.items()}
