"""An answer → the terminal or a file, in the format that is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tempodb.api.output_files import append_file, write_file
from tempodb.base.errors import InputError
from tempodb.output import formats, writing
from tempodb.output.formats import NamedFormat

if TYPE_CHECKING:
    from tempodb import Result
    from tempodb.repl.display_options import DisplayOptions
    from tempodb.repl.screen import Screen

TABLE = NamedFormat("table")


def deliver(result: Result, display: DisplayOptions, screen: Screen) -> None:
    """Write an answer where answers go.

    Raises:
        InputError: a terminal cannot show the format.
        OperationalError: the file cannot be written.

    """
    if display.file is not None:
        format_ = _append(result, display.file, display)
        number = f"{len(result.rows)} row{'s' if len(result.rows) != 1 else ''}"
        screen.write(f"{number} → {display.file}\n")
    else:
        format_ = display.chosen
        screen.show(as_shown(result, display, screen.size.width) + "\n", display.options)
    if result.empty_because and not format_.base.says_why:
        screen.write_fitted(f"no rows: {result.empty_because}\n")


def as_shown(result: Result, display: DisplayOptions, width: int | None) -> str:
    """Return an answer as a terminal of *width* cells shows it.

    Raises:
        InputError: a terminal cannot show the format.

    """
    chosen = display.chosen
    formats.refuse_for_terminal(chosen)
    result = result.having(ends=display.options.ends)
    if chosen == TABLE and display.options.expanded != "auto" and result.rows:
        return _expanded(result, display.options.expanded, width)
    text = writing.written([result], chosen, width)
    assert isinstance(text, str)
    return text


def _expanded(result: Result, expanded: str, width: int | None) -> str:
    """Return an answer as blocks wherever it could be a table, or never as blocks."""
    from tempodb.output.terminal.layouts import LAYOUTS
    from tempodb.output.terminal.screens import screen
    from tempodb.output.terminal.table import as_it_is, blocks

    if expanded == "on" and type(result.rows[0]) in LAYOUTS:
        return blocks(result, width)
    return screen(result, width, as_it_is)


def file_format(file: str, display: DisplayOptions) -> NamedFormat:
    """Return the format in which answers go to a file: the one that was named, else that of the file's name.

    Raises:
        InputError: its end is that of no format, and none was named.

    """
    if display.is_format_named:
        return display.chosen
    return NamedFormat(formats.format_of(file))


def _append(result: Result, file: str, display: DisplayOptions) -> NamedFormat:
    """Write an answer behind those that a file has, and return in which format."""
    path = Path(file)
    format_ = file_format(file, display)
    content = writing.written([result], format_, None)
    is_begun = path.is_file() and path.stat().st_size > 0
    if isinstance(content, bytes):
        # `.output` emptied it.
        if is_begun:
            message = f"`{path}` has an answer already, and its format holds one"
            raise InputError.of("format", message, "name another file with .output FILE")
        write_file(path, content)
    else:
        append_file(path, ("\n" if is_begun and format_.base.is_apart else "") + content)
    return format_
