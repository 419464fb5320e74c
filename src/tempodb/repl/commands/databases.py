"""Databases opened, datasets loaded, scripts read, and what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.api.load_reports import counts, doubt
from tempodb.base.errors import InputError, few
from tempodb.base.text_files import opened, text_parts
from tempodb.output.problems import as_text
from tempodb.repl.commands.command import ReplCommand, file_of, one_word, refuse_argument, split_argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tempodb.api.load_reports import LoadReport
    from tempodb.repl.conversation import Conversation


def _open(conversation: Conversation, argument: str) -> None:
    conversation.open(file_of(one_word(argument, "the file of a database")))
    if conversation.database.last_recorded() is None:
        conversation.say("nothing is recorded there yet: `.load FILE` loads a dataset")


def _load(conversation: Conversation, argument: str) -> None:
    files = [file_of(word) for word in split_argument(argument)]
    if not files:
        raise InputError.of("argument", "the file of a dataset is missing", "write .load FILE")
    # Nothing is loaded into a database that is lent for the tour.
    conversation.leave_tour()
    foreseen = conversation.database.preview(*files)
    for loading in foreseen:
        conversation.say(counts(loading))
        if question := doubt(loading):
            conversation.say(question)
    for found in few(foreseen.doubts, "`tempodb check --errors json` tells all of them"):
        conversation.screen.write_fitted(as_text(found))
    if all(loading.difference.is_empty for loading in foreseen):
        return
    asks = conversation.display.options.confirm_writes
    if asks and not conversation.runtime.prompter.confirm("Load this?"):
        conversation.say("nothing was written")
        return
    if _differences(conversation.database.preview(*files)) != _differences(foreseen):
        message = "the files or what is believed have changed since that was shown, and nothing was written"
        raise InputError.of("meanwhile", message, "load them again")
    for loading in conversation.database.load(*files):
        if loading.transaction is not None:
            conversation.say(f"{loading.dataset}: recorded as transaction {loading.transaction}")
    conversation.warn()


def _differences(loadings: Sequence[LoadReport]) -> list[object]:
    return [(loading.dataset, list(loading.lines())) for loading in loadings]


def _source(conversation: Conversation, argument: str) -> None:
    file = file_of(one_word(argument, "the file of a script"))
    with opened(file) as stream:
        conversation.read(text_parts(stream, file), file)


def _describe(conversation: Conversation, argument: str) -> None:
    conversation.ask(f"describe {argument}" if argument else "show organizations")


def _datasets(conversation: Conversation, argument: str) -> None:
    refuse_argument(argument)
    conversation.ask("show datasets")


DATA = (
    ReplCommand("open", "FILE", "go on with another database", _open, ("c", "connect"), takes_file=True),
    ReplCommand(
        "load", "FILE …", "load dataset files, after showing what would change", _load, takes_file=True
    ),
    ReplCommand(
        "source",
        "FILE",
        "carry out the statements and commands of a file",
        _source,
        ("i", "read"),
        takes_file=True,
    ),
    ReplCommand(
        "d", "[NAME]", "describe a name; alone: list the organizations", _describe, ("describe", "dt")
    ),
    ReplCommand("datasets", "", "list the datasets that are loaded", _datasets, ("l",)),
)
