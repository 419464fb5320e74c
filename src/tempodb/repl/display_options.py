"""How answers are shown and lines are read, as it is at one moment of a session."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from tempodb.base.errors import InputError
from tempodb.base.nearest import nearest
from tempodb.output.formats import NamedFormat
from tempodb.settings.checks import REPL
from tempodb.settings.options import Repl


class DisplayOptions(NamedTuple):
    """The format of answers, the file they go to, the parameters of statements, and the REPL's options.

    A format that is not *named* is the usual one. *formats* are those of the user's own.
    """

    format: str = "table"
    is_format_named: bool = False
    formats: Mapping[str, NamedFormat] = MappingProxyType({})
    file: str | None = None
    parameters: Mapping[str, str] = MappingProxyType({})
    options: Repl = Repl()

    @property
    def chosen(self) -> NamedFormat:
        """What the format is made of."""
        return self.formats.get(self.format) or NamedFormat(self.format)

    def with_option(self, name: str, value: object) -> DisplayOptions:
        """Return the same options with one option changed."""
        changed: dict[str, Any] = {name: value}
        return self._replace(options=self.options._replace(**changed))


SWITCHES = {"on": True, "off": False, "true": True, "false": False}


def known_option(name: str) -> None:
    """Refuse a name that no option has.

    Raises:
        InputError: there is no such option.

    """
    if name not in Repl._fields:
        near = nearest(name, Repl._fields)
        hint = f"the nearest is `{near}`" if near else f"there are {', '.join(Repl._fields)}"
        raise InputError.of("option", f"there is no option `{name}`", hint)


def read_option(name: str, written: str) -> object:
    """Return the value of an option as it was typed.

    >>> read_option("timing", "on"), read_option("keys", "vi")
    (True, 'vi')

    Raises:
        InputError: there is no such option, or it cannot have that value.

    """
    known_option(name)
    if name == "history":
        raise InputError.of("option", "history is read at the start", "set it in the file of settings")
    switch = isinstance(getattr(Repl(), name), bool)
    value = (
        SWITCHES.get(written)
        if switch
        else int(written)
        if written.isdecimal() and len(written) < 10
        else written
    )
    try:
        return REPL[name](value)
    except ValueError as wanted:
        hint = "write on or off" if switch else f"write {wanted}"
        raise InputError.of("option", f"`{written}` is no value of {name}", hint) from None
