"""Where a text stops being TQL, and what would be right: only repairs that were parsed are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tempodb.base.errors import Problem, Span
from tempodb.tql.diagnosis.expected import BEGINNINGS, misfit, numbered, on_one_line
from tempodb.tql.diagnosis.guesses import repairs, reworded
from tempodb.tql.diagnosis.repairs import Repair
from tempodb.tql.diagnosis.stops import Stop, stop_of
from tempodb.tql.diagnosis.undated import undated

if TYPE_CHECKING:
    from tempodb.syntax.parser import Parser

MAX_REPAIRED_LENGTH = 8 * 1024
"""Characters of a text for which repairs are tried: each is a whole parse."""


def explain(text: str, parser: Parser, reads: Callable[[str], bool]) -> Problem:
    """Return what is wrong with *text*, which *parser* does not read, with a repair that *reads* if there is one."""
    stop = stop_of(text, parser)
    if no_time := numbered(text, stop):
        return no_time

    def fits(mended: str, end: int) -> bool:
        return reads(mended) or bool(mended[end : stop_of(mended, parser).span.start].strip())

    problem = misfit(text, stop)
    if len(text) > MAX_REPAIRED_LENGTH:
        return problem.at(text, stop.span)
    repaired = _first(reworded(text, stop), text, reads)
    if repaired is None:
        if said := undated(text, stop.span.start, fits, reads):
            return said
        repaired = _first(repairs(text, stop), text, reads)
    if repaired is None:
        return _unended(text, stop, parser, reads) or problem.at(text, stop.span)
    if repaired.words == ";":
        problem = problem._replace(message=f"`;` is missing before `{text[stop.span.start : stop.span.end]}`")
    elif not repaired.span.start <= stop.span.start < repaired.span.end:
        blamed = text[repaired.span.start : repaired.span.end]
        problem = problem._replace(message=f"`{on_one_line(blamed)}` does not fit here")
    hint = f"write `{repaired.line(text)}`"
    return problem._replace(hint=hint, suggestions=(repaired.words,)).at(text, repaired.span)


def verified(problem: Problem, text: str, reads: Callable[[str], bool]) -> Problem:
    """Return *problem* with those of its suggestions alone that make a text which *reads*."""
    if problem.offset is None or problem.length is None or not problem.suggestions:
        return problem
    span = Span(problem.offset, problem.offset + problem.length)
    kept = tuple(words for words in problem.suggestions if reads(Repair(span, words).applied(text)))
    if kept:
        return problem._replace(suggestions=kept)
    is_beginning = problem.code == "syntax" and not text[: span.start].strip()
    hint = f"a question begins with {BEGINNINGS}" if is_beginning else None
    return problem._replace(suggestions=(), hint=hint)


def _unended(text: str, stop: Stop, parser: Parser, reads: Callable[[str], bool]) -> Problem | None:
    """Return what is wrong if a statement goes over into the next line's, as where no line of a script has its `;`."""
    before, word = text[: stop.span.start], text[stop.span.start : stop.span.end]
    said, line = before.rstrip(), before.rpartition("\n")[2]
    if not said or line.strip() or not reads(before):
        return None
    if stop_of(text[stop.span.start :], parser).span.start < len(word):
        return None
    hint = f"write `{on_one_line(said.splitlines()[-1])};`"
    return Problem("syntax", f"`;` is missing before `{word}`", hint).at(text, Span(len(said), len(said)))


def _first(repairs: Iterator[Repair], text: str, reads: Callable[[str], bool]) -> Repair | None:
    return next((repair for repair in repairs if reads(repair.applied(text))), None)
