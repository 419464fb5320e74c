"""What can stand at the cursor: of the language, from the data, and commands with their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from tempodb.base.printable import printable
from tempodb.repl.conversation import Conversation
from tempodb.repl.splitting import segment_at

if TYPE_CHECKING:
    from tempodb.language_service.completions import Vocabulary

SIGNS = (".", "\\")
"""What a command begins with."""


class ReplCompleter(Completer):
    """Completes statements from the grammar and what *vocabulary* returns, and commands from their list."""

    def __init__(self, conversation: Conversation, vocabulary: Callable[[], Vocabulary]) -> None:
        self._conversation = conversation
        self._vocabulary = vocabulary

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what can stand at the cursor, the likeliest first."""
        segment = segment_at(document.text, document.cursor_position)
        if segment.is_command:
            yield from self._of_command(document.current_line_before_cursor, complete_event)
            return
        if not document.text.strip() and not complete_event.completion_requested:
            return
        # The parser is not needed for the first prompt, and takes its time to be imported.
        from tempodb.language_service.completions import complete

        place = document.cursor_position - segment.start
        for found in complete(segment.text, place, self._vocabulary()):
            yield Completion(
                found.text,
                found.start - place,
                display=printable(found.display),
                display_meta=printable(found.meta),
                style="" if found.is_used else "class:completion-menu.completion.unused",
            )

    def _of_command(self, line: str, event: CompleteEvent) -> Iterable[Completion]:
        from tempodb.repl.commands.registry import BY_NAME, REPL_COMMANDS

        name, blank, argument = line.lstrip().partition(" ")
        if not name:
            return
        if not blank:
            sign = name[0] if name[0] in SIGNS else ""
            typed = name.removeprefix(sign).lower()
            for command in REPL_COMMANDS:
                if command.name.startswith(typed):
                    yield Completion(f"{sign}{command.name}", -len(name), display_meta=command.summary)
            return
        meant = BY_NAME.get(name.lstrip(".\\").lower())
        if meant is None:
            return
        word = argument.rpartition(" ")[2]
        for known in meant.words(self._conversation):
            if known.startswith(word):
                yield Completion(known, -len(word), display=printable(known))
        if meant.takes_file:
            for path in PathCompleter(expanduser=True).get_completions(Document(word), event):
                yield Completion(path.text, path.start_position, display=printable(path.display_text))
