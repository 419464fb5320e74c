"""The keywords that can follow, as a person writes them, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from tempodb.language_service.cursor_context import CursorContext
from tempodb.language_service.question_heads import joints
from tempodb.language_service.terminal_words import texts_of
from tempodb.language_service.tokens import accepted, after
from tempodb.language_service.unfinished import BARE_NAME_TERMINALS
from tempodb.model.kinds import CORE_STATUSES
from tempodb.syntax.trees import END, ParserState
from tempodb.tql.grammar import pattern

LIKELY = (
    *("of", "in", "is", "holds", "desc", "asc"),
    *("members of", "holders of", "offices of", "organizations of", "status of", "periods of", "names of"),
    *("members", "changes in", "events of", "timeline of", "whether", "when", "why", "count", "history of"),
    *("as of", "including", "known at", "between", "during", "throughout", "certainly", "possibly"),
    *(
        "that joined",
        "that left",
        "that held for",
        "while",
        "by year",
        "where",
        "order by",
        "limit",
        "published by",
    ),
    *("according to", "union (", "intersect (", "except (", "any office in", "membership of", "tenure of"),
    *("from", "to", "onwards", "through", "as", "source", "show", "describe", "explain", "compare", "use"),
    *("record", "years", "months"),
)
"""What is offered first, in this order; the rest follow as they come in the alphabet."""
NOT_OFFERED: dict[str, str] = {
    **dict.fromkeys(
        ("_COMMA", "_END", "_OPEN_PARENTHESIS", "_CLOSE_PARENTHESIS", "MARK"), "a mark is quicker typed"
    ),
    **dict.fromkeys(("_OPEN", "_CLOSE", "_DOTS", "_STOP"), "a mark is quicker typed"),
    **dict.fromkeys(
        (
            "DAY_NUMBER",
            "YEAR",
            "UNSPECIFIED",
            "QUARTER",
            "WEEK",
            "DAY_OF_YEAR",
            "DOTTED_DAY",
            "ISO_MONTH",
            "DECADE",
        ),
        "days are offered whole",
    ),
    "SLASHED": "it is read to be refused",
    "LANGUAGE": "any language is as likely",
    "_AT_ANY_TIME": "`ever` is quicker typed",
    "AGO": "any number is as likely",
    "INTEGER": "any number is as likely",
    "PARAMETER": "its value is given with the text, not in it",
    "STRING": "names are offered, and put in quotes where they need them",
    "_IN_PARAMETER": "it is followed by a parameter",
}
"""Terminals for which nothing is offered, and why."""
VALUES = frozenset(
    {
        *(
            *BARE_NAME_TERMINALS,
            "ID",
            "STATUS_WORD",
            "WORD",
            "STATUS_OF_MEMBERS",
            "COLUMN",
            "INSTANT",
            "ISO_DAY",
            "MONTH_NAME",
        ),
        *("TODAY", "RECENT", "UNKNOWN"),
    }
)
"""Terminals whose texts come from the database, the calendar or the question."""
METAS = {"CAPACITY": "capacity", "PLURAL": "status"}


class Phrase(NamedTuple):
    """Words that can follow, and what they are."""

    text: str
    meta: str


def phrases(state: ParserState, name: str, context: CursorContext) -> tuple[Phrase, ...]:
    """Return the keywords that can follow in *state*; *name* is the terminal before if it is a bare name's."""
    return tuple(
        Phrase(phrase.text, "keyword") if phrase.meta in _CHOSEN else phrase
        for phrase in _phrases(state, name, context.misfits)
        if phrase.meta not in _CHOSEN or _CHOSEN[phrase.meta](phrase.text, context)
    )


def statuses_of_members(state: ParserState, statuses: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Return the questions about the members of each status, where a question can begin in *state*."""
    if "STATUS_OF_MEMBERS" not in accepted(state):
        return ()
    # The core words that have plurals are offered so.
    known = (*(status for status in CORE_STATUSES if f"{status}s" not in _NOUNS), *statuses)
    return tuple(
        Phrase(f"{status} members of", "status") for status in dict.fromkeys(known) if status != "member"
    )


@lru_cache(maxsize=1024)
def _phrases(state: ParserState, name: str, misfits: frozenset[str]) -> tuple[Phrase, ...]:
    found: list[Phrase] = []
    terminals = accepted(state)
    # Only where clauses and questions can stand can they be in the wrong place.
    hidden = (
        misfits if terminals & {"_KNOWN_AT", "MISPLACED", "_MEMBERS", "GRANULE"} else misfits & {"UNKNOWN"}
    )
    for terminal in terminals - hidden - NOT_OFFERED.keys() - VALUES - {END}:
        meta = METAS.get(terminal, _KINDS.get(terminal, "keyword"))
        for word in texts_of(terminal):
            found += [Phrase(text, meta) for text in _grown(word, state, terminal, name, misfits)]
    return tuple(sorted(dict.fromkeys(found), key=_likelihood))


def _grown(
    word: str, state: ParserState, terminal: str, name: str, misfits: frozenset[str] = frozenset()
) -> list[str]:
    """Return *word* with what belongs to it: what alone can follow, or what ends the name before it."""
    reached = after(state, terminal)
    assert reached is not None
    if terminal == "CAPACITY":
        reached = after(reached, "_HOLDERS") or reached
    follow = accepted(reached)
    if terminal in _EXPANDED or (name and _is_swallowed(word, name)):
        return [
            text
            for following in follow - misfits - VALUES - {END, "PARAMETER", "STRING", "INTEGER"}
            for next_word in texts_of(following)
            for text in _grown(f"{word} {next_word}", reached, following, "")
            if not (name and _is_swallowed(text, name))
        ]
    if len(follow) == 1:
        (only,) = follow
        if only not in VALUES and len(spelt := texts_of(only)) == 1:
            return _grown(f"{word} {spelt[0]}", reached, only, "")
    joint = [f"{word} {joint}" for joint in _joints(terminal) if f"_{joint.upper()}" in follow]
    return [*joint, word] if not joint or END in follow else joint


def _joints(terminal: str) -> tuple[str, ...]:
    """Return what joins a name to words after which one comes, most of the time."""
    return ("in",) if terminal == "_ANY_OFFICE" else joints(terminal)


def _is_swallowed(words: str, name: str) -> bool:
    """Return whether *words* would be read as more of the bare name before them."""
    return pattern(name).match(words) is not None


def _likelihood(phrase: Phrase) -> tuple[int, str]:
    at = LIKELY.index(phrase.text) if phrase.text in LIKELY else len(LIKELY)
    return at, phrase.text


def _fits_number(unit: str, context: CursorContext) -> bool:
    number = context.tokens[-1]
    return unit.endswith("s") is (context.text[number.start : number.end] != "1")


def _fits_dates(word: str, context: CursorContext) -> bool:
    return word in context.undated


def _fits_fact(field: str, context: CursorContext) -> bool:
    about = context.written
    return about is not None and any(said.words == field for said in about.fields)


_NOUNS = texts_of("PLURAL")
_KINDS = {"MISPLACED": "time word", "UNIT": "unit", "FIELD": "field"}
_CHOSEN: dict[str, Callable[[str, CursorContext], bool]] = {
    "time word": _fits_dates,
    "unit": _fits_number,
    "field": _fits_fact,
}
"""Words of one terminal that do not all fit everywhere."""
_EXPANDED = frozenset({"_THAT", "_BY"})
"""Words that say nothing without the next."""
