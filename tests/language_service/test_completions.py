"""What is offered at the cursor, and what is not."""

from __future__ import annotations

import pytest

from language_service.typed import KNOWN, TERMINALS, day
from tempodb.language_service.completions import Completion, Vocabulary, complete
from tempodb.language_service.keyword_completions import LIKELY, NOT_OFFERED, VALUES
from tempodb.language_service.terminal_words import texts_of


def completed(marked: str, vocabulary: Vocabulary = KNOWN) -> list[Completion]:
    """Return what is offered where `|` stands."""
    at = marked.index("|")
    return list(complete(marked[:at] + marked[at + 1 :], at, vocabulary))


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_terminal_is_completed_or_it_is_said_why_not(terminal: str) -> None:
    assert (terminal in VALUES) + (terminal in NOT_OFFERED) + bool(texts_of(terminal)) >= 1
    assert not (terminal in VALUES and terminal in NOT_OFFERED)


def test_what_is_likely_can_be_offered() -> None:
    offered = {
        found.text
        for text in ("", "members ", "members of CSTO ", "holders of ", "record ", "count members of CSTO ")
        for found in completed(f"{text}|")
    }
    assert len(offered & set(LIKELY)) > 40


@pytest.mark.parametrize(
    ("marked", "start", "expected"),
    [
        ("|", 0, ["members of", "holders of", "offices of"]),
        ("mem|", 0, ["members of", "members"]),
        ("suspe|", 0, ["suspended members of"]),
        ("guest m|", 0, ["guest members of"]),
        ("act|", 0, ["acting holders of"]),
        ("acting |", 0, ["acting holders of"]),
        ("members |", 8, ["of", "as of", "including"]),
        ("members of e|", 11, ["European Union", "every organization"]),
        ("members of euro|", 11, ["European Union"]),
        ("members of European Un|", 11, ["European Union"]),
        ("members of CSTO |", 16, ["as of", "including", "known at"]),
        ("members of CSTO as o|", 16, ["as of"]),
        ("members of CSTO as |", 16, ["as of"]),
        ("members of CSTO that |", 16, ["that joined", "that left", "that held for"]),
        ("members of CSTO un|", 16, ["union ("]),
        ("members of c|", 11, ["CSTO", "Collective Security Treaty Organization"]),
        ("members of c| as of 1995", 11, ["CST", "Collective Security Treaty"]),
        ("members of CSTO as of |", 22, ["1992-05-15", "2006-08-16", "today"]),
        ("members of CSTO as of 20|", 22, ["2006-08-16"]),
        ("members between 1992 and |", 25, ["1992-05-15", "2006-08-16", "today"]),
        ("members between 1999 and |", 25, ["2006-08-16", "today"]),
        ("members known at |", 17, ["2026-02-03T04:05:06Z", "2026-01-02T03:04:05Z"]),
        ("members as of yes|", 14, ["yesterday"]),
        ("members as of last y|", 14, ["last year"]),
        ("members ev|", 8, ["ever"]),
        ("members si|", 8, ["since"]),
        ("all h|", 4, ["holders of"]),
        ("members as of oct|", 14, ["October"]),
        ("members of 2|", 11, ['"2006 Group"']),
        ('members of "Eur|', 11, ['"European Union"']),
        ('members of "Eur|"', 11, ['"European Union']),
        ("members of lim|", 11, ['"Limited, Inc"']),
        ("members of ba|", 11, ["bad"]),
        ("members including s|", 18, ["suspended"]),
        ("members according to prot|", 21, ["report-1"]),
        ("members that joined |", 20, ["in", "between"]),
        ("members that held for more than 3 |", 34, ["years"]),
        ("members that held for more than 1 |", 34, ["day", "month", "week", "year"]),
        ("members order by m|", 17, ["member", "member_name"]),
        ("members order by ag|", 17, ["age"]),
        ("members of CSTO where ag|", 22, ["age"]),
        ("members of CSTO with|", 16, ["with age"]),
        ("youn|", 0, ["youngest"]),
        ("oldest h|", 7, ["holders of"]),
        ("average a|", 8, ["age of"]),
        ("average age of ho|", 15, ["holders of"]),
        ("members order by member d|", 24, ["desc"]),
        ("count members by year order by c|", 31, ["certain", "coverage"]),
        ("count d|", 6, ["distinct"]),
        ("count distinct repr|", 15, ["representing of"]),
        ("holders of secr|", 11, ["Secretary-General of CSTO", "Secretary-General of SCO"]),
        ("holders of secretary-general of sc|", 11, ["Secretary-General of SCO"]),
        ("holders of ch|", 11, ["Chairman"]),
        ("describe kim|", 9, ["kim-1", "kim-2"]),
        ("whether Uzbekistan |", 19, ["is", "holds"]),
        ("whether Uzbekistan is |", 22, ["member"]),
        ("overlaps of |", 12, ["members of"]),
        ("members of CSTO bef|", 16, ["before"]),
        ("members of CSTO before Uzb|", 23, ["Uzbekistan"]),
        ("history of mem|", 11, ["members of"]),
        ("overlap of Uzb|", 11, ["Uzbekistan"]),
        ("overlap of Uzbekistan |", 22, ["and"]),
        ("overlap of Uzbekistan and bel|", 26, ["Belarus"]),
        ("overlap of Uzbekistan and Belarus in cs|", 37, ["CSTO"]),
        ("members of both cs|", 16, ["CSTO"]),
        ("members of both CSTO and sc|", 25, ["SCO"]),
        ("organizations of both Uzb|", 22, ["Uzbekistan"]),
        ("members of both CSTO |", 21, ["and"]),
        ("history of Uzb|", 11, ["Uzbekistan"]),
        ("history of Uzbekistan |", 22, ["in"]),
        ("history of Uzbekistan in cs|", 25, ["CSTO"]),
        ("changes of Uzb|", 11, ["Uzbekistan"]),
        ("changes of Uzbekistan |", 22, ["in", "as of"]),
        ("changes of Uzbekistan in cs|", 25, ["CSTO"]),
        ("compare |", 8, ["members of", "holders of", "offices of"]),
        ("status of Uzbekistan |", 21, ["in", "as of"]),
        ("show s|", 5, ["sources", "states"]),
        ("show states; mem|", 13, ["members of"]),
        ("mem|; show nonsense here", 0, ["members of"]),
        ("record membership of Uzb|", 21, ["Uzbekistan"]),
        ("record membership of Uzbekistan in |", 35, ["SCO"]),
        ("record membership of Uzbekistan in CSTO |", 40, ["from"]),
        ("record membership of Uzbekistan in CSTO as s|", 43, ["suspended"]),
        ("record tenure of den|", 17, ["Denis Manturov"]),
        ("record tenure of Denis Manturov in chair|", 35, ["Chairman"]),
        ("record tenure of Denis Manturov in Chairman as a|", 47, ["acting"]),
        ("record membership of Uzbekistan in CSTO from 1992 |", 50, ["to", "onwards", "through"]),
        ("record membership of Uzbekistan in CSTO from 1992 onwards source |", 65, ["report-1"]),
        ("erase k|", 6, ["kim-1", "kim-2"]),
    ],
)
def test_completions_at_the_cursor(marked: str, start: int, expected: list[str]) -> None:
    offered = completed(marked)[: len(expected)]

    assert [(found.start, found.text) for found in offered] == [(start, text) for text in expected]


@pytest.mark.parametrize(
    ("marked", "refused"),
    [
        ("members of CSTO as of 2006 |", "as of"),
        ("members of CSTO as of 2006 |", "during"),
        ("members of CSTO ever |", "as of"),
        ("members of CSTO 5 years ago |", "today"),
        ("members of CSTO since 2006 |", "ever"),
        ("members of CSTO limit 3 |", "limit"),
        ("members of CSTO |", "by year"),
        ("members of CSTO |", "from"),
        ("show states |", "as of"),
        ("show states |", "while"),
        ("record membership of Uzbekistan in CSTO as |", "kind"),
        ("end membership of Uzbekistan in CSTO from 1992 |", "to"),
        ("end membership of Uzbekistan in CSTO from 1992 |", "disputed"),
        ("members as of |", "unknown"),
        ("overlaps of |", "holders of"),
        ("overlaps of |", "organizations of"),
        ("compare |", "changes in"),
        ("compare |", "timeline of"),
        ("compare |", "overlaps of"),
        ("overlaps of members of CSTO |", "that joined"),
    ],
)
def test_what_means_nothing_there_is_not_offered(marked: str, refused: str) -> None:
    assert refused not in [found.text for found in completed(marked)]


@pytest.mark.parametrize(
    "marked", ["members -- as o|", "x y z |", "members offf CSTO as o|", "members limit |"]
)
def test_nothing_is_offered_in_comments_and_after_what_is_wrong(marked: str) -> None:
    assert completed(marked) == []


def test_a_name_no_more_in_use_says_so_and_of_what_it_is() -> None:
    found = {c.text: (c.meta, c.is_used) for c in completed("members of c|")}

    assert found["CSTO"] == ("organization", True)
    assert found["CST"] == ("organization csto", False)


@pytest.mark.parametrize(("session", "first"), [(None, "CSTO"), (day(1995), "CST")])
def test_the_day_of_the_session_counts_where_the_statement_names_none(
    session: int | None, first: str
) -> None:
    known = Vocabulary(KNOWN.names, today=day(2026), day=session)

    assert completed("members of c|", known)[0].text == first


def test_no_control_character_is_shown() -> None:
    (found,) = completed("members of ba|")

    assert found.display.isprintable()


@pytest.mark.parametrize(
    ("marked", "asked"),
    [
        ("members of CSTO as of |", ["members of CSTO"]),
        ("members of CSTO certainly as of |", ["members of CSTO"]),
        ("members of CSTO between 1999 and |", ["members of CSTO"]),
        ("explain members of CSTO during |", ["members of CSTO"]),
        ("members of SCO union (observers of CSTO as of |", ["observers of CSTO"]),
        ("compare members of CSTO as of 1998 with as of |", ["members of CSTO"]),
        ("members of CSTO |", []),
        ("members of CSTO known at |", []),
        ("record membership of Uzbekistan in CSTO from |", []),
    ],
)
def test_dates_are_asked_for_where_one_is_wanted_alone(marked: str, asked: list[str]) -> None:
    told: list[str] = []

    def dates(question: str) -> list[tuple[str, str]]:
        told.append(question)
        return []

    completed(marked, Vocabulary(KNOWN.names, today=day(2026), dates=dates))

    assert told == asked
