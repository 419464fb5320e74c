"""An answer → the terminal or a file, in the format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.render import answers

if TYPE_CHECKING:
    from tempodb import Result
    from tempodb.repl.conversation import Conversation


def deliver(result: Result, conversation: Conversation) -> None:
    """Write an answer where answers go.

    Raises:
        InputError: a terminal cannot show the format.
        SurroundingsError: the file cannot be written.

    """
    file = conversation.manner.file
    if file is None:
        text = shown(result, conversation)
        options = conversation.manner.options
        if options.pager == "auto":
            conversation.screen.page(text, options.pager_command)
        else:
            conversation.screen.write(text)
    else:
        _append(result, file, conversation)


def shown(result: Result, conversation: Conversation) -> str:
    """Return an answer as the terminal shows it.

    Raises:
        InputError: a terminal cannot show the format.

    """
    manner, width = conversation.manner, conversation.screen.size.width
    answers.refuse_for_terminal(manner.format)
    if manner.format == "table" and manner.options.expanded == "on" and result.rows:
        from tempodb.render.table import blocks

        return blocks(result, width)
    return answers.outcome_text(result, manner.format, width)


def _append(result: Result, file: str, conversation: Conversation) -> None:
    from pathlib import Path

    from tempodb.texts import append_file, write_file

    path = Path(file)
    format_ = answers.BY_SUFFIX.get(path.suffix.lower(), conversation.manner.format)
    content = answers.written([result], format_, None)
    if isinstance(content, bytes):
        write_file(path, content)
    else:
        append_file(path, content)
    number = f"{len(result.rows)} row{'s' if len(result.rows) != 1 else ''}"
    conversation.say(f"{number} → {file}")
