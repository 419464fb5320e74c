"""How answers are shown, and where they go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tempodb.api.output_files import write_file
from tempodb.base.errors import InputError
from tempodb.base.nearest import nearest
from tempodb.output.formats import BY_SUFFIX, FORMATS, NamedFormat
from tempodb.repl.answers import file_format
from tempodb.repl.commands.command import ReplCommand, file_of, one_word, refuse_argument, split_argument
from tempodb.repl.display_options import SWITCHES, DisplayOptions, known_option, read_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tempodb.repl.conversation import Conversation


def _format(conversation: Conversation, argument: str) -> None:
    if argument:
        known = list(_formats(conversation))
        name = one_word(argument, "the name of a format")
        if name not in known:
            near = nearest(name, known)
            hint = f"the nearest is `{near}`" if near else f"there are {', '.join(known)}"
            raise InputError.of("format", f"there is no format `{name}` for a terminal", hint)
        conversation.display = conversation.display._replace(format=name, is_format_named=True)
    conversation.say(f"format {conversation.display.format}")


def _formats(conversation: Conversation) -> Iterable[str]:
    own = conversation.display.formats
    known = {**{name: NamedFormat(name) for name in FORMATS}, **own}
    return [name for name, format_ in known.items() if not format_.base.is_binary]


def _expanded(conversation: Conversation, argument: str) -> None:
    on = conversation.display.options.expanded == "on"
    _set(conversation, "expanded", argument or ("auto" if on else "on"))


def _timing(conversation: Conversation, argument: str) -> None:
    _set(conversation, "timing", argument or ("off" if conversation.display.options.timing else "on"))


def _option(conversation: Conversation, argument: str) -> None:
    match split_argument(argument):
        case []:
            for name in conversation.display.options._fields:
                conversation.say(_option_text(conversation.display, name))
        case [name]:
            known_option(name)
            conversation.say(_option_text(conversation.display, name))
        case [name, *value]:
            _set(conversation, name, " ".join(value))


def _set(conversation: Conversation, name: str, written: str) -> None:
    conversation.display = conversation.display.with_option(name, read_option(name, written))
    conversation.say(_option_text(conversation.display, name))


def _option_text(display: DisplayOptions, name: str) -> str:
    return f"{name} {_value_text(getattr(display.options, name))}"


def _value_text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return "(not set)" if value is None else str(value)


def _output(conversation: Conversation, argument: str) -> None:
    file = file_of(one_word(argument, "the name of a file")) if argument else None
    where = "the terminal"
    if file is not None:
        where = f"{file} as {_format_in(file, conversation.display)}"
        write_file(Path(file), "")
    conversation.display = conversation.display._replace(file=file)
    conversation.say(f"answers go to {where}")


def _format_in(file: str, display: DisplayOptions) -> str:
    """Return the name of the format in which answers go to a file, which the command line would take, too."""
    try:
        return file_format(file, display).format
    except InputError as error:
        hint = f"end the name with one of {' '.join(BY_SUFFIX)}, or name one with .format first"
        raise InputError(error.problems[0]._replace(hint=hint)) from None


def _quit(conversation: Conversation, argument: str) -> None:
    refuse_argument(argument.strip("; "))
    conversation.is_over = True


SHOWING = (
    ReplCommand(
        "format", "NAME", "how answers are printed: table, csv, json …", _format, ("fmt",), words=_formats
    ),
    ReplCommand(
        "x",
        "[on|off|auto]",
        "a block of lines for each row, in the place of a table",
        _expanded,
        ("expanded",),
        words=lambda _: ("on", "off", "auto"),
    ),
    ReplCommand(
        "timing", "[on|off]", "tell how long each statement took", _timing, (), words=lambda _: ("on", "off")
    ),
    ReplCommand(
        "output",
        "[FILE]",
        "write answers to a file; alone: to the terminal again",
        _output,
        ("o",),
        takes_file=True,
    ),
    ReplCommand(
        "option",
        "[NAME [VALUE]]",
        "show or change an option of the REPL, such as multiline or keys",
        _option,
        ("pset",),
        words=lambda conversation: [*conversation.display.options._fields, *SWITCHES],
    ),
    ReplCommand("quit", "", "leave; so does Ctrl-D", _quit, ("q", "exit")),
)
