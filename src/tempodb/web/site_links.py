"""Where the page of a thing is among files: one for each day on which something changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from tempodb.web.clocks import Clocks
from tempodb.web.pages.page import PARTY_PAGES, PageKind, PageSubject

INDEX = "index.html"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")


def folder_of(path: str) -> str:
    """Return the folder of a page, which is another one for every page on any machine, and none that it keeps for itself.

    >>> folder_of("/office/csto/secretary-general"), folder_of("/party/con"), folder_of("/party/CSTO")
    ('office/csto/secretary-general', 'party/con~1143da2bc5', 'party/CSTO~cf63aa16c4')
    """
    return "/".join(_part(part) for part in path.split("/") if part)


def _part(part: str) -> str:
    if _PLAIN.fullmatch(part) and not _RESERVED.fullmatch(part):
        return part
    seen = re.sub(r"[^A-Za-z0-9_-]+", "-", part)[:40].strip("-")
    return f"{seen}~{sha256(part.encode()).hexdigest()[:10]}"


class SiteLinks(NamedTuple):
    """The addresses of a page's links among files, from the folder that the page lies in.

    There is a file for each of the `days`, and one for the day on which all was written. Of what is not
    among the `written` things there is none.

    >>> clocks = Clocks.read("2013-01-01", "2025-12-01T00:00:00Z", present=0)
    >>> here = SiteLinks("/organization/csto", clocks, frozenset(["2012-06-28"]))
    >>> here.to("/people"), here.at("2012-06-28"), here.at("2026-01-01")
    ('../../people/index.html', '2012-06-28.html', 'index.html')
    """

    path: str
    clocks: Clocks
    days: Collection[str] = ()
    kinds: Mapping[str, PageKind] = MappingProxyType({})
    kept: tuple[tuple[str, str], ...] = ()
    written: Container[PageSubject] | None = None
    is_served: bool = False

    @property
    def root(self) -> str:
        """The way from the folder of the page to that of the site."""
        return "../" * len([part for part in self.path.split("/") if part])

    def leads_to(self, thing: PageSubject) -> bool:
        """Return whether there is a page of a thing: of what was withdrawn there is none."""
        return self.written is None or self._written(thing) in self.written

    def of(self, thing: PageSubject) -> str:
        """Return where the page of a thing is; the kinds of parties are known, and no link has to know them."""
        there = self._written(thing)
        return self.to(f"/{there.kind}/{there.id}")

    def _written(self, thing: PageSubject) -> PageSubject:
        kind = self.kinds.get(thing.id, thing.kind) if thing.kind in PARTY_PAGES else thing.kind
        return PageSubject(kind, thing.id)

    def to(self, path: str, **_: str) -> str:
        """Return where another page is."""
        return f"{self.root}{folder_of(path)}/{INDEX}" if path != "/" else f"{self.root}{INDEX}"

    def at(self, as_of: str) -> str:
        """Return where this page is of another day; of one of which nothing is written, of the last."""
        return f"{as_of}.html" if as_of in self.days else INDEX

    def known(self, _: str) -> str:
        """Return where this page is, since a site knows one instant."""
        return INDEX

    def today(self) -> str:
        """Return where this page is as it is at last."""
        return INDEX

    def here(self, **given: str) -> str:
        """Return where this page is, or what belongs to it."""
        return {"json": "index.json", "svg": "picture.svg"}.get(given.get("format", ""), INDEX)

    def asset(self, name: str) -> str:
        """Return where a file is that all pages need."""
        return f"{self.root}assets/{name}"
