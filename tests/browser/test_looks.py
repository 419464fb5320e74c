"""Every kind of page, in light and dark, wide and on a phone: nothing is wrong, and nobody is kept out."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from browser.conftest import PICTURES, Opening
from web.exploring import SECOND

THEN = f"as-of=2013-01-01&known-at={SECOND}"
WHY = f"why={quote('uzbekistan is suspended in csto')}"
PAGES = {
    "beginning": f"/?{THEN}",
    "organization": f"/organization/csto?{THEN}&{WHY}&compare=1998",
    "state": f"/party/uzbekistan?{THEN}",
    "person": f"/person/valery-semerikov?{THEN}",
    "office": f"/office/csto/secretary-general?{THEN}",
    "event": f"/event/csto-charter-2002?{THEN}",
    "source": f"/source/tass-687141?{THEN}",
    "transaction": f"/transaction/2?{THEN}",
    "dataset": f"/dataset/csto?{THEN}",
    "search": f"/search?q=kaz&{THEN}",
    "question": f"/tql?q={quote('count members of CSTO by year between 1992 and 2020')}&{THEN}",
}
REFUSED = {"refusal": f"/tql?q={quote('members of CSTA')}&{THEN}", "nowhere": "/organization/nothing"}
WAYS = [(1360, "light"), (1360, "dark"), (360, "light"), (360, "dark")]
AXE = Path(__file__).with_name("axe.min.js")


@pytest.mark.parametrize(("width", "scheme"), WAYS)
@pytest.mark.parametrize("name", [*PAGES, *REFUSED])
def test_a_page_is_sound(opening: Opening, name: str, width: int, scheme: str) -> None:
    """No error, no request beyond the server, no page wider than its window, nothing that keeps people out."""
    watched = opening(width, scheme, bypass_csp=True)
    page = watched.open({**PAGES, **REFUSED}[name])
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{width}-{scheme}.png", full_page=True)
    assert watched.elsewhere == []
    if name in PAGES:
        assert watched.faults == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize(("width", "shown", "hidden"), [(1360, 940, 344), (360, 344, 940)])
def test_a_phone_has_labels_above_the_bars(opening: Opening, width: int, shown: int, hidden: int) -> None:
    """One of the two drawings is shown, its letters as large as is meant, and without a script as well."""
    page = opening(width, java_script_enabled=False).open(PAGES["organization"])
    drawn = page.locator(f".picture svg[width='{shown}']")
    assert drawn.is_visible()
    assert not page.locator(f".picture svg[width='{hidden}']").is_visible()
    assert 0.85 < drawn.bounding_box()["width"] / shown < 1.1


def test_a_page_can_be_printed(opening: Opening) -> None:
    """On paper it says its two instants, and shows no buttons."""
    page = opening().open(PAGES["organization"])
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".step").first.is_visible()
    assert page.locator("footer").is_visible()
    assert not page.locator(".files").first.is_visible()
    drawn = page.locator(".in-a-window svg").bounding_box()
    assert drawn["y"] + drawn["height"] <= page.viewport_size["height"]
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert len(page.pdf(path=PICTURES / "organization.pdf")) > 10_000


def test_without_a_script_links_and_forms_do_it(opening: Opening) -> None:
    """Whoever lets no script run steps through time, chooses, asks and searches all the same."""
    page = opening(java_script_enabled=False).open(PAGES["organization"])
    page.click("#change-after")
    assert "as-of=2016" in page.url or "as-of=2017" in page.url
    page.fill("#as-of", "2006")
    page.press("#as-of", "Enter")
    assert "as-of=2006&" in page.url
    page.fill("#find", "kaza")
    page.press("#find", "Enter")
    assert page.locator("main").inner_text().count("Kazakhstan") >= 1
    assert not page.locator(".slide").first.is_visible()
