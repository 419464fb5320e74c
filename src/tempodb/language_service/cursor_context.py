"""The question or write around a place of a statement: what it asks, and which clauses it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tempodb.base.errors import DateError
from tempodb.language_service.completeness import Completeness, completeness
from tempodb.language_service.question_heads import AROUND, HEADS, forms_of
from tempodb.language_service.tokens import TokenSpan
from tempodb.language_service.write_heads import OPTIONAL_PARTS, WRITTEN, kind_written
from tempodb.model.kind_schema import KindSchema
from tempodb.questions.form import Clause
from tempodb.temporal.bounds import FIRST_DAY, NEVER
from tempodb.temporal.date_reader import read_date

TIME_TERMINALS = frozenset(
    {
        "_AS_OF",
        "_IN_TIME",
        "_IN_PARAMETER",
        "_DURING",
        "_BETWEEN",
        "_THROUGHOUT",
        "_SINCE",
        "_EVER",
        "_AT_ANY_TIME",
        "CERTAINTY",
    }
)
"""What begins a time clause."""
RELATIVE = frozenset({"TODAY", "RECENT", "AGO"})
"""Dates that are time clauses by themselves, where nothing stands before them that takes a date."""
BEFORE_DATES = TIME_TERMINALS | {
    *("_AND", "_KNOWN_AT", "_PUBLISHED_BY", "RELATION", "MOMENT", "MISPLACED"),
}
VERB_TERMINALS = frozenset({"_RECORD", "_CHANGE", "_END_VERB", "_RETRACT", "_CORRECT", "_ERASE", "_UNDO"})
ONCE = frozenset(
    {
        *("_KNOWN_AT", "_PUBLISHED_BY", "_ACCORDING_TO", "_ORDER_BY", "_LIMIT", "_THAT"),
        *("_WHERE", "_HAVING", "_WITH_AGE"),
    }
)
TAKEN: dict[str, Clause] = {
    "_WHILE": "while_",
    "_THAT": "that",
    "_WHERE": "where",
    "_WITH_AGE": "ages",
    **dict.fromkeys(("_REPRESENTING", "_FOR", "_EXCEPTING"), "that"),
}
"""What begins clauses that not all questions take."""
BY_EACH = frozenset({"GRANULE", "GROUPING"})
"""By what is counted: by one of each."""
FILTERS = frozenset({"_WHERE", "_HAVING"})
"""What begins a filter."""
BEFORE_BRACKETS = FILTERS | {"_NOT", "_AND", "_OR", "_IN"}
"""What brackets of a filter stand behind."""
NOT_COMPARED = AROUND - {"_UNION"} | {
    terminal
    for terminal, forms in HEADS.items()
    if not any(meaning.counted for form in forms for meaning in form.means)
}
"""What begins a question whose answers are not compared."""
UNRANKED = frozenset(
    terminal for terminal, forms in HEADS.items() if not any("rank" in form.takes for form in forms)
)
"""What begins a question of which no rows are the first."""
SAID_ONCE = frozenset({"_AS", "_SOURCE", "_NOTE", "DISPUTED", *OPTIONAL_PARTS})


@dataclass(frozen=True)
class CursorContext:
    """The tokens of the innermost question or write of *text*, without those in parentheses of its own."""

    text: str
    tokens: tuple[TokenSpan, ...]

    @cached_property
    def terminals(self) -> tuple[str, ...]:
        """What the tokens are."""
        return tuple(token.terminal for token in self.tokens)

    @cached_property
    def question(self) -> str | None:
        """The terminal that says what is asked."""
        return next((name for name in self.terminals if name in HEADS), None)

    def takes(self, clause: Clause) -> bool:
        """Return whether the question takes a clause."""
        return any(clause in form.takes for form in forms_of(self.question))

    @property
    def verb(self) -> str | None:
        """The terminal of the verb of a write."""
        # Before it may stand `preview`.
        return next((terminal for terminal in self.terminals[:2] if terminal in VERB_TERMINALS), None)

    @cached_property
    def written(self) -> KindSchema | None:
        """The kind of what a write is about."""
        return kind_written(self.terminals)

    @cached_property
    def misfits(self) -> frozenset[str]:
        """The terminals that begin a clause, or what is put together, which the grammar takes here, and the meaning does not."""
        return self._unsaid() if self.verb else self._unasked()

    @cached_property
    def is_timed(self) -> bool:
        """Whether there is a time clause, behind `with` if that stands there."""
        begun = self.terminals.index("_WITH") if "_WITH" in self.terminals else 0
        return any(
            (name in TIME_TERMINALS and before != "MOMENT")
            or (name in RELATIVE and before not in BEFORE_DATES)
            for name, before in _followed(self.terminals[begun:])
        )

    @property
    def asked(self) -> str | None:
        """The text of the question before its first time clause, if it is a whole question."""
        start = 0
        while start < len(self.tokens) and self.terminals[start] in AROUND:
            start += 1
        ends = [i for i, name in enumerate(self.terminals) if name in TIME_TERMINALS | {"_THAT", "_WITH"}]
        if not ends or not start < ends[0]:
            return None
        text = self.text[self.tokens[start].start : self.tokens[ends[0]].start].strip()
        return text if completeness(text) is Completeness.DONE else None

    @property
    def columned(self) -> str:
        """The text of the question whose columns its last filter, or order, is about."""
        last = max(i for i, name in enumerate(self.terminals) if name in FILTERS | {"_ORDER_BY"})
        first = 0
        # What a filter keeps are the rows of the question within.
        while self.terminals[last] == "_WHERE" and self.terminals[first] in AROUND:
            first += 1
        return self.text[self.tokens[first].start : self.tokens[last].start]

    @property
    def filtered(self) -> str:
        """The column with which a value is compared."""
        if self.terminals[-1:] == ("_REPRESENTING",):
            return "representing"
        column = next((token for token in reversed(self.tokens) if token.terminal == "COLUMN"), None)
        return "" if column is None else "_".join(self.text[column.start : column.end].lower().split())

    @property
    def earliest(self) -> int:
        """The first day on which a window may end that `between` has begun; else the first of all."""
        if self.terminals[-1:] != ("_AND",):
            return FIRST_DAY
        begun = len(self.terminals) - 1 - self.terminals[::-1].index("_BETWEEN")
        try:
            return read_date(self.text[self.tokens[begun].end : self.tokens[-1].start]).earliest
        except DateError:
            return FIRST_DAY

    def _unasked(self) -> frozenset[str]:
        clauses = self.terminals
        if "_WITH" in clauses:
            clauses = clauses[clauses.index("_WITH") :]
        # In `that joined in 1993`, what follows the moment is no time clause.
        heads = {name for name, before in _followed(clauses) if before != "MOMENT"}
        misfits = {"MISPLACED", "UNKNOWN", *(ONCE & heads)}
        if self.is_timed or (self.question and not self.takes("when")):
            misfits |= TIME_TERMINALS
        misfits |= {name for name, clause in TAKEN.items() if not self.takes(clause)}
        misfits |= _counted_by(clauses)
        misfits |= {"_HAVING"} if AROUND.isdisjoint(clauses) else {"_WITH_AGE"}
        if "_OVERLAPS_OF" in clauses:
            misfits |= {"_THAT", "CAPACITY", *HEADS} - {"_MEMBERS", "PLURAL"}
        if not {"RANK", "_DURATION_OF", "_AGE_OF"}.isdisjoint(clauses):
            misfits |= UNRANKED
        if "_COMPARE" in clauses:
            misfits |= NOT_COMPARED
        # It says what `as of` says, and is no clause without the date.
        return frozenset(misfits | {"_IN_TIME"})

    def _unsaid(self) -> frozenset[str]:
        misfits = set(SAID_ONCE.intersection(self.terminals))
        if {"_THROUGH", "_ONWARDS"}.intersection(self.terminals) or "to" in self.dated:
            misfits |= {"_THROUGH", "_ONWARDS"}
        if self.verb in ("_END_VERB", "_RETRACT"):
            misfits.add("_AS")
        if self.verb == "_END_VERB":
            misfits |= {"_THROUGH", "_ONWARDS"}
        if self.verb != "_RECORD":
            misfits.add("DISPUTED")
        about = self.written
        misfits |= {name for name, part in OPTIONAL_PARTS.items() if about is None or part not in about.key}
        if about is not None and not about.fields:
            misfits.add("_AS")
        return frozenset(misfits)

    @property
    def dated(self) -> frozenset[str]:
        """The words before dates that the write has."""
        return frozenset(
            self.text[token.start : token.end].lower()
            for token in self.tokens
            if token.terminal == "MISPLACED"
        )

    @property
    def undated(self) -> frozenset[str]:
        """The words before dates that the write may still have."""
        words, dated = {"from", "to"}, self.dated
        if self.verb == "_CORRECT":
            words.add("at")
        if self.verb == "_RECORD" and self.written is WRITTEN["_EVENT"]:
            words.add("on")
        if self.verb == "_END_VERB" or "_ONWARDS" in self.terminals or "_THROUGH" in self.terminals:
            words.discard("to")
        return frozenset() if "on" in dated else frozenset(words - dated)


def _counted_by(clauses: Sequence[str]) -> frozenset[str]:
    """Return the terminals by which nothing more is counted."""
    said = BY_EACH.intersection(clauses) | ({"GROUPING"} if "SAID_OF" in clauses else set())
    is_count = not {"_COUNT", "_SHARE_OF"}.isdisjoint(clauses) and "_WITH" not in clauses
    return said if is_count and said != BY_EACH else said | {"_BY"}


def _followed(terminals: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each terminal with the one before it."""
    yield from zip(terminals, ("", *terminals), strict=False)


def context(text: str, tokens: tuple[TokenSpan, ...]) -> CursorContext:
    """Return the innermost question or write that *tokens* of *text* are in at their end.

    >>> from tempodb.language_service.tokens import read
    >>> text = "count (members of CSTO union (observers of SCO as of "
    >>> context(text, read(text).tokens).asked
    'observers of SCO'
    """
    opened: list[list[TokenSpan]] = [[]]
    for token in tokens:
        if token.terminal == "_OPEN_PARENTHESIS":
            # Brackets within a filter are of the question that it filters.
            is_of_filter = bool(opened[-1]) and opened[-1][-1].terminal in BEFORE_BRACKETS
            opened.append(opened[-1] if is_of_filter else [])
        elif token.terminal == "_CLOSE_PARENTHESIS" and len(opened) > 1:
            opened.pop()
        elif token.terminal != "_END":
            opened[-1].append(token)
        else:
            opened = [[]]
    return CursorContext(text, tuple(opened[-1]))


def asked_day(statement: str) -> int | None:
    """Return the day that a statement asks or speaks of, the last one of a month or year, or None.

    >>> from datetime import date
    >>> date.fromordinal(asked_day("members of | as of 1995"))
    datetime.date(1995, 12, 31)
    """
    for clause in (_AS_OF, _OTHER_TIME):
        for found in clause.finditer(statement):
            try:
                day = read_date(found["date"])
            except DateError:
                continue
            if day.latest < NEVER:
                return day.latest
    return None


_DATE = (
    r"(?P<date>[0-9]{4}(?:-[0-9]{2}){0,2}(?![\w-])|[0-9]{3}X|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|\[[^\]\n]*\]"
    r"|(?:[0-9]{1,2}\s+)?[a-z]{3,9}\s+(?:[0-9]{1,2}\s*,?\s+)?[0-9]{4})"
)
_AS_OF = re.compile(rf"\bas\s+of\s+{_DATE}", re.IGNORECASE)
_OTHER_TIME = re.compile(rf"\b(?:in|during|throughout|between|from|on|at)\s+{_DATE}", re.IGNORECASE)
