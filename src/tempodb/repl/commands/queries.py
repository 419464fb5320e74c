"""Questions asked again, watched, edited, kept under a name, and their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.base.errors import InputError
from tempodb.repl import saved_queries
from tempodb.repl.commands.command import ReplCommand, one_word, refuse_argument, split_argument
from tempodb.repl.splitting import parameter_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tempodb.repl.conversation import Conversation
    from tempodb.repl.display_options import DisplayOptions

WATCH_SECONDS = 2.0
"""Seconds between two answers that are watched."""
MIN_WATCH_SECONDS = 0.1


def _last(conversation: Conversation) -> str:
    if conversation.asked is None:
        raise InputError.of("nothing-yet", "nothing was asked yet", "ask something first")
    return conversation.asked


def _again(conversation: Conversation, argument: str) -> None:
    refuse_argument(argument)
    conversation.say(_last(conversation).strip())
    conversation.ask(_last(conversation))


def _watch(conversation: Conversation, argument: str) -> None:
    seconds = _seconds(one_word(argument, "a number of seconds")) if argument else WATCH_SECONDS
    text = _last(conversation)
    display = conversation.display
    conversation.say(f"every {seconds:g} s, until Ctrl-C")
    # What comes by itself must not wait for somebody to leave a pager.
    conversation.display = display.with_option("pager", "never")
    try:
        while True:
            conversation.ask(text)
            conversation.runtime.sleep(seconds)
    except KeyboardInterrupt:
        conversation.say("no longer watched")
    finally:
        conversation.display = display


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = 0.0
    if not MIN_WATCH_SECONDS <= seconds <= 86_400:
        raise InputError.of("argument", f"`{written}` is no number of seconds", "write .watch 5, for example")
    return seconds


def _edit(conversation: Conversation, argument: str) -> None:
    refuse_argument(argument)
    conversation.draft = conversation.runtime.prompter.edit(conversation.latest).strip()


def _let(conversation: Conversation, argument: str) -> None:
    conversation.display = _given(conversation.display, split_argument(argument))
    if not conversation.display.parameters:
        conversation.say("no parameter has a value")
    for name, value in conversation.display.parameters.items():
        conversation.say(f":{name} = {value}")


def _given(display: DisplayOptions, words: Iterable[str]) -> DisplayOptions:
    """Return the same options with more parameters; those that are given nothing are taken away."""
    values = dict(display.parameters)
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.isidentifier():
            raise InputError.of("argument", f"`{word}` is no parameter", "write day=2017-04-19, for example")
        values[name] = value
    return display._replace(parameters={name: value for name, value in values.items() if value})


def _save(conversation: Conversation, argument: str) -> None:
    name, _, text = argument.partition(" ")
    text = text.strip() or (_last(conversation).strip() if name else "")
    saved_queries.save(conversation.runtime.state, name, text)
    conversation.say(f".ask {name}: {' '.join(text.split())}")


def _ask(conversation: Conversation, argument: str) -> None:
    name, *given = split_argument(argument) or [""]
    text = saved_queries.read(conversation.runtime.state, name)
    used = parameter_names(text)
    for word in given:
        if (parameter := word.partition("=")[0]) not in used:
            hint = f"it has {', '.join(f'`{known}`' for known in used)}" if used else "it has none"
            raise InputError.of("argument", f"`{name}` has no parameter `{parameter}`", hint)
    display = conversation.display
    conversation.display = _given(display, given)
    try:
        conversation.ask(text)
    finally:
        conversation.display = display


def _queries(conversation: Conversation, argument: str) -> None:
    refuse_argument(argument)
    state = conversation.runtime.state
    known = saved_queries.names(state)
    if not known:
        conversation.say("none is kept: `.save NAME` keeps the last query")
    for name in known:
        conversation.say(f"{name}: {' '.join(saved_queries.read(state, name).split())}")


def _forget(conversation: Conversation, argument: str) -> None:
    name = one_word(argument, "the name of a query")
    saved_queries.forget(conversation.runtime.state, name)
    conversation.say(f"forgotten: {name}")


def _names(conversation: Conversation) -> Iterable[str]:
    return saved_queries.names(conversation.runtime.state)


ASKING = (
    ReplCommand("again", "", "ask the last question again, at the instants that are set now", _again, ("g",)),
    ReplCommand("watch", "[SECONDS]", "ask the last question again and again, until Ctrl-C", _watch),
    ReplCommand(
        "edit", "", "write the last statement anew in your editor; so does Ctrl-X Ctrl-E", _edit, ("e",)
    ),
    ReplCommand(
        "let", "NAME=VALUE …", "give the parameters of statements their values; `NAME=` takes one away", _let
    ),
    ReplCommand("save", "NAME [QUERY]", "keep a query, or the last one, under a name", _save, ("ns",)),
    ReplCommand("ask", "NAME [PARAMETER=VALUE …]", "ask a query that was kept", _ask, ("n",), words=_names),
    ReplCommand("queries", "", "list the queries that were kept", _queries),
    ReplCommand("forget", "NAME", "forget a query that was kept", _forget, ("nd",), words=_names),
)
