"""What persons, organizations and areas of Popolo are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tempodb.interchange.importers.foreign_names import language_code
from tempodb.interchange.importers.popolo.documents import PopoloObject

_PLACEHOLDERS = frozenset(
    ["unknown", "party/unknown", "-", "–", "—", "?", "n/a", "na", "none", "null", "not known"]
)
"""What stands for no party at all."""


_ENDS = ("start_date", "end_date")


class OtherCalled(NamedTuple):
    """Another name: its language, and from when to when it was borne, as far as the document says it."""

    name: str
    language: str | None = None
    start: str | None = None
    end: str | None = None


class Called(NamedTuple):
    """A name, and the other ones."""

    name: str
    others: list[OtherCalled]


def names_in(entry: PopoloObject, language: str | None) -> Called | None:
    """Return what a person or organization is called, in a *language* if that is asked for; None if nothing says it."""
    others = [(each, name) for each in entry.objects("other_names") if (name := _name_of(each))]
    own = (
        _one_line(entry.text("name"))
        or _main(others)
        or _one_line(_joined(entry.said))
        or _one_line(entry.text("sort_name"))
    )
    in_language = next(
        (name for each, name in others if language and language_code(each.get("lang")) == language), None
    )
    first = next((name for name in (in_language, own, *(name for _, name in others)) if name), None)
    if first is None:
        return None
    told = [OtherCalled(own)] if own else []
    return Called(first, [*told, *(_other(each, name) for each, name in others)])


def _other(said: Mapping[str, Any], name: str) -> OtherCalled:
    start, end = (_one_line(said[key]) if isinstance(said.get(key), str) else None for key in _ENDS)
    return OtherCalled(name, language_code(said.get("lang")), start, end)


def _main(others: list[tuple[Mapping[str, Any], str]]) -> str | None:
    """Return the last of the main names, as parlparse has them."""
    main = [(str(each.get("start_date") or ""), name) for each, name in others if each.get("note") == "Main"]
    return max(main)[1] if main else None


def _name_of(other: Mapping[str, Any]) -> str | None:
    name = other.get("name")
    return _one_line(name if isinstance(name, str) else _joined(other))


def _joined(said: Mapping[str, Any]) -> str | None:
    """Return a name that is given in parts."""
    parts = _peer(said) if said.get("lordname") else [said.get("given_name"), said.get("family_name")]
    return " ".join(part for part in parts if isinstance(part, str) and part) or None


def _peer(said: Mapping[str, Any]) -> Iterator[Any]:
    yield from (said.get("honorific_prefix"), said.get("lordname"))
    if of := said.get("lordofname"):
        yield f"of {of}"


def _one_line(text: str | None) -> str | None:
    """Return a name without the blanks around it."""
    return text.strip() if text and text.strip() else None


def is_placeholder_of_party(id_: str, name: str | None) -> bool:
    """Return whether a party stands for no party.

    >>> is_placeholder_of_party("party/unknown", "unknown"), is_placeholder_of_party("ind", "Independent")
    (True, False)
    """
    return id_.lower() in _PLACEHOLDERS or (name or "").strip().lower() in _PLACEHOLDERS
