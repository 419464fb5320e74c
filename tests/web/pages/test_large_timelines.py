"""Of a party with very many holdings only what lies around the asked day is looked at, and no change is passed over."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from tempodb.temporal.bounds import day_text
from tempodb.web.clocks import Clocks
from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages.change_days import days_around
from tempodb.web.pages.page_timelines import page_timeline
from web.exploring import SECOND, Client, exploring

MANY = 2_000
"""More members than are taken whole."""
DAYS = [
    "1000-01-01",
    "1991-12-30",
    "1992-05-15",
    "1993",
    "1999-04-02",
    "2002-10",
    "2006-08-16",
    "2026-01-01",
    "9000",
]


def asked(database: tempodb.Database, day: str, most_whole: float) -> PageQuestions:
    """Return what asks about a day, and takes only so many beliefs whole."""
    return PageQuestions(database, Clocks.read(day, SECOND, database.now()), most_whole=most_whole)


@pytest.fixture(scope="module")
def database(place: Path) -> Iterator[tempodb.Database]:
    """Give a database of two transactions."""
    with tempodb.open(place) as opened:
        yield opened


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(
    "id_", ["csto", "uzbekistan", "valery-semerikov", "un-general-assembly", "csto-secretariat"]
)
def test_the_next_changes_are_those_of_the_whole(database: tempodb.Database, id_: str, day: str) -> None:
    """The change before and the one after are the same, and nothing is a change that is none."""
    few, whole = (page_timeline(asked(database, day, most), id_) for most in (0, math.inf))
    days = Clocks.read(day, SECOND, database.now()).days
    assert days_around(days, few.steps) == days_around(days, whole.steps)
    assert {step.day for step in few.steps} <= {step.day for step in whole.steps}
    if few.ends is not None:
        assert all(few.ends[0] <= step.day <= few.ends[1] for step in whole.steps)


def test_what_holds_on_the_asked_day_is_drawn(database: tempodb.Database) -> None:
    """Whatever may hold on it stands in the part, too."""
    few, whole = (page_timeline(asked(database, "2013-01-01", most), "csto") for most in (0, math.inf))
    assert few.ends is not None
    assert whole.ends is None
    held = [
        row.party
        for row in whole.drawn
        if (row.possible_from or "") <= "2013-01-01" < (row.possible_to or "9999") and row.track == "member"
    ]
    assert held
    assert set(held) <= {row.party for row in few.drawn}
    assert len(few.drawn) < len(whole.drawn)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give the pages of an organization of more members than are taken whole."""
    folder = tmp_path_factory.mktemp("large")
    states = "\n".join(f"  s{number}: {{name: State {number}}}" for number in range(MANY))
    terms = "\n".join(
        f"  - {{member: s{number}, of: o, from: {day_text(700_000 + number * 5)}, to: {day_text(700_900 + number * 5)}}}"
        for number in range(MANY)
    )
    held = "\n".join(f"  - {{holder: q{number}, office: p/seat, from: 2000}}" for number in range(40))
    named = "organizations: {o: {name: O}, p: {name: P}}\noffices: {p/seat: {title: Seat, organization: p, seats: 40}}"
    people = "\n".join(f"  q{number}: {{name: Person {number}}}" for number in range(40))
    text = f"tempodb: 1\ndataset: d\n{named}\npersons:\n{people}\nstates:\n{states}\nmemberships:\n{terms}\ntenures:\n{held}\n"
    (folder / "d.yaml").write_text(text, encoding="utf-8")
    with tempodb.open(folder / "d.db") as database:
        database.load(folder / "d.yaml", recorded_at="2020-01-01")
    with exploring(folder / "d.db") as client:
        yield client


def test_a_page_says_that_it_draws_a_part(client: Client) -> None:
    """Its clock reaches over all the time and has the years for marks; its steps lead to the next changes."""
    text = client.get("/organization/o?as-of=1930-01-01&known-at=2025-01-01").text
    assert "there is more than a picture can show" in text
    assert "1 January 1925</title>" in text
    assert re.search(r'id="change-before" href="[^"]*as-of=1929-12-29', text)
    assert re.search(r'id="change-after" href="[^"]*as-of=1930-01-03', text)
    slide = re.search(r'id="as-of-slide" min="(\d+)" max="(\d+)"', text)
    assert slide is not None
    assert int(slide[1]) < 700_000
    assert int(slide[2]) > 700_900 + MANY * 5


def test_a_picture_that_is_higher_than_a_sheet_is_parted_between_its_lines(client: Client) -> None:
    """On paper its parts follow each other, show all of it, and cut no bar."""
    text = client.get("/organization/o?as-of=1930-01-01&known-at=2025-01-01").text
    paper = text.partition('<div class="on-paper"')[2].partition("</div>")[0]
    bands = [tuple(map(float, found)) for found in re.findall(r'viewBox="0 ([0-9.]+) 940 ([0-9.]+)"', paper)]
    window = text.partition('<div class="in-a-window">')[2].partition("</div>")[0]
    height = re.search(r'viewBox="0 0 940 ([0-9.]+)"', window)
    assert height is not None
    assert len(bands) > 1
    assert bands[0][0] == 0
    assert [round(top + high, 1) for top, high in bands] == [*(top for top, _ in bands[1:]), float(height[1])]
    bars = [
        (float(y), float(y) + float(high))
        for y, high in re.findall(
            r'<rect x="[0-9.]+" y="([0-9.]+)" width="[0-9.]+" height="([0-9.]+)"', window
        )
        if float(high) < 20
    ]
    assert len(bars) > 90
    assert [(bar, top) for bar in bars for top, _ in bands if bar[0] < top < bar[1]] == []
    drawn = re.findall('href="#([^"]+)"', paper)
    assert len(set(drawn)) == 1
    assert f'<g id="{drawn[0]}"' in window
    assert '<div class="on-paper"' not in client.get("/party/s1?as-of=1930-01-01&known-at=2025-01-01").text


@pytest.mark.parametrize("address", ["/office/p/seat", "/organization/p"])
def test_a_sentence_does_not_name_forty(client: Client, address: str) -> None:
    """It says how many hold an office, and the table who."""
    text = client.get(f"{address}?as-of=2010-01-01&known-at=2025-01-01").text
    lead = text.partition('<p class="lead">')[2].partition("</p>")[0]
    assert re.sub("<[^>]+>", "", lead) == "On 1 January 2010: 40 in office."
