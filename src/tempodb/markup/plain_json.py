"""JSON as plain values, without places: what is no I-JSON, or would be told where it stands, is not read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from tempodb.markup.safe_texts import is_taken_as_it_stands


class NotCleanError(ValueError):
    """Something that only a reader with places can read, or refuse."""


def read_plain_json(text: str) -> dict[str, Any]:
    """Return the one mapping that a text holds, its numbers as they are written.

    >>> read_plain_json('{"number": 1.50, "to": null}')
    {'number': '1.50', 'to': None}

    Raises:
        NotCleanError: it holds something else.

    """
    try:
        content = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise NotCleanError from None
    if not isinstance(content, dict):
        raise NotCleanError
    return content


def plain_value(text: str, at: int) -> tuple[Any, int]:
    """Return the value that begins somewhere in a text, read likewise, and where it ends.

    >>> plain_value('[1, {}]', 1)
    ('1', 2)

    Raises:
        ValueError, RecursionError: there is none that can be read so.

    """
    return _DECODER.raw_decode(text, at)


def holds_plain_ascii(data: bytes) -> bool:
    """Return whether all texts within JSON are taken as they stand, as far as that is seen at once."""
    return data.isascii() and b"\\" not in data and b"\x7f" not in data


def refuse_unclean(value: object) -> None:
    """Refuse texts that would be changed, or are not safe to show.

    Raises:
        NotCleanError: there is one.

    """
    if not all(map(is_taken_as_it_stands, _texts(value))):
        raise NotCleanError


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _mapping(entries: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(entries)
    if len(mapping) < len(entries):
        raise NotCleanError
    return mapping


def _refuse(_: str) -> NoReturn:
    raise NotCleanError


_DECODER = json.JSONDecoder(
    object_pairs_hook=_mapping, parse_int=str, parse_float=str, parse_constant=_refuse
)
