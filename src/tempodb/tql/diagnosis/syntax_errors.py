"""Where a text stops being TQL, and what would be right: only repairs that were parsed are offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from tempodb.base.errors import Problem, Span
from tempodb.base.nearest import nearest
from tempodb.syntax.trees import UnreadableError
from tempodb.temporal.date_advice import WORDS_FOR_NO_END
from tempodb.tql import ast, openings
from tempodb.tql.diagnosis.paraphrases import wordings
from tempodb.tql.diagnosis.repairs import BEGINNING, Repair, dates, keywords, quotes, runs
from tempodb.tql.diagnosis.undated import undated
from tempodb.tql.lexemes import LEXEME

if TYPE_CHECKING:
    from tempodb.syntax.parser import Parser

MAX_REPAIRED_LENGTH = 8 * 1024
"""Characters of a text for which repairs are tried: each is a whole parse."""
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
        ("delete", "remove", "drop", "undo", "withdraw"),
        "`end … from` says until when it held, `retract … from … to` that it never did, "
        "and `erase` takes a person out of all that was recorded",
    ),
}
"""The words with which other languages write → the verbs that may be meant."""
PUT_TOGETHER = ("_UNION", "_INTERSECT", "_EXCEPT")
"""After these a query stands in parentheses."""
LACKING = {"_OF": "of", "_AS_OF": "as of", "_KNOWN_AT": "known at", "_IN": "in", "_AND": "and"}
"""Words whose lack is tried as the fault, where they would fit."""
NAME_NOUNS = {
    "NAME": "a name",
    "ORGANIZATION_NAME": "an organization",
    "PARTY_NAME": "a name",
    "MEMBER_NAME": "a party",
    "SUBJECT_NAME": "a party",
    "OFFICE_NAME": "an office",
    "SOURCE_NAME": "a source",
}
DESCRIBED = {
    **NAME_NOUNS,
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
    "MOMENT": "`joined`, `left`, `began` or `ended` with a date, or `held for` would fit",
    "RELATION": "`in`, `before`, `after` or `between` and a date would fit",
    "COMPARISON": "`more than` or `less than` would fit",
    "GRANULE": "`day`, `month`, `quarter`, `year` or `decade` would fit",
    "_WITH": "`with` and what differs would fit, as in `with as of 2006`",
    "_HOLDERS": "a question about parties would fit, which begins with members, observers, holders and the like",
    "_AS_PART_OF": "write `membership of`, `tenure of`, `name of`, `existence of` or `event` before it; "
    "states, persons and organizations are defined in dataset files",
    "_MEMBERSHIP_OF": "`membership of`, `tenure of`, `name of`, `existence of` or `event` would fit",
    "_AS_OF": "a clause would fit, such as `as of 2006` or `limit 10`",
}
"""What would fit, where it is one of many words → how it is told, by one of them."""


class Stop(NamedTuple):
    """Where a text stops being TQL: the words to blame, what would fit, and the token before."""

    span: Span
    accepted: frozenset[str]
    last: str | None


def explain(text: str, parser: Parser, reads: Callable[[str], bool]) -> Problem:
    """Return what is wrong with *text*, which *parser* does not read, with a repair that *reads* if there is one."""
    stop = _stop(text, parser)
    if numbered := _numbered(text, stop):
        return numbered

    def fits(mended: str, end: int) -> bool:
        return reads(mended) or bool(mended[end : _stop(mended, parser).span.start].strip())

    problem = _described(text, stop)
    if len(text) > MAX_REPAIRED_LENGTH:
        return problem.at(text, stop.span)
    repaired = _first(_reworded(text, stop), text, reads)
    if repaired is None:
        if said := undated(text, stop.span.start, fits, reads):
            return said
        repaired = _first(_repairs(text, stop), text, reads)
    if repaired is None:
        return problem.at(text, stop.span)
    if repaired.words == ";":
        problem = problem._replace(message=f"`;` is missing before `{text[stop.span.start : stop.span.end]}`")
    elif not repaired.span.start <= stop.span.start < repaired.span.end:
        blamed = text[repaired.span.start : repaired.span.end]
        problem = problem._replace(message=f"`{_short(blamed)}` does not fit here")
    hint = f"write `{repaired.line(text)}`"
    return problem._replace(hint=hint, suggestions=(repaired.words,)).at(text, repaired.span)


def verified(problem: Problem, text: str, reads: Callable[[str], bool]) -> Problem:
    """Return *problem* with those of its suggestions alone that make a text which *reads*."""
    if problem.offset is None or problem.length is None or not problem.suggestions:
        return problem
    span = Span(problem.offset, problem.offset + problem.length)
    kept = tuple(words for words in problem.suggestions if reads(Repair(span, words).applied(text)))
    return problem._replace(suggestions=kept, hint=problem.hint if kept else None)


def _stop(text: str, parser: Parser) -> Stop:
    state, last, at = parser.start, None, len(text)
    try:
        for token, following in parser.tokens(text):
            last, state = token.terminal, following
    except UnreadableError as error:
        at = error.at
    return Stop(blamed(text, at), parser.accepted(state), last)


def blamed(text: str, at: int) -> Span:
    """Return the words to blame where *text* stops at *at*; at the end of the text, the place after it.

    >>> blamed("members limt 3", 8)
    Span(start=8, end=12)
    """
    if at >= len(text):
        end = len(text.rstrip())
        return Span(end, end)
    run = re.compile(r'"[^"]*"?|[^\s;]+|;').match(text, at)
    return Span(at, run.end() if run else at + 1)


# ── what may be meant ────────────────────────────────────────────────────────────────────────────


def _first(repairs: Iterator[Repair], text: str, reads: Callable[[str], bool]) -> Repair | None:
    return next((repair for repair in repairs if reads(repair.applied(text))), None)


def _reworded(text: str, stop: Stop) -> Iterator[Repair]:
    """Yield what is meant by a text that is English, or out of order."""
    begun, ended = text.rfind(";", 0, stop.span.start) + 1, text.find(";", stop.span.end)
    yield from _two_statements(text, stop)
    before = runs(text, begun, stop.span.start)
    yield from _certainty_first(text, before)
    for at in (stop.span.start, *(span.start for span in reversed(before[-4:]))):
        yield from quotes(text, at)
    yield from wordings(text, begun, ended if ended >= 0 else len(text))


def _repairs(text: str, stop: Stop) -> Iterator[Repair]:
    """Yield repairs of the words at fault, the likeliest first."""
    start, end = stop.span.start, stop.span.end
    if start == end:
        return
    before = runs(text, text.rfind(";", 0, start) + 1, start)
    word, after = text[start:end], runs(text, start, len(text))
    if (
        before
        and word.lower() in WORDS_FOR_NO_END
        and text[before[-1].start : before[-1].end].lower() == "to"
    ):
        yield Repair(Span(before[-1].start, end), "onwards")
    if stop.last in PUT_TOGETHER:
        second = text[start:].partition(";")[0].rstrip()
        yield Repair(Span(start, start + len(second)), f"({second})")
    if "INSTANT" in stop.accepted or "YEAR" in stop.accepted:
        yield from dates(text, after)
    if stop.last == "ISO_DAY" and before and CLOCK.fullmatch(word):
        day = text[before[-1].start : before[-1].end]
        yield Repair(Span(before[-1].start, end), f"{day}T{word}")
    yield from keywords(text, after)
    lacking = [words for terminal, words in LACKING.items() if terminal in stop.accepted]
    if (near := nearest(word.lower(), lacking)) is not None:
        yield Repair(stop.span, near)
    for i in range(1, min(len(before), 3) + 1):
        yield from keywords(text, [*before[-i:], Span(start, end)])
    if word.startswith("--"):
        yield Repair(stop.span, f" {word}")
    if before and _is_too_much(text[before[-1].start : before[-1].end].lower(), text, stop):
        yield Repair(Span(before[-1].start, end), word)
    if stop.last == "COLUMN" and "_COMMA" in stop.accepted and before:
        yield Repair(Span(before[-1].end, end), ",")
    if "INTEGER" in stop.accepted and word.isdigit():
        yield Repair(stop.span, "999999999")
    if "_AND" in stop.accepted and word.lower() in UNTIL:
        yield Repair(stop.span, "and")
    if "_OF" in stop.accepted and word.lower() == "in":
        yield Repair(stop.span, "of")
    if stop.last == "STATUS_WORD" and before:
        joint = text[before[-1].start : before[-1].end]
        if joint.lower() in ("in", "of"):
            yield Repair(Span(before[-1].start, end), f"member {joint} {word}")
    for words in lacking:
        yield Repair(stop.span, f"{words} {word}")


def _two_statements(text: str, stop: Stop) -> Iterator[Repair]:
    """Yield `;` after the last word before the fault, if the one to blame begins both a line and statements."""
    words = (sign for sign in LEXEME.finditer(text, 0, stop.span.start) if sign.lastgroup != "comment")
    end = max((sign.end() for sign in words), default=0)
    if "\n" in text[end : stop.span.start] and text[stop.span.start : stop.span.end].lower() in BEGINNING:
        yield Repair(Span(end, end), ";")


def _is_too_much(word: str, text: str, stop: Stop) -> bool:
    """Return whether *word*, before the fault, is an article, or calls for a name that does not come."""
    return word in ARTICLES or (
        word in ("of", "in")
        and bool(stop.accepted & NAME_NOUNS.keys())
        and bool(CLAUSE_START.match(text, stop.span.start))
    )


def _certainty_first(text: str, before: list[Span]) -> Iterator[Repair]:
    """Yield the last time clauses with the word put before them that follows them."""
    if not before or (word := text[before[-1].start : before[-1].end]).lower() not in CERTAINTY:
        return
    for i in range(len(before) - 2, max(-1, len(before) - 8), -1):
        clause = text[before[i].start : before[-2].end]
        if CLAUSE_START.match(clause):
            yield Repair(Span(before[i].start, before[-1].end), f"{word} {clause}")


# ── what is said ─────────────────────────────────────────────────────────────────────────────────


def _numbered(text: str, stop: Stop) -> Problem | None:
    """Return what is wrong if the text stops at the number of a transaction, where its time is wanted."""
    found = next((m for m in NUMBERED.finditer(text) if m.start() <= stop.span.start <= m.end()), None)
    if found is None:
        return None
    hint = "write the time at which it was recorded: `show transactions` lists them"
    message = f"`{_short(found[0])}` names no time"
    return Problem("syntax", message, hint).at(text, Span(*found.span()))


def _described(text: str, stop: Stop) -> Problem:
    word = text[stop.span.start : stop.span.end]
    if word.startswith('"') and not STRING.fullmatch(word):
        return Problem("syntax", "the quote is not closed", 'end the name with "')
    if not word.strip():
        return Problem("syntax", "the text ends too early", _wanted(text, stop))
    named = CLAUSE_START.match(text, stop.span.start) if stop.accepted & NAME_NOUNS.keys() else None
    if named is not None:
        hint = f'a name with such a word stands in double quotes, as in "{named[0].split()[0]}"'
        return Problem("syntax", f"a name is missing before `{_short(named[0])}`", hint)
    return Problem("syntax", f"`{_short(word)}` does not fit here", _wanted(text, stop))


def _wanted(text: str, stop: Stop) -> str | None:
    word = text[stop.span.start : stop.span.end]
    is_named = stop.last in (*NAME_NOUNS, "STRING") or bool(stop.accepted & NAME_NOUNS.keys())
    if word[:1] in tuple(",:()") and is_named:
        return 'a name with any of , ; : ( ) stands in double quotes, as in "A, B"'
    if stop.last == "WORD" or stop.accepted <= {"STRING", "PARAMETER"}:
        return 'a text stands in double quotes, as in "A B"'
    if stop.last == "_SET":
        return "write `set as of 2006` or `set known at 2017-12-31`"
    if stop.last == "CERTAINTY":
        return "a time clause follows that word, as in `certainly as of 2006`"
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


def _short(text: str, most: int = 60) -> str:
    return " ".join(text.split()) if len(text) <= most else text[: most - 1] + "…"


CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?")
STRING = re.compile(r'"[^"\n]*"')
NUMBERED = re.compile(
    r"known\s+at\s+(?:transaction\s+[0-9]{1,9}|[0-9]{1,3})(?![\w./:-]|\s+(?!limit)[a-z]+\s+[0-9])", re.I
)
CLAUSE_START = re.compile(
    r"(?:as\s+of|during|between|throughout|in|known\s+at|published\s+by|according\s+to|order\s+by"
    r"|limit|certainly|possibly|including|while|that|with|union|intersect|except|by)(?![\w'-])",
    re.IGNORECASE,
)
CERTAINTY = ("certainly", "possibly")
ARTICLES = ("a", "an", "the")
UNTIL = ("to", "until", "till", "-", "–")
