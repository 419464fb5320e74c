"""Lists of any length are gone through page by page, forwards and back, and each thing stands in them once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest

import tempodb
from tempodb.web.pages import listings
from web.exploring import Client, exploring

MANY = 450


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give the pages of many states, and of a few persons whose names are in another order than their ids."""
    folder = tmp_path_factory.mktemp("many")
    states = "\n".join(f"  s{number:03}: {{name: State {MANY - number:03}}}" for number in range(MANY))
    persons = "\n".join(f"  p{number}: {{name: Person {9 - number}}}" for number in range(9))
    events = "\n".join(f"  - {{id: e{number}, date: {2000 + number}}}" for number in range(7))
    text = f"tempodb: 1\ndataset: many\nstates:\n{states}\npersons:\n{persons}\nevents:\n{events}\n"
    (folder / "many.yaml").write_text(text, encoding="utf-8")
    with tempodb.open(folder / "many.db") as database:
        database.load(folder / "many.yaml", recorded_at="2020-01-01")
    with exploring(folder / "many.db") as client:
        yield client


def walked(client: Client, address: str, way: str) -> list[list[str]]:
    """Return the ids on each page, from one on as far as its links lead."""
    found: list[list[str]] = []
    while address:
        assert len(found) < 400
        text = client.get(address).text
        table = text.partition("<tbody>")[2].partition("</tbody>")[0]
        found.append(re.findall(r'href="/\w+/([^?"]+)\?', table))
        link = re.search(rf'href="([^"]+)" rel="{way}"', text)
        address = unescape(link[1]) if link else ""
    return found


def test_a_list_goes_on_by_name(client: Client) -> None:
    """Each page begins where the one before ended, and leads back to it."""
    pages = walked(client, "/states", "next")
    assert [len(page) for page in pages] == [200, 200, 50]
    assert [id_ for page in pages for id_ in page] == [f"s{number:03}" for number in reversed(range(MANY))]
    back = walked(client, f"/states?from={pages[-1][0]}", "prev")
    assert back == pages[::-1]


LISTS = {"/people": [f"p{number}" for number in range(9)], "/events": [f"e{number}" for number in range(7)]}


@pytest.mark.parametrize(("address", "ids"), LISTS.items(), ids=LISTS)
def test_a_list_of_very_many_goes_on_by_id(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str, ids: list[str]
) -> None:
    """What is too much to be sorted by name is read by id, a little at a time; other classes are left out."""
    monkeypatch.setattr(listings, "MOST_BY_NAME", 3)
    monkeypatch.setattr(listings, "MOST_BY_ID", 4)
    pages = walked(client, address, "next")
    assert [id_ for page in pages for id_ in page] == ids
    assert max(map(len, pages)) == 4
    assert walked(client, f"{address}?from={pages[-1][0]}", "prev") == pages[::-1]
    assert "There is none from here on" in client.get(f"{address}?from=zzz").text
    assert "There is none from here on" in client.get(f"{address}?known-at=2019").text


def test_a_list_keeps_its_place_when_a_clock_is_moved(client: Client) -> None:
    """Where it begins stands in the address, and in the links of the clocks."""
    text = client.get("/states?from=s100").text
    assert text.partition("<tbody>")[2].find("s100") > 0
    assert "from=s100" in text.partition('id="year-before"')[2][:200]
