"""What is typed, in colours that the parser of the language gives."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from tempodb.repl.segments import is_command


class Painter(Lexer):
    """Paints statements; commands to the REPL stay as they are."""

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """Return what gives each line in pieces, with the class of each."""
        lines = _lines(document.text)
        return lambda number: lines[number] if number < len(lines) else []


def _lines(text: str) -> list[StyleAndTextTuples]:
    # The parser is not needed for the first prompt, and takes its time to be imported.
    from tempodb.editing.colours import paint

    if not text.strip() or is_command(text):
        return [[("class:plain", line)] for line in text.split("\n")]
    lines: list[StyleAndTextTuples] = [[]]
    for role, piece in paint(text):
        first, *more = piece.split("\n")
        lines[-1].append((f"class:{role.value}", first))
        lines += [[(f"class:{role.value}", line)] for line in more]
    return lines
