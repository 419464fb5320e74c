"""A page → HTML, by the templates beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tempodb.base.printable import printable
from tempodb.output.sentences.dates_in_words import day_words, moment
from tempodb.temporal.bounds import FIRST_DAY, LAST_DAY, Bound, day_text
from tempodb.temporal.instants import day_of, instant_text
from tempodb.web.clocks import instant_in_words
from tempodb.web.page_links import PageLinks
from tempodb.web.pages.change_days import days_around
from tempodb.web.pages.listings import LISTINGS
from tempodb.web.pages.page import ChangeDay, WebPage
from tempodb.web.pictures import PagePictures
from tempodb.web.recorded import KnownTransactions
from tempodb.web.site_links import SiteLinks


class Tick(NamedTuple):
    """A mark of a clock: how far along it is, from 0 to 1, where it leads, and what is there."""

    share: float
    address: str
    words: str
    is_asked: bool


class Dial(NamedTuple):
    """One of the two clocks as it is drawn: the ends of its slider and what is asked, as numbers, and its marks."""

    first: int
    last: int
    asked: int
    ticks: tuple[Tick, ...]


class Surroundings(NamedTuple):
    """What a page is drawn with besides what it says."""

    addresses: PageLinks | SiteLinks
    recorded: KnownTransactions
    today: int
    pictures: PagePictures | None = None


def page_html(page: WebPage, around_it: Surroundings) -> str:
    """Return a page as HTML."""
    clocks = around_it.addresses.clocks
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            link=around_it.addresses,
            clocks=clocks,
            valid=valid_dial(page, around_it),
            known=known_dial(around_it),
            next=days_around(clocks.days, page.steps),
            recorded=around_it.recorded,
            number=around_it.recorded.number(clocks.known),
            listings=LISTINGS,
            downloads=OFFERED,
            pictures=_in_html(around_it.pictures),
            when=moment(clocks.as_of),
            known_when=instant_in_words(clocks.known),
        )
    )


def moved_html(page: WebPage, links: PageLinks) -> str:
    """Return as HTML what of a page is another one on another day, as it is shown while a clock is dragged."""
    clocks = links.clocks
    return (
        _environment()
        .get_template("moved.html")
        .render(
            page=page,
            link=links,
            clocks=clocks,
            next=days_around(clocks.days, page.steps),
            downloads=OFFERED,
            when=moment(clocks.as_of),
        )
    )


def _in_html(pictures: PagePictures | None) -> PagePictures | None:
    if pictures is None:
        return None
    return pictures._replace(wide=Markup(pictures.wide), narrow=Markup(pictures.narrow))


def valid_dial(page: WebPage, around_it: Surroundings) -> Dial:
    """Return the clock of the days: from a year before the first change to a year from now."""
    link, clocks = around_it.addresses, around_it.addresses.clocks
    days = [*(step.day for step in page.steps), *(page.ends or ()), clocks.day, around_it.today]
    first, last = max(min(days) - DIAL_MARGIN, FIRST_DAY), min(max(days) + DIAL_MARGIN, LAST_DAY)
    least = (last - first) / MOST_TICKS
    marks = far_apart(page.steps, least, clocks.day) if page.ends is None else new_years(first, last, least)
    ticks = tuple(
        Tick(
            (step.day - first) / (last - first),
            link.at(day_text(step.day)),
            ": ".join(filter(None, [day_words(step.day), step.words])),
            clocks.days == Bound.day(step.day),
        )
        for step in marks
    )
    return Dial(first, last, clocks.day, ticks)


def new_years(first: int, last: int, least: float) -> Sequence[ChangeDay]:
    """Return the first days of years as marks of a clock on which more changes than it can mark, *least* days apart.

    >>> [day_text(mark.day) for mark in new_years(717000, 719000, least=500)]
    ['1966-01-01', '1968-01-01']
    """
    before, ends = date.fromordinal(max(first, 1)).year, date.fromordinal(min(last, LAST_DAY)).year
    years = next(years for years in (1, 2, 5, 10, 25, 50, 100) if years * 365 >= least)
    begins = before // years * years + years
    return [ChangeDay(Bound.year(year).earliest, "") for year in range(begins, ends + 1, years)]


def far_apart(steps: Sequence[ChangeDay], least: float, asked: int) -> Sequence[ChangeDay]:
    """Return as many days of changes as have a mark each: of many those *least* days apart, and the *asked* one.

    >>> [step.day for step in far_apart([ChangeDay(day, "") for day in range(1, 1001)], 300, asked=302)]
    [1, 301, 302, 602, 902]
    """
    if len(steps) <= MOST_TICKS:
        return steps
    kept = [steps[0]]
    for step in steps[1:]:
        if step.day - kept[-1].day >= least or step.day == asked:
            kept.append(step)
    return kept


def some_of(recorded: KnownTransactions, asked: int) -> KnownTransactions:
    """Return as many transactions as have a mark each: of many some, the *asked* one among them, counted from 1.

    >>> some_of(KnownTransactions(tuple(range(1000)), ("",) * 1000), 8).instants[:4]
    (0, 4, 7, 8)
    """
    many = len(recorded.instants)
    if many <= MOST_TICKS:
        return recorded
    even = {at * (many - 1) // (MOST_TICKS - 1) for at in range(MOST_TICKS)}
    places = sorted(even | {max(asked - 1, 0)})
    return KnownTransactions(
        tuple(recorded.instants[place] for place in places), tuple(recorded.notes[place] for place in places)
    )


MOST_TICKS = 240
"""More marks on a clock would be one line."""
OFFERED = (("csv", "CSV"), ("json", "JSON"), ("xlsx", "Excel"), ("parquet", "Parquet"))
"""The files in which an answer can be had from a page."""
DIAL_MARGIN = 366
"""How many days lie before the first change and behind the last."""


def known_dial(around_it: Surroundings) -> Dial:
    """Return the clock of what was known: a place for each transaction, however long lay between."""
    link, known = around_it.addresses, around_it.addresses.clocks.known
    recorded = some_of(around_it.recorded, around_it.recorded.number(known))
    number = recorded.number(known)
    many = max(len(recorded.instants), 1)
    ticks = tuple(
        Tick(
            place / many,
            link.known(instant_text(instant)),
            f"{day_words(day_of(instant))}: {note}",
            place == number,
        )
        for place, (instant, note) in enumerate(zip(recorded.instants, recorded.notes, strict=True), start=1)
    )
    return Dial(0, many, number, ticks)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tempodb.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    # What no person can see, or what turns a line around, is shown as what it is.
    environment.finalize = _shown
    return environment


def _shown(value: Any) -> Any:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
