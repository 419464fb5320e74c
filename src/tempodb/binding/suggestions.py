"""Suggestions are kept only if the text that they make means something to the database asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import TypeVar

from tempodb.base.errors import QueryError
from tempodb.base.folding import fold, has_words
from tempodb.base.node import Node
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.binding.likeness import is_telling
from tempodb.binding.write_binder import bind_write
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast
from tempodb.tql.ambiguous_words import is_ambiguous
from tempodb.tql.diagnosis import syntax_errors
from tempodb.tql.diagnosis.keyworded import keyworded
from tempodb.tql.diagnosis.requoting import MAX_TEXT_WORDS, requoted, with_stops_quoted
from tempodb.tql.parsing.parser import is_readable, parse_script
from tempodb.tql.write_ast import WriteStatement

S = TypeVar("S", bound=Node)
OF_DATES = ("date", "placeholder")
"""The codes of what is wrong with a date: it stands where one is wanted, and is no word of a name."""


def verified(refusal: QueryError, text: str, means: Callable[[str], bool]) -> QueryError:
    """Return *refusal* without the suggestions that make of *text* what means nothing."""
    return QueryError(*(syntax_errors.verified(problem, text, means) for problem in refusal.problems))


def all_mean(text: str, parameters: Mapping[str, object], catalog: Catalog, present: AskedAt) -> bool:
    """Return whether every question of *text* can be read, and its names are known."""
    try:
        for statement in parse_script(text, parameters):
            if isinstance(statement, ast.Query):
                bind(statement, catalog, present, text)
    except QueryError as refusal:
        return refusal.problems[0].code == "parameter"
    return True


def read_otherwise(
    text: str, read: Callable[[str], tuple[S, ...]], catalog: Catalog, present: AskedAt
) -> tuple[S, ...] | None:
    """Return the statements of *text* with names that exist taken whole, if so it means something."""
    return _first_meant(requoted(text, catalog.is_name), read, catalog, present, _is_plain)


def read_with_longer_names(
    text: str, read: Callable[[str], tuple[S, ...]], catalog: Catalog, present: AskedAt
) -> tuple[S, ...] | None:
    """Return the statements of *text* with names taken whole that hold words of the language, if there are such."""

    def is_name(words: str) -> bool:
        return is_ambiguous(words) and catalog.is_name(words)

    return _first_meant(requoted(text, is_name), read, catalog, present, _is_plain)


def read_in_parts(
    text: str, read: Callable[[str], tuple[S, ...]], catalog: Catalog, present: AskedAt
) -> tuple[S, ...] | None:
    """Return the statements of *text* with whole words of names taken for them, if so it means something."""
    return _first_meant(requoted(text, parts_among(text, catalog)), read, catalog, present, lambda _: True)


def parts_among(text: str, catalog: Catalog) -> Callable[[str], bool]:
    """Return what tells whether several words of *text* stand in a name."""
    pairs = [fold(f"{one} {other}") for one, other in pairwise(text.split()[:MAX_TEXT_WORDS])]
    names = catalog.names_with([pair for pair in dict.fromkeys(pairs) if is_telling(pair)])

    def is_part(words: str) -> bool:
        folded = fold(words)
        return any(folded in name and has_words(name, folded) for name in names)

    return is_part


def _is_plain(asked: resolved.Query) -> bool:
    """Return whether nothing has to be said of what the names of a question were taken for."""
    return not asked.notes


def _first_meant(
    texts: Iterator[str],
    read: Callable[[str], tuple[S, ...]],
    catalog: Catalog,
    present: AskedAt,
    is_taken: Callable[[resolved.Query], bool],
) -> tuple[S, ...] | None:
    readable = filter(is_readable, texts)
    return next((said for text in readable if (said := _meant(text, read, catalog, present, is_taken))), None)


def with_quotes(
    refusal: QueryError, text: str, read: Callable[[str], tuple[S, ...]], catalog: Catalog, present: AskedAt
) -> QueryError:
    """Return *refusal* with the advice to quote a name that exists, if then *text* means something."""
    for mended, name in with_stops_quoted(text, catalog.is_name):
        if _meant(mended, read, catalog, present, _is_plain):
            return _hinting(refusal, f"a name with any of , ; : ( ) stands in double quotes: write `{name}`")
    problem = refusal.problems[0]
    if problem.suggestions or problem.offset is None:
        return refusal

    def means(whole: str) -> bool:
        return bool(_meant(whole, read, catalog, present, lambda _: True))

    for is_known in (catalog.is_name, parts_among(text, catalog)):
        for mended in requoted(text, is_known):
            if hint := _repair(mended, read, means):
                return _hinting(refusal, hint)
    if problem.code in OF_DATES:
        return refusal
    stopped = problem.offset + (problem.length or 0)
    if whole := keyworded(text, stopped, catalog.is_name, is_readable):
        return _hinting(refusal, f"a name with such a word stands in double quotes: write `{whole}`")
    return refusal


def _hinting(refusal: QueryError, hint: str) -> QueryError:
    return QueryError(refusal.problems[0]._replace(hint=hint, suggestions=()))


def _repair(text: str, read: Callable[[str], object], means: Callable[[str], bool]) -> str | None:
    """Return the advice on what is wrong with a text beside its names, if what it makes of the text *means* something."""
    try:
        read(text)
    except QueryError as refusal:
        repaired = syntax_errors.verified(refusal.problems[0], text, means)
        return repaired.hint if repaired.suggestions else None
    return None


def _meant(
    text: str,
    read: Callable[[str], tuple[S, ...]],
    catalog: Catalog,
    present: AskedAt,
    is_taken: Callable[[resolved.Query], bool],
) -> tuple[S, ...] | None:
    try:
        statements = read(text)
        for statement in statements:
            if isinstance(statement, ast.Query) and not is_taken(bind(statement, catalog, present, text)):
                return None
            if isinstance(statement, WriteStatement):
                bind_write(statement, catalog, present, text)
    except QueryError:
        return None
    # They stand in no text that anybody wrote.
    return tuple(statement.having(span=None) for statement in statements)
