"""What bad input must not do to the prompt, the command line and what is stored.."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import tempodb
from conversing import CSTO, LOADED_AT, Someone, Talk
from tempodb.base.errors import InputError
from tempodb.cli.arguments import main
from tempodb.cli.transcripts.reading import read_transcript
from tempodb.repl.display_options import read_option
from tempodb.repl.screen import Screen
from tempodb.settings import read_settings

END = "end membership of Armenia in CSTO from 2024-02-22"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with tempodb.open(path) as db:
        db.load(CSTO, recorded_at=LOADED_AT)
    return path


def test_answers_are_not_written_over_the_database(database: Path, tmp_path: Path) -> None:
    before = database.read_bytes()
    Talk(str(database), tmp_path).says(f".output {database}")
    assert database.read_bytes() == before


def test_an_export_is_not_written_over_the_database(database: Path) -> None:
    before = database.read_bytes()
    assert main(["export", "--db", str(database), "-o", str(database)]) == 2
    assert database.read_bytes() == before


def test_what_is_loaded_is_what_was_shown(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "csto.yaml"
    text = CSTO.read_text(encoding="utf-8")
    file.write_text(text.replace("name: Uzbekistan", "name: Uzbekistan One", 1), encoding="utf-8")

    class Meanwhile(Someone):
        def confirm(self, question: str) -> bool:
            file.write_text(text.split("memberships:")[0], encoding="utf-8")
            return True

    Talk(str(database), tmp_path, person=Meanwhile()).says(f".load {file}")
    with tempodb.open(database) as db:
        assert len(db.query("members of CSTO as of 2006")) > 0


def test_what_is_erased_is_what_was_shown(database: Path, tmp_path: Path) -> None:
    class Meanwhile(Someone):
        def confirm(self, question: str) -> bool:
            with tempodb.open(database) as db:
                db.run(
                    "record tenure of Valery Semerikov in secretary-general of CSTO as honorary "
                    "from 2019-01-01 to 2019-05-02"
                )
            return True

    said = Talk(str(database), tmp_path, person=Meanwhile()).says("erase Valery Semerikov")
    assert "nothing was written" in said


def test_a_write_makes_no_file_where_the_database_was_deleted(database: Path, tmp_path: Path) -> None:
    talk = Talk(str(database), tmp_path, person=Someone([True]))
    talk.says("members as of 2006")
    database.unlink()
    talk.says(END)
    assert not database.exists()


def test_a_database_that_was_replaced_is_read_anew(database: Path, tmp_path: Path) -> None:
    talk = Talk(str(database), tmp_path, person=Someone([True]))
    talk.says("members as of 2006")
    shutil.copy(database, tmp_path / "b.db")
    (tmp_path / "b.db").replace(database)
    talk.says(END)
    assert "Armenia" not in talk.says("members as of 2025")


def test_files_without_changes_have_no_transaction_to_tell(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "m.yaml"
    other.write_text("tempodb: 1\ndataset: m\norganizations:\n  zz: {name: Zz}\n", encoding="utf-8")
    said = Talk(str(database), tmp_path, person=Someone([True])).says(f".load {CSTO} {other}")
    assert "None" not in said


@pytest.mark.parametrize("file", ["loop", "a\0b"])
def test_an_output_that_cannot_be_is_an_error(file: str, database: Path, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "error:" in Talk(str(database), tmp_path).says(f".output {tmp_path / file}")


def test_halves_of_characters_are_not_kept(database: Path, tmp_path: Path) -> None:
    assert "error:" in Talk(str(database), tmp_path).says(".save x members of \udcff")


def test_a_number_with_too_many_digits_is_no_value() -> None:
    with pytest.raises(InputError):
        read_option("history", "9" * 5000)


def test_a_width_with_too_many_digits_counts_for_nothing() -> None:
    leading, following = os.openpty()
    try:
        with os.fdopen(following, "w") as stream:
            assert Screen(stream, {"COLUMNS": "9" * 5000}).size
    finally:
        os.close(leading)


@pytest.mark.parametrize("width", ["00000000199999999", "000000001" + "9" * 5000])
def test_zeros_do_not_hide_how_wide_a_transcript_is(width: str) -> None:
    with pytest.raises(InputError):
        read_transcript(f"-- tempodb: width={width}\n$ tempodb digest\n", "a.tempo", now=0)


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 2000 + "]" * 2000, "deadline = " + "9" * 400], ids=["deep", "digits"]
)
def test_settings_that_cannot_be_read_are_an_error(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_settings(str(file))
