"""The pictures of a page, whose bars lead to what is behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import tempodb
from tempodb.base.errors import InputError
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.picture import Picture
from tempodb.output.plots.svg_writer import NO_LINKS, SvgLinks, svg
from tempodb.output.sentences.dates_in_words import edge
from tempodb.web.chosen_bars import is_asked_about, why_of_row
from tempodb.web.clocks import Clocks
from tempodb.web.page_links import PageLinks
from tempodb.web.pages.page import PageKind, PageSubject, WebPage
from tempodb.web.site_links import SiteLinks

WIDE, NARROW = 940, 344
"""How wide a picture is on a page, and on that of a phone, where labels stand above their bars."""
MOST_ON_A_PAGE, MOST_ALONE = 100, 200
"""Of more stretches than these, those are drawn that hold on the asked day: on a page, which is drawn twice, and alone."""

HIGHEST_ON_A_SHEET = 1.6 * WIDE
"""Higher pictures would have letters too small to read if they were printed on one sheet."""
WHOLE_PICTURE = re.compile(r'<g id="([^"]+)" class="tempodb"')
A_SHEET = 1.2 * WIDE
"""How much of such a picture a sheet has, with what stands above it on the first one."""


class PictureSheets(NamedTuple):
    """Which part of the page is drawn on sheets of paper, one after the other: from where on, and how high."""

    id: str
    bands: tuple[tuple[float, float], ...]
    width: float = WIDE


class PagePictures(NamedTuple):
    """What is drawn twice, as SVG: for a window, and for a phone. The style sheet shows the one or the other.

    Behind some of its bars there may be reasons to tell; it may fit on a sheet of paper, legible, or be parted
    for several; and a sentence may say what is left out.
    """

    wide: str
    narrow: str
    has_reasons: bool = False
    sheets: PictureSheets | None = None
    left_out: str = ""


def page_pictures(page: WebPage, addresses: PageLinks | SiteLinks) -> PagePictures | None:
    """Return the pictures of a page; None if it has none."""
    if page.picture is None:
        return None
    clocks = addresses.clocks
    answer = _drawable(page.picture, clocks, MOST_ON_A_PAGE)
    # Whose picture it is stands above it; of what was asked for, as it was asked.
    answer = answer.having(query=page.title if page.thing is not None else page.question)
    links = _links(answer, addresses) if isinstance(addresses, PageLinks) else NO_LINKS
    try:
        drawn = [picture_of(answer, width, clocks.day) for width in (WIDE, NARROW)]
    except InputError:
        return None
    has_reasons = any(links.of_stretch((place,)) for place in range(len(answer)))
    wide, narrow = (svg(picture, "page", links) for picture in drawn)
    return PagePictures(
        wide, narrow, has_reasons, _sheets(drawn[0], wide), _left_out(page, len(answer), clocks)
    )


def _sheets(picture: Picture, drawn: str) -> PictureSheets | None:
    """Return how a picture is parted that would be too small on one sheet: between two lanes."""
    found = WHOLE_PICTURE.search(drawn)
    if picture.height <= HIGHEST_ON_A_SHEET or found is None:
        return None
    ends = [lane.y + lane.height for lane in picture.lanes]
    cuts = [0.0]
    while picture.height - cuts[-1] > A_SHEET:
        room = cuts[-1] + A_SHEET
        cuts.append(max((end for end in ends if cuts[-1] < end <= room), default=room))
    bands = tuple((top, round(below - top, 1)) for top, below in pairwise([*cuts, picture.height]))
    return PictureSheets(found[1], bands)


def _left_out(page: WebPage, drawn: int, clocks: Clocks) -> str:
    """Return what a reader has to know of a picture that does not show all there is."""
    day, found = edge(clocks.as_of), len(page.picture or ())
    if page.ends is not None:
        return f"Drawn is what held around {day}: there is more than a picture can show."
    if drawn < found:
        return f"Drawn are {drawn} of {found:,} lines, what held on {day} before the rest."
    return ""


def picture_alone(page: WebPage, clocks: Clocks) -> str | None:
    """Return the picture of a page as a file of its own; None if it has none."""
    if page.picture is None:
        return None
    try:
        return svg(picture_of(_drawable(page.picture, clocks, MOST_ALONE), WIDE, clocks.day))
    except InputError:
        return None


def _drawable(answer: tempodb.Result, clocks: Clocks, most: int) -> tempodb.Result:
    """Return as much of an answer as can be drawn, what may hold on the asked day before the rest."""
    if len(answer) <= most or not hasattr(answer.row_type, "from_"):
        return answer
    day = clocks.as_of

    def is_far(row: Any) -> bool:
        first, last = getattr(row, "possible_from", None), getattr(row, "possible_to", None)
        return (first is not None and first > day) or (last is not None and last <= day)

    places = sorted(range(len(answer)), key=lambda place: (is_far(answer[place]), place))[:most]
    return answer.with_rows(tuple(answer[place] for place in sorted(places)), answer.remark)


def _links(answer: tempodb.Result, links: PageLinks) -> SvgLinks:
    asked, why = links.clocks.days, dict(links.kept).get("why", "")

    def of_rows(address: Callable[[Any], str | None]) -> Callable[[tuple[int, ...]], str | None]:
        # Both drawings lead to the same.
        return cache(lambda places: address(answer[places[0]]) if places else None)

    def of_stretch(row: Any) -> str | None:
        condition = why_of_row(row, asked)
        return None if condition is None else links.here(why=condition)

    def of_lane(row: Any) -> str | None:
        party = getattr(row, "holder", None) or getattr(row, "party", None)
        return None if party is None else links.of(PageSubject(PageKind.PARTY, party))

    def chosen(places: tuple[int, ...]) -> bool:
        return bool(why) and any(is_asked_about(answer[place], why, asked) for place in places)

    return SvgLinks(of_rows(of_stretch), of_rows(of_lane), chosen)
