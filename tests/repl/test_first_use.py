"""The prompt as somebody new meets it: files, the tour, completions, verbs that do not exist."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

import tempodb
from conversing import Talk, loaded
from tempodb.cli import main
from tempodb.language_service.completions import Vocabulary
from tempodb.repl.screen import Size
from tempodb.repl.terminal.offering import ReplCompleter

Talking: TypeAlias = Callable[..., Talk]


@pytest.fixture(scope="module")
def csto(tmp_path_factory: Any) -> Path:
    """Return a database of the first dataset, to be copied."""
    return loaded(tmp_path_factory.mktemp("csto") / "csto.db")


@pytest.fixture
def database(csto: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copy(csto, tmp_path / "copy.db"))


@pytest.fixture
def talk(database: Path, tmp_path: Path) -> Talking:
    """Return what begins a conversation about the copy."""
    return lambda **given: Talk(str(database), tmp_path / "state", **given)


# ── answers to the terminal and to files ─────────────────────────────────────────────────────────


def test_x_off_is_really_off(talk: Talking) -> None:
    begun = talk(size=Size(40, 24))
    question = "holders of any office in CSTO as of 2010"

    assert begun.says(question).startswith("holder ")
    assert "──" not in begun.says(question)
    assert "──" in begun.says(".x off\n" + question)
    revisions = begun.says("revisions of Nikolai Bordyuzha in secretary-general of CSTO")
    assert not any(line.startswith("believed since ") for line in revisions.splitlines()[-12:])


@pytest.mark.parametrize("name", ["x.ods", "x.log", "x.db", "x.csv.gz", "x.tql"])
def test_a_file_whose_name_ends_in_no_format_is_refused_as_it_is_with_o(
    talk: Talking, database: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"kept-{name}"
    file.write_text("what was there")
    begun = talk()

    said = begun.says(f".output {file}")
    assert main(["--db", str(database), "query", "members", "-o", str(file)]) == 2

    assert said.splitlines()[0] == capsys.readouterr().err.splitlines()[0]
    assert "or name one with .format first" in said
    assert file.read_text() == "what was there"
    assert "Armenia" in begun.says("members as of 2006")


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.jsonl", "x.tsv", "x.md", "x.markdown", "x"])
def test_a_file_holds_what_it_holds_with_o(talk: Talking, database: Path, tmp_path: Path, name: str) -> None:
    question = "members as of 2006 limit 2"
    command, prompt = tmp_path / f"o-{name}", tmp_path / f"output-{name}"
    for file in (command, prompt):
        file.write_text("what was there")

    talk().says(f".output {prompt}\n{question}; {question}")
    assert main(["--db", str(database), "query", f"{question}; {question}", "-o", str(command)]) == 0

    assert prompt.read_text() == command.read_text()


@pytest.mark.parametrize("name", ["x.csv", "x.json", "x.txt", "x.parquet", "x"])
@pytest.mark.parametrize("format_", ["json", "markdown", "table", "csv"])
def test_a_format_that_is_named_comes_before_the_end_of_the_name(
    talk: Talking, database: Path, tmp_path: Path, name: str, format_: str
) -> None:
    question = "members as of 2006 limit 2"
    command, prompt = tmp_path / f"o-{name}", tmp_path / f"output-{name}"

    assert main(["--db", str(database), "query", question, "--format", format_, "-o", str(command)]) == 0
    begun = talk()
    assert f"answers go to {prompt} as {format_}" in begun.says(f".format {format_}\n.output {prompt}")
    begun.says(question)

    assert prompt.read_text() == command.read_text()


def test_why_an_answer_is_empty_is_told_where_the_file_does_not(talk: Talking, tmp_path: Path) -> None:
    said = talk().says(f".output {tmp_path / 'x.csv'}\nmembers as of 1900")

    assert "0 rows" in said
    assert "no rows: " in said


# ── the tour and the help in other databases ─────────────────────────────────────────────────────

PARTS = {
    "tenures alone": "organizations: {o: {name: Org}}\npersons: {a: {name: Ann}}\n"
    "offices: {o/chair: {title: Chair}}\ntenures: [{holder: a, office: o/chair, from: 2000, to: 2010}]\n",
    "members alone": "organizations: {o: {name: Org}}\nstates: {x: {name: Exampleland}}\n"
    "memberships: [{member: x, of: o, from: 2001}]\n",
    "parties alone": "states: {x: {name: Exampleland}}\n",
}


@pytest.fixture(params=list(PARTS.values()), ids=list(PARTS))
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Talk:
    """Return a conversation about a database that knows nothing of the usual examples."""
    file = tmp_path / "d.yaml"
    file.write_text(f"tempodb: 1\ndataset: d\n{request.param}", encoding="utf-8")
    with tempodb.open(tmp_path / "d.db") as db:
        db.load(file)
    return Talk(str(tmp_path / "d.db"), tmp_path / "state")


def test_the_tour_asks_of_what_is_loaded_and_comes_to_its_end(elsewhere: Talk) -> None:
    elsewhere.says("tour")
    steps = 0
    while proposed := elsewhere.conversation.proposal():
        steps += 1
        shown = elsewhere.says(proposed)

        assert "error:" not in shown and "CSTO" not in proposed and "zbekistan" not in proposed

    assert steps <= 11 and elsewhere.conversation.tour is None


def test_where_there_are_offices_alone_the_tour_is_about_offices(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(f"tempodb: 1\ndataset: d\n{PARTS['tenures alone']}", encoding="utf-8")
    with tempodb.open(tmp_path / "d.db") as db:
        db.load(tmp_path / "d.yaml")
    begun = Talk(str(tmp_path / "d.db"), tmp_path / "state")
    begun.says("tour")
    steps = 0
    while proposed := begun.conversation.proposal():
        steps += 1
        shown = begun.says(proposed)

        assert "members" not in proposed
        assert "error:" not in shown and "no rows" not in shown

    assert steps == 10


def test_the_help_names_nothing_that_is_not_loaded(elsewhere: Talk) -> None:
    for word in ("members", "holders", "why", "record", "as of"):
        shown = elsewhere.says(f".help {word}")

        assert not any(name in shown for name in ("CSTO", "Uzbekistan", "Denis", "report-2017"))


# ── verbs that do not exist ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "help_"),
    [
        ("delete membership of Uzbekistan in CSTO", "`end … from` says until when it held, `retract"),
        ("remove Uzbekistan", "and `erase` takes a person out"),
        ("update membership of Uzbekistan in CSTO", "`correct` replaces a fact"),
        ("insert membership of Uzbekistan in CSTO", "`record` says what held"),
        ("frobnicate CSTO", "a write with record, change, end, retract, correct, erase"),
        (
            "recrod membership of Uzbekistan in CSTO as member from 2006 onwards",
            "write `record membership of",
        ),
    ],
)
def test_a_verb_that_is_none_is_answered_with_verbs(talk: Talking, typed: str, help_: str) -> None:
    assert help_ in " ".join(talk().says(typed).split())


# ── the words of commands ────────────────────────────────────────────────────────────────────────


def offered(talk: Talking, typed: str) -> set[str]:
    """Return what stands in the menu behind what was typed."""
    offers = ReplCompleter(talk().conversation, Vocabulary)
    return {one.text for one in offers.get_completions(Document(typed), CompleteEvent())}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (".x ", {"on", "off", "auto"}),
        (".x o", {"on", "off"}),
        (".format ", {"table", "csv", "json"}),
        (".option ", {"pager", "multiline"}),
        (".option pager ", {"on", "off"}),
        (".timing ", {"on", "off"}),
        ("members as of 2006;\n.x ", {"on", "off", "auto"}),
    ],
)
def test_a_command_completes_what_it_takes(talk: Talking, typed: str, words: set[str]) -> None:
    found = offered(talk, typed)

    assert words <= found and "members of" not in found


def test_load_completes_files(talk: Talking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here.yaml").touch()
    monkeypatch.chdir(tmp_path)

    assert "here.yaml" in offered(talk, ".load ")
