"""The same pages as files, for hosting without a server."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import tempodb
from tempodb.base.errors import InputError
from tempodb.temporal.bounds import day_text
from tempodb.web.assets import ASSETS, asset
from tempodb.web.clocks import Clocks
from tempodb.web.drawing import Surroundings, page_html
from tempodb.web.json_pages import as_json
from tempodb.web.making import MAKERS, PageRequest
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages import listings
from tempodb.web.pages.page import PARTY_PAGES, PageKind, PageSubject, WebPage
from tempodb.web.pictures import page_pictures
from tempodb.web.recorded import KnownTransactions, recorded_of
from tempodb.web.site_links import INDEX, SiteLinks, folder_of

SITE_LISTS = {
    PageKind.ORGANIZATION: "show organizations",
    PageKind.PARTY: "show states",
    PageKind.PERSON: "show persons",
    PageKind.OFFICE: "show offices",
    PageKind.EVENT: "events ever",
    PageKind.SOURCE: "show sources",
    PageKind.TRANSACTION: "show transactions",
    PageKind.DATASET: "show datasets",
}


class Site(NamedTuple):
    """A folder of pages of one database, as it is known at one instant."""

    folder: Path
    database: tempodb.Database
    clocks: Clocks
    recorded: KnownTransactions
    things: Mapping[PageKind, Sequence[str]]
    kinds: Mapping[str, PageKind]
    written: Container[PageSubject]

    def write(self) -> int:
        """Write all pages, and return how many."""
        count = 0
        for name in ASSETS:
            self._put("assets", name, asset(name))
        asking = PageQuestions(self.database, self.clocks)
        count += self._written("/", listings.beginning(asking), self.clocks)
        for name in listings.LISTINGS:
            count += self._written(f"/{name}", listings.whole_listing(asking, name), self.clocks)
        for kind, ids in self.things.items():
            for id_ in ids:
                count += self._of_a_thing(kind, id_)
        return count

    def _of_a_thing(self, kind: PageKind, id_: str) -> int:
        """Write the page of a thing as it is at last, and as it was on each day on which something changed."""
        path = f"/{kind}/{id_}"
        page = MAKERS[kind](self._asking(self.clocks), PageRequest(id_))
        days = [day_text(step.day) for step in page.steps]
        self._put(path, "index.json", json.dumps(as_json(page, self.clocks), ensure_ascii=False, indent=1))
        count = self._written(path, page, self.clocks, days)
        for step in page.steps:
            clocks = Clocks.of(step.day, self.clocks.known)
            then = MAKERS[kind](self._asking(clocks), PageRequest(id_))
            count += self._written(path, then, clocks, days, f"{day_text(step.day)}.html")
        return count

    def _asking(self, clocks: Clocks) -> PageQuestions:
        """Return what asks at some instants; there is a file for each day on which something changes."""
        return PageQuestions(self.database, clocks, most_whole=math.inf)

    def _written(
        self, path: str, page: WebPage, clocks: Clocks, days: list[str] | None = None, file: str = INDEX
    ) -> int:
        addresses = SiteLinks(path, clocks, frozenset(days or ()), self.kinds, written=self.written)
        pictures = page_pictures(page, addresses)
        surroundings = Surroundings(addresses, self.recorded, self.clocks.day, pictures)
        self._put(path, file, page_html(page, surroundings))
        return 1

    def _put(self, path: str, file: str, text: str) -> None:
        target = self.folder / folder_of(path) / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def write_site(database: tempodb.Database, folder: Path) -> int:
    """Write the pages of a database to a new or empty folder, and return how many there are.

    Raises:
        InputError: something lies in the folder.

    """
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError.of("file", f"something lies in {folder} already", "name a new folder")
    known = database.last_recorded()
    clocks = Clocks.of(database.today(), database.now() if known is None else known)
    asking = PageQuestions(database, clocks)
    things = {kind: [row[0] for row in asking.ever(question)] for kind, question in SITE_LISTS.items()}
    kinds = {id_: kind for kind in PARTY_PAGES for id_ in things[kind]}
    written = frozenset(PageSubject(kind, id_) for kind, ids in things.items() for id_ in ids)
    return Site(folder, database, clocks, recorded_of(database), things, kinds, written).write()
