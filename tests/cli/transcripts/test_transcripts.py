"""Transcripts: pages and texts whose commands are run once more and have to print what stands there."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from tempodb.base.errors import InputError
from tempodb.cli import main
from tempodb.cli.transcripts.reading import read_transcript

CSTO = tempodb.bundled_fixture("csto.yaml")
NOW = "2026-11-21T20:00:00Z"
LOADED = """\
$ tempodb load csto.yaml
csto: 185 added, 0 corrected, 0 retracted, 0 unchanged
  recorded as transaction 1 at 2026-11-21T20:00:00.000000Z
  1 dataset, 5 source, 34 party, 16 office, 12 existence, 35 name, 17 part of, 1 succeeds, 14 membership, 8 tenure, 26 event, 16 title
"""
ANSWER = """\
answer
──────
yes

1 row · valid 1995 · known at 2026-11-21T20:00:00.000000Z
"""
WHETHER = "whether Uzbekistan is member of CST as of 1995"
PAGE = f"""\
# A page
<!-- tempodb: now={NOW} -->

```console
{LOADED}
$ tempodb query '{WHETHER}'
{ANSWER}
```

```sh
$ rm -rf /
```

~~~tempodb
tempo> use CSTO
tempo [csto]> whether Uzbekistan
         ...> is member of CST as of 1995
{ANSWER}
tempo [csto]> set as of 1998
tempo [csto | valid 1998]> count members as of 2006;
period  certain  possible
──────  ───────  ────────
2006          7         7

1 row · valid 2006 · known at 2026-11-21T20:00:00.000000Z
tempo> members of Fooo as of 2006
error: no organization is called `Fooo`
 1 | members of Fooo as of 2006
   |            ^^^^
help: `show organizations` lists those that are known
~~~
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a folder with a dataset and without a database."""
    monkeypatch.delenv("TEMPODB_DB", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "csto.yaml").write_bytes(CSTO.read_bytes())
    return tmp_path


Capture = pytest.CaptureFixture[str]


def retyped(capsys: Capture, *arguments: str) -> tuple[int, str, str]:
    """Return the exit code of `tempodb test` and what it printed."""
    code = main(["test", *arguments])
    return code, *capsys.readouterr()


def written(folder: Path, text: str, name: str = "a.tempo") -> str:
    (folder / name).write_bytes(text.encode())
    return name


# ── what is compared ─────────────────────────────────────────────────────────────────────────────


def test_a_page_is_as_it_was(folder: Path, capsys: Capture) -> None:
    written(folder, PAGE, "page.md")
    before = set(folder.iterdir())

    assert retyped(capsys, "page.md", "--update") == (0, "page.md: 1 of 7 answers changed\n", "")
    assert retyped(capsys, "page.md") == (0, "page.md: 7 answers as expected\n", "")
    assert set(folder.iterdir()) == before
    shown = (folder / "page.md").read_text(encoding="utf-8")
    assert shown.split("tempo> members of Fooo")[0] == PAGE.split("tempo> members of Fooo")[0]


def test_a_text_is_a_transcript_as_a_whole(folder: Path, capsys: Capture) -> None:
    text = f"-- tempodb: now={NOW}\n-- what is below is typed\n\n{LOADED}\ntempo> {WHETHER};\n\n{ANSWER}"

    assert retyped(capsys, written(folder, text))[:2] == (0, "a.tempo: 2 answers as expected\n")
    assert retyped(capsys, written(folder, text.replace("\n", "\r\n")))[:2] == (
        0,
        "a.tempo: 2 answers as expected\n",
    )
    assert retyped(capsys, written(folder, "\ufeff" + text))[:2] == (0, "a.tempo: 2 answers as expected\n")
    assert retyped(capsys, written(folder, text.rstrip()))[:2] == (0, "a.tempo: 2 answers as expected\n")


def test_an_answer_that_differs_is_told_with_its_place(folder: Path, capsys: Capture) -> None:
    text = f"-- tempodb: now={NOW}\n{LOADED}\n\n$ tempodb query '{WHETHER}'\n{ANSWER.replace('yes', 'no')}"

    code, out, err = retyped(capsys, written(folder, text))

    assert (code, err) == (1, "")
    assert f"a.tempo:8: tempodb query '{WHETHER}'\n--- a.tempo:8\n+++ now\n" in out
    assert "\n-no\n+yes\n" in out
    assert out.endswith("a.tempo: 1 of 2 answers differs\n")


def test_each_file_is_told_of_and_the_worst_counts(folder: Path, capsys: Capture) -> None:
    good = written(folder, f"-- tempodb: now={NOW}\n{LOADED}", "good.tempo")
    bad = written(folder, "$ tempodb digest\nx\n", "bad.tempo")

    code, out, _ = retyped(capsys, bad, good)

    assert code == 1
    assert "bad.tempo: 1 of 1 answer differs\ngood.tempo: 1 answer as expected\n" in out


@pytest.mark.parametrize("width", [80, 200, None])
def test_the_header_says_how_wide_the_terminal_is(folder: Path, capsys: Capture, width: int | None) -> None:
    header = f"-- tempodb: now={NOW}" + (f" width={width}" if width else "")
    text = f"{header}\n{LOADED}\n$ tempodb query 'events of ICMEC'\n\ntempo> events of ICMEC\n"

    assert retyped(capsys, written(folder, text), "--update")[0] == 0

    asked, stated = (folder / "a.tempo").read_text(encoding="utf-8").split("events of ICMEC")[1:]
    lines = stated.strip().splitlines()
    assert asked.removeprefix("'").removesuffix("tempo> ").strip().splitlines() == lines
    assert max(map(len, lines)) <= (width or 1000)
    assert width or max(map(len, lines)) > 180


def test_the_clock_of_the_command_line_goes_before_that_of_the_file(folder: Path, capsys: Capture) -> None:
    name = written(folder, f"-- tempodb: now={NOW}\n{LOADED}")

    code, out, _ = retyped(capsys, name, "--now", "2020-01-01T00:00:00Z")

    assert code == 1
    assert "+  recorded as transaction 1 at 2020-01-01T00:00:00.000000Z\n" in out


def test_datasets_are_checked_at_the_instant_of_the_transcript(folder: Path, capsys: Capture) -> None:
    (folder / "late.yaml").write_text(
        "tempodb: 1\ndataset: late\nsources: {s: {title: S, published: 2010}}\n"
    )
    text = "$ tempodb check late.yaml\n"

    retyped(capsys, written(folder, text), "--update", "--now", "2005")
    early = (folder / "a.tempo").read_text()
    retyped(capsys, written(folder, text), "--update", "--now", "2015")

    assert "future" in early
    assert "future" not in (folder / "a.tempo").read_text()


def test_errors_stand_among_the_answers(folder: Path, capsys: Capture) -> None:
    text = "$ tempodb query members\n\n$ tempodb frobnicate\n"

    retyped(capsys, written(folder, text), "--update")

    shown = (folder / "a.tempo").read_text(encoding="utf-8")
    assert shown.startswith("$ tempodb query members\nerror: there is no database `$TEMPODB_DB`\nhelp: ")
    assert "$ tempodb frobnicate\nerror: there is no command `frobnicate`\n" in shown


def test_each_file_has_a_database_of_its_own_and_nobodys_is_touched(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("TEMPODB_DB", str(folder / "mine.db"))
    one = written(folder, f"-- tempodb: now={NOW}\n{LOADED}", "one.tempo")
    two = written(folder, f"-- tempodb: now={NOW}\n{LOADED}", "two.tempo")

    assert retyped(capsys, one, two)[0] == 0
    assert not list(folder.glob("*.db"))
    assert os.environ["TEMPODB_DB"] == str(folder / "mine.db")


def test_a_database_that_is_named_is_used_from_any_folder(folder: Path, capsys: Capture) -> None:
    (folder / "sub").mkdir()
    (folder / "csto.yaml").rename(folder / "sub" / "csto.yaml")
    name = written(folder, f"-- tempodb: now={NOW}\n{LOADED}")

    assert retyped(capsys, name, "--db", "kept.db", "--root", "sub")[:2] == (
        0,
        "a.tempo: 1 answer as expected\n",
    )
    assert (folder / "kept.db").exists()
    assert Path.cwd() == folder


def test_files_are_written_in_the_root(folder: Path, capsys: Capture) -> None:
    text = f"-- tempodb: now={NOW}\n{LOADED}\n$ tempodb query 'names of CSTO' -o names.csv\n"
    (folder / "root").mkdir()
    (folder / "csto.yaml").rename(folder / "root" / "csto.yaml")

    assert retyped(capsys, written(folder, text), "--root", "root")[0] == 0
    assert (folder / "root" / "names.csv").exists()


# ── writing what is printed now ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_update_changes_the_answers_that_differ_alone(
    folder: Path, capsys: Capture, ending: str, mark: str
) -> None:
    right = f"# Ä\n\n<!-- tempodb: now={NOW} -->\n```console\n{LOADED}\n\n\n$ tempodb query '{WHETHER}'\n\n{ANSWER}```\nend"
    wrong = right.replace("yes\n", "no\nno\n").replace("  recorded as transaction 1", "    recorded")
    name = written(folder, mark + wrong.replace("\n", ending), "page.md")

    assert retyped(capsys, name, "--update")[:2] == (0, "page.md: 2 of 2 answers changed\n")
    assert (folder / name).read_bytes() == (mark + right.replace("\n", ending)).encode()
    assert retyped(capsys, name, "--update")[:2] == (0, "page.md: 2 answers as before\n")


def test_an_update_fills_in_what_is_empty_and_empties_what_is_silent(folder: Path, capsys: Capture) -> None:
    text = f"-- tempodb: now={NOW}\n$ tempodb load csto.yaml\ntempo> use CSTO\nnothing\n\ntempo> {WHETHER}\n"

    assert retyped(capsys, written(folder, text), "--update")[0] == 0
    assert (folder / "a.tempo").read_text(encoding="utf-8") == (
        f"-- tempodb: now={NOW}\n{LOADED}\ntempo> use CSTO\n\ntempo> {WHETHER}\n{ANSWER}"
    )


ODD = """
tempodb: 1
dataset: odd
states: {a: {name: "\\x1b]0;x\\x07$ tempodb"}, b: {name: "$ tempodb digest"}}
"""


def test_no_name_and_no_typed_text_controls_the_terminal(folder: Path, capsys: Capture) -> None:
    (folder / "odd.yaml").write_text(ODD)
    name = written(folder, "$ tempodb load odd.yaml\n$ tempodb query 'show states'\n\x1b[2J\n")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stdout, sys.stdout = sys.stdout, Terminal()
    try:
        code = main(["test", name])
        out = sys.stdout.getvalue()
    finally:
        sys.stdout = stdout

    assert code == 1
    assert "\\x1b[2J" in out and "\\x1b]0;x" in out
    assert not [character for character in out if not character.isprintable() and character != "\n"]


# ── what is no transcript ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("$ rm -rf /\n", "a.tempo", "a.tempo:1:1: error: only tempodb is run here"),
        ("$ tempodb digest\n$ X=1 tempodb digest\n", "a.tempo", "a.tempo:2:1: error: only tempodb is run here"),
        ("$ tempodb query 'members\n", "a.tempo", "a.tempo:1:1: error: the command cannot be read: no closing"),
        ("$ tempodb digest | head\n", "a.tempo", "would understand `|`"),
        ("$ tempodb digest > x\n", "a.tempo", "would understand `>`"),
        ("", "a.tempo", "a.tempo: error: there is no transcript in it"),
        ("# Page\n```sh\n$ tempodb digest\n```\n", "a.md", "a.md: error: there is no transcript in it"),
        ("hello\n$ tempodb digest\n", "a.tempo", "a.tempo:1:1: error: nothing was typed that could print this"),
        ("```tempodb\nmembers of CSTO\n```\n", "a.md", "a.md:2:1: error: nothing was typed"),
        ("-- tempodb: now=soon\n$ tempodb digest\n", "a.tempo", "a.tempo:1:1: error: `soon` is no date"),
        ("-- tempodb: width=0\n$ tempodb digest\n", "a.tempo", "`0` is no width"),
        ("-- tempodb: width=10001\n$ tempodb digest\n", "a.tempo", "`10001` is no width"),
        ("-- tempodb: width=²\n$ tempodb digest\n", "a.tempo", "`²` is no width"),
        ("-- tempodb: height=3\n$ tempodb digest\n", "a.tempo", "`height=3` is no setting"),
        ("-- tempodb: now\n$ tempodb digest\n", "a.tempo", "error: "),
        ("<!-- tempodb: width=3 -->\n<!-- tempodb: width=4 -->\n", "a.md", "a.md:2:1: error: `width` is set twice"),
        ("<!-- tempodb: width=x -->\r\n```console\r\n$ tempodb\r\n```", "a.md", "a.md:1:1: error: `x` is no width"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("update", [(), ("--update",)])
def test_what_is_wrong_with_a_transcript_is_said_and_nothing_is_run(
    folder: Path, capsys: Capture, text: str, name: str, said: str, update: tuple[str, ...]
) -> None:
    good = written(folder, "$ tempodb query names -o made.csv --db made.db\n", "good.tempo")
    before = set(folder.iterdir())

    code, out, err = retyped(capsys, good, written(folder, text, name), *update)

    assert (code, out) == (2, "")
    assert said in err
    assert set(folder.iterdir()) - before == {folder / name}
    assert (folder / name).read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.md"], "`none.md` cannot be read"),
        (["."], "`.` cannot be read"),
        ([], "FILE"),
        (["latin.tempo"], "latin.tempo:1:9: error: the byte 0xfc is no UTF-8"),
        (["good.tempo", "--now", "soon"], "`soon` is no date"),
        (["good.tempo", "--root", "none"], "there is no folder `none`"),
    ],
)
def test_what_is_wrong_with_what_is_given(
    folder: Path, capsys: Capture, arguments: list[str], said: str
) -> None:
    written(folder, "$ tempodb digest\n", "good.tempo")
    (folder / "latin.tempo").write_bytes("$ tempo ü".encode("latin-1"))

    code, out, err = retyped(capsys, *arguments)

    assert (code, out) == (2, "")
    assert said in err


def test_errors_are_objects_for_programs(folder: Path, capsys: Capture) -> None:
    _, _, err = retyped(capsys, written(folder, "$ tempodb\n$ ls\n"), "none.md", "--errors", "json")

    first, second = map(json.loads, err.splitlines())
    assert (first["file"], first["line"], first["offset"], first["length"]) == ("a.tempo", 2, 10, 4)
    assert second["code"] == "no-file"


def test_a_transcript_does_not_test_itself(folder: Path, capsys: Capture) -> None:
    assert (
        "a transcript cannot test transcripts"
        in retyped(capsys, written(folder, "$ tempodb test a.tempo\n"))[1]
    )


def test_an_answer_that_reads_as_a_prompt_is_not_written(folder: Path, capsys: Capture) -> None:
    (folder / "odd.yaml").write_text('tempodb: 1\ndataset: odd\nstates: {b: {name: "$ tempodb digest"}}\n')
    text = "$ tempodb load odd.yaml\n$ tempodb query 'names of b'\n"

    code, out, err = retyped(capsys, written(folder, text), "--update")

    assert (code, out) == (2, "")
    assert "a.tempo: error: an answer holds what would be read as a prompt" in err
    assert (folder / "a.tempo").read_text() == text


LINES = ["$ tempodb digest", "tempo> names", "tempo [csto]> names", "   ...> of X", "```", "```console", "~~~tempodb", "an answer", "",
         "-- tempodb: width=80", "<!-- tempodb: width=80 -->", "$ ls", " ", "-- x", "\r"]  # fmt: skip


@examples(300)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["a.md", "a.tempo"]))
def test_any_text_is_read_or_refused_and_its_answers_can_be_written_as_they_are(
    lines: list[str], name: str
) -> None:
    text = "\n".join(lines)

    try:
        transcript = read_transcript(text, name, now=0)
    except InputError as error:
        assert all(problem.message and problem.file == name for problem in error.problems)
    else:
        shown = [transcript.expected(entry) for entry in transcript.entries]
        assert transcript.updated(shown) == text
        prompts = [[] if entry.prompt is None else ["tempo [x]>"] for entry in transcript.entries]
        new = [[*prompt, "new"] for prompt in prompts]
        anew = read_transcript(transcript.updated(new), name, now=0)
        assert [anew.expected(entry) for entry in anew.entries] == new
        assert [entry.said for entry in anew.entries] == [entry.said for entry in transcript.entries]
