"""What an editor is told of a dataset in YAML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from language_server.editing import Editor, editor

pytest.importorskip("pygls")

TEXT = """\
tempodb: 1
dataset: house
title: A House
sources:
  minutes: {title: Minutes of a meeting}
persons:
  ann: {name: Ann Example, source: minutes}
organizations:
  house:
    name: The House
    source: minutes
offices:
  house/speaker: {title: Speaker, organization: house, source: minutes}
memberships:
  - {member: ann, of: house, from: 2001, source: minutes}
tenures:
  - holder: ann
    office: house/speaker
    from: 2001
    source: minutes
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two datasets, one of which names what the other defines."""
    found = tmp_path_factory.mktemp("datasets").resolve()
    (found / "house.yaml").write_text(TEXT, encoding="utf-8")
    (found / "notes.yaml").write_text("name: none of ours\n", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def talk(folder: Path) -> Iterator[Editor]:
    """Give an editor that has started."""
    with editor(home=folder) as found:
        found.start(folder)
        yield found


def marked(text: str) -> tuple[str, int, int]:
    """Return *text* without its mark, and the line and character of that."""
    before, _, after = text.partition("|")
    return before + after, before.count("\n"), len(before) - before.rfind("\n") - 1


@pytest.mark.parametrize(
    ("wrong", "code", "words"),
    [
        ("from: 199x", "value", "199x"),
        ("form: 1999", "unknown-key", "form"),
        ("from: 2001, member: nobody", "duplicate-key", "member"),
        ("of: house2", "duplicate-key", "of"),
        ("status: [", "syntax", ""),
    ],
)
def test_what_is_wrong_is_marked_at_its_place(
    talk: Editor, folder: Path, wrong: str, code: str, words: str
) -> None:
    text = TEXT.replace("from: 2001, source", f"{wrong}, source")
    uri = talk.open(folder / "wrong.yaml", text)
    found = talk.diagnostics(uri)
    talk.notify("textDocument/didClose", textDocument={"uri": uri})

    where = [each["range"] for each in found if each["code"] == code]
    assert where, found
    line = text.split("\n")[where[0]["start"]["line"]]
    assert line[where[0]["start"]["character"] :].startswith(words)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("form: 2001", "from: 2001"),
        ("from: 199x", "from: 199X"),
        ("from: before 1984", 'from: "[..1983-12-31]"'),
        ('from: "before 1984"', 'from: "[..1983-12-31]"'),
    ],
)
def test_one_key_mends_it(talk: Editor, folder: Path, wrong: str, right: str) -> None:
    text = TEXT.replace("from: 2001, source", f"{wrong}, source")
    uri = talk.open(folder / "mended.yaml", text)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    actions = talk.ask(
        "textDocument/codeAction", textDocument={"uri": uri}, range=whole, context={"diagnostics": []}
    )

    (edit,) = actions[0]["edit"]["changes"][uri]
    start, end = edit["range"]["start"], edit["range"]["end"]
    line = text.split("\n")[start["line"]]
    made = line[: start["character"]] + edit["newText"] + line[end["character"] :]
    assert made in TEXT.replace("from: 2001, source", f"{right}, source").split("\n")
    uri = talk.open(folder / "right.yaml", text.replace(line, made))
    assert [each for each in talk.diagnostics(uri) if each["severity"] == 1] == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("tempodb: 1\n|", "memberships: "),
        ("|", "tempodb: "),
        (f"{TEXT}  - hol|", "holder: "),
        (f"{TEXT}  - {{holder: ann, |}}", "office: "),
        (f"{TEXT}  - {{holder: |}}", "ann"),
        (f"{TEXT}  - {{holder: exam|}}", "ann"),
        (f"{TEXT}  - {{holder: ann, office: spea|}}", "house/speaker"),
        (f"{TEXT}  - {{holder: ann, capacity: a|}}", "acting"),
        (f"{TEXT}  - holder: ann\n    from: |", '"[1999-04..1999-06]"'),
        (f"{TEXT}  - holder: ann\n    source: [min|", "minutes"),
        (TEXT.replace("organization: house,", "organization: ho|,"), "house"),
        (TEXT.replace("title: A House", "title: A House\nfocus: |"), "house"),
    ],
)
def test_keys_and_what_they_take_are_offered(talk: Editor, folder: Path, text: str, offered: str) -> None:
    written, line, character = marked(text)
    uri = talk.open(folder / "offered.yaml", written)

    assert offered in talk.offered(uri, line, character)


def test_a_key_that_is_there_is_not_offered_again(talk: Editor, folder: Path) -> None:
    written, line, character = marked(f"{TEXT}  - {{holder: ann, |}}")
    uri = talk.open(folder / "again.yaml", written)

    offered = talk.offered(uri, line, character)
    assert "holder: " not in offered
    assert "from: " in offered


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXT.replace("member: ann", "member: a|nn"), "Ann Example"),
        (TEXT.replace("office: house/speaker", "office: house/spe|aker"), "Speaker"),
        (TEXT.replace("    from: 2001", "    fr|om: 2001"), "A date as precise as the source"),
        (TEXT.replace("  ann:", "  an|n:"), "Ann Example"),
    ],
)
def test_ids_and_keys_are_explained(talk: Editor, folder: Path, text: str, told: str) -> None:
    written, line, character = marked(text)
    uri = talk.open(folder / "hovered.yaml", written)

    assert told in talk.at("textDocument/hover", uri, line, character)["contents"]["value"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TEXT.replace("member: ann", "member: a|nn"), "  ann: {name: Ann Example, source: minutes}"),
        (TEXT.replace("of: house", "of: hou|se"), "  house:"),
        (
            TEXT.replace("    source: minutes\noffices", "    source: minu|tes\noffices"),
            "  minutes: {title: Minutes of a meeting}",
        ),
    ],
)
def test_an_id_leads_to_its_entry(talk: Editor, folder: Path, text: str, line: str) -> None:
    written, at, character = marked(text)
    uri = talk.open(folder / "led.yaml", written)
    (found,) = talk.at("textDocument/definition", uri, at, character)

    assert found["uri"] == uri
    assert written.split("\n")[found["range"]["start"]["line"]] == line


def test_a_file_is_surveyed_by_its_entries(talk: Editor, folder: Path) -> None:
    uri = talk.open(folder / "surveyed.yaml", TEXT)
    found = talk.ask("textDocument/documentSymbol", textDocument={"uri": uri})

    assert {each["name"]: [inner["name"] for inner in each.get("children") or []] for each in found} == {
        "tempodb": [],
        "dataset": [],
        "title": [],
        "sources": ["minutes"],
        "persons": ["ann"],
        "organizations": ["house"],
        "offices": ["house/speaker"],
        "memberships": ["ann · house"],
        "tenures": ["ann · house/speaker"],
    }


def test_what_another_dataset_defines_is_no_error(talk: Editor, folder: Path) -> None:
    uri = talk.open(folder / "house.yaml", TEXT)
    while talk.at("textDocument/hover", uri, 14, 13) is None:
        pass
    other = "tempodb: 1\ndataset: more\ntitle: More\nmemberships:\n  - {member: ann, of: %s, from: 2003}\n"
    told = {}
    for name in ("house", "castle"):
        uri = talk.open(folder / f"{name}-more.yaml", other % name)
        told[name] = [each["code"] for each in talk.diagnostics(uri) if each["severity"] == 1]

    assert told == {"house": [], "castle": ["undefined"]}


def test_other_yaml_is_left_alone(talk: Editor, folder: Path) -> None:
    uri = talk.open(folder / "notes.yaml", "name: none of ours\nmemberships:\n  - 1\n")

    assert talk.diagnostics(uri) == []
    assert talk.offered(uri, 0, 2) == []
