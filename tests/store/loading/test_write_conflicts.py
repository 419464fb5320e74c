"""Loads meet writes: what they leave, and what they undo only when told to."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from store.writing.club import (
    DEFINITIONS,
    LONG,
    Content,
    Pieces,
    check_sound,
    database,
    dates,
    dump,
    held,
    load,
    membership,
    write,
)
from tempodb.cli import main

# --- loads meet writes --------------------------------------------------------------------------------

SUSPENDED = ("record", "suspended", "2001", None)


def test_loading_an_unchanged_file_after_a_write_writes_nothing_and_says_what_differs(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)
    before = dump(db)

    (report,) = load(db, tmp_path, memberships=[membership("member", "1992")])

    assert dump(db) == before
    assert (report.as_dict()["differs"], report.transaction) == (1, None)
    assert list(report.lines()) == ["! membership `a` member in `o` from 1992 onwards"]


NOTED = [membership("member", "1992", note="by treaty")]


@pytest.mark.parametrize(
    ("verb", "stated"),
    [
        (SUSPENDED, NOTED),
        (SUSPENDED, [membership("member", "1992", "2002")]),
        (("retract", "1999", "2001"), NOTED),
        (("end", "2001"), NOTED),
        (("end", "2001"), [membership("member", "1992", "2001"), membership("observer", "2005")]),
    ],
)
def test_a_load_that_would_undo_a_write_is_refused_unless_it_overwrites(
    tmp_path: Path, verb: tuple[Any, ...], stated: list[Content]
) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *verb)
    before = dump(db)

    with pytest.raises(tempodb.DatasetError) as refusal:
        load(db, tmp_path, memberships=stated)

    assert {problem.code for problem in refusal.value.problems} == {"overrides"}
    assert "--overwrite" in str(refusal.value.problems[0].hint)
    assert dump(db) == before
    (report,) = load(db, tmp_path, memberships=stated, overwrite=True)
    assert held(db) == [(m["status"], m["from"], m.get("to")) for m in stated]
    assert report.as_dict()["differs"] == 0
    check_sound(db)


def test_what_a_file_says_of_other_years_does_not_touch_a_write(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)

    load(db, tmp_path, memberships=[membership("member", "1992"), membership("observer", "1990", "1992")])

    assert held(db) == [("observer", "1990", "1992"), ("member", "1992", "2001"), ("suspended", "2001", None)]
    check_sound(db)


def test_overwriting_restates_what_a_write_had_cut_of_an_unchanged_file(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)
    write(db, "retract", "1995", "1997")
    since = min(row[12] for row in dump(db)["belief"] if row[1] == 10)

    load(db, tmp_path, memberships=[membership("member", "1992")], overwrite=True)

    assert held(db) == [("member", "1992", None)]
    rows = sorted(row for row in dump(db)["belief"] if row[1] == 10 and row[14] == 2**63 - 1)
    assert [row[12] == since for row in rows] == [True, False, True, False]
    (report,) = load(db, tmp_path, memberships=[membership("member", "1992")])
    assert report.as_dict()["differs"] == 0
    load(db, tmp_path, memberships=NOTED)
    check_sound(db)


def test_a_file_that_caught_up_with_a_write_is_loaded(tmp_path: Path) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, *SUSPENDED)

    (report,) = load(
        db, tmp_path, memberships=[membership("member", "1992", "2001"), membership("suspended", "2001")]
    )

    assert held(db) == [("member", "1992", "2001"), ("suspended", "2001", None)]
    assert report.as_dict()["differs"] == 0
    check_sound(db)


def test_a_dataset_that_withdraws_its_claim_withdraws_all_that_is_left_of_it_and_no_write(
    tmp_path: Path,
) -> None:
    db = database(tmp_path, memberships=[membership("member", "1992")])
    write(db, "record", "suspended", "2001", "2003")

    load(db, tmp_path, memberships=[])

    assert held(db) == [("suspended", "2001", "2003")]
    check_sound(db)


def test_a_definition_that_a_write_needs_cannot_be_dropped(tmp_path: Path) -> None:
    db = database(tmp_path)
    write(db, "record", "member", "2001", None)

    with pytest.raises(tempodb.DatasetError, match="a write still speaks of it"):
        load(db, tmp_path, states={"b": {"name": "Bland"}})

    write(db, "retract", "2001", None)
    load(db, tmp_path, states={"b": {"name": "Bland"}})
    check_sound(db)


def test_another_dataset_may_not_contradict_a_write_either(tmp_path: Path) -> None:
    db = database(tmp_path)
    write(db, *SUSPENDED)

    with pytest.raises(tempodb.DatasetError) as refusal:
        load(db, tmp_path, dataset="e", memberships=[membership("member", "1992")])

    assert [problem.code for problem in refusal.value.problems] == ["overrides"]
    load(db, tmp_path, dataset="e", memberships=[membership("member", "1992", "2001")])
    assert held(db) == [("member", "1992", "2001"), ("suspended", "2001", None)]
    check_sound(db)


# --- loads and writes at random -----------------------------------------------------------------------

statuses = st.sampled_from(["member", "suspended", "observer"])
memberships = st.builds(
    membership, statuses, st.one_of(st.none(), dates), st.one_of(st.none(), dates),
    source=st.sampled_from("sr"), standing=st.sampled_from(["accepted"] * 4 + ["disputed"]),
)  # fmt: skip
loads = st.tuples(st.sampled_from("de"), st.lists(memberships, max_size=3), st.booleans())
writings = st.tuples(
    st.sampled_from(["record", "record", "change", "end", "retract", "correct"]),
    statuses, dates, st.one_of(st.none(), dates),
)  # fmt: skip


def told(verb: str, status: str, from_: str, to: str | None) -> dict[str, str]:
    window = {"from_": from_} | ({} if to is None or verb == "end" else {"to": to})
    return window if verb in ("end", "retract") else {"status": status, **window}


@given(st.lists(st.one_of(loads, writings, writings), min_size=2, max_size=7))
@examples(60)
def test_random_loads_and_writes_keep_every_promise(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("mixed")
    db = database(folder)
    answers: dict[str, Pieces] = {}

    for step in steps:
        before = dump(db)
        try:
            if len(step) == 3:
                dataset, entries, overwrite = step
                load(db, folder, dataset=dataset, memberships=entries, overwrite=overwrite)
                again = dump(db)
                (report,) = load(db, folder, dataset=dataset, memberships=entries)
                assert dump(db) == again
                assert not (overwrite and report.differs)
            else:
                with db.transaction() as tx:
                    getattr(tx, f"{step[0]}_membership")("a", "o", **told(*step))
        except tempodb.InputError:
            assert dump(db) == before
        if dump(db) == before:
            continue
        for year in range(1990, 2006):
            certain = [
                row for row in db.status("a", "o").as_of(f"{year}-04-01") if row.certainty == "certain"
            ]
            assert len({row.status for row in certain}) <= 1
        answers[list(db.query("show transactions"))[-1].name] = held(db)

    assert {instant: held(db, at=instant) for instant in answers} == answers
    check_sound(db)


def test_the_command_line_says_what_differs_and_overwrites_when_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = tmp_path / "x.db", tmp_path / "d.json"
    file.write_text(json.dumps({**DEFINITIONS, "memberships": LONG}), encoding="utf-8")
    with tempodb.open(path) as db:
        db.load(file)
        write(db, "end", "2001")

    for options in (["--dry-run"], ["--dry-run", "--overwrite"], ["--overwrite", "--format", "json"]):
        with pytest.raises(SystemExit, match="0"):
            sys.exit(main(["--db", str(path), "load", str(file), *options]))
    shown = capsys.readouterr().out.splitlines()

    assert "  ! membership `a` member in `o` from 1992 to 2012" in shown
    assert json.loads(shown[-1])["differs"] == 0
    with tempodb.open(path) as db:
        assert held(db) == [("member", "1992", "2012")]
