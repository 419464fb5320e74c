"""What a party was called when, and what was a body of what."""

from __future__ import annotations

from collections.abc import Iterator

from tempodb.answers.result import Result
from tempodb.output.sentences.name_words import the
from tempodb.output.sentences.predicates import Predicate, SaidOf, sentences
from tempodb.output.sentences.told_spans import ToldSpan


def tell_names(result: Result) -> Iterator[list[str]]:
    """Yield what a party was called when; it is called by its last name."""
    called = [row.name for row in result if row.kind == "name" and row.language is None]
    party = called[-1] if called else result[-1].name
    sayings = (
        SaidOf(the(party), name_predicate(row.name, row.short, row.language, row.kind, ToldSpan.of(row)))
        for row in result
    )
    yield sentences(sayings, result)


def name_predicate(
    name: str, short: str | None, language: str | None, kind: str, span: ToldSpan
) -> Predicate:
    """Return that somebody bore a name, or was found by an alias.

    >>> name_predicate("League of Shores", "LS", None, "name", ToldSpan("2006", None)).one
    'called League of Shores (LS)'
    """
    word = "called" if kind == "name" else "known as"
    said = f"{word} {name}{f' ({short})' if short else ''}{f' in {language}' if language else ''}"
    return Predicate(said, said, span)


def tell_bodies(result: Result) -> Iterator[list[str]]:
    """Yield what was part of an organization."""
    yield sentences(
        (
            SaidOf(the(row.body_name), body_predicate(row.organization_name, ToldSpan.of(row)))
            for row in result
        ),
        result,
    )


def body_predicate(organization: str, span: ToldSpan) -> Predicate:
    """Return that something was a body of an organization.

    >>> body_predicate("League of Shores", ToldSpan("2006", None)).what(False, True)
    'one of the bodies of the League of Shores'
    """
    return Predicate("one of the bodies", "among the bodies", span, "of", the(organization))
