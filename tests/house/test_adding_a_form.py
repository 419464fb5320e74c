"""A new form of question costs seven files, and whichever of them is forgotten, a check says so.

The form is `earliest holder of X`; what it adds to each file stands in `earliest_holder`.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from house.adding import Copy, places, typed

FOLDER = Path(__file__).parent / "earliest_holder"
PLACES = places(FOLDER)
ASKED = "earliest holder of secretary-general of CSTO"
CATALOGUE = "questions/test_catalogue.py"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    copy = Copy(tmp_path_factory.mktemp("whole") / "tempodb", FOLDER, PLACES)
    loaded = copy.run("tempodb", "load", "fixtures/csto.yaml", "--db", "csto.db")
    assert loaded.returncode == 0, loaded.stderr
    return copy


def _asked(copy: Copy, question: str, *options: str) -> subprocess.CompletedProcess[str]:
    return copy.run("tempodb", "query", question, "--db", "csto.db", *options)


def test_a_form_is_added_in_seven_files() -> None:
    assert len(PLACES) <= 7


def test_it_is_answered(whole: Copy) -> None:
    answer = json.loads(
        _asked(whole, "EARLIEST  Holder OF  secretary-general of CSTO", "--format", "json").stdout
    )

    assert answer["query"] == ASKED
    assert answer["valid"] is None
    assert [(row["holder"], row["capacity"]) for row in answer["rows"]] == [("valery-semerikov", "acting")]


def test_it_is_drawn_as_what_its_rows_are(whole: Copy) -> None:
    heading = _asked(whole, ASKED, "--format", "table").stdout.splitlines()[0]

    assert heading.split() == ["holder", "from", "to", "sources"]


def test_it_is_explained(whole: Copy) -> None:
    said = _asked(whole, f"explain {ASKED}", "--format", "json").stdout

    assert "Scan(kind=tenure, side=scope)" in said
    assert "all time" in said


@pytest.mark.parametrize(
    "clauses", ["as of 2006", "known at 2017-12-31", "order by holder limit 1", "including disputed"]
)
def test_it_takes_what_it_says_that_it_takes(whole: Copy, clauses: str) -> None:
    assert _asked(whole, f"{ASKED} {clauses}").returncode == 0


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        (f"{ASKED} while Uzbekistan is member of CSTO", "`while …` goes with members"),
        (f"{ASKED} including observer", "statuses can be included in members"),
        (f"count ({ASKED})", "`count` goes with members"),
        (f"{ASKED} order by membr", "there is no column `membr`"),
        ("earlist holder of chairman", "write `earliest holder of chairman`"),
        ("earliest holder chairman", "write `earliest holder of chairman`"),
        ("nothing", "successor, earliest, offices"),
    ],
)
def test_what_it_does_not_take_is_refused(whole: Copy, question: str, refusal: str) -> None:
    refused = _asked(whole, question)

    assert refused.returncode != 0
    assert refusal in refused.stderr
    assert "Traceback" not in refused.stderr


def test_it_is_completed_helped_and_asked_in_python(whole: Copy) -> None:
    said = whole.python(
        "import tempodb\n"
        "from tempodb.language_service.completions import Vocabulary, complete\n"
        "from tempodb.repl.topics import TOPICS\n"
        "from tempodb.language_service.name_index import NameIndex\n"
        "known = Vocabulary(NameIndex([]), today=738000)\n"
        "print([found.text for found in complete('ear', 3, known)])\n"
        "print([topic.templates for topic in TOPICS if topic.name == 'earliest holder'])\n"
        "with tempodb.open('csto.db') as database:\n"
        "    print(database.earliest_holder('secretary-general of CSTO').as_of(2006).text)"
    )

    assert said.splitlines() == [
        "['earliest holder of']",
        "[('earliest holder of {office}',)]",
        "earliest holder of secretary-general of CSTO as of 2006",
    ]


def test_nothing_else_has_to_know_it(whole: Copy) -> None:
    for check in (whole.checked(CATALOGUE), typed(whole.folder), whole.layered()):
        assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize("left_out", PLACES)
def test_a_place_that_is_left_out_is_found(left_out: str, tmp_path: Path) -> None:
    copy = Copy(tmp_path / "tempodb", FOLDER, [place for place in PLACES if place != left_out])

    check = copy.layered() if left_out == "pyproject.toml" else copy.checked(CATALOGUE)

    assert check.returncode != 0
    assert "earliest_holder" in check.stdout.lower().replace("earliestholder", "earliest_holder"), (
        check.stdout
    )
