"""What somebody may try who means harm: requests by hand, ids and names of every kind, and no haste."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import tempodb
from tempodb.web import patience
from tempodb.web.listening import listening
from tempodb.web.sites import write_site
from web.exploring import SECOND, Client, exploring
from web.test_sites import Addresses

OURS = b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n"
WAITING = 30
"""How many seconds a test waits for what should come at once."""


def said(port: int, request: bytes) -> bytes:
    """Return all that comes for what is written by hand, until the connection ends."""
    with closing(socket.create_connection(("127.0.0.1", port), WAITING)) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


REQUESTS = {
    b"GET http://evil.example/robots.txt HTTP/1.1\r\n" + OURS: 400,
    b"GET evil.example:80 HTTP/1.1\r\n" + OURS: 400,
    b"GET * HTTP/1.1\r\n" + OURS: 400,
    b"GET //evil.example/.. HTTP/1.1\r\n" + OURS: 404,
    b"GET /organizations/ HTTP/1.1\r\n" + OURS: 404,
    b"GET /robots.txt HTTP/1.0\r\n\r\n": 421,
    b"GET /robots.txt HTTP/1.0\r\nHost: localhost\r\n\r\n": 200,
    b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1:80@evil.example\r\nConnection: close\r\n\r\n": 421,
    b"GET /robots.txt HTTP/1.1\r\nHost: [::1].evil.example\r\nConnection: close\r\n\r\n": 421,
    b"GET /robots.txt HTTP/1.1\r\nHost: localhost.\r\nConnection: close\r\n\r\n": 421,
    b"GET /robots.txt HTTP/1.1\r\nHost: evil.example\r\n" + OURS: 400,
    b"GET /robots.txt HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" + OURS: 200,
    b"GET /tql?q=\xff HTTP/1.1\r\n" + OURS: 400,
    b"GET /organization/a%0d%0aset-cookie:a=b HTTP/1.1\r\n" + OURS: 404,
    b"GET /answer.csv%0d%0aa:b?q=members+of+csto HTTP/1.1\r\n" + OURS: 400,
    b"GET /organization/csto?format=exe HTTP/1.1\r\n" + OURS: 400,
    b"NONSENSE\r\n\r\n": 400,
}  # fmt: skip


@pytest.mark.parametrize(("request_", "status"), REQUESTS.items(), ids=range(len(REQUESTS)))
def test_a_request_by_hand_is_answered_or_refused(client: Client, request_: bytes, status: int) -> None:
    """No target, host or encoding does more than a browser's; nothing that is sent comes back as a header."""
    answer = said(client.port, request_)
    assert answer.split(b" ", 2)[1] == str(status).encode()
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"set-cookie" not in head
    assert b"evil" not in head


def test_what_is_asked_in_one_breath_is_answered_in_order(client: Client) -> None:
    """Four requests sent together have four answers."""
    one = b"GET /robots.txt HTTP/1.1\r\n"
    answers = said(client.port, (one + b"Host: 127.0.0.1\r\n\r\n") * 3 + one + OURS)
    assert answers.count(b"HTTP/1.1 200 OK") == 4


def test_an_answer_is_sent_at_once() -> None:
    """What listens is known to be TCP, so that no answer waits until its heading was received."""
    with closing(listening("127.0.0.1", 0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP


@pytest.fixture
def impatient(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """Give a server that waits for nobody."""
    monkeypatch.setattr(patience, "LONGEST_SILENCE", 0.2)
    monkeypatch.setattr(patience, "LEAST_READ", 10**9)
    with exploring(place) as client:
        yield client


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nA: "])
def test_who_never_finishes_asking_is_left(impatient: Client, sent: bytes) -> None:
    """A connection on which no request comes to its end is closed."""
    assert said(impatient.port, sent) == b""


def test_who_never_reads_is_left(impatient: Client) -> None:
    """What nobody fetches is not kept for ever; others are answered meanwhile."""
    with closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(WAITING)
        connection.connect(("127.0.0.1", impatient.port))
        asked = (
            f"GET /organization/csto?as-of=2013-01-01&known-at={SECOND} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        with pytest.raises(ConnectionError):
            while True:
                connection.sendall(asked.encode() * 8)
    assert impatient.get("/robots.txt").status == 200


def test_what_a_browser_kept_is_not_shown_once_somebody_is_erased(tmp_path: Path) -> None:
    """A page of the past is kept, asked for again by its mark, and another one when a person is gone from it."""
    place = tmp_path / "erased.db"
    with tempodb.open(place) as database:
        database.load(tempodb.bundled_fixture("csto-exact.yaml"), recorded_at="2025-01-01")
    address = "/organization/csto?as-of=2013-01-01&known-at=2025-01-02T23:59:59.999999Z"
    with exploring(place, now=None) as client:
        first = client.get(address)
        assert first.headers["cache-control"] == "private, no-cache"
        kept = {"If-None-Match": first.headers["etag"]}
        again = client.once(first.address, headers=kept)
        assert (again.status, again.body) == (304, b"")
        assert "default-src" in again.headers["content-security-policy"]
        assert client.once(f"{first.address}&format=json", headers=kept).status == 200
        with tempodb.open(place) as database:
            database.erase("nikolai-bordyuzha")
        changed = client.once(first.address, headers=kept)
        assert changed.status == 200
        assert "Bordyuzha" in first.text
        assert "Bordyuzha" not in changed.text


def test_a_picture_alone_is_coloured_by_its_own_style_and_does_nothing(client: Client) -> None:
    """What opens it follows no other style, and no script."""
    answer = client.get("/organization/csto?as-of=2013-01-01&format=svg")
    assert answer.headers["content-type"].startswith("image/svg")
    assert "style-src 'sha256-" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


ODD_IDS = ("con", "CSTO", "csto", "a?b", "a#b", "a%2fb", "a\\b", "index.html", "x/index.html", "x", "a'b", "<b>", "..a", "é" * 190)  # fmt: skip
ODD = "tempodb: 1\ndataset: odd\norganizations:\n" + "".join(
    f"  {tempodb_id!r}: {{name: Body {number}, founded: 2000}}\n".replace("\\\\", "\\")
    if "'" not in tempodb_id
    else f'  "{tempodb_id}": {{name: Body {number}, founded: 2000}}\n'
    for number, tempodb_id in enumerate(ODD_IDS)
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of ids that are no names of files."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd.yaml").write_text(ODD, encoding="utf-8")
    with tempodb.open(folder / "odd.db") as database:
        database.load(folder / "odd.yaml")
    return folder / "odd.db"


def test_any_id_has_a_page(odd: Path) -> None:
    """Every link of a list leads to a page, whatever the id is made of."""
    with exploring(odd, now=None) as client:
        found = Addresses(client.get("/organizations").text).found
        links = [link for link in found if link.startswith("/organization/")]
        assert len(links) == len(ODD_IDS)
        assert {client.get(link).status for link in links} == {200}


def test_any_id_has_a_file_of_its_own_on_any_machine(odd: Path, tmp_path: Path) -> None:
    """No two files are one where case is not told apart, none is called as Windows calls a device, none lies outside."""
    folder = tmp_path / "site"
    with tempodb.open(odd) as database:
        write_site(database, folder)
    files = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    assert len({str(file).lower() for file in files}) == len(files)
    pages = [file for file in files if file.parts[0] == "organization" and file.name == "index.html"]
    assert len(pages) == len(ODD_IDS)
    for file in files:
        assert not {"con", "con.html"} & {part.lower() for part in file.parts}
        assert all(len(part.encode()) < 120 and not set('<>:"\\|?*') & set(part) for part in file.parts)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["site"]


def test_a_site_is_not_written_through_a_link_that_leads_nowhere(odd: Path, tmp_path: Path) -> None:
    """A name that is taken is taken, even where nothing lies behind it."""
    (tmp_path / "site").symlink_to(tmp_path / "elsewhere")
    with tempodb.open(odd) as database, pytest.raises(tempodb.TempodbError, match="something lies in"):
        write_site(database, tmp_path / "site")
    assert not (tmp_path / "elsewhere").exists()
