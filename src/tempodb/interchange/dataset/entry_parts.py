"""What an entry of a list says of a claim, part by part, in the order in which it says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tempodb.interchange.dataset.sections import own_parts
from tempodb.model.citations import Details
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.facts import Standing


class EntryNames(NamedTuple):
    """What an entry of a kind says, each by its name in files: of the key with its place, of the value by its field.

    First stands what every key has, then the value, then what is *beside* the key if at all; what is said of the
    end stands behind that.
    """

    key: tuple[tuple[int, str], ...]
    said: dict[str, str]
    beside: tuple[tuple[int, str], ...]
    of_end: dict[str, str]


def _entry_names(kind: Kind) -> EntryNames:
    schema, own = SCHEMA[kind], own_parts(kind)
    places = [(place, part) for place, part in enumerate(schema.key) if part in own]
    return EntryNames(
        tuple((place, part.name) for place, part in places if not part.is_optional),
        {field.name: field.in_files for field in schema.fields if not field.is_of_end},
        tuple((place, part.name) for place, part in places if part.is_optional),
        {field.name: field.in_files for field in schema.fields if field.is_of_end},
    )


ID_OF = {field.name: field.name_of for schema in SCHEMA.values() for field in schema.fields if field.name_of}
"""The fields that are names, each with that of the id beside which it stands."""
NAMES_OF = {kind: _entry_names(kind) for kind in Kind}


def entry_of(claim: Claim) -> dict[str, Any]:
    """Return a claim as an entry of a list, its key among what it says."""
    names, key = NAMES_OF[claim.kind], claim.key
    return {
        **{name: key[place] for place, name in names.key},
        **fields_of(names.said, claim.fields),
        **{name: key[place] for place, name in names.beside if key[place]},
        **claim.when.as_dict(),
        **fields_of(names.of_end, claim.fields),
        **support_of(claim.standing, claim.sources, claim.note, claim.details),
    }


def fields_of(names: Mapping[str, str], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is *said* in some fields, by their *names* in files."""
    told = {names[field]: value for field, value in said.items() if field in names and field not in ID_OF}
    for name, id_ in ID_OF.items():
        if name in said and id_ in names:
            told[names[id_]] = {"id": said[id_], "name": said[name]}
    return told


def support_of(
    standing: Standing, sources: Sequence[str], note: str | None, details: Details = ()
) -> dict[str, Any]:
    """Return what supports a claim, as far as it is not as usual."""
    said: dict[str, Any] = {}
    if standing is Standing.DISPUTED:
        said["standing"] = str(standing)
    if sources:
        cited = list(_cited(sources, details)) if details else list(sources)
        said["source"] = cited if len(cited) > 1 else cited[0]
    if note is not None:
        said["note"] = note
    return said


def _cited(sources: Sequence[str], details: Details) -> Iterator[str | dict[str, str]]:
    """Yield each source by its id, or with each detail of it that is cited."""
    for source in sources:
        own = [detail for id_, detail in details if id_ == source]
        yield from ({"id": source, "detail": detail} for detail in own)
        if not own:
            yield source
