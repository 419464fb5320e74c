"""Dates and instants as a page has them: people read no notation of archives, and can still see what is stated."""

from __future__ import annotations

import re

from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.plots.bar_words import end_in_words
from tempodb.output.sentences.dates_in_words import day_words, edge, with_days
from tempodb.temporal.bounds import UNKNOWN_TEXT
from tempodb.temporal.instants import day_of, read_instant
from tempodb.web.pages.page import TextPiece

_THROUGH = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) through ([0-9]{4}-[0-9]{2}-[0-9]{2})")
_BETWEEN = "some time between "
_SUBSTANTIVE = re.compile(rf"\b{SUBSTANTIVE}\b")
WRITTEN_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z")
_AT_AN_INSTANT = re.compile(rf"\b(at )?({WRITTEN_INSTANT.pattern})")


def date_piece(text: str) -> TextPiece:
    """Return a stated date, or one that lasts, in words as short as it is.

    >>> [date_piece(text).text for text in ("2012-06-28", "[..2017-04-18]", "2011-12-21/2012-12-18", "2007-06/unknown")]
    ['2012-06-28', '2017-04-18 or before', '2011-12-21 to 2012-12-18', '2007-06, end unknown']
    >>> date_piece("[..2017-04-18]").exact, date_piece("2012").exact
    ('[..2017-04-18]', '')
    """
    first, parted, last = text.partition("/")
    said = end_in_words(first, first)
    if parted:
        said += ", end unknown" if last == UNKNOWN_TEXT else f" to {end_in_words(last, last)}"
    return TextPiece(said, exact="" if said == text else text)


def instants_in_words(text: str) -> str:
    """Return a text with the days of its instants in words.

    >>> instants_in_words("nothing was recorded yet at 2020-01-01T23:59:59.999999Z")
    'nothing was recorded yet on 1 January 2020'
    """
    return _AT_AN_INSTANT.sub(
        lambda found: ("on " if found[1] else "") + day_words(day_of(read_instant(found[2]))), text
    )


def first_capital(text: str) -> str:
    """Return a text as it begins a sentence.

    >>> first_capital("nothing is called `x`")
    'Nothing is called `x`'
    """
    return text[:1].upper() + text[1:]


def reason_in_words(text: str) -> str:
    """Return a reason as sentences, with its days in words.

    >>> reason_in_words("it may have ended by 2006-03-01, before 2006-01-01 through 2006-12-31; it had ended by 2007-01-01")
    'It may have ended by 1 March 2006, before 2006. It had ended by 1 January 2007.'
    """
    told = with_days(
        _THROUGH.sub(lambda found: edge(f"[{found[1]}..{found[2]}]").removeprefix(_BETWEEN), text)
    )
    return " ".join(f"{first_capital(part)}." for part in told.split("; ") if part)


def in_office(text: str) -> str:
    """Return a text with what people say of whoever holds an office and does not act for somebody.

    >>> in_office("all substantive, all certain")
    'all in office, all certain'
    """
    return _SUBSTANTIVE.sub("in office", text)


def without_quotes(text: str) -> str:
    """Return a text of the program without the marks that set apart what is code.

    >>> without_quotes("nothing is called `x`")
    'nothing is called x'
    """
    return text.replace("`", "")
