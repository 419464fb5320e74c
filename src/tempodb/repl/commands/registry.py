"""All commands, and what follows a line that is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.base.errors import InputError
from tempodb.base.nearest import nearest
from tempodb.repl.commands.command import ReplCommand
from tempodb.repl.commands.databases import DATA
from tempodb.repl.commands.help import help_text
from tempodb.repl.commands.learning import LEARNING
from tempodb.repl.commands.options import SHOWING
from tempodb.repl.commands.plotting import PLOTTING
from tempodb.repl.commands.queries import ASKING
from tempodb.repl.topics import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tempodb.repl.conversation import Conversation


def _help(conversation: Conversation, argument: str) -> None:
    text = help_text(argument.strip(" ;"), REPL_COMMANDS, conversation)
    conversation.screen.show(conversation.screen.fitted(text), conversation.display.options)


def _topics(_: Conversation) -> Iterable[str]:
    return [*(topic.name for topic in TOPICS), *(command.name for command in REPL_COMMANDS)]


HELP = ReplCommand(
    "help",
    "[WORD]",
    "explain a statement or a command, with an example from what is loaded",
    _help,
    ("h", "?"),
    words=_topics,
)
REPL_COMMANDS: tuple[ReplCommand, ...] = (HELP, *LEARNING, *DATA, *ASKING, *PLOTTING, *SHOWING)
BY_NAME = {name: command for command in REPL_COMMANDS for name in (command.name, *command.others)}


def find(name: str) -> ReplCommand:
    """Return the command of a name, which may stand with the dot or backslash before it.

    Raises:
        InputError: there is none.

    """
    word = name.lstrip(".\\").lower()
    if word in BY_NAME:
        return BY_NAME[word]
    likely = (known for known in BY_NAME if known.startswith(word))
    near = (nearest(word, BY_NAME) or next(likely, None)) if word else None
    hint = f"the nearest is `.{near}`" if near else "`.help` lists them"
    raise InputError.of("command", f"there is no command `{name}`", hint)


def follow(line: str, conversation: Conversation) -> None:
    """Carry out the command that a line is.

    Raises:
        TempodbError: there is none of that name, or it cannot be done.

    """
    # As a statement, a command may end with a semicolon.
    name, *argument = line.strip().rstrip("; ").split(maxsplit=1) or [line]
    find(name).carry_out(conversation, "".join(argument))
