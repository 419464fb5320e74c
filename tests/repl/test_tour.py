"""Data that is opened and loaded at the prompt, and the tour through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversing import CSTO, Someone, Talk, loaded
from repl.talking import FIXTURES, Talking
from tempodb.repl.tour import TOUR_STEPS

# ── data ─────────────────────────────────────────────────────────────────────────────────────────


def test_another_database_is_opened_in_the_place_of_the_first(talk: Talking, tmp_path: Path) -> None:
    exact = loaded(tmp_path / "exact.db", FIXTURES[0])
    begun = talk()
    begun.says("set as of 1998")

    assert begun.says(f".open {exact}") == ""
    assert begun.conversation.location == str(exact)
    assert begun.conversation.session.context.as_of is None


@pytest.mark.parametrize("agreed", [True, False])
def test_a_load_is_shown_first(tmp_path: Path, agreed: bool) -> None:
    begun = Talk(str(tmp_path / "new.db"), tmp_path, person=Someone([agreed]))
    assert "`.load FILE` loads a dataset" in begun.says("members")

    said = begun.says(f".load {CSTO}")

    assert begun.person.asked == ["Load this?"]
    assert "0 corrected, 0 retracted, 0 unchanged" in said
    assert ("recorded as transaction 1" in said) is agreed
    assert ("nothing was written" in said) is not agreed
    assert (tmp_path / "new.db").exists() is agreed


def test_what_is_loaded_already_is_not_asked(talk: Talking) -> None:
    begun = talk()

    assert "0 added, 0 corrected, 0 retracted" in begun.says(f".load {CSTO}")
    assert begun.person.asked == []


def test_a_dataset_that_withdraws_much_is_doubted(talk: Talking, tmp_path: Path) -> None:
    file = tmp_path / "less.yaml"
    file.write_text("tempodb: 1\ndataset: csto\norganizations: {csto: {name: CSTO}}\n")

    assert "is the file whole?" in talk(person=Someone([False])).says(f".load {file}")


def test_every_error_of_a_dataset_is_told_with_its_place(talk: Talking, tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("tempodb: 1\ndataset: x\nmemberships:\n  - {member: nobody, of: csto}\n  - {membr: x}\n")

    said = talk().says(f".load {file}")

    assert f"{file}:4" in said
    assert f"{file}:5" in said


# ── the tour ─────────────────────────────────────────────────────────────────────────────────────


def test_every_step_of_the_tour_gives_an_answer(fixture: Path, tmp_path: Path) -> None:
    begun = Talk(str(fixture), tmp_path)
    begun.says("tour")

    for step in TOUR_STEPS:
        statement = begun.conversation.proposal()
        said = begun.says(statement)
        assert "error" not in said, statement
        assert "no rows" not in said, statement
        assert "known at" in said, statement
        assert step.template.split()[0] == statement.split()[0]
    assert begun.conversation.proposal() == ""
    assert begun.conversation.tour is None
    assert begun.conversation.session.context.as_of is None


def test_an_empty_line_skips_a_step(talk: Talking) -> None:
    begun = talk()
    begun.says("tour")

    first = begun.conversation.proposal()
    begun.says("")
    second = begun.conversation.proposal()

    assert first != second


@pytest.mark.parametrize("typed", ["membres of CSTO", ".nope", ".help members", ".keys", "help"])
def test_what_is_wrong_or_beside_the_tour_leaves_its_step(talk: Talking, typed: str) -> None:
    begun = talk()
    begun.says("tour")
    step = begun.conversation.proposal()

    begun.says(typed)

    assert begun.conversation.proposal() == step


def test_help_during_a_line_moves_neither_the_tour_nor_the_repair(talk: Talking) -> None:
    begun = talk()
    begun.says("tour")
    begun.conversation.proposal()
    begun.says("")
    second = begun.conversation.proposal()
    begun.says("membres")
    begun.conversation.proposal()

    begun.conversation.explain(".help nothing of the kind")

    assert begun.conversation.repair == "members"
    begun.says("membres")
    assert begun.conversation.proposal() == second


def test_what_is_loaded_during_the_tour_is_loaded_for_good(tmp_path: Path) -> None:
    begun = Talk(str(tmp_path / "mine.db"), tmp_path, person=Someone([True]))
    begun.says("tour")
    assert begun.conversation.location == ":memory:"

    said = begun.says(f".load {CSTO}")

    assert "back in" in said and "recorded as transaction 1" in said
    assert begun.conversation.location == str(tmp_path / "mine.db")
    assert (tmp_path / "mine.db").exists()


def test_the_tour_without_data_has_its_own(tmp_path: Path) -> None:
    begun = Talk(str(tmp_path / "new.db"), tmp_path)

    assert "the dataset that comes along" in begun.says("tour")
    assert "error" not in begun.says(begun.conversation.proposal())
    assert not (tmp_path / "new.db").exists()


def test_whoever_leaves_the_tour_is_proposed_nothing(talk: Talking) -> None:
    begun = talk()
    begun.says("tour")
    begun.conversation.leave_tour()

    assert begun.conversation.proposal() == ""
