"""What is said of the words at which a text stops: why they do not fit, and what would."""

from __future__ import annotations

import re

from tempodb.base.errors import Problem, Span
from tempodb.tql import ast, openings
from tempodb.tql.diagnosis.stops import CLAUSE_START, NAME_NOUNS, Stop

BEGINNINGS = ", ".join(
    dict.fromkeys(words.split()[0] for words in openings.QUESTIONS if words not in ast.PLURALS[1:])
)
"""How questions begin; one of the plurals stands for all."""
ANY_WRITE = f"a write with {', '.join(openings.VERBS)}"
VERB_INSTEAD = {
    **dict.fromkeys(("add", "insert", "create", "put", "save", "write"), "`record` says what held"),
    **dict.fromkeys(
        ("update", "edit", "modify", "replace", "fix", "rename"),
        "`correct` replaces a fact, and `change` says what held in its place within a window",
    ),
    **dict.fromkeys(
        ("revert", "rollback", "redo"),
        "`undo` takes back the last transaction, done twice it takes nothing back, and `preview undo` tells what it would do",
    ),
    **dict.fromkeys(
        ("delete", "remove", "drop", "withdraw"),
        "`end … from` says until when it held, `retract … from … to` that it never did, "
        "`undo` takes back the last transaction, and `erase` takes a person out of all that was recorded",
    ),
}
"""The words with which other languages write → the verbs that may be meant."""
DESCRIBED = {
    **NAME_NOUNS,
    "_NAMED": '`named "…"`',
    "_TITLED": '`titled "…"`',
    "_OF": "`of`",
    "_IN": "`in`",
    "_AND": "`and`",
    "_IS": "`is`",
    "_HOLDS": "`holds`",
    "STATUS_WORD": "a status",
    "INTEGER": "a number",
    "COLUMN": "a column",
    "YEAR": "a date",
    "SORT": f"`{'`, `'.join(ast.SHOWN[:-1])}` or `{ast.SHOWN[-1]}`",
}
SHAPES = {
    "MOMENT": "`joined`, `left`, `began`, `ended` or `returned`, or `held for` would fit",
    "RELATION": "`in`, `before`, `after` or `between` and a date would fit",
    "COMPARISON": "`more than` or `less than` would fit",
    "_STARTS_WITH": "`is`, `is not`, `starts with`, `contains`, `in (…)` or `>` would fit",
    "GRANULE": "`day`, `month`, `quarter`, `year`, `decade`, `representing`, `for`, `status` or `party` would fit",
    "_WITH": "`with` and what differs would fit, as in `with as of 2006`",
    "_HOLDERS": "a question about parties would fit, which begins with members, observers, holders and the like",
    "_AS_PART_OF": "write `membership of`, `tenure of`, `name of`, `existence of` or `event` before it; "
    'what is not known yet is defined first, as in `record person x named "…"`',
    "_MEMBERSHIP_OF": "`membership of`, `tenure of`, `name of`, `existence of` or `event` would fit",
    "_RECORD": f"{ANY_WRITE} would fit".replace(", preview", ""),
    "_AS_OF": "a clause would fit, such as `as of 2006` or `limit 10`",
}
"""What would fit, where it is one of many words → how it is told, by one of them."""
BEHIND: dict[str | None, str] = {
    "_EXCEPT": "a status would fit, as in `except suspended`, or a question in parentheses",
    "_SET": "write `set as of 2006` or `set known at 2017-12-31`",
    "CERTAINTY": "a time clause follows that word, as in `certainly as of 2006`",
}
"""What would fit behind a word."""
STRING = re.compile(r'"[^"\n]*"')
NUMBERED = re.compile(
    r"known\s+at\s+(?:transaction\s+[0-9]{1,9}|[0-9]{1,3})(?![\w./:-]|\s+(?!limit)[a-z]+\s+[0-9])", re.I
)


def numbered(text: str, stop: Stop) -> Problem | None:
    """Return what is wrong if the text stops at the number of a transaction, where its time is wanted."""
    found = next((m for m in NUMBERED.finditer(text) if m.start() <= stop.span.start <= m.end()), None)
    if found is None:
        return None
    hint = "write the time at which it was recorded: `show transactions` lists them"
    message = f"`{on_one_line(found[0])}` names no time"
    return Problem("syntax", message, hint).at(text, Span(*found.span()))


def misfit(text: str, stop: Stop) -> Problem:
    """Return what is wrong where a text stops, and what would fit."""
    word = text[stop.span.start : stop.span.end]
    if word.startswith('"') and not STRING.fullmatch(word):
        return Problem("syntax", "the quote is not closed", 'end the name with "')
    if not word.strip():
        return Problem("syntax", "the text ends too early", _wanted(text, stop))
    named = CLAUSE_START.match(text, stop.span.start) if stop.wants_name else None
    if named is not None:
        hint = f'a name with such a word stands in double quotes, as in "{named[0].split()[0]}"'
        return Problem("syntax", f"a name is missing before `{on_one_line(named[0])}`", hint)
    return Problem("syntax", f"`{on_one_line(word)}` does not fit here", _wanted(text, stop))


def _wanted(text: str, stop: Stop) -> str | None:
    word = text[stop.span.start : stop.span.end]
    is_named = stop.last in (*NAME_NOUNS, "STRING") or stop.wants_name
    if word[:1] in tuple(",:()") and is_named:
        return 'a name with any of , ; : ( ) stands in double quotes, as in "A, B"'
    if stop.last == "WORD" or stop.accepted <= {"STRING", "PARAMETER"}:
        return 'a text stands in double quotes, as in "A B"'
    if stop.last in BEHIND:
        return BEHIND[stop.last]
    if "_STARTS_WITH" in stop.accepted:
        return SHAPES["_STARTS_WITH"]
    words = sorted({DESCRIBED[name] for name in stop.accepted if name in DESCRIBED})
    if "_WHETHER" in stop.accepted:
        line = text[text.rfind("\n", 0, stop.span.start) + 1 : stop.span.start].rstrip()
        quoted = "; a name with `;` stands in double quotes" if line.endswith(";") else ""
        if "_RECORD" not in stop.accepted:
            return f"a question begins with {BEGINNINGS}{quoted}"
        return VERB_INSTEAD.get(word.lower(), f"a question begins with {BEGINNINGS}; {ANY_WRITE}{quoted}")
    if "YEAR" in stop.accepted:
        return "a date is wanted, as in 2006, 2002-10 or 2012-06-28"
    if 0 < len(words) <= 3:
        return f"{' or '.join(words)} would fit"
    return next((shape for terminal, shape in SHAPES.items() if terminal in stop.accepted), None)


def on_one_line(text: str, most: int = 60) -> str:
    """Return *text* in one line, and cut where it is long."""
    return " ".join(text.split()) if len(text) <= most else text[: most - 1] + "…"
