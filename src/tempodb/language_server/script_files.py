"""What an editor asks of a file of statements."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.base.errors import OperationalError, Problem, Span
from tempodb.language_server.findings import Edit, Finding, Hover, Located, Painted, QuickRepair, Symbol
from tempodb.language_server.hovers import escaped, known_of
from tempodb.language_server.worlds import World
from tempodb.language_service.canonical_text import canonical_statements
from tempodb.language_service.completions import Completion, complete
from tempodb.language_service.highlighting import Role, paint
from tempodb.language_service.named_places import NamedPlace, name_at
from tempodb.language_service.question_heads import HEADS
from tempodb.language_service.statements import split_statements, statement_at
from tempodb.language_service.tokens import read
from tempodb.model.kinds import EntityType
from tempodb.model.labels import Label

MAX_PAINTED = 1024 * 1024
"""Characters of a text that is painted."""
MAX_CHECKED = 1024 * 1024
"""Characters of a text whose statements are checked."""


class ScriptFile:
    """A file of statements, where some names are known."""

    def __init__(self, text: str, world: World) -> None:
        self._text = text
        self._world = world

    def findings(self) -> list[Finding]:
        """Return what is wrong with the statements, as running them would tell."""
        if len(self._text) > MAX_CHECKED:
            return []
        try:
            problems = self._world.database.script_problems(self._text)
        except (OperationalError, OSError):
            # Whoever runs it is told.
            return []
        return [_finding(problem, self._text) for problem in problems]

    def completions(self, cursor: int) -> tuple[Completion, ...]:
        """Return what can stand at *cursor*."""
        whole = statement_at(self._text, cursor)
        found = complete(self._text[whole.start : whole.end], cursor - whole.start, self._world.vocabulary())
        return tuple(each._replace(start=each.start + whole.start) for each in found)

    def hover(self, place: int) -> Hover | None:
        """Return what is known of the name at *place*, at the time that its statement, or a `set` before it, asks about, or what a word asks."""
        found = self._named(place)
        if found is None:
            return self._hover_of_word(place)
        day = self._world.database.today() if found.day is None else found.day
        return Hover(found.span, known_of(found.labels, self._world, day, found.known_at))

    def definitions(self, place: int) -> list[Located]:
        """Return where datasets define what the name at *place* means."""
        found = self._named(place)
        labels = () if found is None else found.labels
        return [
            located
            for label in labels
            for located in self._world.defined.get(label.id, ())
            if _is_of(located, label)
        ]

    def painted(self) -> Iterator[Painted]:
        """Yield what each part of the text is."""
        if len(self._text) > MAX_PAINTED:
            return
        end = 0
        for piece in split_statements(self._text):
            yield from self._pieces(end, piece.start + len(piece.text))
            end = piece.start + len(piece.text)
        yield from self._pieces(end, len(self._text))

    def formatted(self) -> list[Edit]:
        """Return what makes canonical texts of the statements that can have one."""
        return [Edit(said.span, said.text) for said in canonical_statements(self._text)]

    def symbols(self) -> list[Symbol]:
        """Return the statements, each by its first line."""
        found = []
        for piece in split_statements(self._text):
            span = Span(piece.begin, piece.start + len(piece.text))
            first = self._text[span.start : span.end].split("\n", 1)[0].strip().rstrip(";")
            found.append(Symbol(first or ";", "", span, Span(span.start, span.start + len(first))))
        return found

    def _named(self, place: int) -> NamedPlace | None:
        return name_at(self._text, place, self._world.names)

    def _hover_of_word(self, place: int) -> Hover | None:
        whole = statement_at(self._text, place)
        for token in read(self._text[whole.start : whole.end]).tokens:
            span = Span(whole.start + token.start, whole.start + token.end)
            if span.start <= place <= span.end and token.terminal in HEADS:
                return Hover(span, "\n".join(_help_of(token.terminal)))
        return None

    def _pieces(self, start: int, end: int) -> Iterator[Painted]:
        at = start
        for role, text in paint(self._text[start:end], self._world.names.knows):
            if role is not Role.PLAIN:
                yield Painted(Span(at, at + len(text)), role)
            at += len(text)


def _help_of(terminal: str) -> Iterator[str]:
    for form in HEADS[terminal]:
        yield f"**{form.name}**: {escaped(form.summary)}\n"


def _finding(problem: Problem, text: str) -> Finding:
    if problem.offset is None:
        return Finding(Span(0, len(text.split("\n", 1)[0])), problem)
    span = Span(problem.offset, problem.offset + (problem.length or 0))
    repairs = tuple(
        QuickRepair(f"write `{suggestion}`", (Edit(span, suggestion),)) for suggestion in problem.suggestions
    )
    return Finding(span, problem, repairs)


def _is_of(located: Located, label: Label) -> bool:
    entry = located.entry
    return entry.type is label.type and (
        label.type is not EntityType.PARTY or label.class_ in (None, entry.class_)
    )
