"""A text in English → the question that it means to a database, and where it means none, the nearest that works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from tempodb.base.errors import Problem, QueryError, Span
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Catalog
from tempodb.tql import ast
from tempodb.tql.natural_words import ANY_OFFICE, of_any_office, readings
from tempodb.tql.openings import VERBS
from tempodb.tql.parsing.parser import is_readable, parse_one
from tempodb.tql.printing.questions import write
from tempodb.tql.printing.written_names import bare, quoted

MAX_KNOWN_WORDS = 8
"""How many words of a name are looked for."""
UNHELPFUL = re.compile("a question begins with|`show ")
"""What is said of a text of which nothing is known."""
HELPFUL = re.compile(r"(?:try|keep|put|ask|run|give|say)(?!\S)|.*(?<!\S)write ")
"""How a hint begins that says what to do."""
NO_QUESTION = re.compile(rf"(?i)\s*(?:{'|'.join(('use', 'set', *VERBS))})(?!\S)")
MAX_TRIMMED_WORDS = 20
"""How many words of a text that means nothing are looked at."""
MAX_MENDED = 8
"""How many readings of a text are looked at in which a name may be misspelt."""
NEAREST = ("members of {}", "holders of {}", "describe {}")
"""What is asked of a name that stands in a text which means nothing."""


def read_in_words(text: str, catalog: Catalog, present: AskedAt) -> ast.Query | None:
    """Return the query that is meant by a text in English, if any is that speaks of what is known."""
    for reading in dict.fromkeys(readings(text)):
        candidates = _with_office(reading, catalog, present)
        if len(candidates) > 1:
            # Nobody knows which office is meant, and no other question is.
            return None
        for candidate in candidates:
            if (query := _meant(candidate, catalog, present)) is not None:
                return query.having(span=None, is_reworded=True)
    return None


def with_nearest(refusal: QueryError, text: str, catalog: Catalog, present: AskedAt) -> QueryError:
    """Return *refusal* with the nearest question that works, where it offers none."""
    problem = refusal.problems[0]
    # Without a date that is wrong it would be another question.
    hint = problem.hint or ""
    says_what_to_do = HELPFUL.match(hint) and not UNHELPFUL.match(hint)
    is_helpful = problem.suggestions or problem.code == "date" or says_what_to_do
    if is_helpful or problem.offset is None or not _asks(text):
        return refusal
    several = next(
        (each for reading in readings(text) if len(each := _with_office(reading, catalog, present)) > 1), ()
    )
    if several:
        return QueryError(_choosing(problem, several, text))
    for mended, wrong in _mended(text, catalog, present):
        if wrong.code == "ambiguous" and problem.code == "syntax":
            whole = Span(0, len(text.rstrip()))
            return QueryError(Problem(wrong.code, wrong.message, wrong.hint).at(text, whole))
        if (query := _meant(mended, catalog, present)) is not None:
            told = problem._replace(message=wrong.message, hint=None) if problem.code == "syntax" else problem
            return QueryError(_hinting(told, write(query), text))
    if HELPFUL.match(hint):
        # Where a write may be meant, the verbs that there are come before a question about some words of it.
        return refusal
    for candidate in _nearest(text, catalog):
        if query := _meant(candidate, catalog, present) or read_in_words(candidate, catalog, present):
            return QueryError(_hinting(problem, write(query), text))
    return refusal


def _with_office(reading: str, catalog: Catalog, present: AskedAt) -> tuple[str, ...]:
    """Return a reading, for each office of a person one where it leaves that open."""
    person = of_any_office(reading)
    if person is None:
        return (reading,)
    asked = _bound(f"offices of {quoted(person)}", catalog, present)
    if asked is None or not isinstance(asked.question, resolved.TenuresBy):
        return ()
    held = catalog.offices_held_by(asked.question.person, asked.scope.known_at)
    return tuple(reading.replace(ANY_OFFICE, bare(office)) for office in held)


def _choosing(problem: Problem, questions: Sequence[str], text: str) -> Problem:
    """Return a problem of a text that may mean several questions."""
    told = " or ".join(f"`{question}`" for question in questions)
    whole = Span(0, len(text.rstrip()))
    return Problem(problem.code, problem.message, f"ask {told}", tuple(questions)).at(text, whole)


def _hinting(problem: Problem, nearest: str, text: str) -> Problem:
    hint = f"the nearest question that works is `{nearest}`"
    if problem.hint is not None and not UNHELPFUL.match(problem.hint):
        return problem._replace(hint=f"{problem.hint}; {hint}")
    if problem.code != "syntax":
        # Which word is wrong is known, and no question stands in the place of a word.
        return problem._replace(hint=hint)
    whole = Span(0, len(text.rstrip()))
    return Problem(problem.code, problem.message, hint, (nearest,)).at(text, whole)


def _asks(text: str) -> bool:
    """Return whether *text* is one question."""
    is_one = ";" not in text and "\n" not in text.strip()
    return is_one and text.count('"') % 2 == 0 and not NO_QUESTION.match(text)


def _mended(text: str, catalog: Catalog, present: AskedAt) -> Iterator[tuple[str, Problem]]:
    """Yield the likeliest readings of a text with the nearest name in the place of one that is not known, and why; those with an ambiguous one as they are."""
    readable = filter(
        is_readable, dict.fromkeys(reading for reading in readings(text) if ANY_OFFICE not in reading)
    )
    for reading in islice(readable, MAX_MENDED):
        try:
            bind(parse_one(reading), catalog, present, reading)
        except QueryError as refusal:
            problem = refusal.problems[0]
            if problem.code == "ambiguous":
                yield reading, problem
            elif problem.code.startswith("unknown-") and problem.offset is not None and problem.suggestions:
                after = problem.offset + (problem.length or 0)
                yield f"{reading[: problem.offset]}{problem.suggestions[0]}{reading[after:]}", problem


def _nearest(text: str, catalog: Catalog) -> Iterator[str]:
    """Yield what is left of a text without its last or first words, the most first, and what is asked of a name in it."""
    words = text.split()[:MAX_TRIMMED_WORDS]
    for length in range(len(words) - 1, 1, -1):
        yield from (" ".join(words[:length]), " ".join(words[-length:]))
    for name in _known(text, catalog):
        yield from (form.format(bare(name)) for form in NEAREST)
    if len(words) > 1:
        # A surname may be known where what stands before it is another form of a name.
        yield f"describe {quoted(words[-1])}"


def _known(text: str, catalog: Catalog) -> Iterator[str]:
    """Yield the names in *text* that exist, the longest first."""
    words = re.findall(r"[^\s,;:()\"?]+", text)[:40]
    for length in range(min(MAX_KNOWN_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if catalog.is_name(name):
                yield name


def _meant(text: str, catalog: Catalog, present: AskedAt) -> ast.Query | None:
    """Return the query of a text, if it can be read, and every name in it is plainly known."""
    return None if _bound(text, catalog, present) is None else parse_one(text)


def _bound(text: str, catalog: Catalog, present: AskedAt) -> resolved.Query | None:
    """Return what a text means, if it can be read and every name in it is plainly known."""
    if not is_readable(text):
        return None
    try:
        return bind(parse_one(text), catalog, present, text)
    except QueryError:
        return None
