"""Names, lists and numbers as they stand in English sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

WITH_ARTICLE = frozenset(
    (
        "agency", "alliance", "assembly", "association", "authority", "bahamas", "centre", "center",
        "commission", "committee", "commonwealth", "comoros", "community", "confederation", "conference", "congress",
        "council", "court", "emirates", "federation", "fund", "gambia", "group", "government",
        "institute", "islands", "kingdom", "league", "maldives", "ministry", "nations", "netherlands",
        "organisation", "organization", "pact", "parliament", "party", "permanent", "philippines", "presidency",
        "republic", "secretariat", "senate", "states", "treaty", "tribunal", "union",
    )
)  # fmt: skip
"""The nouns, and plural names of states, that a name has `the` before."""
WHOLE_WITH_ARTICLE = frozenset(("holy see", "house", "house of representatives", "house of commons"))
ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
OF_OURS = re.compile(r"(?:the|an?|on|in|at|by|after|between|from|since|until|there|no|as|for|of|together) ")
"""What a sentence may begin with that is no name."""


def of_age(name: str, row: Any) -> str:
    """Return the name of whom a row is about, with the age that it tells, if it tells one."""
    age = getattr(row, "age", None)
    return name if age is None else f"{name} (aged {age})"


def the(name: str) -> str:
    """Return a name with the article that it takes in a sentence.

    >>> the("African Union"), the("Mali"), the("The Gambia"), the("League of Shores")
    ('the African Union', 'Mali', 'The Gambia', 'the League of Shores')
    """
    words = set(re.findall(r"\w+", name.casefold()))
    if name.casefold().startswith("the "):
        return name
    takes = words & WITH_ARTICLE or name.casefold() in WHOLE_WITH_ARTICLE
    return f"the {name}" if takes else name


def side_by_side(names: Sequence[str], last: str = " and ") -> str:
    """Return names side by side.

    >>> side_by_side(["Mali"]), side_by_side(["Mali", "Niger"]), side_by_side(["Chad", "Mali", "Niger"])
    ('Mali', 'Mali and Niger', 'Chad, Mali and Niger')
    """
    return last.join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def ordinal(number: int) -> str:
    """Return which in a row something is.

    >>> ordinal(3), ordinal(22), ordinal(113)
    ('third', '22nd', '113th')
    """
    if 1 <= number <= len(ORDINAL_WORDS):
        return ORDINAL_WORDS[number - 1]
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def a(noun: str) -> str:
    """Return a noun with `a` or `an`.

    >>> a("member"), a("observer")
    ('a member', 'an observer')
    """
    return f"{'an' if noun[:1].casefold() in 'aeiou' else 'a'} {noun}"


def sentence(text: str) -> str:
    """Return a sentence with its full stop, and a capital where it begins with no name.

    >>> sentence("the African Union had 54 members"), sentence("eThekwini joined")
    ('The African Union had 54 members.', 'eThekwini joined.')
    """
    begun = text[0].upper() + text[1:] if OF_OURS.match(text) else text
    return begun if begun.endswith((".", "!", "?")) else f"{begun}."


def figure(certain: int, possible: int) -> str:
    """Return a number that may be greater than it certainly is.

    >>> figure(54, 54), figure(54, 55), figure(0, 0)
    ('54', '54 (perhaps 55)', 'no')
    """
    sure = str(certain) if certain else "no"
    return sure if certain == possible else f"{sure} (perhaps {possible})"


def figure_alone(number: str) -> str:
    """Return a figure that stands without a noun.

    >>> figure_alone(figure(0, 0)), figure_alone(figure(1, 1))
    ('none', '1')
    """
    return "none" + number[2:] if number.startswith("no") else number
