"""The page on editors: what it says of an answer is what the server answers, and each setting starts a server."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb
from language_server.editing import Editor, editor
from pages import examples

pytest.importorskip("pygls")

PAGE = examples.text("docs/editors.md")
FIXTURE = tempodb.bundled_fixture("csto.yaml")
ROWS = re.findall(r"^\| `([^`]*¦[^`]*)` \| ([^|]+) \| `+ ?(.+?) ?`+ \|$", PAGE, re.MULTILINE)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, Path]]:
    """Give an editor in a folder with a dataset."""
    home = tmp_path_factory.mktemp("editors").resolve()
    (home / "csto.yaml").write_bytes(FIXTURE.read_bytes())
    with editor(home=home) as found:
        found.start(home)
        uri = found.open(home / "first.tql", "describe Uzbekistan")
        while found.at("textDocument/hover", uri, 0, 12) is None:
            pass
        yield found, home


def test_the_table_is_there() -> None:
    assert len(ROWS) >= 14


@pytest.mark.parametrize(("written", "asked", "answer"), ROWS)
def test_it_answers_as_the_page_says(
    talk: tuple[Editor, Path], written: str, asked: str, answer: str
) -> None:
    found, home = talk
    text = written.replace("¦", "")
    is_entry = written.startswith("  - ")
    before = f"{FIXTURE.read_text(encoding='utf-8').partition('tenures:')[0].rstrip()}\n" if is_entry else ""
    uri = found.open(home / ("new.yaml" if is_entry else "new.tql"), f"{before}{text}\n")
    line, character = before.count("\n"), written.index("¦")

    assert answer in told(found, uri, asked, line, character, text)
    found.notify("textDocument/didClose", textDocument={"uri": uri})


def told(talk: Editor, uri: str, asked: str, line: int, character: int, text: str) -> Any:
    document = {"uri": uri}
    match asked:
        case "what can follow":
            return [each.strip() for each in talk.offered(uri, line, character)]
        case "what is wrong":
            return "\n".join(each["message"] for each in talk.diagnostics(uri))
        case "what is known":
            return talk.at("textDocument/hover", uri, line, character)["contents"]["value"]
        case "where it is defined":
            return "\n".join(each["uri"] for each in talk.at("textDocument/definition", uri, line, character))
        case "to format it":
            edits = talk.ask(
                "textDocument/formatting", textDocument=document, options={"tabSize": 2, "insertSpaces": True}
            )
            return made(text, edits[0])
        case "to mend it":
            where = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 99}}
            actions = talk.ask(
                "textDocument/codeAction", textDocument=document, range=where, context={"diagnostics": []}
            )
            return made(text, actions[0]["edit"]["changes"][uri][0])
        case _:
            raise AssertionError(asked)


def made(line: str, edit: dict[str, Any]) -> str:
    where = edit["range"]
    return str(line[: where["start"]["character"]] + edit["newText"] + line[where["end"]["character"] :])


def test_each_setting_starts_the_server() -> None:
    (helix,) = map(tomllib.loads, blocks("toml"))
    vscode, kate, sublime = map(json.loads, blocks("json"))
    server = helix["language-server"]["tempodb"]
    commands = [
        [server["command"], *server["args"]],
        [vscode["glspc.server.command"], *vscode["glspc.server.commandArguments"]],
        kate["servers"]["yaml"]["command"],
        sublime["clients"]["tempodb"]["command"],
        *(re.findall(r'"([^"]+)"', found) for found in re.findall(r"cmd = \{(.*?)\}", blocks("lua")[0])),
        *(re.findall(r'"([^"]+)"', found) for found in re.findall(r"\. \((.*?)\)", blocks("elisp")[0])),
    ]

    assert len(commands) == 6
    assert all(command == ["tempodb", "serve-language"] for command in commands)
