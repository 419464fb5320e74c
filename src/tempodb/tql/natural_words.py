"""How people ask in English, and the question that each means: a table of openings, and no second language.

A text that is no TQL is held against the whole of each pattern; what it makes is tried in this order, and
only what is TQL and speaks of what is known is taken for what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tempodb.tql.natural_openings import OPENINGS

_BE = r"(?:is|are|was|were|has been|have been|had been)"
_REST = (
    r"(?P<rest>(?: (?:in|on|as of|at|since|during|between|throughout|ever|today|yesterday|last|this|[0-9]+ \w+ ago"
    r"|known at|published by|according to|including|that|while|before|after|where|by|order by|limit)(?: .*)?)?)"
)
_PEOPLE = "states?|country|countries|party|parties|members?|persons?|people|organizations?|ones?"
_WORDS = {
    "{be}": _BE,
    "{the}": "(?:the |an? )?",
    "{ever}": "(?:ever )?",
    "{who}": f"(?:who|(?:which|what) (?:{_PEOPLE})|(?:all |the )*(?:{_PEOPLE}) (?:that|which|who))",
    "{have}": "(?:did|does|do|has|have|had)",
    "{rest}": _REST,
    "{a}": "(?P<a>.+?)",
    "{b}": "(?P<b>.+?)",
    "{c}": "(?P<c>.+?)",
    "{word}": r"(?P<word>\S+)",
    "{in}": "(?:of|in|from|by)",
}


@cache
def _compiled(opening: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of an opening: one, or one for each number of words of a name that nothing ends."""
    patterns = []
    for person in _PERSONS if "{person}" in opening else [""]:
        pattern = opening.replace("{person}", person)
        for word, meant in _WORDS.items():
            pattern = pattern.replace(word, meant)
        patterns.append(re.compile(pattern, re.IGNORECASE))
    return tuple(patterns)


def _needed(opening: str) -> frozenset[str]:
    """Return the letters in a row that each text of an opening has, by which most need no pattern."""
    outside, groups = opening, 1
    while groups:
        outside, groups = re.subn(r"\([^()]*\)", " ", outside)
    return frozenset(re.findall(r"[a-z]+(?![a-z?])", re.sub(r"\{\w+\}|\[.*?\]|\\.", " ", outside)))


_PERSONS = [rf"(?P<a>\S+(?: \S+){{{more}}})" for more in range(5)]
_NEEDED = tuple((_needed(opening), opening, meant) for opening, meant in OPENINGS)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_BEFORE_DATES = "in|of|on|at|by|and|to|or|since|before|after|until|till|from|during|throughout|between|with|than|year|limit|the|jan\\w*|feb\\w*|mar\\w*|apr\\w*|may|june?|july?|aug\\w*|sep\\w*|oct\\w*|nov\\w*|dec\\w*|[0-9]+|[<>=]+"
"""Words behind which a year stands as it is."""
_SAID_SHORTLY = (
    (
        re.compile(
            r"(?i)^(?:can|could|would) you (?:please )?|^i (?:want|need|would like)(?: to (?:see|know|have))? "
        ),
        "",
    ),
    (re.compile(r"(?i)^on (?:what|which) (?:date|day) "), "when "),
    (re.compile(r"(?i)^in ((?:the )?[0-9]\S*),? (.+)$"), r"\2 in \1"),
    (re.compile(r"(?i) (?:currently|presently|now) (?=the |an? |member|suspended)"), " "),
    (re.compile(r"(?i) (?:who|which) (?=(?:joined|left|returned)\b)"), " that "),
    (re.compile(r"(?i) an? (?=(?:year|month|week) ago$)"), " 1 "),
    (re.compile(r"(?i) ([1-9]) decades? ago$"), r" \g<1>0 years ago"),
    *(
        (re.compile(rf"(?i) (?:in|during) the {number} century"), f" between {first} and {first + 99}")
        for number, first in (("18th", 1701), ("19th", 1801), ("20th", 1901), ("21st", 2001))
    ),
    (re.compile(r"(?i)\b([0-9]{1,2})(?:st|nd|rd|th)\b(?: of)?,?(?= |$)"), r"\1"),
    (re.compile(r"(?i) (?:at|by) the end of ([0-9]{4})$"), r" on \1-12-31"),
    (re.compile(r"(?i) (?:at|from) the (?:beginning|start) of ([0-9]{4})$"), r" on \1-01-01"),
    (re.compile(r"(?i) (?:as at|as on|by)(?= [0-9]{4}(?:-[0-9]{2}){0,2}$)"), " as of"),
    (re.compile(r"(?i) from ([0-9]\S*) (?:on|onwards?|upwards?)$"), r" since \1"),
    (re.compile(r"(?i) (?:until|till|up to|up until|through) (?=[0-9])"), " between 0001 and "),
    (re.compile(r"(?i) (?:in |from |between |during )?([0-9]{4}) ?[-–] ?([0-9]{4})$"), r" between \1 and \2"),
    (re.compile(rf"(?i)((?<!\S)(?!(?:{_BEFORE_DATES})\s)\S+) ([12][0-9]{{3}})$"), r"\1 in \2"),
    (re.compile(r"(?i)\bthe ([2-9]0)s\b"), r"the 19\1s"),
    *((re.compile(rf"(?i)\bthe {word}\b"), f"the 19{at}0s") for at, word in enumerate(_DECADES, 2)),
    *(
        (re.compile(rf"(?i)\b{word} (?=(?:years|months|weeks|days) ago|members|holders)"), f"{at} ")
        for at, word in enumerate(_NUMBERS, 1)
    ),
    (re.compile(r"(?i)\b(who|what|when|where)[’']s\b"), r"\1 is"),
    (re.compile(r"(?i)\b(in|of|from|since|as of) (?:the )?year (?=[0-9])"), r"\1 "),
    (re.compile(r"(?i)^(?:in )?(?:what|which) year "), "when "),
    (re.compile(r"(?i) (?:right now|now|currently|at present|at the moment|nowadays)$"), " today"),
    (re.compile(r"(?i) still (?=an? |the |in |part |member|suspended)"), " "),
    (re.compile(r"(?i) (?:all|each|every)(?: of the| the)? organizations?\b"), " every organization"),
    (re.compile(r"(?i)\b(longest|shortest)[- ](?:serving|reigning|standing)\b"), r"\1 serving"),
    (re.compile(r"(?i) (?:an? )?member of$"), " member"),
    (re.compile(r"(?i) belongs? to$"), " belong"),
    (re.compile(r"(?i) (?:each|every) (?=(?:year|decade|month|quarter|day)\b)"), " by "),
)
"""Words of English that stand for others."""
_ARTICLE = re.compile(r"(?<= of| in) the(?= )", re.IGNORECASE)
_PART = re.compile(r"\{(?P<group>\w+)(?::(?P<how>\w+))?\}")
_JOINT = "(?:of|in|for|and|to|from|by|at)"
_NO_OPENING = re.compile(rf"^{_JOINT}(?!\S)|(?<!\S){_JOINT}$|;|--", re.IGNORECASE)
"""A text begins or ends with no word that joins others."""
MAX_WORDS = 40
"""How many words a question in English may have."""


def readings(text: str) -> Iterator[str]:
    """Yield the questions that *text* may mean, the likeliest first; most of them mean nothing.

    >>> next(readings("How many members did the AU have in 2021"))
    'count members of AU in 2021'
    """
    said = " ".join(text.strip(" \t\r\n;?.!¿¡").split())
    for short, long in _SAID_SHORTLY:
        said = short.sub(long, said)
    if len(said.split(" ")) > MAX_WORDS or _NO_OPENING.search(said):
        return
    if said != text.strip():
        yield said
    # An article may be a part of a name.
    for words in dict.fromkeys((_ARTICLE.sub("", said), said)):
        for meant, found in _opened(words):
            yield from _filled(meant, found)
            if meant == "{a}":
                # What stands within such words may be English too.
                yield from readings(found["a"])


def _opened(words: str) -> Iterator[tuple[str, re.Match[str]]]:
    small = words.lower()
    for needed, opening, meant in _NEEDED:
        if all(letters in small for letters in needed):
            for pattern in _compiled(opening):
                if found := pattern.fullmatch(words):
                    yield meant, found


ANY_OFFICE = "{any}"
"""What stands in a reading for the one office of the person that it names."""


def of_any_office(reading: str) -> str | None:
    """Return the name of the person whose office a *reading* leaves open, None where it does not.

    >>> of_any_office("successor of Kofi Annan in {any}")
    'Kofi Annan'
    """
    if not reading.endswith(f" in {ANY_OFFICE}"):
        return None
    return reading.partition(" of ")[2].removesuffix(f" in {ANY_OFFICE}")


def _filled(meant: str, found: re.Match[str]) -> Iterator[str]:
    ones = list(singulars(found["a"])) if ":one}" in meant else [""]
    for one in ones:

        def part(place: re.Match[str], one: str = one) -> str:
            if place[0] == ANY_OFFICE:
                return ANY_OFFICE
            said = found[place["group"]] or ""
            if place["how"] == "one":
                return one
            return " ever" if place["how"] == "ever" and not said else said

        yield _PART.sub(part, meant)


def singulars(title: str) -> Iterator[str]:
    """Yield what one of those is called who are called so.

    >>> list(singulars("secretaries-general")), list(singulars("vice presidents"))
    (['secretary-general'], ['vice president'])
    """
    for found in re.finditer(r"(?i)(?:ies|men|s)(?![\w])", title):
        ending = {"ies": "y", "men": "man", "s": ""}[found[0].lower()]
        yield title[: found.start()] + ending + title[found.end() :]
