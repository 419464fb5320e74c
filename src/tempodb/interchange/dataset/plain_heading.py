"""What a clean file says beside its entries, read without the models."""

from __future__ import annotations

from typing import Any, NamedTuple

from tempodb.interchange.dataset.plain_entries import STANDING_RULE
from tempodb.interchange.dataset.plain_values import coverage_text, id_text, is_reserved, prose
from tempodb.interchange.dataset.sections import DEFINING, LISTED
from tempodb.markup.plain_json import NotCleanError
from tempodb.model.kinds import MEMBERSHIP_STATUS, Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.facts import Standing

EMPTY: dict[str, Any] = {
    section: empty
    for kinds, empty in ((DEFINING, {}), (LISTED, []))
    for kind in kinds
    for section in SCHEMA[kind].sections
}
"""The sections of entries, and how each is written if there are none."""


class Heading(NamedTuple):
    """Which dataset a file is, what it says of that, and what holds for entries that do not say otherwise."""

    dataset: str
    said: dict[str, Any]
    statuses: dict[str, str | None]
    """The statuses, each with what it counts as, if it does."""
    sources: list[str]
    standing: Standing

    @classmethod
    def of(cls, content: dict[str, Any]) -> Heading:
        """Return what stands in a file beside its entries.

        >>> Heading.of({"tempodb": "1", "dataset": "d", "title": "All"}).said
        {'title': 'All', 'focus': None, 'coverage': {}}

        Raises:
            NotCleanError, RefusedError: it is not clean.

        """
        said = {key: value for key, value in content.items() if value is not None}
        if said.pop("tempodb", None) != "1" or "dataset" not in said:
            raise NotCleanError
        dataset, title, focus = (said.pop(key, None) for key in ("dataset", "title", "focus"))
        coverage, statuses = (
            _mapping(said.pop("coverage", {})),
            _statuses(said.pop(SCHEMA[Kind.STATUS].section, [])),
        )
        defaults = {
            key: value for key, value in _mapping(said.pop("defaults", {})).items() if value is not None
        }
        sources, standing = _ids(defaults.pop("source", [])), defaults.pop("standing", None)
        if defaults or any(EMPTY.get(section) != value for section, value in said.items()):
            raise NotCleanError
        if any(map(is_reserved, statuses)):
            raise NotCleanError
        return cls(
            id_text(_text(dataset)),
            {
                "title": None if title is None else prose(_text(title)),
                "focus": None if focus is None else id_text(_text(focus)),
                "coverage": {id_text(id_): coverage_text(_text(text)) for id_, text in coverage.items()},
            },
            statuses,
            sources,
            Standing(STANDING_RULE.read(_text(standing))) if standing is not None else Standing.ACCEPTED,
        )


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotCleanError
    return value


def _statuses(value: Any) -> dict[str, str | None]:
    if not isinstance(value, dict):
        return dict.fromkeys(_ids(value))
    said = {id_text(id_): _mapping(status or {}) for id_, status in value.items()}
    if any(status.keys() - {"counts_as"} for status in said.values()):
        raise NotCleanError
    found = {id_: status.get("counts_as") for id_, status in said.items()}
    if not {None, MEMBERSHIP_STATUS}.issuperset(found.values()):
        raise NotCleanError
    # What is null is read last.
    return {id_: found[id_] for id_ in sorted(found, key=lambda id_: value[id_] is None)}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotCleanError
    return value


def _ids(value: Any) -> list[str]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        raise NotCleanError
    return [id_text(_text(id_)) for id_ in listed]
