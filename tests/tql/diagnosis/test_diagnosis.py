"""A text that is wrong is refused with its place, and with what would read."""

from __future__ import annotations

import pytest

from tql.refusals import applied, problem, reads

BEGINNING = (
    "a question begins with members, observers, organizations, status, periods, whether, when, why, holders, "
    "predecessor, successor, offices, vacancies, names, bodies, events, changes, history, overlaps, overlap, duration, age, timeline, revisions, conflicts, count, share, sum, compare, show, describe, explain"
)
A_DATE = "a date is wanted, as in 2006, 2002-10 or 2012-06-28"
REFUSED: list[tuple[str, int, int, str, str | None]] = [
    ("membres of CSTO", 1, 7, "`membres` does not fit here", "write `members of CSTO`"),
    ("member of CSTO", 1, 6, "`member` does not fit here", "write `members of CSTO`"),
    ("memberss", 1, 8, "`memberss` does not fit here", "write `members`"),
    ("members off CSTO", 9, 3, "`off` does not fit here", "write `members of CSTO`"),
    ("members as 2006", 9, 2, "`as` does not fit here", "write `members as of 2006`"),
    ("members as of 2006 limt 3", 20, 4, "`limt` does not fit here", "write `members as of 2006 limit 3`"),
    ("show foo", 6, 3, "`foo` does not fit here", "`organizations`, `states`, `persons`, `offices`, `sources`, `datasets` or `transactions` would fit"),
    ("show state", 6, 5, "`state` does not fit here", "write `show states`"),
    ("frobnicate", 1, 10, "`frobnicate` does not fit here", BEGINNING),
    ("?", 1, 1, "`?` does not fit here", BEGINNING),
    ("members of", 11, 0, "the text ends too early", "an organization would fit"),
    ("members of ", 11, 0, "the text ends too early", "an organization would fit"),
    ("members of CSTO\n  order by  \n", 11, 0, "the text ends too early", "a column would fit"),
    ("members limit", 14, 0, "the text ends too early", "a number would fit"),
    ("members published by", 21, 0, "the text ends too early", A_DATE),
    ("members between 2006", 21, 0, "the text ends too early", "`and` would fit"),
    ("members throughout as of 2006", 20, 2, "`as` does not fit here", A_DATE),
    ("members limit -1", 15, 2, "`-1` does not fit here", "a number would fit"),
    ('members of "CSTO', 12, 5, "the quote is not closed", 'end the name with "'),
    ('members of "CSTO\n" as of 2006', 12, 7, "the quote is not closed", 'end the name with "'),
    ('members of ""', 12, 2, "the name in quotes is empty", None),
    ('members of "  "', 12, 4, "the name in quotes is empty", None),
    ("members as of 2006 as of 2007", 20, 10, "`as of 2007` repeats a clause", "keep one"),
    ("members as of 2006 during 2007", 20, 11, "`during 2007` repeats a clause", "keep one"),
    ("members throughout 2006 as of 2007", 25, 10, "`as of 2007` repeats a clause", "keep one"),
    ("members limit 1 limit 2", 17, 7, "`limit 2` repeats a clause", "keep one"),
    ("members on 2006-03", 9, 10, "`on` is no time clause", "write `as of 2006-03`"),
    ("members at 2006", 9, 7, "`at` is no time clause", "write `as of 2006`"),
    ("members of CSTO from 2006", 17, 9, "`from` is no time clause", "write `between 2006 and today`"),
    ("members of CSTO From October 2002", 17, 17, "`From` is no time clause", "write `between October 2002 and today`"),
    ("members between 2007 and 1998", 9, 21, "the window ends before it begins", "write `between 1998 and 2007`"),
    ("members as of unknown", 15, 7, "`unknown` is no time to ask about", "name a date, or leave it out"),
    ("members known at unknown", 18, 7, "`unknown` is no time to ask about", "name a date, or leave it out"),
    ("members as of 2006-13", 15, 7, "`2006-13` is no month: months run from 01 to 12", None),
    ("members as of 2006-02-30", 15, 10, "`2006-02-30` is no day: that month has 28 days", None),
    ("members as of 0000", 15, 4, "`0000` has no year: years run from 0001 to 9999", "name the day, month or year that is meant"),
    ("members as of 1/2/2003", 15, 8, "`1/2/2003` is ambiguous: day and month may be meant either way round", "write 2003-02-01 or 2003-01-02"),
    ("members as of [2007..2006]", 15, 12, "the range `[2007..2006]` ends before it begins", "write [2006..2007]"),
    ("members known at 2017-04-21T25:00Z", 18, 17, "`2017-04-21T25:00Z` is no instant: hour must be in 0..23", None),
    ("上海 members of 上海合作组织 as of 2006 limt 3", 33, 4, "`limt` does not fit here", "write `上海 members of 上海合作组织 as of 2006 limit 3`"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "column", "length", "message", "hint"), REFUSED, ids=[text for text, *_ in REFUSED]
)
def test_a_refusal_points_at_the_words_to_blame_and_says_what_to_try(
    text: str, column: int, length: int, message: str, hint: str | None
) -> None:
    found = problem(text)

    assert (found.column, found.length, found.message, found.hint) == (column, length, message, hint)
    assert found.line is not None
    assert found.excerpt == text.split("\n")[found.line - 1]


@pytest.mark.parametrize("text", [text for text, *_ in REFUSED])
def test_every_suggestion_in_the_place_of_what_is_blamed_makes_a_text_that_can_be_read(text: str) -> None:
    for mended in applied(text, problem(text)):
        assert reads(mended), mended


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # `as` was taken for a misspelt `is`, so that the clause became a part of the name.
        ("members of as of 2006", ["members as of 2006"]),
        ("members of CSTO as of 2006-8", ["members of CSTO as of 2006-08"]),
        ("members of CSTO as of 199x", ["members of CSTO as of 199X"]),
        ("members of CSTO as of 90s", ["members of CSTO as of 199X"]),
        ("members of CSTO as of now", ["members of CSTO as of today"]),
        ("members of CSTO as of the 90s", ["members of CSTO as of 199X"]),
        ("members of CSTO as of 2006/03", ["members of CSTO as of 2006-03"]),
        ("members of CSTO as of 2006-03-1 limit 3", ["members of CSTO as of 2006-03-01 limit 3"]),
        ("members of CSTO known at 2017-04-21 12:00", ["members of CSTO known at 2017-04-21T12:00"]),
        ("members as of [1/2/2003..2005]", ["members as of [2003-02-01..2005]", "members as of [2003-01-02..2005]"]),
        # A word too few is not always `of`.
        ("members of;", []),
        ("members of limit 3", ["members limit 3"]),
        ("whether Uzbekistan is a member of CSTO", ["whether Uzbekistan is member of CSTO"]),
        ("whether Uzbekistan is a member", ["whether Uzbekistan is member"]),
        # `in` and `of` are no statuses, and a word too few is the other one.
        ("whether Uzbekistan is in CSTO", ["whether Uzbekistan is member in CSTO"]),
        ("members in CSTO", ["members of CSTO"]),
        ("names f CSTO during 2001", ["names of CSTO during 2001"]),
        ("holders of any office n CSTO as of 2017", ["holders of any office in CSTO as of 2017"]),
        # Half of what was asked for was lost.
        ("members of CSTO from 1998 to 2007", ["members of CSTO between 1998 and 2007"]),
        ("members of CSTO since 1998 to 2007 limit 3", ["members of CSTO between 1998 and 2007 limit 3"]),
        ("members between 1998 to 2007", ["members between 1998 and 2007"]),
        ("members between 2007 and 1998", ["members between 1998 and 2007"]),
        # What is English, and no TQL.
        ("members now", ["members as of today"]),
        ("members currently limit 3", ["members as of today limit 3"]),
        ("members before 1998", ["members that joined before 1998"]),
        ("members after June 1998", ["members that joined after June 1998"]),
        ("whether Uzbekistan is suspended member of CSTO", ["whether Uzbekistan is suspended of CSTO"]),
        ("whether Uzbekistan was suspended member", ["whether Uzbekistan is suspended"]),
        ("whether Uzbekistan was a member of CSTO as of 2000", ["whether Uzbekistan is member of CSTO as of 2000"]),
        ("when the states were suspended in CSTO", ["when the states is suspended in CSTO"]),
        ("whether Denis Manturov held chairman of ICMEC", ["whether Denis Manturov holds chairman of ICMEC"]),
        ('members as of "2006"', ["members as of 2006"]),
        ('members between 1998 and "2007"', ["members between 1998 and 2007"]),
        ("members sort by from", ["members order by from"]),
        ("members throughout 1998 and 2001", ["members throughout between 1998 and 2001"]),
        ("members as of 1998 and 2001", ["members between 1998 and 2001"]),
        ("members in the 90s", ["members in 199X"]),
        ("show members", ["members"]),
        ("show me the members of CSTO", ["members of CSTO"]),
        ("list organizations", ["show organizations"]),
        ("who are the members of CSTO", ["members of CSTO"]),
        ("who was the secretary-general of CSTO as of 2017", ["holders of secretary-general of CSTO as of 2017"]),
        ("who holds chairman of ICMEC", ["holders of chairman of ICMEC"]),
        ("how many members of CSTO", ["count members of CSTO"]),
        ("what is CSTO", ["describe CSTO"]),
        ("names; show members; names", ["names; members; names"]),
        ("members of CSTO that joined 1993", ["members of CSTO that joined in 1993"]),
        ("members of CSTO that left and came back", ["members of CSTO that returned"]),
        ("average tenure of chairman of ICMEC", ["average duration of holders of chairman of ICMEC"]),
        ("median term chairman of ICMEC", ["median duration of holders of chairman of ICMEC"]),
        ("latest holders of chairman of ICMEC", ["last holders of chairman of ICMEC"]),
        ("longest holders of chairman of ICMEC", ["longest serving holders of chairman of ICMEC"]),
        ("first holder of chairman of ICMEC", ["first holders of chairman of ICMEC"]),
        ("members of CSTO that held for 10 years", ["members of CSTO that held for more than 10 years"]),
        # Words of every sort of question.
        ("chnages in CSTO", ["changes in CSTO"]),
        ("conflict in CSTO", ["conflicts in CSTO"]),
        ("vacancy of chairman", []),
        ("timelin of CSTO", ["timeline of CSTO"]),
        ("count members by yaer", ["count members by year"]),
        ("members that join in 1993", ["members that joined in 1993"]),
        ("compare members as of 1998 wiht as of 2007", ["compare members as of 1998 with as of 2007"]),
        ("members as of 1998 union members as of 2007", ["members as of 1998 union (members as of 2007)"]),
        ("members as of 1998 EXCEPT observers; names", ["members as of 1998 EXCEPT (observers); names"]),
        # A word that is right, too late.
        ("members as of 2006 certainly", ["members certainly as of 2006"]),
        ("members between 1998 and 2007 Possibly limit 3", ["members Possibly between 1998 and 2007 limit 3"]),
        # The word that is wrong is not the one that does not fit.
        ("members of CSTO knwon at 2005", ["members of CSTO known at 2005"]),
        ("members as of 2006 knwon at 2005", ["members as of 2006 known at 2005"]),
        ("members order by from descending", ["members order by from desc"]),
        ("members order by from then to", ["members order by from, to"]),
        ("members limit 1000000000", ["members limit 999999999"]),
        ("members;-- all of them", ["members; -- all of them", "members; -- all of them"]),
        # Two faults: putting one right still gives no text.
        ("members from 1998 as of 2003", []),
        ("members on 2006 at 2007", []),
    ],
)  # fmt: skip
def test_a_suggestion_means_what_was_meant(text: str, meant: list[str]) -> None:
    found = applied(text, problem(text))

    assert set(found) <= set(meant)
    assert bool(found) == bool(meant)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("members of CSTO certainly", "as of"),
        ("members of CSTO possibly", "as of"),
        ("members of CSTO, SCO", '"'),
        ("members of (CSTO)", '"'),
        ("members of A: B", '"'),
        ("members of CSTO to 2006", "between"),
        ("members of CSTO limit 1000000000", "999999999"),
        ("members of CSTO known at 2017-04-21 12:00", "T12:00"),
        ("members order by from then to", ","),
        ("members order by from descending", "desc"),
        ("members as of 2006 knwon at 2005", "known at"),
        ("members;-- all of them", "--"),
        ("members known at 1", "show transactions"),
        ("members of CSTO known at transaction 12 limit 3", "show transactions"),
    ],
)
def test_a_hint_names_what_is_missing(text: str, word: str) -> None:
    hint = problem(text).hint

    assert hint is not None
    assert word in hint


@pytest.mark.parametrize("text", ["names throughout 2006 x y", "members as of 2006 😀"])
def test_a_hint_names_only_what_would_fit(text: str) -> None:
    assert "`and` would fit" not in (problem(text).hint or "")


def test_the_excerpt_and_line_are_those_of_the_fault() -> None:
    found = problem("members;\n\nnames of CSTO\nas off 2006;\nevents")

    assert (found.line, found.column, found.offset, found.excerpt) == (4, 1, 24, "as off 2006;")
