"""An answer → the terminal or a file, in the format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tempodb import Result
    from tempodb.repl.manner import Manner
    from tempodb.repl.screen import Screen


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

    answers.refuse_for_terminal(manner.format)
    if manner.format == "table" and manner.options.expanded == "on" and result.rows:
        from tempodb.render.table import blocks

        return blocks(result, width)
    return answers.outcome_text(result, manner.format, width)


def _append(result: Result, file: str, manner: Manner) -> None:
    from pathlib import Path

    from tempodb.render import answers
    from tempodb.settings import NamedFormat
    from tempodb.texts import append_file, write_file

    path = Path(file)
    format_ = NamedFormat(answers.BY_SUFFIX.get(path.suffix.lower(), manner.format))
    content = answers.written([result], format_, None)
    if isinstance(content, bytes):
        write_file(path, content)
    else:
        append_file(path, content)
