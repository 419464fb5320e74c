"""The pages as files: all there, and every link leads to one of them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import tempodb
from tempodb.base.errors import InputError
from tempodb.web.sites import write_site
from web.exploring import NOW


class Addresses(HTMLParser):
    """What the links of a page lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an address."""
        self.found += [value for name, value in attrs if name in ("href", "src", "action") and value]


@pytest.fixture(scope="module")
def site(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of pages."""
    folder = tmp_path_factory.mktemp("site") / "pages"
    with tempodb.open(place, now=NOW) as database:
        assert write_site(database, folder) > 100
    return folder


def test_every_link_leads_to_a_file(site: Path) -> None:
    """No link leads to a page that is not there, nor to a server."""
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        for link in Addresses(page.read_text(encoding="utf-8")).found:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data") or not parts.path:
                continue
            assert not parts.path.startswith("/"), (page, link)
            assert (page.parent / unquote(parts.path)).is_file(), (page, link)


def test_a_day_of_a_change_has_a_page(site: Path) -> None:
    """The organization as it was on the day on which a member was suspended."""
    text = (site / "organization" / "csto" / "2012-06-28.html").read_text(encoding="utf-8")
    assert "On <b>28 June 2012</b>: <b>6 members</b>, 1 suspended" in text
    assert "<form" not in text


def test_a_folder_in_use_is_left_alone(place: Path, tmp_path: Path) -> None:
    """Nothing is written where something lies."""
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    with tempodb.open(place) as database, pytest.raises(InputError, match="something lies in"):
        write_site(database, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]
