"""Openings of English by the letters that they need, held against all of them."""

from __future__ import annotations

import re

from answers.asked_carelessly import CARELESS
from answers.asked_in_words import ASKED
from tempodb.tql import natural_words
from tempodb.tql.natural_openings import OPENINGS


def test_no_opening_is_passed_over() -> None:
    """What a text is opened by is the same where every pattern is tried, in whatever case."""
    opened = 0
    for text, _ in (*ASKED, *CARELESS):
        for said in (text, text.upper()):
            expected = [
                (meant, found.groups())
                for opening, meant in OPENINGS
                for pattern in natural_words._compiled(opening)
                if (found := pattern.fullmatch(said))
            ]
            assert [(meant, found.groups()) for meant, found in natural_words._opened(said)] == expected, said
            opened += len(expected)
    assert opened > len(OPENINGS)


def test_most_openings_need_letters() -> None:
    """Most texts are held against few patterns: those of `when` are none of `how many`."""
    needed = {opening: letters for letters, opening, _ in natural_words._NEEDED}
    assert needed[
        "when {be} {a} and {b} (?:both |together )?(?:members of|in) {the}{c}(?: together| at the same time)?{rest}"
    ] == {"when", "and"}
    assert all(re.fullmatch("[a-z]+", word) for letters in needed.values() for word in letters)
