"""Claims → the text of a dataset file that states the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.port import Exported
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind, PartyClass
from tempodb.model.schema import SCHEMA
from tempodb.temporal.facts import Standing

SECTION_OF_CLASS = {
    PartyClass.STATE: "states",
    PartyClass.PERSON: "persons",
    PartyClass.ORGANIZATION: "organizations",
}


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
    statuses = [claim.key[0] for claim in by_kind[Kind.STATUS]]
    parties = _parties(by_kind)
    content["statuses"] = statuses
    content["sources"] = {c.key[0]: {**c.fields, **_note(c)} for c in by_kind[Kind.SOURCE]}
    content.update({section: parties[section] for section in SECTION_OF_CLASS.values()})
    content["offices"] = _offices(by_kind)
    for section, kind in (("memberships", Kind.MEMBERSHIP), ("tenures", Kind.TENURE), ("events", Kind.EVENT)):
        content[section] = [_entry(claim) for claim in by_kind[kind]]
    return {section: entries for section, entries in content.items() if entries not in ([], {})}


def _parties(by_kind: dict[Kind, list[Claim]]) -> dict[str, dict[str, Any]]:
    sections: dict[str, dict[str, Any]] = {section: {} for section in SECTION_OF_CLASS.values()}
    entries: dict[str, dict[str, Any]] = {}
    for claim in by_kind[Kind.PARTY]:
        fields = dict(claim.fields)
        section = sections[SECTION_OF_CLASS[PartyClass(fields.pop("class"))]]
        entries[claim.key[0]] = section[claim.key[0]] = {**fields, **_note(claim)}
    for claim in by_kind[Kind.NAME]:
        entries[claim.key[0]].setdefault("names", []).append({**claim.fields, **_entry_keys(claim)})
    for claim in by_kind[Kind.EXISTENCE]:
        when = claim.when
        dates = {"founded": when.from_, "dissolved": when.to}
        support = {key: value for key, value in _support(claim).items() if key != "note"}
        entry = entries[claim.key[0]]
        entry.update({**{key: date for key, date in dates.items() if date}, **support})
    for key, kind in (("part_of", Kind.PART_OF), ("succeeds", Kind.SUCCEEDS)):
        for claim in by_kind[kind]:
            entries[claim.key[0]].setdefault(key, []).append({"of": claim.key[1], **_entry_keys(claim)})
    for entry in entries.values():
        if entry.get("standing") == Standing.DISPUTED:
            _tell_accepted(entry)
    return sections


def _tell_accepted(entry: dict[str, Any]) -> None:
    """Say of what is accepted that it is, in an entry that is disputed as a whole."""
    for key in ("names", "part_of", "succeeds"):
        for inner in entry.get(key, ()):
            inner.setdefault("standing", str(Standing.ACCEPTED))


def _offices(by_kind: dict[Kind, list[Claim]]) -> dict[str, Any]:
    offices: dict[str, Any] = {
        claim.key[0]: {**claim.fields, **_note(claim)} for claim in by_kind[Kind.OFFICE]
    }
    for claim in by_kind[Kind.TITLE]:
        title = {"title": claim.fields["name"], **_entry_keys(claim)}
        offices[claim.key[0]].setdefault("titles", []).append(title)
    return offices


def _entry(claim: Claim) -> dict[str, Any]:
    """Return a claim as an entry of a list, its key among what it says; what is said of its end stands behind that."""
    schema, said = SCHEMA[claim.kind], dict(claim.fields)
    parts = list(zip(schema.key, claim.key, strict=True))
    key = {part.name: id_ for part, id_ in parts if not part.is_optional}
    beside = {part.name: id_ for part, id_ in parts if part.is_optional and id_}
    of_end = {
        field.name: said.pop(field.name) for field in schema.fields if field.is_of_end and field.name in said
    }
    return {**key, **said, **beside, **claim.when.as_dict(), **of_end, **_support(claim)}


def _entry_keys(claim: Claim) -> dict[str, Any]:
    return {**claim.when.as_dict(), **_support(claim)}


def _support(claim: Claim) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if claim.standing is Standing.DISPUTED:
        said["standing"] = str(claim.standing)
    if claim.sources:
        said["source"] = list(claim.sources) if len(claim.sources) > 1 else claim.sources[0]
    return {**said, **_note(claim)}


def _note(claim: Claim) -> dict[str, Any]:
    return {} if claim.note is None else {"note": claim.note}
