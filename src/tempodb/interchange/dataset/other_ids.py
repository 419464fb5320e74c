"""Ids of which a file says that they are others, and what they are called."""

from __future__ import annotations

from typing import Any

from tempodb.interchange.dataset import models
from tempodb.model.schema import PARTY_SECTIONS


def others_of(file: models.DatasetFile) -> dict[str, str]:
    """Return the ids that are others, each with the one that it is."""
    return {
        id_: party.same_as
        for section in PARTY_SECTIONS
        for id_, party in getattr(file, section).items()
        if party.same_as is not None
    }


def aliases_of(id_: str, party: models.Party) -> list[Any]:
    """Return the aliases that an id, and the names of its entry, are of the one that is meant."""
    shorts = (getattr(name, "short", None) for name in party.names)
    own = [id_, party.name, party.short, *map(_alias, party.names), *shorts, *party.aliases]
    return [each for i, each in enumerate(own) if each is not None and each not in own[:i]]


def _alias(name: models.Name) -> Any:
    """Return a name with its language and dates as an alias, or as a text if it has none."""
    from_, to = (None if end is None else end.text for end in name.when().stated())
    said = {"name": getattr(name, "name", None), "language": getattr(name, "language", None), "from": from_}
    alias = {key: text for key, text in {**said, "to": to}.items() if text is not None}
    return alias if len(alias) > 1 else alias["name"]
