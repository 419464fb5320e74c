"""Every command, done."""

from __future__ import annotations

import json
import re
import shlex
from importlib.metadata import version
from pathlib import Path

import pytest

import tempodb
from cli.running import CSTO, NOW, Ran, tempodb_
from tempodb.cli.dispatch import CLI_COMMANDS

EXACT = str(tempodb.bundled_fixture("csto-exact.yaml"))


def test_load_reports_what_it_recorded(folder: Path) -> None:
    first = tempodb_("load", CSTO, "--db", "a.db", "--author", "me", "--note", "first")
    second = tempodb_("load", CSTO, "--db", "a.db", "--format", "json")

    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert (added := re.match(r"csto: (\d+) added, 0 corrected, 0 retracted, 0 unchanged\n", first.out))
    report = json.loads(second.out)
    assert {key: report[key] for key in ("dataset", "transaction", "added", "corrected", "retracted", "unchanged")} == {
        "dataset": "csto", "transaction": None, "added": 0, "corrected": 0, "retracted": 0, "unchanged": int(added[1]),
    }  # fmt: skip
    assert "by me; first" in tempodb_("query", "show transactions", "--db", "a.db").out


def test_a_dry_run_prints_the_difference_and_writes_nothing(folder: Path) -> None:
    ran = tempodb_("load", CSTO, "--db", "a.db", "--dry-run")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n  + ") > 150
    assert f"csto: {ran.out.count(chr(10) + '  + ')} added" in ran.out
    assert list(folder.iterdir()) == []


def test_a_dry_run_can_tell_by_its_exit_code_whether_there_is_a_difference(folder: Path) -> None:
    assert tempodb_("load", CSTO, "--db", "a.db", "--dry-run", "--exit-code").code == 1
    assert tempodb_("load", CSTO, "--db", "a.db").code == 0
    assert tempodb_("load", CSTO, "--db", "a.db", "--dry-run", "--exit-code").code == 0


def test_a_load_counts_the_kinds_of_what_goes_too_and_asks_whether_a_file_is_whole(folder: Path) -> None:
    tempodb_("load", CSTO, "--db", "a.db")
    (folder / "csto.yaml").write_text("tempodb: 1\ndataset: csto\n")

    trial = tempodb_("load", "csto.yaml", "--db", "a.db", "--dry-run")
    as_json = tempodb_("load", "csto.yaml", "--db", "a.db", "--dry-run", "--format", "json")
    ran = tempodb_("load", "csto.yaml", "--db", "a.db")

    asked = re.fullmatch(
        r"warning: (\d+) of the \d+ claims of `csto` are withdrawn: is the file whole\?\n", ran.err
    )
    assert asked and asked[1] in ran.out
    assert "14 membership, 8 tenure" in ran.out
    assert json.loads(as_json.out)["kinds"]["membership"] == 14
    assert (trial.code, ran.code, trial.err) == (0, 0, ran.err)


def test_query_answers(db: str) -> None:
    ran = tempodb_("query", "members of CSTO as of 2006", *NOW)

    assert (ran.code, ran.err) == (0, "")
    assert [line.split("\t")[0] for line in ran.out.splitlines()] == [
        "member", "armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan", "uzbekistan",
    ]  # fmt: skip


def test_check_finds_nothing_in_the_datasets_that_come_along(folder: Path) -> None:
    for file in (CSTO, EXACT):
        assert tempodb_("check", file) == Ran(0, "1 file, nothing to find fault with\n", "")
    assert list(folder.iterdir()) == []


def test_check_judges_several_files_as_one_load_would(folder: Path) -> None:
    (folder / "a.yaml").write_text("tempodb: 1\ndataset: a\nstates: {x: {name: X}}\n")
    (folder / "b.yaml").write_text("tempodb: 1\ndataset: b\nstates: {y: {name: Y, succeeds: x}}\n")

    assert tempodb_("check", "a.yaml", "b.yaml") == Ran(0, "2 files, nothing to find fault with\n", "")
    assert tempodb_("check", "b.yaml").code == 1
    assert "contradicts" in tempodb_("check", CSTO, EXACT).out


def test_verify_and_digest(db: str) -> None:
    digest = tempodb_("digest")
    whole, kept = tempodb_("verify"), tempodb_("verify", "--digest", digest.out.strip())
    other = tempodb_("verify", "--digest", "0" * 64)

    assert re.fullmatch(r"[0-9a-f]{64}\n", digest.out)
    assert (whole.code, kept.code, other.code) == (0, 0, 1)
    assert (whole.err, kept.err, other.err) == ("", "", "")
    assert "0" * 64 in other.out


@pytest.mark.parametrize("digest", ["foo", "", "0" * 63, "\x1b[31m"])
def test_what_is_no_digest_is_refused(db: str, digest: str) -> None:
    assert tempodb_("verify", "--digest", digest).code == 2


def test_rebuild_changes_no_answer(folder: Path) -> None:
    tempodb_("load", CSTO, "--db", "a.db")
    before = tempodb_(
        "query", "events; members as of 1999; offices", "--db", "a.db", *NOW, "--format", "json"
    )

    ran = tempodb_("rebuild", "--db", "a.db")

    assert ran == Ran(0, "derived anew from 1 transaction\n", "")
    assert (
        tempodb_("query", "events; members as of 1999; offices", "--db", "a.db", *NOW, "--format", "json")
        == before
    )


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_what_is_exported_changes_nothing_when_it_is_loaded(loaded: Path, folder: Path, format_: str) -> None:
    copy = folder / "copy.db"
    copy.write_bytes(loaded.read_bytes())

    printed = tempodb_("export", "--db", str(copy), "--format", format_)
    written = tempodb_(
        "export", "--db", str(copy), "--format", format_, "--dataset", "csto", "-o", f"csto.{format_}"
    )

    assert (printed.code, printed.err, written) == (0, "", Ran(0, "", ""))
    assert (folder / f"csto.{format_}").read_text(encoding="utf-8") == printed.out
    report = json.loads(tempodb_("load", f"csto.{format_}", "--db", str(copy), "--format", "json").out)
    assert (report["transaction"], report["added"], report["retracted"]) == (None, 0, 0)
    assert report["unchanged"] > 150


def test_what_was_stated_then_is_exported_for_any_date_that_known_at_takes(folder: Path) -> None:
    (folder / "a.yaml").write_text("tempodb: 1\ndataset: a\nstates: {x: {name: Before}}\n")
    tempodb_("load", "a.yaml", "--db", "a.db", "--recorded-at", "2017-04-21T12:00:00Z")
    (folder / "a.yaml").write_text("tempodb: 1\ndataset: a\nstates: {x: {name: After}}\n")
    tempodb_("load", "a.yaml", "--db", "a.db", "--recorded-at", "2018")

    for known_at in ("2017", "April 2017", "2017-04-21", "2017-04-21T12:00Z", "2017-12-31T23:59:59Z"):
        assert "Before" in tempodb_("export", "--db", "a.db", "--known-at", known_at).out, known_at
    for known_at in ("2018", "today", "2018-01-01T00:00:00Z", "2999"):
        assert "After" in tempodb_("export", "--db", "a.db", "--known-at", known_at).out, known_at
    assert "2017-04-21T12:00" in tempodb_("export", "--db", "a.db", "--known-at", "2017-04-20").err


def test_the_schema_is_a_json_schema() -> None:
    ran = tempodb_("schema")

    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["$schema"].startswith("https://json-schema.org/")


def test_the_demo_answers_questions_and_leaves_nothing(folder: Path) -> None:
    ran = tempodb_("demo")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("tempodb query '") >= 5
    assert list(folder.iterdir()) == []


def test_what_the_demo_ends_with_can_be_typed(folder: Path) -> None:
    told = tempodb_("demo").out.rpartition(":\n\n")[2].splitlines()
    loads, questions = told[::2], told[1::2]

    assert len(questions) >= 3
    for load, question in zip(loads, questions, strict=True):
        assert tempodb_(*shlex.split(load)[1:]).code == 0, load
        assert "\n" in tempodb_(*shlex.split(question)[1:]).out, question


def test_the_version_is_that_of_the_package() -> None:
    assert tempodb_("--version") == Ran(0, f"tempodb {version('tempodb')}\n", "")


@pytest.mark.parametrize("command", ["", *CLI_COMMANDS])
@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_help_says_what_there_is(command: str, asked: str) -> None:
    ran = tempodb_(*filter(None, [command]), asked)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: tempodb {command}")
    assert command or all(name in ran.out for name in CLI_COMMANDS)
