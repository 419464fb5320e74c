"""Claims → the text of a dataset file that states the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.dataset.sections import LISTED, NESTED_SECTIONS, own_parts, within
from tempodb.interchange.port import Exported
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind, PartyClass
from tempodb.model.schema import PARTY_SECTIONS, SCHEMA
from tempodb.temporal.facts import Standing

SECTION_OF_CLASS = {class_: section for section, class_ in PARTY_SECTIONS.items()}


def write_json(dataset: str, claims: Sequence[Claim], _: Progress = unwatched) -> Exported:
    """Return *claims* as a file of JSON."""
    return Exported(json.dumps(as_file(dataset, claims), ensure_ascii=False, indent=2) + "\n")


def write_yaml(dataset: str, claims: Sequence[Claim], progress: Progress = unwatched) -> Exported:
    """Return *claims* as a file of YAML."""
    content = as_file(dataset, claims)
    entries = [entry for section in content.values() if isinstance(section, dict | list) for entry in section]
    text: str = yaml.dump(
        content,
        Dumper=_watched(progress(entries, len(entries), "writing")),
        sort_keys=False,
        allow_unicode=True,
        width=10**6,
        default_flow_style=None,
    )
    return Exported(text)


def _watched(entries: Iterator[object]) -> Any:
    """Return a dumper that goes on in *entries* with every mapping that it writes."""
    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Watched(base):  # type: ignore[misc]
        def represent_mapping(self, *arguments: Any, **named: Any) -> Any:
            next(entries, None)
            return super().represent_mapping(*arguments, **named)

    return Watched


def as_file(dataset: str, claims: Sequence[Claim]) -> dict[str, Any]:
    """Return the content of a dataset file, section by section."""
    by_kind: dict[Kind, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_kind[claim.kind].append(claim)
    content: dict[str, Any] = {"tempodb": "1", "dataset": dataset}
    for claim in by_kind[Kind.DATASET]:
        content.update(claim.fields)
    content[SCHEMA[Kind.STATUS].section] = [claim.key[0] for claim in by_kind[Kind.STATUS]]
    content[SCHEMA[Kind.SOURCE].section] = _defined(by_kind, Kind.SOURCE)
    content.update(_parties(by_kind))
    content[SCHEMA[Kind.OFFICE].section] = offices = _defined(by_kind, Kind.OFFICE)
    _nest(offices, by_kind, Kind.OFFICE)
    for kind in LISTED:
        content[SCHEMA[kind].section] = [_entry(claim) for claim in by_kind[kind]]
    return {section: entries for section, entries in content.items() if entries not in ([], {})}


def _defined(by_kind: dict[Kind, list[Claim]], kind: Kind) -> dict[str, dict[str, Any]]:
    return {claim.key[0]: {**claim.fields, **_note(claim)} for claim in by_kind[kind]}


def _parties(by_kind: dict[Kind, list[Claim]]) -> dict[str, dict[str, Any]]:
    sections: dict[str, dict[str, Any]] = {section: {} for section in PARTY_SECTIONS}
    entries = _defined(by_kind, Kind.PARTY)
    for id_, entry in entries.items():
        sections[SECTION_OF_CLASS[PartyClass(entry.pop("class"))]][id_] = entry
    _nest(entries, by_kind, Kind.PARTY)
    return sections


def _nest(entries: dict[str, dict[str, Any]], by_kind: dict[Kind, list[Claim]], kind: Kind) -> None:
    """Put into the entries of a kind what is stated within them."""
    for inner in within(kind):
        for claim in by_kind[inner]:
            entry = entries[claim.key[0]]
            if inner is Kind.EXISTENCE:
                entry.update(_life(claim))
            else:
                entry.setdefault(SCHEMA[inner].section, []).append(_entry(claim))
    for entry in entries.values():
        if entry.get("standing") == Standing.DISPUTED:
            _tell_accepted(entry)


def _life(claim: Claim) -> dict[str, Any]:
    """Return the dates of a party, whose entry has their sources."""
    dates = {"founded": claim.when.from_, "dissolved": claim.when.to}
    support = {key: value for key, value in _support(claim).items() if key != "note"}
    return {**{key: date for key, date in dates.items() if date}, **support}


def _tell_accepted(entry: dict[str, Any]) -> None:
    """Say of what is accepted that it is, in an entry that is disputed as a whole."""
    for section in NESTED_SECTIONS.keys() & entry.keys():
        for inner in entry[section]:
            inner.setdefault("standing", str(Standing.ACCEPTED))


def _entry(claim: Claim) -> dict[str, Any]:
    """Return a claim as an entry of a list, its key among what it says; what is said of its end stands behind that."""
    fields = SCHEMA[claim.kind].fields
    named = dict(zip(SCHEMA[claim.kind].key, claim.key, strict=True))
    parts = own_parts(claim.kind)
    key = {part.name: named[part] for part in parts if not part.is_optional}
    beside = {part.name: named[part] for part in parts if part.is_optional and named[part]}
    keys = {field.name: field.in_files for field in fields if not field.is_of_end}
    said = {keys[name]: value for name, value in claim.fields.items() if name in keys}
    of_end = {
        field.in_files: claim.fields[field.name]
        for field in fields
        if field.is_of_end and field.name in claim.fields
    }
    return {**key, **said, **beside, **claim.when.as_dict(), **of_end, **_support(claim)}


def _support(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if claim.standing is Standing.DISPUTED:
        said["standing"] = str(claim.standing)
    if claim.sources:
        said["source"] = list(claim.sources) if len(claim.sources) > 1 else claim.sources[0]
    return {**said, **_note(claim)}


def _note(claim: Claim) -> dict[str, Any]:
    return {} if claim.note is None else {"note": claim.note}
