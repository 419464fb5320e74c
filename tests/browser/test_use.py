"""What people do: step through time, ask why, find, ask, repair, go back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from browser.conftest import Opening
from browser.test_looks import PAGES, THEN


def asked(url: str, name: str) -> str:
    """Return what an address says of something."""
    return parse_qs(urlsplit(url).query).get(name, [""])[0]


def test_stepping_to_the_next_change_and_back(opening: Opening) -> None:
    """`]` goes to the next change, `[` back, the address says where, and the way back of the browser leads back."""
    watched = opening(bypass_csp=True)
    page = watched.open(f"/organization/csto?{THEN}")
    page.keyboard.press("]")
    page.wait_for_function("!location.search.includes('2013-01-01')")
    after = page.url
    assert asked(after, "as-of") > "2013-01-01"
    page.keyboard.press("[")
    page.wait_for_function("!location.search.includes('" + asked(after, "as-of") + "')")
    assert asked(page.url, "as-of") < asked(after, "as-of")
    page.go_back()
    page.wait_for_function("location.href === '" + after + "'")
    page.wait_for_function("document.querySelector('#as-of').value === '" + asked(after, "as-of") + "'")
    assert watched.faults == []


def test_the_address_alone_restores_the_page(opening: Opening) -> None:
    """Day, known instant, what was chosen and what is compared are all in the address."""
    first = opening().open(PAGES["organization"])
    parts = urlsplit(first.url)
    second = opening().open(f"{parts.path}?{parts.query}")
    assert second.locator("main").inner_text() == first.locator("main").inner_text()


def test_dragging_the_clock_follows(opening: Opening) -> None:
    """The page follows the slider, which stays in the hand that drags it."""
    watched = opening(bypass_csp=True)
    page = watched.open(f"/organization/csto?{THEN}")
    slider = page.locator("#as-of-slide")
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(10):
        page.mouse.move(box["x"] + box["width"] * (0.5 - step * 0.03), box["y"] + box["height"] / 2)
    page.mouse.up()
    page.wait_for_function("!location.search.includes('2013-01-01')")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "document.querySelector('#as-of').value === new URL(location.href).searchParams.get('as-of')"
    )
    assert asked(page.url, "as-of") < "2008"
    assert watched.faults == []


def test_what_moves_is_shown_before_the_hand_rests(opening: Opening) -> None:
    """The line of the day goes with the slider, the sentence and the tables follow; at rest all is of that day."""
    watched = opening(bypass_csp=True)
    page = watched.open(f"/organization/csto?{THEN}")
    line = "document.querySelector('.in-a-window path.asked-day').getAttribute('d')"
    before = page.evaluate(line)
    page.evaluate(
        """const slide = document.getElementById('as-of-slide'); slide.focus();
        slide.value = Number(slide.value) - 3000; slide.dispatchEvent(new Event('input', {bubbles: true}));"""
    )
    assert page.evaluate(line) != before
    page.wait_for_function("document.querySelector('.lead b').textContent === '15 October 2004'")
    page.wait_for_function("location.search.includes('2004-10-15')")
    page.wait_for_function("document.querySelector('#picture a').getAttribute('href').includes('2004-10-15')")
    moved = page.evaluate(line)
    page.reload()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(line) == moved
    assert watched.faults == []


def test_many_steps_in_a_moment_ask_for_few_pages(opening: Opening) -> None:
    """Of days that were passed over nothing is asked, and the last one is shown."""
    watched = opening(bypass_csp=True)
    page = watched.open(f"/organization/csto?{THEN}")
    page.evaluate(
        """const slide = document.getElementById('as-of-slide');
        for (let step = 1; step <= 500; step++) {
          slide.value = Number(slide.value) - 1; slide.dispatchEvent(new Event('input', {bubbles: true}));
        }"""
    )
    page.wait_for_function("location.search.includes('2011-08-20')")
    page.wait_for_load_state("networkidle")
    assert page.locator(".lead b").first.inner_text() == "20 August 2011"
    assert 2 <= len([url for url in watched.asked if "format=moved" in url]) < 10


def test_the_clock_of_what_is_known_is_dragged(opening: Opening) -> None:
    """Its slider goes from one transaction to another."""
    watched = opening(bypass_csp=True)
    page = watched.open(f"/organization/csto?{THEN}")
    page.focus("#known-at-slide")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("location.search.includes('known-at=2023-05-02')")
    page.wait_for_function("document.querySelector('#known-at').value === '2023-05-02'")
    assert page.evaluate("document.activeElement.id") == "known-at-slide"
    assert watched.faults == []


def test_a_bar_is_chosen_by_keys_and_keeps_the_focus(opening: Opening) -> None:
    """Tab reaches the picture, arrows a bar, Enter chooses it: it is ringed, in the address, and still at hand."""
    watched = opening(bypass_csp=True)
    page = watched.open(f"/organization/csto?{THEN}")
    page.focus(".in-a-window a[tabindex='0']")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".in-a-window .ring")
    assert asked(page.url, "why")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
    assert page.locator(".in-a-window a[tabindex='0']").count() == 1
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") is None
    assert watched.faults == []


def test_arrows_go_from_bar_to_bar_and_to_the_name_before_them(opening: Opening) -> None:
    """Below a short bar lies a long one, however near a name is; left of the first bar of a lane is its name."""
    watched = opening(bypass_csp=True)
    page = watched.open(f"/organization/csto?{THEN}")
    focused = "document.activeElement.querySelector('title, text').textContent"
    page.focus(".in-a-window a[tabindex='0']")
    said = []
    for key in ("ArrowDown", "ArrowDown", "ArrowLeft", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        said.append(page.evaluate(focused).partition(", from")[0])
    assert said == ["Azerbaijan, member", "Belarus, member", "Belarus", "Georgia", "Georgia, member"]
    assert watched.faults == []


def test_a_name_is_found_by_keys(opening: Opening) -> None:
    """`/` goes to the search, letters offer names, arrows and Enter take one; both instants are kept."""
    page = opening().open(f"/organization/csto?{THEN}")
    page.keyboard.press("/")
    page.keyboard.type("kazakh", delay=30)
    page.wait_for_selector("#found [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/party/kazakhstan*")
    assert asked(page.url, "as-of") == "2013-01-01"


def test_a_question_is_completed_asked_and_repaired(opening: Opening) -> None:
    """Words are offered, what is wrong is marked, and F2 puts it right."""
    page = opening().open(f"/tql?{THEN}")
    page.focus("#ask")
    page.keyboard.type("members of CS", delay=30)
    page.wait_for_selector("#words [role=option]")
    page.fill("#ask", "members of CSTA")
    page.keyboard.press("Enter")
    page.wait_for_selector(".trouble mark")
    assert page.locator(".trouble mark").inner_text() == "CSTA"
    page.keyboard.press("F2")
    page.wait_for_selector("table")
    assert "Kazakhstan" in page.locator("main").inner_text()


def test_an_answer_is_downloaded(opening: Opening) -> None:
    """The files below a table have its answer."""
    page = opening().open(f"/organization/csto?{THEN}")
    with page.expect_download() as waiting:
        page.click("text=CSV >> nth=0")
    text = waiting.value.path().read_text(encoding="utf-8")
    assert "uzbekistan" in text


def test_the_order_of_focus_is_that_of_the_page(opening: Opening) -> None:
    """The first stop skips to what the page says, and each stop lies in what can be seen."""
    page = opening().open(f"/organization/csto?{THEN}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.getBoundingClientRect().height"))
    assert all(height > 0 for height in stops)
