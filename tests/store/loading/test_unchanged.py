"""A large file that has not changed since it was loaded last is known again, and not read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb
from store.loading.desk import Content, Desk, dataset, membership, tenure
from tempodb.api import loaded_files
from tempodb.interchange.dataset import fingerprints, restating
from tempodb.interchange.formats import importer_of
from tempodb.markup.contents import Content as MarkupContent
from tempodb.store.log.actions import Remark, assertion_columns, read_action
from tempodb.store.log.loaded_file import LoadedFile

STATED = dataset(memberships=[membership(from_="1999", note="of a")], tenures=[tenure(from_="2001")])


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)
    monkeypatch.setattr(loaded_files, "LONG_READ", 0)
    monkeypatch.setattr(loaded_files.LoadedFiles, "columns", lambda *_: None)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that are read with places from now on."""
    read: list[Path] = []

    def watched(path: Path) -> object:
        read.append(path)
        return importer_of(path)

    monkeypatch.setattr("tempodb.interchange.formats.importer_of", watched)
    return read


def test_it_is_not_read_and_reported_as_if_it_were(desk: Desk, readings: list[Path]) -> None:
    file = desk.file(STATED)
    first, second = desk.db.load(file)[0], desk.db.load(file)[0]

    assert len(readings) == 1
    assert second.as_dict() == {
        **first.as_dict(),
        "transaction": None,
        "recorded_at": None,
        "added": 0,
        "unchanged": first.as_dict()["added"],
        "kinds": {},
    }
    assert desk.db.verify() == []


def test_it_is_said_that_its_warnings_were_not_looked_for(desk: Desk) -> None:
    file = desk.file(STATED)
    desk.db.load(file)

    (note,) = desk.db.load(file).doubts

    assert (note.code, note.hint) == ("note", "`tempodb check` does it")


def test_one_that_is_soon_read_is_told_with_its_warnings_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, readings: list[Path]
) -> None:
    monkeypatch.setattr(loaded_files, "LONG_READ", 10**6)
    file = desk.file(STATED)

    first, second = ([doubt.code for doubt in desk.db.load(file).doubts] for _ in range(2))

    assert (first, second, len(readings)) == (["warning"] * len(first), ["note"], 1)
    assert first


def test_several_are_known_again_together(desk: Desk, readings: list[Path]) -> None:
    files = [desk.file(STATED), desk.file(dataset("e"))]
    desk.db.load(*files)

    reports = desk.db.load(*reversed(files))

    assert ([report.dataset for report in reports], len(readings)) == (["e", "d"], 2)


def test_of_files_that_have_changed_each_is_looked_at_once_but_for_the_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "defg"
    files = [desk.file(dataset(name)) for name in names]
    desk.db.load(*files)
    looked_at: list[str] = []
    of_file, of_content = fingerprints.file_fingerprint, fingerprints.fingerprint

    def watched(path: str) -> str:
        looked_at.append(Path(path).name)
        return of_file(path)

    def watched_as_read(content: MarkupContent) -> str:
        looked_at.append(content.path.name)
        return of_content(content)

    monkeypatch.setattr(fingerprints, "file_fingerprint", watched)
    monkeypatch.setattr(restating, "fingerprint", watched_as_read)
    for name, file in zip(names[1:], files[1:], strict=True):
        file.write_text(json.dumps(dataset(name, memberships=[membership(from_="1999")])))

    reports = desk.db.load(*files)

    added = [report.as_dict()["added"] for report in reports]
    assert (reports[0].transaction, added) == (None, [0, 1, 1, 1])
    first, second, *others = (file.name for file in files)
    assert looked_at == [first, second, second, *others]


@pytest.mark.parametrize("sharing", [0, 10**9], ids=["by threads", "one by one"])
def test_what_is_told_of_them_is_in_their_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, readings: list[Path], sharing: int
) -> None:
    monkeypatch.setattr(loaded_files, "WORTH_SHARING", sharing)
    names = "edgfh"
    files = [desk.file(dataset(name)) for name in names]
    desk.db.load(*files)
    before = len(readings)

    again = desk.db.load(*files)
    read = len(readings) - before
    files[1].write_text(json.dumps(dataset(names[1], memberships=[membership(from_="1999")])))
    changed = desk.db.load(*files)
    gone = [files[3], files[2]]
    for file in gone:
        file.unlink()
    with pytest.raises(tempodb.DatasetError) as refusal:
        desk.db.load(*reversed(files))

    assert ([report.dataset for report in again], read) == ([*names], 0)
    assert [report.as_dict()["added"] for report in changed] == [0, 1, 0, 0, 0]
    assert [problem.file for problem in refusal.value.problems] == [str(file) for file in gone]


CHANGES: dict[str, Callable[[Desk, Path], object]] = {
    "another text": lambda desk, file: file.write_text(file.read_text() + "\n"),
    "another text was loaded between": lambda desk, file: desk.load(dataset(memberships=[])),
    "its load was undone": lambda desk, _: desk.db.undo(),
    "a person was erased": lambda desk, _: desk.db.erase("q"),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_it_is_read_where_something_has_changed(desk: Desk, readings: list[Path], changed: str) -> None:
    file = desk.file(STATED)
    desk.db.load(file)
    CHANGES[changed](desk, file)
    before = len(readings)
    refused_or_loaded: Content | None = None
    try:
        refused_or_loaded = desk.db.load(file)[0].as_dict()
    except tempodb.DatasetError as refusal:
        assert [problem.code for problem in refusal.problems] == ["erased"]

    assert len(readings) == before + 1
    assert refused_or_loaded is None or refused_or_loaded["dataset"] == "d"


def test_what_was_loaded_after_an_undo_is_known_again(desk: Desk, readings: list[Path]) -> None:
    before, after = desk.file(STATED), desk.file(dataset("e", memberships=[]))
    desk.db.load(before)
    desk.db.load(after)
    after.write_text(json.dumps(dataset("e")))
    desk.db.load(after)
    desk.db.undo()
    desk.db.load(after)
    read = len(readings)

    known, unknown = (desk.db.load(file)[0].transaction for file in (after, before))

    assert (known, unknown, readings[read:]) == (None, None, [before])


def test_what_a_write_has_cut_of_it_is_told(desk: Desk, readings: list[Path]) -> None:
    file = desk.file(STATED)
    desk.db.load(file)
    (first,) = desk.db.load(file)
    desk.db.run("end membership of a in o from 2005")

    (report,) = desk.db.load(file)

    assert (len(report.differs), report.difference.unchanged, len(readings)) == (
        1,
        first.difference.unchanged,
        1,
    )


def test_the_same_file_twice_is_refused_as_ever(desk: Desk) -> None:
    file = desk.file(STATED)
    desk.db.load(file)

    with pytest.raises(tempodb.DatasetError, match="is named twice"):
        desk.db.load(file, file)


def test_nothing_of_a_mark_is_left_when_a_person_is_erased(desk: Desk) -> None:
    desk.db.load(desk.file(STATED))
    desk.db.erase("q")

    with desk.db.engine.storage.snapshot() as snapshot:
        bodies = snapshot.execute("SELECT body FROM assertion WHERE operation = 'remark'").fetchall()

    assert bodies == [("{}",)]
    assert desk.db.verify() == []


def test_a_mark_is_kept_beside_what_is_remarked() -> None:
    remark = Remark("Ada", None, LoadedFile("0.1.json:00", 7))

    assert read_action(*assertion_columns(remark)) == remark
