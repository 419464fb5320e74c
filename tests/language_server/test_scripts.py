"""What an editor is told of statements: by a server in a process of its own, from its first message to its last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tempodb
from language_server.editing import Editor, editor

pytest.importorskip("pygls")

FIXTURE = tempodb.bundled_fixture("csto.yaml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a dataset."""
    found = tmp_path_factory.mktemp("workspace").resolve()
    (found / "csto.yaml").write_bytes(FIXTURE.read_bytes())
    return found


@pytest.fixture(scope="module")
def talk(folder: Path) -> Iterator[Editor]:
    """Give an editor that has started, whose server knows the dataset."""
    with editor(home=folder) as found:
        found.start(folder)
        uri = found.open(folder / "first.tql", "describe Uzbekistan")
        _until_known(found, uri)
        yield found


def _until_known(talk: Editor, uri: str) -> None:
    while talk.at("textDocument/hover", uri, 0, 12) is None:
        pass


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("members of CSTO as of 2006 limit 3", []),
        ("members of CSTO as of 2006 limt 3", [("syntax", "limt")]),
        (
            "members limt 3;\nmembers of CSTO;\nobservers of CSTA",
            [("syntax", "limt"), ("unknown-organization", "CSTA")],
        ),
        ("-- nothing but a comment", []),
        ("members of :organization as of :day", []),
        ("who was secretary-general of CSTO in 2018", []),
        ('record person x named "X";\nrecord membership of x in CSTO from 2001', []),
        ("members of CSTO as of 199x", [("date", "199x")]),
        ("use nobody", [("unknown-organization", "nobody")]),
    ],
)
def test_each_statement_is_marked_where_it_is_wrong(
    talk: Editor, folder: Path, text: str, wrong: list[tuple[str, str]]
) -> None:
    uri = talk.open(folder / "checked.tql", text)
    found = talk.diagnostics(uri)
    talk.notify("textDocument/didClose", textDocument={"uri": uri})

    lines = text.split("\n")
    told = [
        (
            each["code"],
            lines[each["range"]["start"]["line"]][
                each["range"]["start"]["character"] : each["range"]["end"]["character"]
            ],
        )
        for each in found
    ]
    assert told == wrong


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("members of CSTO as of 2006 limt 3", "members of CSTO as of 2006 limit 3"),
        ("show states;\nmembers of CSTA", "show states;\nmembers of csto"),
        ("members of CSTO as of 199x", "members of CSTO as of 199X"),
    ],
)
def test_one_key_mends_what_is_wrong(talk: Editor, folder: Path, text: str, mended: str) -> None:
    uri = talk.open(folder / "mended.tql", text)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}
    actions = talk.ask(
        "textDocument/codeAction", textDocument={"uri": uri}, range=whole, context={"diagnostics": []}
    )

    (edit,) = actions[0]["edit"]["changes"][uri]
    assert applied(text, edit) == mended
    assert actions[0]["isPreferred"]


def applied(text: str, edit: dict[str, Any]) -> str:
    """Return *text* of ASCII with an edit."""
    lines = text.split("\n")
    where: dict[str, dict[str, int]] = edit["range"]
    start, end = (
        sum(len(line) + 1 for line in lines[: where[at]["line"]]) + where[at]["character"]
        for at in ("start", "end")
    )
    return f"{text[:start]}{edit['newText']}{text[end:]}"


@pytest.mark.parametrize(
    ("text", "character", "offered"),
    [
        ("memb", 4, "members"),
        ("members of CS", 13, "CSTO"),
        ("describe uzbk", 13, "Uzbekistan"),
        ("members of CSTO as of 2006 or", 29, "order by"),
        ("members of CSTO order by c", 26, "certainty"),
        ("show states; holders of secretary-general of CS", 47, "Secretary-General of CSTO"),
    ],
)
def test_what_can_follow_is_offered(
    talk: Editor, folder: Path, text: str, character: int, offered: str
) -> None:
    uri = talk.open(folder / "offered.tql", text)

    assert offered in talk.offered(uri, 0, character)


@pytest.mark.parametrize(
    ("text", "character", "told"),
    [
        (
            "members of CSTO as of 2006",
            13,
            ["**CSTO** · organization `csto`", "as of 2006-12-31", "member: Uzbekistan from 2006"],
        ),
        ("members of CSTO as of 2000", 13, ["as of 2000-12-31", "suspended: Uzbekistan from 1999 to 2006"]),
        ("describe Uzbekistan known at 1990", 12, ["nothing more is known of that time"]),
        (
            "holders of secretary-general of CSTO as of 2017",
            15,
            ["office `csto/secretary-general`", "Valery Semerikov, acting"],
        ),
        (
            "set as of 2000; members of CSTO",
            29,
            ["as of 2000-12-31", "suspended: Uzbekistan from 1999 to 2006"],
        ),
        (
            "set as of 2000; members of CSTO as of 2006",
            29,
            ["as of 2006-12-31", "member: Uzbekistan from 2006"],
        ),
        ("set known at 1990; describe Uzbekistan", 30, ["nothing more is known of that time"]),
        (
            "set known at 1990; set known at today; set as of 2000; members of CSTO",
            68,
            ["suspended: Uzbekistan from 1999 to 2006"],
        ),
        ("members of CSTO", 2, ["who belonged to an organization"]),
    ],
)
def test_what_is_known_of_a_name_is_told_of_the_day_that_is_asked_about(
    talk: Editor, folder: Path, text: str, character: int, told: list[str]
) -> None:
    uri = talk.open(folder / "hovered.tql", text)
    found = talk.at("textDocument/hover", uri, 0, character)["contents"]["value"]

    assert [words for words in told if words not in found] == []


@pytest.mark.parametrize(
    ("text", "character", "line"),
    [
        ("members of CSTO", 12, "  csto:"),
        ("describe Uzbekistan", 12, "  uzbekistan: {name: Uzbekistan, code: UZ, source: report-2017-04-21}"),
        ("holders of secretary-general of CSTO", 20, "  csto/secretary-general:"),
        ("describe report-2017-04-18", 12, "  report-2017-04-18:"),
    ],
)
def test_a_name_leads_to_its_entry(talk: Editor, folder: Path, text: str, character: int, line: str) -> None:
    uri = talk.open(folder / "defined.tql", text)
    (found,) = talk.at("textDocument/definition", uri, 0, character)

    assert found["uri"] == (folder / "csto.yaml").as_uri()
    assert FIXTURE.read_text(encoding="utf-8").split("\n")[found["range"]["start"]["line"]] == line


def test_statements_are_formatted_as_their_canonical_text_and_others_left(talk: Editor, folder: Path) -> None:
    text = "MEMBERS of  CSTO in 2006;\n-- as it is\nshow states;\nmembers -- not\nof CSTO;\nmembers off"
    uri = talk.open(folder / "formatted.tql", text)
    (edit,) = talk.ask(
        "textDocument/formatting", textDocument={"uri": uri}, options={"tabSize": 2, "insertSpaces": True}
    )

    assert applied(text, edit) == text.replace("MEMBERS of  CSTO in 2006", "members of CSTO as of 2006")


def test_words_are_painted_as_what_they_are(talk: Editor, folder: Path) -> None:
    uri = talk.open(folder / "painted.tql", 'members of "C𐍈" as of\n2006 limit 3')
    data = talk.ask("textDocument/semanticTokens/full", textDocument={"uri": uri})["data"]

    tokens = [tuple(data[at : at + 4]) for at in range(0, len(data), 5)]
    # Of the string, the letter that is none of the first 65,536 counts twice.
    assert tokens == [
        (0, 0, 7, 0), (0, 8, 2, 0), (0, 3, 5, 4), (0, 6, 5, 0), (1, 0, 4, 2), (0, 5, 5, 0), (0, 6, 1, 2)
    ]  # fmt: skip


def test_a_file_is_surveyed_by_its_statements(talk: Editor, folder: Path) -> None:
    uri = talk.open(folder / "surveyed.tql", "show states;\n-- more\nmembers of CSTO\nas of 2006;")
    found = talk.ask("textDocument/documentSymbol", textDocument={"uri": uri})

    assert [each["name"] for each in found] == ["show states", "members of CSTO"]


def test_a_database_gives_its_names_and_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "names.db"
    with tempodb.open(place) as database:
        database.load(FIXTURE)
    before = place.read_bytes()

    with editor("--db", str(place), "--stdio", home=tmp_path) as talk:
        talk.start()
        uri = talk.open(tmp_path / "a.tql", "describe Uzbekistan;\nerase Uzbekistan")
        _until_known(talk, uri)
        assert "CSTO" in talk.offered(talk.open(tmp_path / "b.tql", "members of cst"), 0, 14)
        assert talk.leave() == 0

    assert place.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("names")] == ["names.db"]
