"""Loading is declarative: a file against what its dataset last stated."""

from __future__ import annotations

import pytest

import tempodb
from store.loading.desk import WORLD, Content, Desk, counts, dataset, membership, tenure
from tempodb.cli import main

# --- the difference -----------------------------------------------------------------------------------


def test_loading_the_same_file_again_writes_nothing(desk: Desk) -> None:
    content = dataset(memberships=[membership(from_="1992", source="s")], tenures=[tenure()])
    (first,) = desk.load(content)
    digest = desk.db.digest()

    (second,) = desk.load(content)

    assert (first["transaction"], first["unchanged"]) == (1, 0)
    assert (second["transaction"], second["recorded_at"]) == (None, None)
    assert counts(second) == (0, 0, 0, first["added"])
    assert desk.db.digest() == digest


BEFORE = membership(from_="1992", to="1999", source="s", note="said in 2017")
DIFFERENCES: list[tuple[str, list[Content], list[Content], tuple[int, int, int]]] = [
    ("the same", [BEFORE], [BEFORE], (0, 0, 0)),
    ("the same, in another order", [BEFORE, membership("b")], [membership("b"), BEFORE], (0, 0, 0)),
    ("the same, said twice", [BEFORE], [BEFORE, BEFORE], (0, 0, 0)),
    ("a new fact of another key", [BEFORE], [BEFORE, membership("b")], (1, 0, 0)),
    ("a new fact of the same key", [BEFORE], [BEFORE, membership(from_="2005")], (1, 0, 0)),
    ("a dropped fact", [BEFORE, membership("b")], [BEFORE], (0, 0, 1)),
    ("a changed date", [BEFORE], [{**BEFORE, "to": "2000"}], (0, 1, 0)),
    ("a date made more precise", [BEFORE], [{**BEFORE, "to": "1999-05-04"}], (0, 1, 0)),
    ("a status changed", [BEFORE], [{**BEFORE, "status": "observer"}], (0, 1, 0)),
    ("a source changed", [BEFORE], [{**BEFORE, "source": "r"}], (0, 1, 0)),
    ("a source added", [BEFORE], [{**BEFORE, "source": ["s", "r"]}], (0, 1, 0)),
    ("a note changed", [BEFORE], [{**BEFORE, "note": "said again"}], (0, 1, 0)),
    ("a fact now disputed", [BEFORE], [{**BEFORE, "standing": "disputed"}], (0, 1, 0)),
    ("an end given to what was open", [membership(from_="1992")], [BEFORE], (0, 1, 0)),
    ("another member meant", [BEFORE], [{**BEFORE, "member": "b"}], (1, 0, 1)),
    ("another organization meant", [BEFORE], [{**BEFORE, "of": "c"}], (1, 0, 1)),
    ("a later time meant", [BEFORE], [{**BEFORE, "from": "2003", "to": "2005"}], (1, 0, 1)),
    ("a time that follows at the same bound", [BEFORE], [{**BEFORE, "from": "1999", "to": "2005"}], (0, 1, 0)),
    ("a time before, up to the same bound", [BEFORE], [{**BEFORE, "from": "1980", "to": "1992"}], (0, 1, 0)),
    ("one fact cut in two", [BEFORE], [{**BEFORE, "to": "1995"}, {**BEFORE, "from": "1995"}], (1, 1, 0)),
    ("two facts joined", [{**BEFORE, "to": "1995"}, {**BEFORE, "from": "1995"}], [BEFORE], (0, 1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "figures"), [pytest.param(*d[1:], id=d[0]) for d in DIFFERENCES])
def test_the_report_counts_added_corrected_retracted_and_unchanged(
    desk: Desk, before: list[Content], after: list[Content], figures: tuple[int, int, int]
) -> None:
    (first,) = desk.load(dataset(memberships=before))

    (second,) = desk.load(dataset(memberships=after))

    _, corrected, retracted = figures
    assert counts(second) == (*figures, first["added"] - corrected - retracted)
    assert (second["transaction"] is None) == (figures == (0, 0, 0))


SPELLINGS = [
    ({"from": "October 2002"}, {"from": "2002-10"}),
    ({"from": "June 28, 2012"}, {"from": "2012-06-28"}),
    ({"from": "28 June 2012"}, {"from": "28.06.2012"}),
    ({"from": "[1 April 1999..30 June 1999]"}, {"from": "[1999-04..1999-06]"}),
    ({"from": "[1990..1999]"}, {"from": "199X"}),
    ({"through": "2016-12-31"}, {"to": "2017-01-01"}),
    ({"through": "2016"}, {"to": "[2016-01-02..2017-01-01]"}),
    ({"observed": "2017-04-18"}, {"observed": ["2017-04-18"]}),
    ({"observed": "2017-04-18"}, {"observed": ["18 April 2017", "2017-04-18"]}),
    ({"observed": ["2017-04-18", "2017-05-02"]}, {"observed": ["2017-05-02", "2017-04-18"]}),
    ({"observed": "2017-04-18"}, {"from": "[..2017-04-18]", "to": "[2017-04-19..]"}),
    ({"source": ["s", "r"]}, {"source": ["r", "s"]}),
    ({"status": "member"}, {}),
    ({"standing": "accepted"}, {}),
]


@pytest.mark.parametrize(("before", "after"), SPELLINGS)
def test_another_spelling_of_the_same_changes_nothing(desk: Desk, before: Content, after: Content) -> None:
    desk.load(dataset(memberships=[{**membership(), **before}]))

    (report,) = desk.load(dataset(memberships=[{**membership(), **after}]))

    assert report["transaction"] is None


def test_another_spelling_of_an_event_or_a_founding_changes_nothing(desk: Desk) -> None:
    o = {"o": {"name": "Org", "founded": "October 2002"}}
    desk.load(dataset(organizations=o, offices={}, events=[{"id": "e", "date": "April 24, 2023"}]))

    o = {"o": {"name": "Org", "founded": "2002-10"}}
    (report,) = desk.load(dataset(organizations=o, offices={}, events=[{"id": "e", "date": "24.04.2023"}]))

    assert report["transaction"] is None


def test_another_spelling_of_when_a_source_was_published_changes_nothing(desk: Desk) -> None:
    desk.load(dataset(sources={"s": {"title": "A report", "published": "21 April 2017"}}))

    (report,) = desk.load(dataset(sources={"s": {"title": "A report", "published": "2017-04-21"}}))

    assert report["transaction"] is None


def test_only_what_the_file_says_is_counted(desk: Desk) -> None:
    world = {**WORLD, "statuses": []}
    desk.load(dataset(world=world, memberships=[membership()]))

    (report,) = desk.load(
        dataset(world=world, memberships=[membership(), membership("b", status="observer")])
    )

    assert counts(report)[:3] == (1, 0, 0)


@pytest.mark.parametrize("section", ["sources", "states", "persons", "organizations", "offices"])
def test_definitions_are_corrected_too(desk: Desk, section: str) -> None:
    shown = "title" if section in ("sources", "offices") else "name"
    (id_, entry), *others = WORLD[section].items()
    desk.load(dataset())

    (report,) = desk.load(dataset(**{section: {id_: {**entry, shown: "Another"}, **dict(others)}}))

    assert counts(report)[:3] == (0, 1, 0)


def test_a_correction_leaves_the_earlier_belief_readable(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992", to="1999")]), recorded_at="2017-04-21")
    desk.load(dataset(memberships=[membership(from_="1992", to="2006")]), recorded_at="2018-01-01T12:00:00Z")

    answers = {
        known: desk.periods(f"periods of a in o known at {known}")
        for known in ("2017-04-20", "2017-04-21", "2018-01-01T11:59:59.999999Z", "2018-01-01T12:00:00Z")
    }

    assert list(answers.values()) == [
        [],
        [("member", "1992", "1999")],
        [("member", "1992", "1999")],
        [("member", "1992", "2006")],
    ]
    assert desk.periods() == [("member", "1992", "2006")]


def test_what_a_file_no_longer_states_is_retracted_and_still_known_before(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992")]), recorded_at="2017")
    desk.load(dataset(), recorded_at="2018")

    assert desk.periods() == []
    assert desk.periods("periods of a in o known at 2017") == [("member", "1992", None)]


def test_an_earlier_name_still_finds_what_bore_it(desk: Desk) -> None:
    desk.load(dataset())
    desk.load(dataset(states={"a": {"name": "Åland Islands"}, "b": {"name": "Bland"}}))

    assert desk.periods("names of aland") == desk.periods("names of aland islands")
    assert [name for name, *_ in desk.periods("names of aland")] == ["Åland Islands"]


# --- trying -------------------------------------------------------------------------------------------


def test_a_dry_run_reports_the_same_and_writes_nothing(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992")]))
    digest = desk.db.digest()
    file = desk.file(dataset(memberships=[membership(from_="1993"), membership("b")], states=WORLD["states"]))

    (tried,) = desk.db.preview(file)
    untouched = desk.db.digest() == digest and desk.periods() == [("member", "1992", None)]
    (done,) = desk.db.load(file)

    assert untouched
    assert tried.difference == done.difference
    assert counts(tried.as_dict())[:3] == (1, 1, 0)


def test_a_dry_run_shows_each_claim_that_would_come_and_go(desk: Desk) -> None:
    desk.load(dataset(memberships=[membership(from_="1992"), membership("b", from_="1993")]))

    (report,) = desk.db.preview(
        desk.file(dataset(memberships=[membership(from_="1999"), membership(of="c")]))
    )

    assert sorted(report.lines()) == [
        "+ membership `a` member in `c` without dates",
        "+ membership `a` member in `o` from 1999 onwards",
        "- membership `a` member in `o` from 1992 onwards",
        "- membership `b` member in `o` from 1993 onwards",
    ]


def test_a_dry_run_makes_no_database(desk: Desk) -> None:
    file = desk.file(dataset())
    before = sorted(desk.folder.iterdir())

    with tempodb.open(desk.folder / "new.db") as db:
        (report,) = db.preview(file)

    assert report.as_dict()["added"] > 0
    assert sorted(desk.folder.iterdir()) == before


def test_a_dry_run_changes_no_byte_of_the_database(desk: Desk) -> None:
    path = desk.folder / "x.db"
    with tempodb.open(path) as db:
        db.load(desk.file(dataset()))
        before = path.read_bytes()

        db.preview(desk.file(dataset(memberships=[membership()])))

    assert path.read_bytes() == before
    assert not list(desk.folder.glob("*-journal"))


@pytest.mark.parametrize(
    "content", [dataset(memberships=[membership("zz")]), dataset(memberships=[membership(from_="soon")])]
)
def test_a_dry_run_refuses_what_a_load_would(desk: Desk, content: Content) -> None:
    desk.load(dataset())

    with pytest.raises(tempodb.DatasetError):
        desk.db.preview(desk.file(content))


def test_a_dry_run_tells_by_its_exit_code_whether_there_is_a_difference(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    path, file = str(desk.folder / "x.db"), str(desk.file(dataset()))
    trying = ["load", "--db", path, "--dry-run", file]

    codes = [
        main([*trying, "--exit-code"]),
        main(trying),
        main(["load", "--db", path, "--exit-code", file]),
        main([*trying, "--exit-code"]),
    ]

    capsys.readouterr()
    assert codes == [1, 0, 0, 0]
