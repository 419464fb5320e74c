"""What an editor asks of a text that is being written: readings, colours, faults, names, completions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.binding.name_kinds import PARTY
from tempodb.language_service.completeness import Completeness, Multiline, completeness, submits
from tempodb.language_service.completions import Completion, Vocabulary, complete
from tempodb.language_service.diagnostics import fault, repaired
from tempodb.language_service.highlighting import ROLES, Role, paint
from tempodb.language_service.keyword_completions import LIKELY, NOT_OFFERED, VALUES
from tempodb.language_service.name_index import Label, NameIndex
from tempodb.language_service.statements import is_ended, statement_at
from tempodb.language_service.terminal_words import words
from tempodb.language_service.tokens import MAX_LIVE_LENGTH, read
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.temporal.bounds import NEVER
from tempodb.tql.grammar import script_parser
from tempodb.tql.parsing.parser import MAX_PARENTHESES

FORMS = Path(__file__).parents[1] / "cases" / "forms"
QUESTIONS = [
    path.read_text(encoding="utf-8").split("\n----\n")[0].strip() for path in sorted(FORMS.glob("*.txt"))
]
WRITES = [
    "record membership of Uzbekistan in CSTO as suspended from 2012-06-28 onwards source report-1",
    "record tenure of Denis Manturov in secretary-general of CSTO as acting from 2017-01-01 to 2017-05-02",
    "record name of CSTO as \"Collective; Security\" short \"CST\" from 1992 through 2002 note \"as told\"",
    "change membership of Uzbekistan in CSTO as observer from 1999 to 2006 source a, b",
    "end membership of Uzbekistan in CSTO from 2012-06-28",
    "record event meeting-1 as kind meeting, number 3 on 2023-04-27 disputed",
    "record ICMEC as part of CSTO from [1999-04..1999-06] to unknown",
    "erase Denis Manturov",
    "members of CSTO known at 2017-04-21T12:00:00Z; -- as told\nshow states;",
]  # fmt: skip
STATEMENTS = [*QUESTIONS, *WRITES]
TERMINALS = [t.name for t in script_parser().terminals if not t.name.startswith("__IGNORE")]


def day(year: int) -> int:
    return date(year, 1, 1).toordinal()


def organization(name: str, id_: str, *periods: tuple[int, int]) -> Label:
    return Label(name, id_, EntityType.PARTY, PartyClass.ORGANIZATION, periods)


CST, CSTO = (day(1992), day(2002)), (day(2002), NEVER)
LABELS = [
    organization("Collective Security Treaty", "csto", CST),
    organization("CST", "csto", CST),
    organization("Collective Security Treaty Organization", "csto", CSTO),
    organization("CSTO", "csto", CSTO),
    organization("European Union", "eu"),
    organization("SCO", "sco"),
    organization("2006 Group", "group"),
    organization("Limited, Inc", "inc"),
    organization("Bad\x1b[31m", "bad"),
    Label("Uzbekistan", "uzbekistan", EntityType.PARTY, PartyClass.STATE),
    Label("Belarus", "belarus", EntityType.PARTY, PartyClass.STATE),
    Label("Denis Manturov", "denis-manturov", EntityType.PARTY, PartyClass.PERSON),
    Label("Kim", "kim-1", EntityType.PARTY, PartyClass.PERSON),
    Label("Kim", "kim-2", EntityType.PARTY, PartyClass.PERSON),
    Label("Secretary-General", "csto/secretary-general", EntityType.OFFICE),
    Label("Secretary-General", "sco/secretary-general", EntityType.OFFICE),
    Label("Chairman", "icmec/chairman", EntityType.OFFICE),
    Label("Protocol signed", "report-1", EntityType.SOURCE),
]
KNOWN = Vocabulary(
    NameIndex(LABELS),
    today=day(2026),
    statuses=("guest",),
    dates=lambda question: [(f"1992-05-15 {question}"[:10], "+a"), ("2006-08-16", "-a +b")],
    instants=[("2026-02-03T04:05:06Z", "b"), ("2026-01-02T03:04:05Z", "a")],
)


def completed(marked: str, vocabulary: Vocabulary = KNOWN) -> list[Completion]:
    """Return what is offered where `|` stands."""
    at = marked.index("|")
    return list(complete(marked[:at] + marked[at + 1 :], at, vocabulary))


# ── readings ─────────────────────────────────────────────────────────────────────────────────────


def test_a_reading_says_what_stands_where_and_what_may_follow() -> None:
    reading = read("members of CSTO -- all\nas of 20x limit 3")

    assert [(reading.text[start:end], name) for start, end, name in reading.tokens] == [
        ("members", "_MEMBERS"),
        ("of", "_OF"),
        ("CSTO", "ORGANIZATION_NAME"),
        ("as of", "_AS_OF"),
    ]
    assert [reading.text[span.start : span.end] for span in reading.comments] == ["-- all"]
    assert reading.text[reading.stopped :] == "20x limit 3"
    assert {"ISO_DAY", "TODAY"} <= reading.accepted and "_LIMIT" not in reading.accepted


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_is_accepted_is_what_lark_says(text: str) -> None:
    for end in range(0, len(text), 7):
        reading = read(text[:end])
        lark = script_parser().parse_interactive(text[: reading.tokens[-1].end] if reading.tokens else "")
        for token in reading.tokens:
            lark.feed_token(lark.lexer_thread._Token(token.terminal, "", token.start))
        assert reading.accepted == lark.accepts()


def test_statements_are_told_apart_outside_of_quotes_and_comments() -> None:
    text = 'members of "A;B"; -- one;\nshow states'

    assert statement_at(text, 5).end == text.index("; --")
    assert statement_at(text, len(text)).start == text.index(" -- one")
    assert [is_ended(text) for text in ("a;", "a; -- b", 'a "b;', "a -- b;", "")] == [
        True,
        True,
        False,
        False,
        False,
    ]


# ── completeness ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Completeness.EMPTY),
        (" -- nothing\n", Completeness.EMPTY),
        ("members", Completeness.DONE),
        ("members of CSTO as o", Completeness.DONE),
        ("members of :body", Completeness.DONE),
        ("show states; members as of 2006;", Completeness.DONE),
        ("members of", Completeness.OPEN),
        ("mem", Completeness.OPEN),
        ("suspended", Completeness.OPEN),
        ("guest mem", Completeness.OPEN),
        ("count (members", Completeness.OPEN),
        ('members of "CST', Completeness.OPEN),
        ("members as of 2006-0", Completeness.OPEN),
        ("members that joined in", Completeness.OPEN),
        ("members that joined in 20", Completeness.OPEN),
        ("members known at 2017-04-21T12:0", Completeness.OPEN),
        ("members known at 2017-04-21T12:00:3", Completeness.OPEN),
        ("record membership of Uzbekistan in", Completeness.OPEN),
        ("hello", Completeness.WRONG),
        ("mem ", Completeness.WRONG),
        ("members off", Completeness.WRONG),
        ("members as of 1/2/2003", Completeness.WRONG),
        ("members as of 2006 as of 2007", Completeness.WRONG),
        ("members since 2006", Completeness.WRONG),
    ],
)
def test_a_text_is_done_open_or_wrong(text: str, expected: Completeness) -> None:
    assert completeness(text) is expected


@pytest.mark.parametrize(
    ("text", "smart", "psql"),
    [
        ("", True, False),
        ("members of CSTO", True, False),
        ("members of CSTO;", True, True),
        ("members of", False, False),
        ("acting", False, False),
        ("count (members", False, False),
        # A word or quote that breaks off cannot go on in another line: its error is shown at once.
        ("members as of 2006 lim", True, False),
        ('members of "CST', True, False),
        ("hello", True, False),
        ("members of -- ;", False, False),
    ],
)
def test_enter_runs_a_text_or_opens_a_line(text: str, smart: bool, psql: bool) -> None:
    assert submits(text, Multiline.SMART) is smart
    assert submits(text, Multiline.PSQL) is psql
    assert submits(text, Multiline.SAFE) is smart


@pytest.mark.parametrize(
    ("text", "safe"),
    [("erase X", False), ("erase X;", True), ("members; END membership of X in Y from 2006", False)],
)
def test_in_safety_a_write_ends_with_a_semicolon(text: str, safe: bool) -> None:
    assert submits(text, Multiline.SAFE) is safe


# ── colours ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_terminal_has_a_colour(terminal: str) -> None:
    # What has none in the table is a keyword, and so has words of its own.
    assert terminal in ROLES or words(terminal)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("names of Isle of Man", "keyword:names keyword:of name:Isle of Man"),
        ("suspended members -- why", "status:suspended keyword:members comment:-- why"),
        ('members of "A" limit 3;', "keyword:members keyword:of string:\"A\" keyword:limit number:3 punctuation:;"),
        ("members as of 2002-10 limit :n", "keyword:members keyword:as of date:2002-10 keyword:limit parameter::n"),
        ("members off 2006", "keyword:members error:off plain: 2006"),
        ("members as of 20x limit", "keyword:members keyword:as of error:20x plain: limit"),
        ("members lim", "keyword:members plain: lim"),
        ("honor", "plain:honor"),
        ("members limx", "keyword:members error:limx"),
        ("members of as", "keyword:members keyword:of name:as"),
        ("members of limit", "keyword:members keyword:of plain: limit"),
    ],
)  # fmt: skip
def test_words_are_painted_as_the_parser_reads_them(text: str, expected: str) -> None:
    assert " ".join(f"{role}:{piece}" for role, piece in paint(text) if piece.strip()) == expected


# ── faults ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "blamed", "better"),
    [
        ("members of CSTO as of 2006 limt 3", "limt", "members of CSTO as of 2006 limit 3"),
        ("members of CSTO since 2006", "since 2006", "members of CSTO between 2006 and today"),
        ("members as of 2006 as of 2007", "as of 2007", None),
        # What may mean two things is nobody's to choose but the user's.
        ("members as of 1/2/2003 limit 3", "1/2/2003", None),
        ("members as of spring 2001 limit 3", "spring 2001", None),
        ("members as of 1984~ limit 3", "1984~", "members as of [1983..1985] limit 3"),
        ("show states; membrs of CSTO ", "membrs", "show states; members of CSTO "),
    ],
)
def test_what_is_wrong_is_told_as_running_it_would(text: str, blamed: str, better: str | None) -> None:
    problem = fault(text)

    assert problem is not None and problem.offset is not None and problem.length is not None
    assert text[problem.offset : problem.offset + problem.length] == blamed
    assert repaired(text, problem) == better


@pytest.mark.parametrize(
    "text",
    ["", "members", "members of", "members limt", "hello", "members as of 2006-13", "members as of 20x"],
)
def test_what_may_still_become_right_is_no_fault(text: str) -> None:
    assert fault(text) is None


# ── names ────────────────────────────────────────────────────────────────────────────────────────


def test_names_in_use_come_first_then_those_that_begin_so_then_the_short_ones() -> None:
    names = [
        organization("Alpha Security", "1"),
        organization("Security of Old", "2", (1, 10)),
        organization("Security Council", "3"),
        organization("SECURITY", "4"),
        organization("Insecurity", "5"),
    ]
    found = [NameIndex(names).starting("sécur", (PARTY,), at, 9) for at in (20, 5)]

    assert [[label.id for label in labels] for labels in found] == [
        ["4", "3", "1", "2"],
        ["4", "2", "3", "1"],
    ]
    assert [label.id for label in NameIndex(names).starting("security c", (PARTY,), 20, 9)] == ["3"]
    assert [label.id for label in NameIndex(names).starting("security ", (PARTY,), 20, 9)] == ["3", "2"]


def test_one_row_for_each_id_and_name_and_all_its_days() -> None:
    names = NameIndex([organization("Tea Tea", "1", (1, 5)), organization("Tea Tea", "1", (8, 9))])
    (found,) = names.starting("tea", (PARTY,), 8, 9)

    assert found.is_used(8) and found.is_used(1) and not found.is_used(6)


@examples(200)
@given(
    st.lists(st.tuples(st.text("ab -", max_size=8), st.integers(0, 2), st.booleans()), max_size=2000),
    st.text("ab ", max_size=3),
    st.integers(1, 30),
)
def test_names_are_those_that_have_the_words(
    rows: list[tuple[str, int, bool]], typed: str, most: int
) -> None:
    labels = [
        Label(name, str(id_), EntityType.PARTY, PartyClass.STATE if is_state else None)
        for name, id_, is_state in rows
        if name.strip(" -")
    ]
    found = NameIndex(labels).starting(typed, (PARTY,), 1, most)

    spaced = typed if typed[-1:].isspace() else typed.rstrip()
    plain = " ".join(spaced.split()) + (" " if spaced.strip() and spaced[-1].isspace() else "")
    fitting = {
        (label.name, label.id)
        for label in labels
        if f" {' '.join(label.name.replace('-', ' ').split())}".find(f" {plain}") >= 0
    }
    assert {(label.name, label.id) for label in found} <= fitting
    assert len(found) == min(most, len(fitting))


def test_the_best_of_many_names_that_begin_alike_are_found_without_looking_at_all() -> None:
    labels = [organization(f"B{'x' * (number % 40)} {number}", str(number)) for number in range(5000)]
    for typed in ("", "b", "bx", "bxxxxx"):
        fitting = [label for label in labels if label.name.lower().startswith(typed)]
        best = sorted(fitting, key=lambda label: (len(label.name), label.name.lower()))[:20]
        assert NameIndex(labels).starting(typed, (PARTY,), 1, 20) == best


# ── completions ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_terminal_is_completed_or_it_is_said_why_not(terminal: str) -> None:
    assert (terminal in VALUES) + (terminal in NOT_OFFERED) + bool(words(terminal)) >= 1
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
        ("members order by member d|", 24, ["desc"]),
        ("count members by year order by c|", 31, ["certain", "coverage"]),
        ("holders of secr|", 11, ["Secretary-General of CSTO", "Secretary-General of SCO"]),
        ("holders of secretary-general of sc|", 11, ["Secretary-General of SCO"]),
        ("holders of ch|", 11, ["Chairman"]),
        ("describe kim|", 9, ["kim-1", "kim-2"]),
        ("whether Uzbekistan |", 19, ["is", "holds"]),
        ("whether Uzbekistan is |", 22, ["member"]),
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
        ("members of CSTO limit 3 |", "limit"),
        ("members of CSTO |", "by year"),
        ("members of CSTO |", "from"),
        ("show states |", "as of"),
        ("show states |", "while"),
        ("record membership of Uzbekistan in CSTO as |", "kind"),
        ("end membership of Uzbekistan in CSTO from 1992 |", "to"),
        ("end membership of Uzbekistan in CSTO from 1992 |", "disputed"),
        ("members as of |", "unknown"),
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


# ── all of them, on every beginning of what is right ─────────────────────────────────────────────


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_right_statement_is_done_and_painted_without_an_error(text: str) -> None:
    assert completeness(text) is Completeness.DONE
    assert fault(text) is None
    assert Role.ERROR not in {piece.role for piece in paint(text)}


@examples(300)
@given(
    st.sampled_from(STATEMENTS),
    st.integers(0, 120),
    st.sampled_from(["", " ", "\n", "x", '"', "(", ";", "-"]),
)
def test_nothing_raises_and_colours_join_to_the_text(statement: str, end: int, more: str) -> None:
    text = statement[:end] + more

    assert "".join(piece.text for piece in paint(text)) == text
    assert read(text).text == text
    completeness(text)
    fault(text)
    complete(text, len(text), KNOWN)
    complete(statement, min(end, len(statement)), KNOWN)


@pytest.mark.parametrize("text", STATEMENTS)
def test_no_beginning_of_a_right_statement_has_an_error(text: str) -> None:
    for end in range(len(text)):
        assert Role.ERROR not in {piece.role for piece in paint(text[:end])}, text[:end]
        assert fault(text[:end]) is None, text[:end]


@pytest.mark.parametrize("text", STATEMENTS)
def test_what_is_offered_leaves_a_text_that_is_not_wrong(text: str) -> None:
    for end in range(0, len(text), 2):
        for found in complete(text[:end], end, KNOWN):
            made = text[: found.start] + found.text
            assert completeness(made) is not Completeness.WRONG, (text[:end], made)


PLACES = (
    "members of ",
    "status of Uzbekistan in ",
    "holders of ",
    "describe ",
    "whether ",
    "record ",
    "why ",
)
WORDS = [
    "in",
    "as of",
    "every organization",
    "any office",
    "event",
    "is",
    "2006",
    "A",
    'B"',
    "C,",
    "  ",
    "--",
    "from",
    "of",
]


@examples(300)
@given(st.sampled_from(PLACES), st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join))
def test_what_is_inserted_for_a_name_reads_back_as_that_name_or_its_id(place: str, name: str) -> None:
    labels = [
        Label(name, "an id/b", EntityType.PARTY, PartyClass.ORGANIZATION),
        Label(name, "c/d", EntityType.OFFICE),
    ]
    known = Vocabulary(NameIndex(labels), today=1)

    inserted = [found.text for found in complete(place, len(place), known) if found.meta != "keyword"]

    assert inserted or not name.strip()
    for text in inserted:
        token = read(place + text).tokens[-1]
        written = (place + text)[token.start : token.end]
        unquoted = written[1:-1].replace('""', '"') if token.terminal == "STRING" else written
        assert unquoted in (name, "an id/b", "c/d")


# ── texts that are too much ──────────────────────────────────────────────────────────────────────

LONG = "members of CSTO as of 2006;\n" * 1000


@pytest.mark.parametrize(
    "text", [LONG, "x " * MAX_LIVE_LENGTH, '"' * (MAX_LIVE_LENGTH + 1), "members of " + "a" * MAX_LIVE_LENGTH]
)
def test_a_text_that_is_too_long_is_not_read_and_is_plain(text: str) -> None:
    assert read(text).tokens == ()
    assert paint(text) == ((Role.PLAIN, text),)
    assert fault(text) is None


@pytest.mark.parametrize("before", ["", "count ", "members of CSTO union "])
def test_parentheses_are_read_as_deep_as_a_text_may_have_them(before: str) -> None:
    reading = read((before + "(" * MAX_LIVE_LENGTH)[:MAX_LIVE_LENGTH])

    opened = [token for token in reading.tokens if token.terminal == "_OPEN_PARENTHESIS"]

    assert (len(opened), reading.stopped) == (MAX_PARENTHESES, len(before) + MAX_PARENTHESES)


def test_parentheses_one_after_the_other_are_not_deep() -> None:
    text = "count (members)" + " union (members)" * (MAX_PARENTHESES + 1)

    assert read(text).stopped is None


@pytest.mark.parametrize(("end", "expected"), [("", True), ("members", True), ("members of", False), ("members off", True)])  # fmt: skip
def test_enter_asks_of_a_long_text_whether_its_last_statement_is_open(end: str, expected: bool) -> None:
    assert submits(LONG + end, Multiline.SMART) is expected
