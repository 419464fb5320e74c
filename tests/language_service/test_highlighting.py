"""Words are painted as the parser reads them, and what is wrong is told as running it would."""

from __future__ import annotations

import pytest

from language_service.typed import TERMINALS
from tempodb.language_service.diagnostics import fault, repaired
from tempodb.language_service.highlighting import ROLES, paint
from tempodb.language_service.terminal_words import texts_of

# ── colours ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("terminal", TERMINALS)
def test_every_terminal_has_a_colour(terminal: str) -> None:
    # What has none in the table is a keyword, and so has words of its own.
    assert terminal in ROLES or texts_of(terminal)


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
        ("history of members of A", "keyword:history of keyword:members keyword:of name:A"),
        ("history of A in B", "keyword:history of name:A keyword:in name:B"),
        ("overlap of A and B in C", "keyword:overlap keyword:of name:A keyword:and name:B keyword:in name:C"),
        ("members of A before B", "keyword:members keyword:of name:A keyword:before name:B"),
        ("members of both A and B", "keyword:members keyword:of keyword:both name:A keyword:and name:B"),
        ("average age of holders of A", "keyword:average keyword:age of keyword:holders keyword:of name:A"),
        ("oldest 2 members of A with age", "keyword:oldest number:2 keyword:members keyword:of name:A keyword:with age"),
        ("changes of A in B", "keyword:changes keyword:of name:A keyword:in name:B"),
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
        ("members of CSTO from 2006", "from 2006", "members of CSTO between 2006 and today"),
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
