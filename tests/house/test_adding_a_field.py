"""A new field of a kind costs five files, and whichever of them is forgotten, a check says so.

The field is the `share` of a membership, a number; what it adds to each file stands in `membership_share`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from house.adding import Copy, places, typed

FOLDER = Path(__file__).parent / "membership_share"
PLACES = places(FOLDER)
CHECKS = (
    "model/test_schema.py",
    "interchange/test_fixtures.py::test_the_shipped_schema_is_that_of_the_models",
)
DATASET = {
    "tempodb": 1,
    "dataset": "d",
    "states": {"a": {"name": "Aland"}, "b": {"name": "Bland"}},
    "organizations": {"o": {"name": "Org"}},
    "memberships": [{"member": "a", "of": "o", "from": "1992", "to": "1999", "share": 7}],
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("whole") / "tempodb", FOLDER, PLACES)
    (copy.folder / "d.json").write_text(json.dumps(DATASET), encoding="utf-8")
    statement = "record membership of b in o as observer, Share 3 from 2001 to 2005"
    (copy.folder / "w.tql").write_text(statement, encoding="utf-8")
    for arguments in (["load", "d.json"], ["run", "w.tql"]):
        done = copy.run("tempodb", *arguments, "--db", "x.db")
        assert done.returncode == 0, done.stderr
    return copy


def _rows(copy: Copy, question: str, *columns: str) -> list[tuple[object, ...]]:
    answer = json.loads(copy.run("tempodb", "query", question, "--db", "x.db", "--format", "json").stdout)
    return [tuple(row[column] for column in columns) for row in answer["rows"]]


def test_a_field_is_added_in_five_files() -> None:
    assert len(PLACES) <= 5


def test_it_is_read_written_and_a_column(whole: Copy) -> None:
    asked = "members of o including observer between 1990 and 2010"

    assert _rows(whole, asked, "member", "share") == [("a", 7), ("b", 3)]
    assert _rows(whole, "revisions of a in o", "share") == [(7,)]


def test_a_table_shows_it_where_a_row_has_it(whole: Copy) -> None:
    table = whole.run("tempodb", "query", "periods of b in o", "--db", "x.db", "--format", "table")

    assert table.stdout.splitlines()[0].split()[:3] == ["status", "share", "from"]


def test_it_is_told_in_words(whole: Copy) -> None:
    says = "`b` observer in `o` (share 3) from 2001 to 2005"
    statement = 'record membership of b in o as observer, share "3" from 2001 to 2005'

    assert ("claim", says, statement) in _rows(whole, "why b in o as of 2003", "what", "says", "because")


def test_it_is_exported_and_loaded_again(whole: Copy) -> None:
    exported = whole.run("tempodb", "export", "--dataset", "d", "--db", "x.db").stdout
    (whole.folder / "exported.yaml").write_text(exported, encoding="utf-8")

    assert "share: 7" in exported
    loaded = whole.run("tempodb", "load", "exported.yaml", "--dry-run", "--db", "x.db")
    assert "0 added, 0 corrected, 0 retracted" in loaded.stdout + loaded.stderr


def test_it_is_completed_and_said_in_python(whole: Copy) -> None:
    said = whole.python(
        "import tempodb\n"
        "from tempodb.language_service.completions import Vocabulary, complete\n"
        "from tempodb.language_service.name_index import NameIndex\n"
        "known = Vocabulary(NameIndex([]), today=738000)\n"
        "text = 'record membership of b in o as member, sh'\n"
        "print([found.text for found in complete(text, len(text), known)])\n"
        "with tempodb.open(':memory:') as db:\n"
        "    db.load('d.json')\n"
        "    with db.transaction() as tx:\n"
        "        done = tx.record_membership('b', 'o', share=4, from_='2010')\n"
        "    print(done.said)"
    )

    assert said.splitlines() == [
        "['share']",
        "record membership of b in o as member, share 4 from 2010 onwards",
    ]


@pytest.mark.parametrize(
    ("said", "refusal"), [("share many", "`many` is no whole number"), ("shar 3", "`3` does not fit here")]
)
def test_what_it_cannot_be_is_refused(whole: Copy, said: str, refusal: str) -> None:
    wrong = f"record membership of b in o as member, {said} from 2010 to 2011"
    (whole.folder / "wrong.tql").write_text(wrong, encoding="utf-8")

    refused = whole.run("tempodb", "run", "wrong.tql", "--db", "x.db")

    assert refused.returncode != 0
    assert refusal in refused.stderr
    assert "Traceback" not in refused.stderr


def test_nothing_else_has_to_know_it(whole: Copy) -> None:
    for check in (whole.checked(*CHECKS), typed(whole.folder), whole.layered()):
        assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize("left_out", PLACES)
def test_a_place_that_is_left_out_is_found(left_out: str, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "tempodb", FOLDER, [place for place in PLACES if place != left_out])

    check = copy.checked(*CHECKS)

    assert check.returncode != 0
    assert "share" in check.stdout.lower(), check.stdout
