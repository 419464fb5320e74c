"""Whatever an editor sends, or whoever is taken for one: the server answers what can be answered, and goes on."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest

from cli.running import Terminal, tempodb_
from language_server.editing import PATIENCE, Editor, editor

pytest.importorskip("pygls")


@pytest.mark.parametrize(
    "noise",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 0\r\n\r\n",
        b"content-length:2\n\n{}",
        b"Content-Length: 3\r\n\r\n{]}",
        b"Content-Length: 2\r\n\r\n\xff\xfe",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b"Content-Length: 70000000\r\n\r\n" + b"x" * 70_000_000,
        b"Content-Length: 200000\r\n\r\n" + b"[" * 200_000,
        b"Content-Length: 5008\r\n\r\n" + b'{"id":' + b"9" * 5001 + b"}",
        b"x" * 100_000 + b"\r\n\r\n",
        b"\r\n" * 1000,
        b'Content-Length: 40\r\n\r\n{"jsonrpc":"2.0","id":{},"method":"exit"}'[:-1],
    ],
    ids=range(15),
)
def test_what_is_no_message_is_passed_over(tmp_path: Path, noise: bytes) -> None:
    with editor(home=tmp_path) as talk:
        talk.start()
        talk.send_bytes(noise)
        uri = talk.open(tmp_path / "a.tql", "memb")

        assert "members" in talk.offered(uri, 0, 4)
        assert talk.leave() == 0
        assert talk.garbage == b""


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """Give an editor that has started."""
    home = tmp_path_factory.mktemp("hostile").resolve()
    with editor(home=home) as found:
        found.start(home)
        yield found


URI = "file:///nowhere/a.tql"
DOCUMENT = {"uri": URI}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/flatter", {}),
        ("$/unheardOf", {}),
        ("textDocument/hover", {}),
        ("textDocument/hover", {"textDocument": DOCUMENT}),
        ("textDocument/hover", {"textDocument": DOCUMENT, "position": {"line": "a", "character": []}}),
        ("workspace/executeCommand", {"command": "rm"}),
    ],
)
def test_what_cannot_be_answered_is_refused_or_left(
    talk: Editor, method: str, params: dict[str, object]
) -> None:
    talk.begin(method, **params)

    assert "members" in talk.offered(talk.open(Path("/nowhere/a.tql"), "memb"), 0, 4)


def test_a_method_that_nobody_knows_is_an_error_of_the_protocol(talk: Editor) -> None:
    assert talk.answer(talk.begin("textDocument/flatter"))["error"]["code"] == -32601


@pytest.mark.parametrize(
    "uri", ["file:///nowhere/never-opened.tql", "untitled:1", "http://[", "", "file:///%00.yaml"]
)
@pytest.mark.parametrize(
    "method",
    [
        "completion",
        "hover",
        "definition",
        "codeAction",
        "formatting",
        "documentSymbol",
        "semanticTokens/full",
    ],
)
def test_a_text_that_was_never_opened_has_no_answer(talk: Editor, method: str, uri: str) -> None:
    place = {"line": 0, "character": 0}
    more = (
        {"context": {"diagnostics": []}, "range": {"start": place, "end": place}}
        if method == "codeAction"
        else {}
    )
    more |= {"options": {"tabSize": 2, "insertSpaces": True}} if method == "formatting" else {}
    found = talk.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=place, **more)

    assert not found


@pytest.mark.parametrize(
    "text", ["", "members of CSTO\n", "𐍈", "\r", "tempodb: 1\r\n", "members of \ud800x", "\ufefftempodb: 1"]
)
@pytest.mark.parametrize("suffix", ["tql", "yaml"])
@pytest.mark.parametrize("place", [(0, 0), (0, 99), (99, 0), (0, 2**31 - 1), (2**31 - 1, 2**31 - 1)])
def test_places_out_of_range_are_taken_for_the_nearest(
    talk: Editor, text: str, suffix: str, place: tuple[int, int]
) -> None:
    uri = talk.open(Path(f"/nowhere/edge.{suffix}"), text)
    talk.offered(uri, *place)
    talk.at("textDocument/hover", uri, *place)
    talk.at("textDocument/definition", uri, *place)
    talk.ask("textDocument/semanticTokens/full", textDocument={"uri": uri})
    talk.ask("textDocument/documentSymbol", textDocument={"uri": uri})
    start, end = ({"line": place[0], "character": place[1]}, {"line": 0, "character": 0})
    version = talk.change(uri, {"range": {"start": start, "end": end}, "text": "x"})

    talk.diagnostics(uri, version)


def test_changes_of_what_is_not_open_are_left(talk: Editor) -> None:
    talk.change("file:///nowhere/closed.tql", {"text": "members"})
    talk.notify("textDocument/didClose", textDocument={"uri": "file:///nowhere/closed.tql"})

    assert "members" in talk.offered(talk.open(Path("/nowhere/a.tql"), "memb"), 0, 4)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_places_are_counted_as_was_agreed(tmp_path: Path, encoding: str) -> None:
    width = {"utf-8": 4, "utf-16": 2, "utf-32": 1}[encoding]
    with editor(home=tmp_path) as talk:
        found = talk.start(general={"positionEncodings": [encoding]})
        assert found["capabilities"]["positionEncoding"] == encoding
        uri = talk.open(tmp_path / "a.tql", 'members of "𐍈𐍈" limt 3')
        (wrong,) = talk.diagnostics(uri)
        assert wrong["range"]["start"]["character"] == 14 + 2 * width
        # The second of the two letters gives way to an x.
        start, end = 12 + width, 12 + 2 * width
        change = {
            "range": {"start": {"line": 0, "character": start}, "end": {"line": 0, "character": end}},
            "text": "x",
        }
        (wrong,) = talk.diagnostics(uri, talk.change(uri, change))

        assert wrong["range"]["start"]["character"] == 15 + width


def test_without_leave_taken_the_end_of_the_stream_is_the_end(tmp_path: Path) -> None:
    with editor(home=tmp_path) as talk:
        talk.start()
        assert talk.process.stdin is not None
        talk.process.stdin.close()

        assert talk.process.wait(PATIENCE) == 0
        assert talk.process.stderr is not None
        assert talk.process.stderr.read() == b""


def test_an_exit_without_a_shutdown_is_a_failure(tmp_path: Path) -> None:
    with editor(home=tmp_path) as talk:
        talk.start()
        talk.send({"jsonrpc": "2.0", "method": "exit"})

        assert talk.process.wait(PATIENCE) == 1


def test_what_is_no_longer_wanted_is_not_done(tmp_path: Path) -> None:
    with editor(home=tmp_path) as talk:
        talk.start()
        uri = talk.open(tmp_path / "a.tql", "members of CSTO;\n" * 2000)
        asked = [talk.begin("textDocument/semanticTokens/full", textDocument={"uri": uri}) for _ in range(5)]
        talk.notify("$/cancelRequest", id=asked[-1])

        assert talk.answer(asked[-1])["error"]["code"] == -32800
        assert "result" in talk.answer(asked[0])


def test_a_large_dataset_does_not_keep_anybody_waiting(tmp_path: Path) -> None:
    states = "".join(f"  s{i}: {{name: State {i}, code: X{i}}}\n" for i in range(10_000))
    members = "".join(
        f"  - {{member: s{i % 9000}, of: club, from: 1999-01-01, to: 2001-02-03}}\n" for i in range(10_000)
    )
    text = f"tempodb: 1\ndataset: big\nstates:\n{states}organizations:\n  club: {{name: Club}}\nmemberships:\n{members}"
    with editor(home=tmp_path) as talk:
        talk.start()
        uri = talk.open(tmp_path / "big.yaml", text)
        line = text.count("\n")
        for typed in "  - {member: s99":
            at = {"line": line, "character": len(text) - text.rfind("\n") - 1}
            version = talk.change(uri, {"range": {"start": at, "end": at}, "text": typed})
            text += typed
        # It is answered while the file is still being checked.
        assert "s990" in talk.offered(uri, line, len("  - {member: s99"))
        assert not any(
            message["params"].get("version") == version for message in talk.heard if "params" in message
        )
        talk.diagnostics(uri, version)


def test_texts_that_change_all_the_time_are_checked_once_they_rest(tmp_path: Path) -> None:
    with editor(home=tmp_path) as talk:
        talk.start()
        uri = talk.open(tmp_path / "a.tql", "")
        version = 0
        for _ in range(200):
            version = talk.change(uri, {"text": "members limt 3"})
        talk.diagnostics(uri, version)
        time.sleep(0.1)

        assert [message["params"]["version"] for message in talk.heard if "params" in message] == []


def test_a_person_at_a_terminal_is_told_who_runs_it() -> None:
    typing = Terminal(io.BytesIO(), encoding="utf-8")
    found = tempodb_("serve-language", stdin=typing)

    assert found.code == 2
    assert "an editor runs this" in found.err


def test_without_the_extra_it_is_told_what_to_install(tmp_path: Path) -> None:
    import subprocess

    program = "import sys; sys.modules['pygls'] = None; from tempodb.cli import main; sys.exit(main(['serve-language']))"
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=False, cwd=tmp_path, text=True
    )

    assert found.returncode == 2
    assert found.stderr == (
        "error: help for editors needs pygls, which is not installed\nhelp: pip install 'tempodb[lsp]'\n"
    )
