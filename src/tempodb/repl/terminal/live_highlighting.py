"""What is typed, in colours that the parser of the language gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.lexers import Lexer

from tempodb.model.labels import Knows
from tempodb.repl.splitting import segments


class Painter(Lexer):
    """Paints statements, in which names may be known; commands to the REPL stay as they are."""

    def __init__(self, knows: Callable[[], Knows]) -> None:
        self._knows = knows

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        """Return what gives each line in pieces, with the class of each."""
        lines = _lines(document.text, self._knows())
        return lambda number: lines[number] if number < len(lines) else []


def _lines(text: str, knows: Knows) -> list[StyleAndTextTuples]:
    lines: list[StyleAndTextTuples] = [[]]
    for role, piece in _pieces(text, knows):
        first, *more = piece.split("\n")
        lines[-1].append((f"class:{role}", first))
        lines += [[(f"class:{role}", line)] for line in more]
    return lines


def _pieces(text: str, knows: Knows) -> Iterator[tuple[str, str]]:
    at = 0
    for segment in segments(text):
        yield "plain", text[at : segment.start]
        at = segment.start + len(segment.text)
        if segment.is_command:
            yield "plain", segment.text
            continue
        # The parser is not needed for the first prompt, and takes its time to be imported.
        from tempodb.language_service.highlighting import paint

        yield from ((role.value, piece) for role, piece in paint(segment.text, knows))
    yield "plain", text[at:]
