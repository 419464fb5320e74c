"""The formats of answers by their names: those that come with tempodb, and those of the user's own."""

from __future__ import annotations

from collections.abc import Mapping

from tempodb.cli.argument_parser import misspelt
from tempodb.output.formats import FORMATS, NamedFormat


def format_named(name: str, own: Mapping[str, NamedFormat]) -> NamedFormat:
    """Return the format of a name: one that comes with tempodb, or one of the user's *own*.

    >>> format_named("csv", {}).format
    'csv'

    Raises:
        InputError: there is none.

    """
    if name in own:
        return own[name]
    if name not in FORMATS:
        names = (*FORMATS, *own)
        raise misspelt(f"`{name}` is no value of --format", name, names, f"choose from {', '.join(names)}")
    return NamedFormat(name)
