"""`.help`: statements with examples from what is loaded, commands, keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tempodb.base.errors import InputError
from tempodb.base.nearest import nearest
from tempodb.language_service.completeness import WRITE_VERBS
from tempodb.language_service.terminal_words import texts_of
from tempodb.model.kinds import CAPACITIES, CORE_STATUSES
from tempodb.repl.commands.command import ReplCommand
from tempodb.repl.examples import Examples, examples
from tempodb.repl.topics import TOPICS, Topic

if TYPE_CHECKING:
    from tempodb.repl.conversation import Conversation

KEYS = (
    ("Enter", "run what is complete; open a line where it is not"),
    ("Alt-Enter", "do the other of these two"),
    ("Tab", "complete names, words and dates; arrows choose"),
    ("F2", "put right what is wrong, where a repair was found"),
    ("F3 F4", "the day before, the day after: steps `set as of`"),
    ("F5 F6", "the month before, the month after"),
    ("F7 F8", "the year before, the year after"),
    ("Shift-F3 … F8", "the same for `set known at`"),
    ("F12", "both clocks back to the present"),
    ("F9", "ask the last question again, at the instants that are set now"),
    ("F1", "help on the word that the statement begins with"),
    ("↑ ↓  Ctrl-R", "earlier lines, and search in them"),
    ("→", "take the rest of the line that is suggested"),
    ("Ctrl-X Ctrl-E", "write the statement in your editor (in Vi keys: v)"),
    ("Ctrl-C", "cancel the query that runs, or leave the line"),
    ("Ctrl-Z", "put the program aside; `fg` in the shell brings it back"),
    ("Ctrl-D", "leave"),
)
CLAUSES_HELPED = ("while", "that", "as of", "certainly", "known at", "published by", "including", "order by")
ALSO = {
    **dict.fromkeys((*CORE_STATUSES, *texts_of("PLURAL")), "members"),
    **dict.fromkeys((*CAPACITIES, "holds"), "holders"),
    **dict.fromkeys(("left", "began", "ended"), "that"),
    "is": "whether", "every": "count", "on": "as of", "in": "as of", "since": "as of",
}  # fmt: skip
"""Words that a summary or an example need not have, and the topic that speaks of them."""
_OPEN = re.compile(r"\{\w+\}")


def help_text(word: str, commands: Sequence[ReplCommand], conversation: Conversation) -> str:
    """Return the help on a word, or what there is help on.

    Raises:
        InputError: there is none on that word.

    """
    if not word:
        return _overview(commands, conversation)
    command = next((each for each in commands if word.lstrip(".\\") in (each.name, *each.others)), None)
    topic = _topic(word)
    if command is not None and (topic is None or word[0] in ".\\"):
        return _on_command(command)
    if topic is not None:
        return _on_topic(topic, examples(conversation.database, conversation.session.context.focus))
    near = nearest(word.lower(), [*(topic.name for topic in TOPICS), *(each.name for each in commands)])
    hint = f"the nearest is `.help {near}`" if near else "`.help` alone lists what there is"
    raise InputError.of("help", f"there is no help on `{word}`", hint)


def keys_text() -> str:
    """Return the keys, and what each does."""
    return _columns(KEYS)


def _overview(commands: Sequence[ReplCommand], conversation: Conversation) -> str:
    shown = examples(conversation.database, conversation.session.context.focus)
    questions = [t for t in TOPICS if t.name not in (*WRITE_VERBS, *CLAUSES_HELPED)]
    parts = [
        ("Questions", _columns((t.name, shown.filled(t.templates[0])) for t in questions)),
        ("Clauses", _columns((t.name, t.summary) for t in _named(CLAUSES_HELPED))),
        (
            "Writes, which show what they will do and ask",
            _columns((t.name, t.summary) for t in _named(WRITE_VERBS)),
        ),
        ("Commands", _columns((_form(command), command.summary) for command in commands)),
    ]
    said = "\n".join(f"{heading}\n{text}" for heading, text in parts)
    return f"{said}\n.help WORD explains one, .keys lists the keys, tour shows what can be asked.\n"


def _named(names: Sequence[str]) -> Iterable[Topic]:
    return (topic for name in names for topic in TOPICS if topic.name == name)


def _topic(word: str) -> Topic | None:
    """Return the topic of a word: by its name, or by a word of its summary or examples that none is named by."""
    wanted = " ".join(word.lower().split())
    named = next((topic for topic in TOPICS if topic.name == wanted), None)
    begun = (topic for topic in TOPICS if topic.name.split()[0] == wanted)
    other = (topic for topic in TOPICS if f"`{wanted}" in topic.summary or topic.name == ALSO.get(wanted))
    used = (topic for topic in TOPICS if any(_has_words(template, wanted) for template in topic.templates))
    return named or next(begun, None) or next(other, None) or next(used, None)


def _has_words(template: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", _OPEN.sub("", template)) is not None


def _on_topic(topic: Topic, shown: Examples) -> str:
    lines = [f"{topic.name}: {topic.summary}", ""]
    return "\n".join([*lines, *(f"  {shown.filled(template)}" for template in topic.templates)]) + "\n"


def _on_command(command: ReplCommand) -> str:
    others = ", ".join("\\" + name for name in command.others)
    return f"{_form(command)}: {command.summary}\n" + (f"  also {others}\n" if others else "")


def _form(command: ReplCommand) -> str:
    return f".{command.name} {command.argument}".rstrip()


def _columns(rows: Iterable[tuple[str, str]]) -> str:
    pairs = list(rows)
    width = max(len(left) for left, _ in pairs)
    return "".join(f"  {left.ljust(width)}  {right}\n" for left, right in pairs)
