"""Claims → the text of a dataset file that states the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from tempodb.base.collecting import uncollected
from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.dataset.body_items import BodyItems
from tempodb.interchange.dataset.entry_parts import entry_of, support_of
from tempodb.interchange.dataset.json_text import JsonText
from tempodb.interchange.dataset.plain_values import ALIAS_KEYS
from tempodb.interchange.dataset.sections import LISTED, NESTED_SECTIONS, within
from tempodb.interchange.dataset.yaml_text import YamlText
from tempodb.interchange.port import Exported
from tempodb.model.body_pieces import StatedClaims
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind, PartyClass
from tempodb.model.schema import PARTY_SECTIONS, SCHEMA
from tempodb.temporal.facts import Standing

SECTION_OF_CLASS = {class_: section for section, class_ in PARTY_SECTIONS.items()}


class FileText(Protocol):
    """How the content of a file is written."""

    def item(self, entry: Mapping[str, Any]) -> str:
        """Return an entry of a list of the file."""

    def text(self, content: Mapping[str, Any], lists: Mapping[str, Sequence[str]]) -> str:
        """Return the file: its *content*, and then the *lists* of which each item is written already."""


def write_json(dataset: str, claims: Sequence[Claim], progress: Progress = unwatched) -> Exported:
    """Return *claims* as a file of JSON."""
    return _written(dataset, claims, JsonText(), progress)


def write_yaml(dataset: str, claims: Sequence[Claim], progress: Progress = unwatched) -> Exported:
    """Return *claims* as a file of YAML."""
    return _written(dataset, claims, YamlText(), progress)


def _written(
    dataset: str, claims: Sequence[Claim], text: JsonText | YamlText, progress: Progress
) -> Exported:
    if not isinstance(claims, StatedClaims):
        return Exported(dataset_text(dataset, progress(claims, len(claims), "writing"), text))
    by_kind: dict[Kind, list[Any]] = defaultdict(list)
    with uncollected():
        for kind, item in BodyItems(text).items(progress(claims.bodies, len(claims), "writing")):
            by_kind[kind].append(item)
        return Exported(_text(dataset, by_kind, {kind: by_kind.pop(kind, []) for kind in LISTED}, text))


def dataset_text(dataset: str, claims: Iterable[Claim], text: FileText) -> str:
    """Return *claims* as the text of a file; those of lists are written at once, and not kept."""
    lists: dict[Kind, list[str]] = {kind: [] for kind in LISTED}
    by_kind: dict[Kind, list[Claim]] = defaultdict(list)
    with uncollected():
        for claim in claims:
            if claim.kind in lists:
                lists[claim.kind].append(text.item(entry_of(claim)))
            else:
                by_kind[claim.kind].append(claim)
        return _text(dataset, by_kind, lists, text)


def _text(
    dataset: str, by_kind: dict[Kind, list[Claim]], lists: Mapping[Kind, Sequence[str]], text: FileText
) -> str:
    content = stated_content(dataset, by_kind)
    return text.text(content, {SCHEMA[kind].section: items for kind, items in lists.items() if items})


def stated_content(dataset: str, by_kind: dict[Kind, list[Claim]]) -> dict[str, Any]:
    """Return what a dataset file says before its lists, section by section."""
    content: dict[str, Any] = {"tempodb": "1", "dataset": dataset}
    for claim in by_kind[Kind.DATASET]:
        content.update(claim.fields)
    statuses = {claim.key[0]: claim.fields for claim in by_kind[Kind.STATUS]}
    content[SCHEMA[Kind.STATUS].section] = statuses if any(statuses.values()) else list(statuses)
    content[SCHEMA[Kind.SOURCE].section] = _defined(by_kind, Kind.SOURCE)
    content.update(_parties(by_kind))
    content[SCHEMA[Kind.OFFICE].section] = offices = _defined(by_kind, Kind.OFFICE)
    _nest(offices, by_kind, Kind.OFFICE)
    return {section: entries for section, entries in content.items() if entries not in ([], {})}


def _defined(by_kind: dict[Kind, list[Claim]], kind: Kind) -> dict[str, dict[str, Any]]:
    return {
        claim.key[0]: {**_in_order(claim.fields), **support_of(Standing.ACCEPTED, (), claim.note)}
        for claim in by_kind[kind]
    }


def _in_order(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a definition says, of each alias first what it is called."""
    return {**said, "aliases": [_alias(each) for each in said["aliases"]]} if "aliases" in said else {**said}


def _alias(said: str | Mapping[str, str]) -> str | dict[str, str]:
    return said if isinstance(said, str) else {key: said[key] for key in ALIAS_KEYS if key in said}


def _parties(by_kind: dict[Kind, list[Claim]]) -> dict[str, dict[str, Any]]:
    sections: dict[str, dict[str, Any]] = {section: {} for section in PARTY_SECTIONS}
    entries = _defined(by_kind, Kind.PARTY)
    for claim in by_kind[Kind.SAME_AS]:
        meant, id_ = claim.key
        others = {**claim.fields, "aliases": [each for each in claim.fields["aliases"] if each != id_]}
        beside = {"note": claim.note} if claim.note is not None else {}
        entries[id_] = {key: said for key, said in _in_order(others).items() if said} | {
            "same_as": meant,
            **beside,
        }
    for id_, entry in entries.items():
        sections[SECTION_OF_CLASS[PartyClass(entry.pop("class"))]][id_] = entry
    _nest(entries, by_kind, Kind.PARTY, sections[SECTION_OF_CLASS[PartyClass.PERSON]].keys())
    return sections


def _nest(
    entries: dict[str, dict[str, Any]],
    by_kind: dict[Kind, list[Claim]],
    kind: Kind,
    persons: Collection[str] = (),
) -> None:
    """Put into the entries of a kind what is stated within them."""
    others = {claim.key[0]: claim.key[1] for claim in reversed(by_kind[Kind.SAME_AS])}
    listed = [inner for inner in within(kind) if inner not in (Kind.EXISTENCE, Kind.SAME_AS)]
    unsupported = {claim.key[0] for inner in listed for claim in by_kind[inner] if not claim.sources}
    for inner in within(kind):
        for claim in sorted(by_kind[inner], key=lambda claim: claim.fields.get("life", 0)):
            if inner is Kind.SAME_AS:
                continue
            # What is said of an id that others are here is said with the first of these.
            id_ = claim.key[0] if claim.key[0] in entries else others[claim.key[0]]
            entry = entries[id_]
            if inner is Kind.EXISTENCE:
                # What supports it, and is remarked, would be that of all that the entry says.
                is_apart = claim.note != entry.get("note") or (claim.sources and claim.key[0] in unsupported)
                if "life" not in claim.fields and (claim.when.through or not is_apart):
                    entry.update(_life(claim, id_ in persons, None))
                else:
                    entry.setdefault("existence", []).append(_life(claim, False, claim.note))
            else:
                section = "organization" if inner is Kind.OFFICE_OF else SCHEMA[inner].section
                entry.setdefault(section, []).append(entry_of(claim))
    for entry in entries.values():
        if entry.get("standing") == Standing.DISPUTED:
            _tell_accepted(entry)


def _life(claim: Claim, is_person: bool, note: str | None) -> dict[str, Any]:
    """Return the dates of a party, with what supports them, and a note."""
    dates = {"founded": claim.when.from_, "dissolved": claim.when.to}
    if is_person and claim.when.to is None:
        dates = {"born": claim.when.from_, "died": claim.when.through}
    support = support_of(claim.standing, claim.sources, note, claim.details)
    return {**{key: date for key, date in dates.items() if date}, **support}


def _tell_accepted(entry: dict[str, Any]) -> None:
    """Say of what is accepted that it is, in an entry that is disputed as a whole."""
    for section in NESTED_SECTIONS.keys() & entry.keys():
        for inner in entry[section]:
            inner.setdefault("standing", str(Standing.ACCEPTED))
