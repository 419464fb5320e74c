"""Help, keys, and the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.repl.commands.command import Command, refuse_argument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tempodb.repl.conversation import Conversation


def _help(conversation: Conversation, argument: str) -> None:
    from tempodb.repl.helping import help_text

    conversation.say(help_text(argument.strip(" ;"), conversation).rstrip("\n"))


def _keys(conversation: Conversation, argument: str) -> None:
    from tempodb.repl.helping import keys_text

    refuse_argument(argument)
    conversation.say(keys_text().rstrip("\n"))


def _tour(conversation: Conversation, argument: str) -> None:
    from tempodb.repl.tour import begin

    refuse_argument(argument)
    begin(conversation)


def _topics(_: Conversation) -> Iterable[str]:
    from tempodb.repl.topics import TOPICS

    return [topic.name for topic in TOPICS]


LEARNING = (
    Command(
        "help",
        "[WORD]",
        "explain a statement or a command, with an example from what is loaded",
        _help,
        ("h", "?"),
        words=_topics,
    ),
    Command("tour", "", "ten questions for newcomers", _tour),
    Command("keys", "", "list the keys", _keys),
)
