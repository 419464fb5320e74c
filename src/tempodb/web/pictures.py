"""The picture of a page, whose bars lead to what is behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tempodb
from tempodb.base.errors import InputError
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.svg_writer import NO_LINKS, SvgLinks, svg
from tempodb.web.page_links import PageLinks
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.page import PageKind, PageSubject, WebPage
from tempodb.web.site_links import SiteLinks

PICTURE_WIDTH = 940
MOST_LANES_DRAWN = 200
"""Of more stretches than these, those are drawn that hold on the asked day."""


def page_picture(asking: PageQuestions, page: WebPage, links: PageLinks | SiteLinks | None) -> str | None:
    """Return the picture of a page as SVG, a file of its own where there are no links; None if it has none."""
    if page.picture is None:
        return None
    try:
        answer = _of_the_day(page.picture, asking)
        picture = picture_of(answer, PICTURE_WIDTH, asking.clocks.day)
    except InputError:
        return None
    if links is None:
        return svg(picture, "auto")
    return svg(picture, "page", _links(answer, links) if isinstance(links, PageLinks) else NO_LINKS)


def _of_the_day(answer: tempodb.Result, asking: PageQuestions) -> tempodb.Result:
    """Return as much of an answer as can be drawn, what may hold on the asked day before the rest."""
    if len(answer) <= MOST_LANES_DRAWN:
        return answer
    day = asking.clocks.as_of

    def is_far(row: Any) -> bool:
        first, last = getattr(row, "possible_from", None), getattr(row, "possible_to", None)
        return (first is not None and first > day) or (last is not None and last <= day)

    places = sorted(range(len(answer)), key=lambda place: (is_far(answer[place]), place))[:MOST_LANES_DRAWN]
    return answer.with_rows(tuple(answer[place] for place in sorted(places)), answer.remark)


def _links(answer: tempodb.Result, links: PageLinks) -> SvgLinks:
    def of_rows(address: Callable[[Any], str | None]) -> Callable[[tuple[int, ...]], str | None]:
        return lambda places: address(answer[places[0]]) if places else None

    def of_stretch(row: Any) -> str | None:
        condition = condition_of_row(row)
        return None if condition is None else links.here(why=condition)

    def of_lane(row: Any) -> str | None:
        party = getattr(row, "holder", None) or getattr(row, "party", None)
        return None if party is None else links.of(PageSubject(PageKind.PARTY, party))

    return SvgLinks(of_rows(of_stretch), of_rows(of_lane))


def condition_of_row(row: Any) -> str | None:
    """Return the condition that a row of a timeline, or of holders, is an answer to; None where there is none.

    >>> from types import SimpleNamespace as Row
    >>> condition_of_row(Row(track="member", party="uzbekistan", place="csto", value="suspended"))
    '"uzbekistan" is suspended in "csto"'
    """
    match row:
        case _ if getattr(row, "track", None) in ("member", "membership"):
            return f'"{row.party}" is {row.value} in "{row.place}"'
        case _ if getattr(row, "track", None) == "tenure":
            return f'"{row.party}" holds "{row.place}"'
        case _ if getattr(row, "holder", None) is not None:
            return f'"{row.holder}" holds "{row.office}"'
        case _:
            return None
