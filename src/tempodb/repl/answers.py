"""An answer → the terminal or a file, in the format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.errors import InputError
from tempodb.settings.values import NamedFormat

if TYPE_CHECKING:
    from tempodb import Result
    from tempodb.repl.manner import Manner
    from tempodb.repl.screen import Screen

TABLE = NamedFormat("table")


def deliver(result: Result, manner: Manner, screen: Screen) -> None:
    """Write an answer where answers go.

    Raises:
        InputError: a terminal cannot show the format.
        SurroundingsError: the file cannot be written.

    """
    if manner.file is not None:
        _append(result, manner.file, manner)
        number = f"{len(result.rows)} row{'s' if len(result.rows) != 1 else ''}"
        screen.write(f"{number} → {manner.file}\n")
    else:
        screen.show(shown(result, manner, screen.size.width) + "\n", manner.options)


def shown(result: Result, manner: Manner, width: int | None) -> str:
    """Return an answer as a terminal of *width* cells shows it.

    Raises:
        InputError: a terminal cannot show the format.

    """
    from tempodb.render import answers

    chosen = manner.chosen
    answers.refuse_for_terminal(chosen.format)
    if chosen == TABLE and manner.options.expanded == "on" and result.rows:
        from tempodb.render.table import blocks

        return blocks(result, width)
    text = answers.written([result], chosen, width)
    assert isinstance(text, str)
    return text


def _append(result: Result, file: str, manner: Manner) -> None:
    from pathlib import Path

    from tempodb.render import answers
    from tempodb.texts import append_file, write_file

    path = Path(file)
    named = answers.BY_SUFFIX.get(path.suffix.lower())
    content = answers.written([result], NamedFormat(named) if named else manner.chosen, None)
    if isinstance(content, bytes):
        # `.output` emptied it.
        if path.exists() and path.stat().st_size:
            message = f"`{path}` has an answer already, and its format holds one"
            raise InputError.of("format", message, "name another file with .output FILE")
        write_file(path, content)
    else:
        append_file(path, content)
