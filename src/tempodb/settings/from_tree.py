"""The text of a file of settings → `Settings`, or every problem of it with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from tempodb.base.errors import DatasetError, InputError, Problem
from tempodb.base.nearest import nearest
from tempodb.markup.shown_texts import in_backticks
from tempodb.markup.toml_reader import read_toml
from tempodb.markup.tree import LineIndex, MappingNode, Place, TreeNode, key_place, locate, problem_at
from tempodb.output.formats import NamedFormat
from tempodb.settings import checks
from tempodb.settings.checks import Check
from tempodb.settings.options import COLOURS, Repl, Settings

TABLE_CHECKS: Mapping[str, Mapping[str, Check]] = {"repl": checks.REPL, "colours": checks.COLOUR_CHECKS}
FORMATS_TABLE = "formats"
SET_FOR_ALL = ("ends",)
"""What holds at the prompt too, unless that sets it otherwise."""


def parsed(text: str, file: str, otherwise: str) -> Settings:
    """Return what a text sets; *otherwise* is said last of one in which something is wrong.

    Raises:
        InputError: with every problem.

    """
    lines = LineIndex(text.replace("\r\n", "\n"), file)
    try:
        reading = _SettingsReader(lines)
    except DatasetError as error:
        raise _refusal(error.problems, lines, otherwise) from None
    except RecursionError:
        raise InputError.of("settings", f"`{file}` is nested too deep for settings", otherwise) from None
    settings = reading.settings()
    if reading.problems:
        raise _refusal(sorted(reading.problems, key=lambda p: p.offset or 0), lines, otherwise)
    return settings


def _refusal(problems: Iterable[Problem], lines: LineIndex, otherwise: str) -> InputError:
    *most, last = (problem._replace(excerpt=lines.excerpt(problem.line or 1)) for problem in problems)
    hint = f"{last.hint}; {otherwise}" if last.hint else otherwise
    return InputError(*most, last._replace(hint=hint))


class _SettingsReader:
    """What a file says, as values and as a tree that knows their places, and what is wrong with it."""

    def __init__(self, lines: LineIndex) -> None:
        self._text = lines.text
        self.problems: list[Problem] = []
        # The values tell `true` from "true", and the tree where either stands.
        self._tree = _tree(lines)
        self._values: dict[str, Any] = tomllib.loads(lines.text)

    def settings(self) -> Settings:
        """Return the values that are right."""
        tables = {*TABLE_CHECKS, FORMATS_TABLE}
        alone = {key: value for key, value in self._values.items() if key not in tables}
        named = {
            name: NamedFormat(**found)
            for name, value in self._table((FORMATS_TABLE,)).items()
            if "format" in (found := self._format(name, value))
        }
        made_of = {name: format_.format for name, format_ in named.items()}
        top = {
            **checks.TOP,
            "format": checks.terminal_format(made_of),
            "pipe_format": checks.any_format(made_of),
        }
        for_all = self._checked((), alone, top)
        at_prompt = {key: for_all[key] for key in SET_FOR_ALL if key in for_all}
        at_prompt |= self._checked(("repl",), self._table(("repl",)), checks.REPL)
        return Settings(
            **for_all,
            repl=Repl(**at_prompt),
            colours={
                **COLOURS,
                **self._checked(("colours",), self._table(("colours",)), checks.COLOUR_CHECKS),
            },
            formats=named,
        )

    def _format(self, name: str, value: object) -> dict[str, Any]:
        path = (FORMATS_TABLE, name)
        try:
            checks.format_name(name)
        except ValueError as wanted:
            message = f"{in_backticks(name)} cannot be the name of a format"
            self._blame_key(path, message, f"write {wanted}")
        if not isinstance(value, dict):
            self._blame(
                path,
                f"{self._as_written(path)} is no format",
                'write {format = "csv", columns = ["from", "to"]}',
            )
            return {}
        found = self._checked(path, value, checks.FORMAT)
        if "format" not in value:
            self._blame(
                path, f"the format {in_backticks(name)} does not say what it is made of", 'add format = "csv"'
            )
        elif found.get("headings") is False and found.get("format", "csv") not in checks.HEADED:
            kinds = " and ".join(checks.HEADED)
            self._blame(
                (*path, "headings"), f"{found['format']} cannot do without headings", f"only {kinds} can"
            )
        elif found.get("dates") and found.get("format", "csv") not in checks.DATABLE:
            kinds = " and ".join(checks.DATABLE)
            self._blame(
                (*path, "dates"),
                f"{found['format']} has no choice of dates",
                f"{kinds} can be had with dates",
            )
        elif found.get("raw") and found.get("format", "csv") not in checks.GUARDED:
            kinds = " and ".join(checks.GUARDED)
            self._blame(
                (*path, "raw"), f"{found['format']} is as raw as it can be", f"only {kinds} is guarded"
            )
        return found

    def _table(self, path: tuple[str, ...]) -> dict[str, Any]:
        value = self._values.get(path[0], {})
        if isinstance(value, dict):
            return value
        self._blame(path, f"`{path[0]}` is a table of settings", f"write [{path[0]}] on a line of its own")
        return {}

    def _checked(
        self, path: tuple[str, ...], given: dict[str, Any], known: Mapping[str, Check]
    ) -> dict[str, Any]:
        found = {}
        for key, value in given.items():
            check = known.get(key)
            if check is None:
                self._unknown((*path, key), known)
                continue
            try:
                found[key] = check(value)
            except ValueError as wanted:
                message = f"`{key}` cannot be {self._as_written((*path, key))}"
                self._blame((*path, key), message, f"write {wanted}")
        return found

    def _unknown(self, path: tuple[str, ...], known: Mapping[str, Check]) -> None:
        *outer, key = path
        place = f"in [{'.'.join(outer)}]" if outer else "outside of a table"
        message = f"there is no setting {in_backticks(key)} {place}"
        near = nearest(key, [*known, *([] if outer else [*TABLE_CHECKS, FORMATS_TABLE])])
        if near is not None:
            self._blame_key(path, message, f"the nearest is `{near}`", (near,))
            return
        elsewhere = {"": checks.TOP, **TABLE_CHECKS}
        tables = [table for table, keys in elsewhere.items() if key in keys]
        if tables:
            hint = f"it stands in [{tables[0]}]" if tables[0] else "it stands before the first table"
        else:
            hint = f"the settings there are {', '.join(known)}"
        self._blame_key(path, message, hint)

    def _blame(self, path: tuple[str, ...], message: str, hint: str) -> None:
        self._say(locate(self._tree, path).place, message, hint)

    def _blame_key(
        self, path: tuple[str, ...], message: str, hint: str, suggestions: tuple[str, ...] = ()
    ) -> None:
        outer = locate(self._tree, path[:-1])
        place = (
            key_place(outer, path[-1]) if isinstance(outer, MappingNode) else locate(self._tree, path).place
        )
        self._say(place, message, hint, suggestions)

    def _say(self, place: Place, message: str, hint: str, suggestions: tuple[str, ...] = ()) -> None:
        self.problems.append(problem_at(place, "settings", message, hint)._replace(suggestions=suggestions))

    def _as_written(self, path: tuple[str, ...]) -> str:
        place = locate(self._tree, path).place
        return in_backticks(self._text[place.offset : place.offset + place.length])


def _tree(lines: LineIndex) -> TreeNode:
    # A file all of comments is well; the reader of datasets refuses it.
    text = lines.text
    try:
        if not tomllib.loads(text):
            return MappingNode((), lines.place(0, 0))
    except ValueError:
        pass
    return read_toml(text, lines.file)
