"""Why an answer is empty."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator

import pytest

import tempodb
from answers.csto import LOADED, NOW
from tempodb.answers import emptiness
from tempodb.answers.context import AnswerContext
from tempodb.output.data import as_json

EMPTY: list[tuple[str, str, str]] = [
    ("csto", "members possibly as of 2006", "without that word there are 7 rows"),
    ("csto", "periods of Armenia in CSTO possibly as of 2013", "without that word there is 1 row"),
    ("csto", "members certainly as of 1992-06-01", "without that word there are 6"),
    ("csto", "members published by 2016", "without that clause there are 6"),
    ("csto", "members published by [9999-01-01..] according to report-2017-04-18", "published by 9999-12-31"),
    ("csto", "members according to csto-2023-04-24 as of 1999", "without that clause there are 9"),
    ("csto", "members as of 1990", "from 1992 onwards"),
    ("csto", "members of both CSTO and ICMEC", "the first answer has 6 rows, the second 0 rows"),
    ("csto", "suspended members as of 2013 intersect (members as of 2013)", "nobody is in both: the first answer has 1 row, the second 6 rows"),
    ("csto", "members as of 1995 except (members ever)", "whoever is in the first answer is in the second: the first answer has 9 rows"),
    ("csto", "members as of 1900 union (members as of 1901)", "the first answer has 0 rows, the second 0 rows"),
    ("csto", "organizations of Uzbekistan as of 2013", "from 1992 to 2012-06-28"),
    ("csto", "names as of 1980", "from 1992 onwards"),
    ("exact", "holders of secretary-general as of 2040", "from 2003-04-28 to 2029-01-01"),
    ("csto", "events of ICMEC in 1999", "from 2022-10 to"),
    ("csto", "suspended members as of 1995", "from 1999 onwards"),
    ("csto", "observers of CSTO", "there is member, suspended"),
    ("exact", "members of CSTO after Belarus", "of those who were there nobody is recorded after Belarus"),
    ("csto", "members of CSTO before Denis Manturov", "Denis Manturov is not recorded as a member of it"),
    ("csto", "interim holders of secretary-general", "there is acting, substantive"),
    ("csto", "members known at 2023", "2023-12-31T23:59:59.999999Z"),
    ("csto", "history of members known at 2023", "nothing was recorded yet at 2023-12-31T23:59:59.999999Z"),
    ("csto", "vacancies of any office in CSTO known at 2023", "nothing was recorded yet"),
    ("csto", "events known at 2017", "2017-12-31T23:59:59.999999Z"),
    ("csto", "holders of secretary-general known at 2023 as of 2017-04-19", "2023-12-31T23:59:59.999999Z"),
    ("exact", "status of Serbia in CSTO", "`including disputed`"),
    ("csto", "organizations of Uzbekistan as of 2013", "in 2013 it is recorded as suspended: add `including suspended`; member is recorded from 1992 to 2012-06-28"),
    ("csto", "organizations of Uzbekistan as of 2013-02-01", "on 2013-02-01 it is recorded as suspended"),
    ("csto", "organizations of Uzbekistan between 2013 and 2014", "between 2013 and 2014 it is recorded as suspended"),
    ("csto", "organizations of Uzbekistan", "today (2025-06-01) it is recorded as suspended: add `including suspended`"),
    ("csto", "organizations of Uzbekistan", "for another time add for example `as of 2006`"),
    ("csto", "suspended members as of 1995", "in 1995 there is member: add `including member`; suspended is recorded from 1999 onwards"),
    ("csto", "acting holders of secretary-general as of 2024", "in 2024 the capacity is recorded as substantive"),
    ("csto", "members while Georgia is suspended in CSTO", "without `while` there are 10"),
    ("csto", "offices of Valery Semerikov as of 2024", "the dates would allow it in 2024, but what else is recorded leaves no room"),
    ("csto", "organizations of Georgia", "outside what is recorded: it runs from 1993 to 1999-04; no time is named"),
    ("csto", "members throughout between 1980 and 2020", "no row holds on every day of it; without `throughout` there are 10"),
    ("csto", "members that joined in 1950", "without `that` there are 10"),
    ("csto", "periods of Denis Manturov in CSTO", "try `offices of Denis Manturov`"),
    ("csto", "organizations of Denis Manturov", "try `offices of Denis Manturov`"),
    ("exact", "acting holders of secretary-general as of 1990", "from 2003-04-28 to 2029-01-01"),
    ("csto", "members of ICMEC", "nothing is recorded of it"),
    ("csto", "holders of Foreign Minister of Tajikistan", "nothing is recorded of it"),
    ("csto", "events of Tajikistan", "nothing is recorded of it"),
    ("csto", "count members by status as of 1900", "outside what is recorded: it runs from 1992 onwards"),
    ("csto", "count members of ICMEC by status by year", "nothing is recorded of it"),
    ("csto", "count members by year known at 2023", "nothing was recorded yet at 2023-12-31T23:59:59.999999Z"),
    ("csto", "count members of every organization as of 1900", "from 1992 onwards"),
    ("csto", "count members where name is Nobody by status", "`where …` keeps no row; without it there are 6"),
    ("csto", "count members by status as of 2006 having certain > 99", "`having …` keeps no row; without it there is 1"),
    ("csto", "changes of Georgia in CSTO in 2010", "outside of what is recorded: without a time there are 2 rows, from 1993 on"),
    ("csto", "changes of Georgia in CSTO published by 1980", "no row has such a source; without that clause there are 2 rows"),
    ("csto", "changes of Georgia in ICMEC", "nothing is recorded of Georgia in Interstate Commission for"),
    ("csto", "changes of Georgia in CSTO possibly in 1993", "every row is certain; without that word there is 1 row"),
    ("csto", "overlap of Georgia and Armenia in CSTO in 2010", "outside of what is recorded: without a time there is 1 row, from 1993 on"),
    ("csto", "overlap of Georgia and Denis Manturov in CSTO", "Georgia was there from 1993 to 1999-04 and Denis Manturov is not recorded there, on no day both"),
    ("csto", "overlap of Valery Semerikov and Denis Manturov in chairman of ICMEC", "Valery Semerikov is not recorded there and Denis Manturov was there from "),
    ("exact", "overlap of Georgia and Denis Manturov", "not recorded in one organization"),
    ("exact", "average duration of holders of secretary-general as of 2040", "outside what is recorded"),
]  # fmt: skip


@pytest.mark.parametrize(("dataset", "question", "reason"), EMPTY, ids=[question for _, question, _ in EMPTY])
def test_an_empty_answer_says_why(
    dataset: str, question: str, reason: str, request: pytest.FixtureRequest
) -> None:
    answer = request.getfixturevalue(dataset).query(question)

    assert list(answer) == []
    assert reason in answer.empty_because
    assert json.loads(as_json(answer))["empty_because"] == answer.empty_because


@pytest.fixture(scope="module")
def gapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    """Return a database of a member that left and came back, and of an office that was held twice."""
    file = tmp_path_factory.mktemp("gapped") / "gapped.yaml"
    file.write_text(GAPPED, encoding="utf-8")
    with tempodb.open(":memory:", now=NOW) as database:
        database.load(file, recorded_at=LOADED)
        yield database


GAPPED = """
tempodb: 1
dataset: gapped
focus: club
states: {exampleland: {name: Exampleland}}
persons: {ann: {name: Ann}, bob: {name: Bob}}
organizations: {club: {name: Club}}
offices: {club/chair: {title: Chair}}
memberships:
  - {member: exampleland, of: club, from: 1970, to: 1980}
  - {member: exampleland, of: club, from: 1990, to: 1995-06}
tenures:
  - {holder: ann, office: club/chair, from: 1965, to: 1970}
  - {holder: bob, office: club/chair, from: "[..1993-05-01]", to: 1994}
"""


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("members as of 1985", "nothing is recorded between 1980 and 1990"),
        ("organizations of Exampleland during 1985", "nothing is recorded between 1980 and 1990"),
        ("members as of 1960", "outside what is recorded: it runs from 1970 to 1995-06"),
        ("holders of chair as of 2001", "outside what is recorded: it runs from [..1993-05-01] to 1994"),
    ],
)
def test_a_time_in_which_nothing_is_recorded_is_told_from_the_times_around_it(
    gapped: tempodb.Database, question: str, reason: str
) -> None:
    assert gapped.query(question).empty_because == reason


def test_an_end_that_is_open_to_one_side_comes_where_its_known_day_does(gapped: tempodb.Database) -> None:
    answer = gapped.query("holders of chair between 1960 and 2000 order by from")

    assert [row.from_ for row in answer] == ["1965", "[..1993-05-01]"]


@pytest.mark.parametrize("question", ["members limit 0", "events limit 0"])
def test_an_answer_that_was_cut_to_nothing_gives_no_reason(csto: tempodb.Database, question: str) -> None:
    assert csto.query(question).empty_because is None


@pytest.mark.parametrize("question", ["members as of 2006", "whether Uzbekistan is observer", "show states"])
def test_an_answer_with_rows_gives_no_reason(csto: tempodb.Database, question: str) -> None:
    answer = csto.query(question)

    assert answer.empty_because is None
    assert "empty_because" not in answer.as_dict()


@pytest.mark.parametrize("question", ["observers of CSTO as of 2013", "frozen members as of 2024-03"])
def test_an_answer_that_only_disputed_claims_would_fill_says_so(
    exact: tempodb.Database, question: str
) -> None:
    assert list(exact.query(f"{question} including disputed"))
    assert "including disputed" in (exact.query(question).empty_because or "")


@pytest.mark.parametrize("question", ["show persons known at 2006", "describe Uzbekistan known at 2006"])
def test_an_empty_list_says_why_too(csto: tempodb.Database, question: str) -> None:
    answer = csto.query(question)

    assert list(answer) == []
    assert answer.empty_because is not None


def test_the_reason_does_not_deny_that_what_is_certain_is_possible(csto: tempodb.Database) -> None:
    assert "no row is possible;" not in (csto.query("members possibly as of 2006").empty_because or "")


# ── when it is looked for ────────────────────────────────────────────────────────────────────────

WHY = "outside what is recorded: it runs from 1992 onwards"


def test_why_an_answer_is_empty_is_not_looked_for_before_somebody_asks(
    csto: tempodb.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[AnswerContext] = []
    reason = emptiness.reason

    def noted(asked: AnswerContext) -> str | None:
        looked.append(asked)
        return reason(asked)

    monkeypatch.setattr(emptiness, "reason", noted)

    answer = csto.query("members as of 1990")

    assert not answer.rows and not looked
    assert answer.empty_because == answer.empty_because == WHY
    assert len(looked) == 1


@pytest.mark.parametrize("then", ["kept elsewhere", "written", "closed"])
def test_why_an_answer_is_empty_is_known_afterwards(then: str) -> None:
    with tempodb.open(":memory:", now=NOW) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=LOADED)
        answer = db.query("members as of 1990")
        if then == "kept elsewhere":
            answer = pickle.loads(pickle.dumps(answer))
        if then == "written":
            db.run("record membership of Uzbekistan in CSTO from 1980 to 1981", recorded_at="2025-05-31")
    assert answer.empty_because == WHY
