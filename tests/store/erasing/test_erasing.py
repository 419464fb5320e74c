"""Erasing a person: what goes from the log and from every byte, what others keep, and what is refused afterwards."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import tempodb
from store.histories import run
from store.tampering import unguarded
from tempodb.base.errors import OperationalError
from tempodb.cli import main
from tempodb.store.engines.sqlite.snapshot import SqliteSnapshot
from tempodb.store.engines.sqlite.storage import FileStorage
from tempodb.store.erasing.blanking import PersonNames
from tempodb.store.log import entries
from tempodb.store.log.digests import GENESIS, transaction_digest

Content = dict[str, Any]

PAULA: Content = {
    "tempodb": 1,
    "dataset": "d",
    "title": "What Paula Roe did",
    "sources": {
        "s": {"title": "A life of PAULA  Róe", "publisher": "Paula Doe Press", "url": "https://paula-doe.org/x"},
        "r": {"title": "Paulas", "url": "https://roe.org/paul"},
        "by-paula-doe": {"title": "By the PX"},
    },
    "states": {"a": {"name": "Aland", "note": "where Paula Doe lived"}},
    "persons": {
        "paula-doe": {"names": [{"name": "Paula Doe", "short": "P. Doe", "to": "2010"}, {"name": "Paula Roe", "from": "2010"}],
                      "aliases": ["Paulina", "Bo"], "code": "PX", "note": "born in Aland"},
        "q": {"name": "Quentin Roe"},
    },
    "organizations": {"o": {"name": "Org"}, "f": {"name": "Paula Doe Fund"}},
    "offices": {"o/chair": {"title": "Chair"}, "o/aide": {"title": "Aide of Paula Doe"}},
    "tenures": [
        {"holder": "paula-doe", "office": "o/chair", "from": "2001", "to": "2009"},
        {"holder": "q", "office": "o/chair", "from": "2009", "source": "s"},
        {"holder": "q", "office": "o/aide", "from": "2001", "representing": "paula-doe", "note": "for Bo, not boa",
         "source": {"id": "r", "detail": "as Bo says"}},
    ],
    "events": [
        {"id": "summit", "body": "o", "date": "1995-03-14", "place": "Rome", "participants": ["a", "paula-doe"], "title": "Summit"},
        {"id": "talk", "body": "o", "date": "1996", "participants": ["paula-doe"], "outcome": "Paulina agreed"},
        {"id": "walk", "date": "1997", "participants": ["paula-doe"], "title": "A walk"},
    ],
}  # fmt: skip
NAMES = (b"paula doe", b"paula  r", b"paula r", b"paulina", b"p. doe", b"born in", b"for bo", b"px")
"""What stood in the file in small letters."""


def file_of(folder: Path, content: Content) -> Path:
    path = folder / f"{content['dataset']}.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a database in which Paula is named wherever one can be named."""
    database = tmp_path / "x.db"
    with tempodb.open(database) as db:
        db.load(file_of(tmp_path, PAULA), author="Paula Doe", note="for P. Doe")
        db.run('record membership of a in o from 1999 onwards note "as paula-doe said"')
        db.run("correct tenure of Paulina in o/chair to 2008")
    return database


def rows(path: Path, question: str, *names: str) -> list[tuple[Any, ...]]:
    with tempodb.open(path) as db:
        return [tuple(getattr(row, name) for name in names) for row in db.query(question)]


def sound(path: Path) -> list[str]:
    """Return what is wrong with a database, as it is and derived anew."""
    with tempodb.open(path) as db:
        found = db.verify()
        db.rebuild()
        return [*found, *db.verify()]


def test_an_erased_person_is_gone_from_both_axes_and_from_every_byte(path: Path, tmp_path: Path) -> None:
    """MEANING.md, M45."""
    with tempodb.open(path) as db:
        earlier = db.digest()
        erased = db.erase("Paula Roe", author="Paula Roe", note="on request of P. Doe")
        db.backup(tmp_path / "backup.db")
        assert db.verify(earlier) == []
        with pytest.raises(tempodb.QueryError, match="no person is called"):
            db.erase("Paula Doe")

    for file in (path, tmp_path / "backup.db"):
        # What others are called stays, and so do the folded names by which they are found.
        stored = re.sub(b"paula doe fund|by.paula.doe", b"", file.read_bytes().lower())
        assert [name for name in NAMES if name in stored] == []
        assert sound(file) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.db", "d.json", "x.db"]
    assert erased.elsewhere == ("the id of source `by-paula-doe`", "a name of `f`")


@pytest.mark.parametrize("known", ["", " known at 9999-12-31T23:59:59Z"])
def test_what_others_share_with_the_person_stays(path: Path, known: str) -> None:
    with tempodb.open(path) as db:
        before = db.query("events of o").known_at
        db.erase("paula-doe")
    known = known and f" known at {before}"

    assert rows(path, f"events of o{known}", "event", "date", "place", "participants", "outcome") == [
        ("summit", "1995-03-14", "Rome", ("a",), None),
        ("talk", "1996", None, (), "[erased] agreed"),
    ]
    assert rows(path, "events" + known, "event") == [("summit",), ("talk",)]
    assert rows(path, f"holders of o/chair between 2000 and 2020{known}", "holder", "sources") == [
        ("q", ("s",))
    ]
    assert rows(path, f"holders of o/aide between 2000 and 2020{known}", "holder", "representing") == [
        ("q", None)
    ]
    assert rows(path, f"periods of a in o{known}", "status", "from_", "to") == [("member", "1999", None)]


def test_texts_are_blanked_where_the_names_stand(path: Path) -> None:
    with tempodb.open(path) as db:
        db.erase("paula-doe", note="asked for by Paulina")
        exported = json.loads(db.export(format="json"))

    assert exported["title"] == "What [erased] did"
    assert exported["sources"] == {
        "s": {"title": "A life of [erased]", "publisher": "[erased] Press"},
        "r": {"title": "Paulas", "url": "https://roe.org/paul"},
        "by-paula-doe": {"title": "By the [erased]"},
    }
    assert exported["states"]["a"]["note"] == "where [erased] lived"
    assert exported["tenures"][1]["note"] == "for [erased], not boa"
    assert exported["tenures"][1]["source"] == {"id": "r", "detail": "as [erased] says"}
    assert exported["offices"]["o/aide"]["titles"] == [{"title": "Aide of [erased]"}]
    assert rows(path, "show transactions", "detail") == [
        ("d; by [erased]; for [erased]",), (None,), (None,), ("asked for by [erased]",),
    ]  # fmt: skip
    said = [row.because for row in tempodb.open(path).query("why a in o") if row.what == "claim"]
    assert said == ['record membership of a in o from 1999 onwards note "as [erased] said"']


def test_a_file_of_the_erased_database_can_be_loaded_and_changes_nothing(path: Path, tmp_path: Path) -> None:
    with tempodb.open(path) as db:
        db.erase("paula-doe")
        (tmp_path / "again.yaml").write_text(db.export(), encoding="utf-8")
        (report,) = db.load(tmp_path / "again.yaml")

    assert report.header is None


def test_a_file_that_states_the_person_again_is_refused_unless_it_is_allowed(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "d.json"
    with tempodb.open(path) as db:
        db.erase("paula-doe")
        digest = db.digest()
        for load in (db.load, db.preview):
            with pytest.raises(
                tempodb.DatasetError, match="`paula-doe` was erased in transaction 4"
            ) as refusal:
                load(file)
            (problem,) = refusal.value.problems
            assert (problem.code, problem.file, problem.line) == ("erased", str(file), 1)
        assert db.digest() == digest

    assert main(["--db", str(path), "load", str(file)]) == 2
    assert "--allow-erased" in capsys.readouterr().err
    assert main(["--db", str(path), "load", str(file), "--allow-erased"]) == 0
    assert main(["--db", str(path), "load", str(file)]) == 0
    assert "0 added, 0 corrected, 0 retracted" in capsys.readouterr().out
    assert rows(path, "offices of Paula Roe between 2000 and 2005", "office") == [("o/chair",)]
    with tempodb.open(path) as db:
        assert db.erase("paula-doe").emptied == 5
        with pytest.raises(tempodb.DatasetError, match="was erased in transaction 4"):
            db.load(file)
    assert main(["--db", str(path), "verify"]) == 0
    assert re.findall(
        r"transaction \d erased a person at .*: \d emptied, \d+ blanked", capsys.readouterr().out
    )
    assert b"paulina" not in path.read_bytes().lower()
    assert sound(path) == []


def test_another_with_the_id_of_nobody_erased_is_loaded(path: Path, tmp_path: Path) -> None:
    others = {
        **PAULA,
        "dataset": "e",
        "persons": {"pau": {"name": "Paula Doe"}},
        "offices": {},
        "tenures": [],
        "events": [],
    }
    with tempodb.open(path) as db:
        db.erase("paula-doe")
        (report,) = db.load(file_of(tmp_path, {**others, "sources": {}}))

    assert report.header is not None


def test_a_reader_that_was_open_sees_what_is_left_after_an_erasure(path: Path) -> None:
    asked = "holders of o/chair between 2000 and 2020"
    with tempodb.open(path) as db, tempodb.open(path) as other:
        assert [row.holder for row in other.query(asked)] == ["paula-doe", "q"]
        db.erase("paula-doe")
        assert [(row.holder, row.holder_name) for row in other.query(asked)] == [("q", "Quentin Roe")]


@pytest.mark.parametrize(
    "alteration",
    [
        "UPDATE assertion SET body = NULL, salt = NULL WHERE body LIKE '%Quentin%'",
        "UPDATE assertion SET body = replace(body, 'Rome', 'Bern') WHERE body LIKE '%summit%'",
        "UPDATE assertion SET body = replace(body, '[erased] agreed', 'x') WHERE body LIKE '%talk%'",
        "UPDATE assertion SET salt = salt || 'x' WHERE body LIKE '%summit%'",
        "UPDATE assertion SET body = replace(body, 'emptied', 'blanked') WHERE operation = 'erase'",
        "UPDATE assertion SET body = NULL, salt = NULL WHERE operation = 'erase'",
        "UPDATE assertion SET body = replace(body, '[erased]', 'Paul') WHERE operation = 'remark'",
        "UPDATE tx SET note = 'x' WHERE id = 1",
    ],
)
def test_only_what_an_erasure_lists_may_be_missing_or_different(path: Path, alteration: str) -> None:
    with tempodb.open(path) as db:
        db.erase("paula-doe")
    with unguarded(path) as connection:
        changed = connection.execute(alteration).rowcount

    with tempodb.open(path) as db:
        assert any("was altered" in finding for finding in db.verify())
    assert changed > 0


def test_a_failure_after_the_commit_is_told_as_done_with_a_warning(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        raise OperationalError.of("full", "there is no room left")

    monkeypatch.setattr(FileStorage, "compact", failing)
    code = main(["--db", str(path), "erase", "paula-doe", "--yes"])
    shown = capsys.readouterr().err
    monkeypatch.undo()

    assert code == 0
    assert (
        "warning: the file could not be written anew, and may hold what was erased: there is no room left"
        in shown
    )
    assert "tempodb rebuild" in shown
    assert rows(path, "show persons", "id") == [("q",)]
    assert sound(path) == []


def test_a_file_of_the_earlier_layout_is_read_verified_and_cleaned_as_well(
    path: Path, tmp_path: Path
) -> None:
    first_version(path)
    assert rows(path, "show transactions", "detail")[0] == ("d; by Paula Doe; for P. Doe",)
    with tempodb.open(path) as db:
        kept = db.digest()
        assert db.verify() == []
        db.erase("paula-doe")
        assert db.verify(kept) == []

    assert rows(path, "show transactions", "detail")[0] == ("d; by [erased]; for [erased]",)
    assert b"P. Doe" not in path.read_bytes()
    for text in ("author = 'Paula Doe'", "note = 'x'", "dataset = 'e'"):
        altered = Path(shutil.copy(path, tmp_path / "altered.db"))
        run(altered, f"UPDATE tx SET {text} WHERE id = 1")
        with tempodb.open(altered) as db:
            assert "transaction 1 was altered" in db.verify()


def first_version(path: Path) -> None:
    """Make a database without remarks as version 1 wrote one with them: in the rows of the transactions."""
    with unguarded(path) as connection:
        connection.execute("UPDATE tx SET author = 'Paula Doe', note = 'for P. Doe' WHERE id = 1")
        operations, previous = list(entries.operations(SqliteSnapshot(connection))), GENESIS
        for header, _ in list(entries.headers(SqliteSnapshot(connection))):
            previous = transaction_digest(
                previous, header, [entry.digest for entry in operations if entry.tx == header.id]
            )
            connection.execute("UPDATE tx SET digest = ? WHERE id = ?", (previous, header.id))
        connection.execute("DROP TABLE file_text")
        connection.execute("PRAGMA user_version = 1")


@pytest.mark.parametrize("part", ["Quentin", "Paula"])
def test_nobody_is_erased_by_a_part_of_a_name(path: Path, part: str) -> None:
    with tempodb.open(path) as db:
        with pytest.raises(tempodb.InputError, match="is not the whole name or id") as refusal:
            db.erase(part)
        with pytest.raises(tempodb.InputError, match="is not the whole name or id"):
            db.run(f"erase {part}")

        assert "may be meant: write `" in str(refusal.value)
        assert len(db.query("show persons")) > 0


def test_only_persons_are_erased(path: Path) -> None:
    with tempodb.open(path) as db, pytest.raises(tempodb.InputError, match="person is wanted"):
        db.erase("Aland")


@pytest.mark.parametrize(
    ("names", "text", "left"),
    [
        (["Pat Person"], "PAT PERSON, Pat-Person; Pät  Person’s", "[erased], [erased]; [erased]’s"),
        (["Pat Person"], "Pat Personne and Spat Person", "Pat Personne and Spat Person"),
        (["Zoë"], "Zoë and ZOE", "[erased] and ZOE"),
        (["Zoé Li"], "Zoe\u0301 Li\u0301 e", "[erased] e"),
        (["Li"], "Li is no li, nor Lin", "[erased] is no li, nor Lin"),
        (["Ann", "Ann Lee"], "Ann Lee and Ann", "[erased] and [erased]"),
        (["习近平"], "国家主席习近平说", "国家主席[erased]说"),
        (["O'Neill", "C++"], "O’Neill writes C++", "[erased] writes [erased]"),
        (["(Ann) *"], "what (Ann) * said", "what [erased] said"),
        ([], "p said", "p said"),
    ],
)
def test_names_are_blanked_as_whole_words_however_they_are_spelt(
    names: list[str], text: str, left: str
) -> None:
    assert PersonNames(["p"], names).blanked(text) == left


OTHER = """
tempodb: 1
dataset: e
persons: {pd-2: {name: Pauletta Dole, code: PQ}}
tenures: [{holder: pd-2, office: o/chair, from: 2010}]
"""


def test_all_ids_of_the_person_are_erased(tmp_path: Path) -> None:
    path, file = tmp_path / "t.db", tmp_path / "e.yaml"
    with tempodb.open(path) as db:
        db.load(file_of(tmp_path, PAULA))
        file.write_text(OTHER, encoding="utf-8")
        db.load(file)
        file.write_text(OTHER.replace("code: PQ", "same_as: paula-doe"), encoding="utf-8")
        db.load(file)

        db.erase("pd-2")

        assert db.verify() == []
        assert db.query("holders of o/chair as of 2011 known at 2019").to_dicts() == []
        for text, refused in ((OTHER, "pd-2"), (PAULA, "paula-doe")):
            other = file_of(tmp_path, text) if isinstance(text, dict) else file
            if isinstance(text, str):
                file.write_text(text, encoding="utf-8")
            with pytest.raises(tempodb.DatasetError, match=f"`{refused}` was erased"):
                db.load(other)
    content = path.read_bytes().lower()
    assert not [name for name in (b"pauletta", b"pd-2", b"paulina") if name in content]


def test_whoever_is_no_more_said_to_be_one_with_another_stays(tmp_path: Path) -> None:
    file = tmp_path / "e.yaml"
    with tempodb.open(tmp_path / "t.db") as db:
        db.load(file_of(tmp_path, PAULA))
        for text in (OTHER.replace("code: PQ", "same_as: paula-doe"), OTHER):
            file.write_text(text, encoding="utf-8")
            db.load(file)

        db.erase("paula-doe")

        assert {row.holder for row in db.query("holders of o/chair as of 2011")} == {"pd-2", "q"}
        assert db.verify() == []
        db.erase("pd-2")
        assert db.verify() == []
    assert b"pauletta" not in (tmp_path / "t.db").read_bytes().lower()
