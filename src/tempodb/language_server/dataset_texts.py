"""What an editor asks of a dataset file in YAML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tempodb.api.dataset_checks import check_text
from tempodb.base.errors import Problem, Span, TempodbError
from tempodb.language_server.findings import Edit, Finding, Hover, Located, Painted, QuickRepair, Symbol
from tempodb.language_server.hovers import code, escaped, known_of
from tempodb.language_server.worlds import World
from tempodb.language_service.completions import Completion
from tempodb.language_service.dataset_files.entry_completions import complete_entry
from tempodb.language_service.dataset_files.entry_outline import outline
from tempodb.language_service.dataset_files.id_places import id_at

MAX_SHOWN = 20_000
"""How many entries a survey of a file has."""
ELSEWHERE = "undefined"
"""The code of what is wrong with a name that another dataset may define."""


class DatasetText:
    """A dataset file, where some names are known beside its own."""

    def __init__(self, text: str, world: World, path: Path) -> None:
        self._text = text
        self._world = world
        self._path = path

    def findings(self) -> list[Finding]:
        """Return what is wrong or doubtful in it, but for what is named and defined in another dataset."""
        if not self._text.strip():
            return []
        try:
            problems = check_text(self._text, self._path)
        except (TempodbError, RecursionError):
            return []
        found = (self._finding(problem) for problem in problems)
        return [each for each in found if not self._is_elsewhere(each)]

    def completions(self, cursor: int) -> tuple[Completion, ...]:
        """Return what can stand at *cursor*."""
        return complete_entry(self._text, cursor, self._world.vocabulary())

    def hover(self, place: int) -> Hover | None:
        """Return what is known of the id at *place*, or what the key there means."""
        word = id_at(self._text, place)
        if word is None:
            return None
        if word.meaning:
            return Hover(word.span, escaped(word.meaning))
        if labels := word.labels(self._world.names):
            return Hover(word.span, known_of(labels, self._world, None))
        own = word.own(self._text)
        told = [f"**{escaped(entry.label)}** · {entry.section} `{code(word.id)}`" for entry in own]
        return Hover(word.span, "\n\n".join(told)) if told else None

    def definitions(self, place: int) -> list[Located]:
        """Return the entries that the id at *place* names: of this file, or else of others."""
        word = id_at(self._text, place)
        if word is None:
            return []
        if own := word.own(self._text):
            return [Located(self._path, self._text, entry) for entry in own]
        return [located for located in self._world.defined.get(word.id, ()) if word.fits(located.entry)]

    def painted(self) -> Iterator[Painted]:
        """Yield nothing: editors paint YAML by themselves."""
        yield from ()

    def formatted(self) -> list[Edit]:
        """Return nothing: how a file is laid out is its author's."""
        return []

    def symbols(self) -> list[Symbol]:
        """Return the sections with their entries."""
        left, found = MAX_SHOWN, []
        for section in outline(self._text):
            entries = section.entries[:left]
            left -= len(entries)
            within = tuple(
                Symbol(
                    entry.id or entry.label,
                    entry.label if entry.id else "",
                    Span(entry.named.start, entry.end),
                    entry.named,
                )
                for entry in entries
            )
            whole = Span(section.named.start, section.end)
            found.append(
                Symbol(section.key, f"{len(section.entries)}" if within else "", whole, section.named, within)
            )
        return found

    def _finding(self, problem: Problem) -> Finding:
        shift = self._text.startswith("\ufeff")
        if problem.offset is None:
            return Finding(Span(0, len(self._text.split("\n", 1)[0])), problem)
        span = Span(problem.offset + shift, problem.offset + shift + (problem.length or 0))
        repairs = tuple(
            QuickRepair(f"write `{suggestion}`", (Edit(span, self._as_yaml(suggestion, span)),))
            for suggestion in problem.suggestions
        )
        return Finding(span, problem, repairs)

    def _as_yaml(self, written: str, span: Span) -> str:
        """Return a text as it has to be written in YAML in the place of *span*."""
        is_quoted = self._text[span.start : span.start + 1] in ("'", '"')
        return f'"{written}"' if is_quoted or written[:1] in "[{" else written

    def _is_elsewhere(self, finding: Finding) -> bool:
        if finding.problem.code != ELSEWHERE:
            return False
        word = id_at(self._text, finding.span.start)
        return word is not None and bool(word.labels(self._world.names))
