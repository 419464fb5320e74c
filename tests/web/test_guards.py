"""Nobody is let in who has no business here, and nothing that is shown can do anything."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from tempodb.web.hosts import is_address_or, is_loopback
from web.exploring import Client, exploring

HOSTS = {
    "127.0.0.1:8484": 200,
    "localhost:8484": 200,
    "LOCALHOST": 200,
    "[::1]:8484": 200,
    "evil.example": 421,
    "evil.example:8484": 421,
    "127.0.0.1.evil.example": 421,
    "192.168.0.7": 421,
    "localhost.evil.example": 421,
    "": 421,
    "127.0.0.1@evil.example": 421,
}


@pytest.mark.parametrize(("host", "status"), HOSTS.items(), ids=HOSTS)
def test_a_name_that_others_made_leads_nowhere(client: Client, host: str, status: int) -> None:
    """A page of elsewhere whose name was made to mean this machine is not answered."""
    assert client.once("/robots.txt", host).status == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "SPAM"])
def test_nothing_can_be_done_but_read(client: Client, method: str) -> None:
    """Only GET and HEAD are answered."""
    assert client.once("/", method=method).status == 405


@pytest.mark.parametrize(
    "address", ["/", "/tql?q=members of CSTA", "/nowhere", "/assets/x/page.css", "/names?q=a"]
)
def test_every_answer_says_what_may_be_done_with_it(client: Client, address: str) -> None:
    """No script of elsewhere, no frame, no guess of a type, no referrer."""
    headers = client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_pages_hold_no_code_of_their_own(client: Client) -> None:
    """What the policy forbids is not there: no script, style or handler within a page."""
    text = client.get("/organization/csto").text
    assert "<script>" not in text
    assert "<style" not in text
    assert " style=" not in text
    assert " onclick" not in text


PATHS = ("/assets/x/../page.py", "/assets/x/..%2f..%2fapplication.py", "/assets/x/%2e%2e/serving.py", "/organization/../../etc/passwd", "/assets/x/page.css%00.py", "/organization/%00", "/organization/%ff%fe", "/office/" + "a/" * 500, "//evil.example/", "/\\evil.example")  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out(client: Client, path: str) -> None:
    """Nothing is read but the files of the pages, and nobody is sent elsewhere."""
    answer = client.get(path)
    assert answer.status in (200, 400, 404, 414)
    assert "import" not in answer.text
    assert "evil" not in answer.headers.get("location", "")


def test_an_address_can_be_too_long(client: Client) -> None:
    """It is refused before it is read."""
    assert client.get("/tql?q=" + "x" * 9000).status == 414


HOSTILE = """
tempodb: 1
dataset: hostile
organizations:
  o: {name: "<script>alert(1)</script>", short: '"><img src=x onerror=alert(1)>', founded: 2000}
states: {s: {name: "</title><b>x"}}
sources:
  bad: {title: "a source", url: "https://example.org/x"}
memberships:
  - {member: s, of: o, from: 2001, note: "<i>note</i>", source: bad}
"""


def test_names_are_texts_and_nothing_else(tmp_path: Path) -> None:
    """A name that is made as a page is made is shown as it is written, wherever it stands."""
    file = tmp_path / "hostile.yaml"
    file.write_text(HOSTILE, encoding="utf-8")
    place = tmp_path / "hostile.db"
    with tempodb.open(place) as database:
        database.load(file)
    with exploring(place) as client:
        for address in (
            "/",
            "/organization/o?why=s is member in o",
            "/party/s",
            "/search?q=<script>",
            "/tql?q=<script>",
        ):
            text = client.get(address).text
            assert "<script>alert" not in text
            assert "<img" not in text
            assert "<i>note" not in text


def test_only_addresses_of_the_web_are_links() -> None:
    """What a source calls its address leads out only where it begins as those of the web do."""
    from tempodb.web.pages.records import parts

    told = parts("TASS; javascript:alert(1); data:text/html,x; https://example.org/a")
    assert [words.url for words in told if words.url] == ["https://example.org/a"]


def test_a_server_for_others_knows_its_own_names() -> None:
    """Where others may read, an address in figures and the names of the machine are known, and no other."""
    is_ours = is_address_or(frozenset(["archive"]))
    hosts = ("archive", "192.168.0.7", "[fe80::1]", "localhost", "evil.example", "archive.evil.example")
    assert [is_ours(host) for host in hosts] == [True, True, True, True, False, False]
    assert not is_loopback("0.0.0.0")


def test_a_question_without_end_is_ended(place: Path) -> None:
    """A question takes so many seconds and no more, and says so."""
    with exploring(place, deadline=0.000_001) as client:
        answer = client.get("/tql?q=count members of every organization by day between 1800 and 2025")
        assert answer.status == 400
        assert "longer" in answer.text


def test_a_page_that_takes_too_long_is_not_called_missing(place: Path) -> None:
    """What is there and was not shown in time is told so."""
    with exploring(place, deadline=0.000_001) as client:
        answer = client.get("/organization/csto?as-of=2013-01-01")
        assert answer.status == 503
        assert "There is nothing here" not in answer.text


def test_a_database_that_goes_away_is_told(tmp_path: Path) -> None:
    """A damaged file is named on a page, not by a traceback."""
    place = tmp_path / "damaged.db"
    place.write_bytes(b"no database" * 500)
    with exploring(place) as client:
        answer = client.get("/")
    assert answer.status == 503
    assert "damaged.db" in answer.text
