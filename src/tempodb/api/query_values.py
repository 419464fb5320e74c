"""What Python gives → names, words and days, as a text of the language has them."""

from __future__ import annotations

from tempodb.base.errors import QueryError
from tempodb.base.nearest import nearest
from tempodb.model.caller_values import text_of
from tempodb.temporal.given import DateLike, date_text, shown
from tempodb.temporal.granules import Granule
from tempodb.tql import ast
from tempodb.tql.relative_days import relative_day


def read_day(given: DateLike) -> ast.Day:
    """Return the days that *given* names.

    >>> read_day(2006) == read_day("2006")
    True

    Raises:
        DateError: it is no date.

    """
    # The prompt of the REPL is up before there is a parser.
    from tempodb.temporal.date_reader import read_date

    text = date_text(given)
    return relative_day(text) or read_date(text)


def named(text: str) -> ast.Name:
    """Return the name that *text* is.

    Raises:
        QueryError: it is blank, or no text.

    """
    if not spelt(text).strip():
        raise QueryError.of("empty-name", "the name is empty", "give an id or a name")
    return ast.Name(text)


def spelt(given: object) -> str:
    """Return the text that is given.

    Raises:
        QueryError: it is none.

    """
    return text_of(given, "give an id, a name or a word as a text", QueryError)


def word(text: str) -> str:
    """Return a word of the language as it is compared, in whatever case it is given.

    >>> word(" Suspended ")
    'suspended'

    Raises:
        QueryError: it is blank, or no text.

    """
    if not spelt(text).strip():
        raise QueryError.of("empty-word", "the word is empty", "leave it out")
    return text.strip().lower()


def chosen(given: str, words: tuple[str, ...]) -> str:
    """Return which of some words is given, in whatever case.

    Raises:
        QueryError: it is none of them.

    """
    said = word(given)
    if said not in words:
        near = nearest(said, words)
        hint = f"the nearest is `{near}`" if near else f"the words are {', '.join(words)}"
        raise QueryError.of("unknown-word", f"`{given}` is no word that fits here", hint)
    return said


def condition_of(given: object) -> ast.Condition:
    """Return the condition that is handed over.

    Raises:
        QueryError: it is none.

    """
    if not isinstance(given, ast.Condition):
        raise QueryError.of(
            "no-condition", f"{shown(given)} is no condition", "give has_status(…) or holds(…)"
        )
    return given


def counted_by(*given: str | None) -> tuple[Granule | None, ast.Grouping | None]:
    """Return the period and the group by which is counted.

    >>> counted_by("year", "status")
    (<Granule.YEAR: 'year'>, <Grouping.STATUS: 'status'>)

    Raises:
        QueryError: it is another word, or two of a kind.

    """
    words = [chosen(word, (*Granule, *ast.Grouping)) for word in given if word is not None]
    granules = [Granule(word) for word in words if word in tuple(Granule)]
    groups = [ast.Grouping(word) for word in words if word in tuple(ast.Grouping)]
    if len(granules) > 1 or len(groups) > 1:
        raise QueryError.of("twice", "it is counted by one group and one period", "give one of each")
    return next(iter(granules), None), next(iter(groups), None)
