"""The tour and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.api.datasets import bundled_fixture
from tempodb.repl.commands.command import ReplCommand, refuse_argument
from tempodb.repl.commands.help import keys_text
from tempodb.repl.examples import examples
from tempodb.repl.tour import LEAVING, tour

if TYPE_CHECKING:
    from tempodb.repl.conversation import Conversation


def _keys(conversation: Conversation, argument: str) -> None:
    refuse_argument(argument)
    conversation.say(keys_text().rstrip("\n"))


def _tour(conversation: Conversation, argument: str) -> None:
    refuse_argument(argument)
    if conversation.database.last_recorded() is None:
        conversation.lend(bundled_fixture("csto.yaml"))
        conversation.say("Nothing is loaded yet: the tour takes the dataset that comes along, to throw away.")
    conversation.tour = tour(examples(conversation.database, conversation.session.context.focus))
    conversation.say(LEAVING)


LEARNING = (
    ReplCommand("tour", "", "questions for newcomers, about what is loaded", _tour),
    ReplCommand("keys", "", "list the keys", _keys),
)
