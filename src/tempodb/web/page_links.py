"""Where the page of a thing is: an address that holds both instants."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, quote_plus, urlencode

from tempodb.base.version import __version__
from tempodb.web.clocks import Clocks
from tempodb.web.pages.page import PageSubject


class PageLinks(NamedTuple):
    """The addresses of a page's links: the page that they stand on, and its clocks, which all of them keep.

    >>> clocks = Clocks.read("2013-01-01", "2025-12-01T00:00:00Z", present=0)
    >>> here = PageLinks("/organization/csto", clocks)
    >>> here.at("2014")
    '/organization/csto?as-of=2014&known-at=2025-12-01T00%3A00%3A00.000000Z'
    """

    path: str
    clocks: Clocks
    kept: tuple[tuple[str, str], ...] = ()
    is_served: bool = True

    def leads_to(self, _: PageSubject) -> bool:
        """Return that everything has a page, which says so where nothing is known of it."""
        return True

    def of(self, thing: PageSubject) -> str:
        """Return where the page of a thing is."""
        return self.to(f"/{thing.kind}/{quote(thing.id, safe='/')}")

    def to(self, path: str, **given: str) -> str:
        """Return where another page is."""
        return self._written(path, self.clocks.as_of, self.clocks.known_at, given)

    def at(self, as_of: str) -> str:
        """Return where this page is of other days."""
        return self._written(self.path, as_of, self.clocks.known_at, dict(self.kept))

    def known(self, known_at: str) -> str:
        """Return where this page is as known at another instant."""
        return self._written(self.path, self.clocks.as_of, known_at, dict(self.kept))

    def today(self) -> str:
        """Return where this page is of today, whenever somebody follows it."""
        return f"{self.path}?{urlencode({'known-at': self.clocks.known_at, **dict(self.kept)})}"

    def latest(self) -> str:
        """Return where this page is as known last, whenever somebody follows it."""
        return f"{self.path}?{urlencode({'as-of': self.clocks.as_of, **dict(self.kept)})}"

    def here(self, **given: str) -> str:
        """Return where this page is with something else asked besides; what is empty is left out."""
        kept = {**dict(self.kept), **given}
        return self.to(self.path, **{name: value for name, value in kept.items() if value})

    def asset(self, name: str) -> str:
        """Return where a file is that all pages need."""
        return f"/assets/{__version__}/{name}"

    def _written(self, path: str, as_of: str, known_at: str, given: dict[str, str]) -> str:
        others = f"&{urlencode(given)}" if given else ""
        return f"{path}?as-of={_quoted(as_of)}&known-at={_quoted(known_at)}{others}"


@lru_cache(maxsize=2_048)
def _quoted(instant: str) -> str:
    """Return an instant as an address has it; a page has some thousand links, and few instants."""
    return quote_plus(instant)
