"""A picture as SVG: well-formed whatever stands in it, the same each time, and with links that lead nowhere bad."""

from __future__ import annotations

from datetime import date

import pytest

from output.plots.pictured import answer, held, opened, parsed
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.svg_styles import PAGE_STYLE
from tempodb.output.plots.svg_writer import THEMES, SvgLinks, svg

D = date(2000, 1, 1).toordinal()
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</title><script>alert(1)</script>",
    '"><a href="javascript:x">',
    "]]>&amp;<!--",
    "a\x00b\x1b[31m",
    "a\u202eb",
    "\ud800",
)


@pytest.fixture(scope="module")
def csto() -> str:
    return svg(picture_of(opened("csto.yaml").query("timeline of CSTO")))


def test_the_timeline_of_the_csto_is_small_and_whole(csto: str) -> None:
    drawn = parsed(csto)
    bars = [element for element in drawn.iter() if "data-rows" in element.attrib]

    assert sorted(int(bar.attrib["data-rows"]) for bar in bars) == list(range(28))
    assert all(bar[0].tag == f"{SVG}title" and bar[0].text for bar in bars)
    assert [bar[0].text for bar in bars if "Uzbekistan" in (bar[0].text or "")][:2] == [
        "Uzbekistan, member, from 1992 to 1999; by report-2017-04-21",
        "Uzbekistan, suspended, from 1999 to 2006; by report-2017-04-21",
    ]
    assert {"Collective Security Treaty Organization", "Members", "today, 2026-11-29"} <= {
        element.text for element in drawn.iter(f"{SVG}text")
    }
    assert len(csto.encode()) < 22_000
    assert "var(" not in csto and "style=" not in csto


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_is_drawn_the_same_each_time(theme: str) -> None:
    result = answer(held("A", (D, None), (D, None)), held("B", (D, D + 9), (D + 3, D + 9), "suspended"))
    one, other = (svg(picture_of(result), theme) for _ in range(2))

    assert one == other
    assert ("<style>" in one) == (theme == "auto")
    parsed(one)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_name_is_it_stays_a_name(name: str) -> None:
    drawn = parsed(svg(picture_of(answer(held(name, (D, None), (D, None), name), query=name))))

    assert {element.tag.removeprefix(SVG) for element in drawn.iter()} <= {
        *("svg", "style", "defs", "linearGradient", "stop", "pattern", "path", "rect", "g", "text", "title")
    }


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("/organization/csto?as-of=2006", True),
        ("#row-1", True),
        ("?why=1", True),
        ("javascript:alert(1)", False),
        ("//example.org", False),
        ("data:text/html,x", False),
        ("https://example.org/\nx", False),
        (None, False),
    ],
)
def test_links_are_of_the_web_or_of_the_page(address: str | None, leads: bool) -> None:
    links = SvgLinks(lambda rows: address, lambda rows: address)
    drawn = parsed(svg(picture_of(answer(held("A", (D, None), (D, None)))), "page", links))
    found = [element.attrib for element in drawn.iter(f"{SVG}a")]

    assert [attributes["href"] for attributes in found] == [address, address] * leads
    assert all(attributes["rel"] == "noreferrer" for attributes in found)


def test_the_chosen_bar_has_a_ring_and_says_so() -> None:
    rows = [held(name, (D, None), (D, None)) for name in ("A", "B")]
    links = SvgLinks(lambda rows: f"?why={rows[0]}", lambda _: None, lambda rows: rows == (1,))
    drawn = parsed(svg(picture_of(answer(*rows)), "page", links))
    (chosen,) = [element for element in drawn.iter() if element.attrib.get("aria-current") == "true"]

    assert chosen.attrib["href"] == "?why=1"
    rings = [element for element in drawn.iter() if element.attrib.get("class") in ("halo", "ring")]
    assert [ring.attrib["class"] for ring in rings] == ["halo", "ring"]
    assert max(map(list(drawn.iter()).index, drawn.iter(f"{SVG}a"))) < list(drawn.iter()).index(rings[0])


def test_a_page_can_have_the_styles_in_its_own_sheet() -> None:
    assert "prefers-color-scheme:dark" in PAGE_STYLE and "@media print" in PAGE_STYLE
    assert PAGE_STYLE.count("{") == PAGE_STYLE.count("}")


def test_a_page_knows_where_days_lie() -> None:
    """The marked day lies where the first and the last day of the axis, and their places, say; other drawings tell nothing."""
    picture = picture_of(answer(held("A", (D, None), (D + 900, None))), 960, D + 300)
    drawn = parsed(svg(picture, "page"))
    first, last, left, right = map(float, drawn.attrib["data-days"].split())
    (line,) = [element for element in drawn.iter() if element.attrib.get("class") == "asked-day"]

    assert float(line.attrib["d"][1:].split()[0]) == pytest.approx(
        left + (D + 300 - first) / (last - first) * (right - left), abs=0.1
    )
    assert "data-days" not in svg(picture)
    assert "data-days" not in svg(picture_of(answer(held("A", (D, None), (D + 900, None)))), "page")
