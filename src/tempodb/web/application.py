"""Addresses → pages, files and downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

import tempodb
from tempodb.base.errors import InputError, OperationalError, Problem, QueryError, TempodbError
from tempodb.temporal.bounds import day_text
from tempodb.temporal.instants import instant_text
from tempodb.web.admission import POLICY, Guards, policy_of_picture
from tempodb.web.all_time import AnswersOfAllTime
from tempodb.web.assets import ASSETS, asset
from tempodb.web.clocks import Clocks
from tempodb.web.downloads import download
from tempodb.web.drawing import Surroundings, moved_html, page_html
from tempodb.web.hosts import is_loopback
from tempodb.web.json_pages import as_json
from tempodb.web.making import MAKERS, Maker, PageRequest
from tempodb.web.names import OfferedNames
from tempodb.web.page_links import PageLinks
from tempodb.web.page_marks import FOR_EVER, NOT_KEPT, Keeping, is_held
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages import answer, listings, search
from tempodb.web.pages.page import PAGE_OF_CLASS, PARTY_PAGES, PageKind, TextPiece, WebPage
from tempodb.web.pages.plain_words import first_capital
from tempodb.web.pictures import page_pictures, picture_alone
from tempodb.web.recorded import KnownTransactions, recorded_of
from tempodb.web.turns import BusyError, Turns


class Explorer:
    """The pages of one database."""

    def __init__(self, turns: Turns) -> None:
        self._turns, self._names, self._keeping = turns, OfferedNames(), Keeping()
        self._of_all_time: WeakKeyDictionary[tempodb.Database, AnswersOfAllTime] = WeakKeyDictionary()

    def application(self) -> Starlette:
        """Return what answers the addresses that there are."""
        routes = [
            Route("/", self._page(lambda asking, _: listings.beginning(asking))),
            *(Route(f"/{name}", self._page(_listing_of(name))) for name in listings.LISTINGS),
            *(Route(f"/{kind}/{{id:path}}", self._page(make, kind)) for kind, make in MAKERS.items()),
            Route("/tql", self._page(lambda asking, want: answer.answered(asking, want.question, want.why))),
            Route("/search", self._page(self._search)),
            Route("/answer.{format}", self._download),
            Route("/names", self._offered),
            Route("/completions", self._completed),
            Route("/assets/{version}/{name}", _asset),
            Route("/robots.txt", _robots),
        ]
        answering = Starlette(routes=routes, exception_handlers={404: self._missing})
        # What ends with a slash is another id, and no place of another name.
        answering.router.redirect_slashes = False
        return answering

    async def _missing(self, request: Request, _: Exception) -> Response:
        error = InputError.of("address", "There is no such page", "the links above lead to all there are")
        return await self._turned(lambda database: _troubled(database, request, error, 404))

    async def _turned(self, work: Callable[[tempodb.Database], Response]) -> Response:
        try:
            return await self._turns.take(work)
        except BusyError:
            return _busy()

    def _search(self, asking: PageQuestions, want: PageRequest) -> WebPage:
        return search.found(
            asking, want.question, self._names.starting(asking.database, want.question, MOST_FOUND)
        )

    def _page(self, make: Maker, kind: PageKind | None = None) -> Callable[[Request], Any]:
        async def answered(request: Request) -> Response:
            return await self._turned(lambda database: self._response(database, request, make, kind))

        return answered

    async def _download(self, request: Request) -> Response:
        return await self._turned(lambda database: self._downloaded(database, request))

    async def _offered(self, request: Request) -> Response:
        def offer(database: tempodb.Database) -> Response:
            found = self._names.starting(database, request.query_params.get("q", ""), MOST_OFFERED)
            named = [(label, search.thing_named(label)) for label in found]
            return _unkept(
                {"name": label.name, "kind": thing.kind, "path": f"/{thing.kind}/{quote(thing.id)}"}
                for label, thing in named
            )

        return await self._turned(offer)

    async def _completed(self, request: Request) -> Response:
        typed = request.query_params.get("q", "")

        def offer(database: tempodb.Database) -> Response:
            return _unkept(
                {"text": typed[: one.start] + one.text, "shown": one.display, "kind": one.meta}
                for one in self._names.completions(database, typed)
            )

        return await self._turned(offer)

    def _response(
        self, database: tempodb.Database, request: Request, make: Maker, kind: PageKind | None
    ) -> Response:
        want, given = _wanted(request), request.query_params
        try:
            if want.format not in PAGE_FORMATS:
                told = f"a page has no format `{want.format}`"
                raise InputError.of("format", told, f"choose from {', '.join(PAGE_FORMATS)}")
            clocks = _clocks(database, request)
            asked_path = str(request.scope["path"])
            path = asked_path if kind is None else f"/{_kind_of(database, kind, want.id)}/{want.id}"
            addresses = PageLinks(quote(path), clocks, want.kept)
            asked_at = (given.get("as-of"), given.get("known-at"))
            if asked_at != (clocks.as_of, clocks.known_at) or path != asked_path:
                extra = {} if want.format == "html" else {"format": want.format}
                return RedirectResponse(addresses.here(**extra), 302, {"cache-control": NOT_KEPT})
            headers = self._keeping.headers(database, clocks, request)
            if is_held(request, headers):
                return Response(None, 304, headers)
            of_all_time = self._of_all_time.setdefault(database, AnswersOfAllTime())
            page = make(PageQuestions(database, clocks, of_all_time), want)
            return _written(database, page, addresses, want, headers)
        except TempodbError as error:
            return _troubled(database, request, error, _status_of(error))

    def _downloaded(self, database: tempodb.Database, request: Request) -> Response:
        want = _wanted(request)
        try:
            clocks = _clocks(database, request)
            headers = self._keeping.headers(database, clocks, request)
            if is_held(request, headers):
                return Response(None, 304, headers)
            return download(PageQuestions(database, clocks).typed(want.question), want.format, headers)
        except TempodbError as error:
            return _troubled(database, request, error, 400)


def _unkept(offered: Iterable[dict[str, str]]) -> Response:
    return JSONResponse(list(offered), headers={"cache-control": NOT_KEPT})


def _listing_of(name: str) -> Maker:
    return lambda asking, want: listings.listing(asking, name, want.start)


PAGE_FORMATS = ("html", "json", "svg", "moved")
"""`moved` is what the script asks for while a clock is dragged."""
TOO_MUCH = ("too-slow", "too-large")
"""What is said of a question that takes more time or memory than it may."""
MOST_FOUND = 200
MOST_OFFERED = 8


def _wanted(request: Request) -> PageRequest:
    given = request.query_params
    id_ = request.path_params.get("id", "")
    format_ = request.path_params.get("format") or given.get("format", "html")
    return PageRequest(
        id_,
        given.get("why") or None,
        given.get("compare") or None,
        given.get("q", ""),
        format_,
        given.get("from", ""),
    )


def _clocks(database: tempodb.Database, request: Request) -> Clocks:
    """Return the instants of an address; where it names none, today as known last."""
    last = database.last_recorded()
    present = database.now() if last is None else last
    given = request.query_params
    as_of = given.get("as-of") or day_text(database.today())
    known_at = given.get("known-at") or instant_text(present)
    return Clocks.read(as_of, known_at, database.now())


def _status_of(error: TempodbError) -> int:
    """Return how it is called where a page cannot be shown: that there is none, that it takes too much, or a mistake."""
    code = error.problems[0].code
    if isinstance(error, OperationalError) or code in TOO_MUCH:
        return 503
    return 404 if isinstance(error, QueryError) or code == "transaction" else 400


def _kind_of(database: tempodb.Database, kind: PageKind, id_: str) -> PageKind:
    """Return the kind of page that a thing has; a link may not know whether a party is a state or a person."""
    class_ = database.class_of(id_) if kind in PARTY_PAGES else None
    return kind if class_ is None else PAGE_OF_CLASS[class_]


def _written(
    database: tempodb.Database,
    page: WebPage,
    addresses: PageLinks,
    want: PageRequest,
    headers: dict[str, str],
) -> Response:
    status = 200
    if page.trouble is not None:
        status, headers = 400, {"cache-control": NOT_KEPT}
    match want.format:
        case "json":
            return JSONResponse(as_json(page, addresses.clocks), status, headers)
        case "svg":
            drawn_alone = picture_alone(page, addresses.clocks)
            if drawn_alone is None:
                return PlainTextResponse("this page has no picture\n", 404)
            drawn = {**headers, POLICY: policy_of_picture(drawn_alone)}
            return Response(drawn_alone, status, drawn, "image/svg+xml")
        case "moved":
            return HTMLResponse(moved_html(page, addresses), status, headers)
        case _:
            pictures = page_pictures(page, addresses)
            surroundings = Surroundings(addresses, recorded_of(database), database.today(), pictures)
            return HTMLResponse(page_html(page, surroundings), status, headers)


def _troubled(database: tempodb.Database, request: Request, error: TempodbError, status: int) -> Response:
    """Return a page that helps where there is nothing to be told."""
    problem = error.problems[0]
    if request.query_params.get("format") == "json":
        return JSONResponse({"error": problem.as_dict()}, status, {"cache-control": NOT_KEPT})
    page = WebPage(
        "There is nothing here" if status == HTTPStatus.NOT_FOUND else "That cannot be answered",
        "mistake" if status == HTTPStatus.BAD_REQUEST else "trouble",
        (
            TextPiece(first_capital(problem.message), is_strong=True),
            TextPiece(f". {_advice(problem, status)}"),
        ),
    )
    try:
        recorded = recorded_of(database)
    except TempodbError:
        recorded = KnownTransactions((), ())
    known = recorded.instants[-1] if recorded.instants else database.now()
    if not recorded.instants and not isinstance(error, OperationalError):
        page = WebPage("Nothing is recorded yet", "trouble", listings.HOW_TO_BEGIN)
    kept = _wanted(request).kept
    addresses = PageLinks(quote(str(request.scope["path"])), Clocks.of(database.today(), known), kept)
    surroundings = Surroundings(addresses, recorded, database.today())
    return HTMLResponse(page_html(page, surroundings), status, {"cache-control": NOT_KEPT})


def _advice(problem: Problem, status: int) -> str:
    """Return what to do: whoever looks for a thing on a page has the search and the lists."""
    if status == HTTPStatus.NOT_FOUND:
        return "The search above finds things by any part of their names, and the lists have all there is."
    return first_capital(f"{problem.hint}.") if problem.hint else ""


def _busy() -> Response:
    text = "Eight questions are being answered; ask again in a moment.\n"
    return PlainTextResponse(text, 503, {"retry-after": "1", "cache-control": NOT_KEPT})


async def _asset(request: Request) -> Response:
    """Return a file of the pages; whatever its version, for there is one."""
    name = request.path_params["name"]
    if name not in ASSETS:
        return PlainTextResponse("there is nothing here\n", 404)
    return Response(asset(name), 200, {"cache-control": FOR_EVER}, ASSETS[name])


async def _robots(_: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


def application(turns: Turns, is_ours: Callable[[str], bool] = is_loopback) -> ASGIApp:
    """Return what answers requests about a database, if they are addressed to a host that is ours."""
    return Guards(Explorer(turns).application(), is_ours)
