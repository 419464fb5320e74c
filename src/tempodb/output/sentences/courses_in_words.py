"""How an answer went on over time, and in what two answers differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

from tempodb.answers.result import Result
from tempodb.output.sentences.asked_words import asked, untimed_words, words_for
from tempodb.output.sentences.dates_in_words import edge, window, with_days
from tempodb.output.sentences.name_words import sentence, side_by_side, the
from tempodb.output.sentences.status_words import IN_CAPACITY, STATUS_WORDS, office_predicate
from tempodb.output.sentences.told_spans import ToldSpan
from tempodb.tql import ast

BETWEEN_CHANGES = re.compile(r", (?=[-+?])")
HELD_OFFICE = re.compile(rf"(?P<capacity>{'|'.join(IN_CAPACITY)})(?: \(ordinal (?P<ordinal>[0-9]+)\))?")
OF_ONE_WORD = {"certain": "certainly belonged there", "possible": "possibly belonged there"}
"""What is told of the words that are not what somebody is."""
TURNS: Mapping[str, str] = MappingProxyType({"+": "with {}", "?": "perhaps with {}", "-": "without {}"})
"""What is told of whom a history says behind a sign."""


def tell_history(result: Result) -> Iterator[list[str]]:
    """Yield from when on how many there were, and with whom, or without whom, it was another answer."""
    question = asked(result).question
    assert isinstance(question, ast.History)
    for at, row in enumerate(result):
        number, either = len(row.certain), len(row.certain) + len(row.possible)
        told = f"{number or 'none'}{f' (perhaps {either})' if either != number else ''}"
        there = f"there {'was' if number == 1 else 'were'} {told}"
        when = "at first" if row.from_ is None else f"from {edge(row.from_)} on"
        turned = _turned(row.change_names)
        if at == 0:
            # What came before it was not asked, or is not recorded.
            yield [sentence(f"{when} {there} {words_for(question.asked, number)}, {turned}")]
        else:
            yield [sentence(f"{when}, {turned}, {there}")]


def _turned(change: str) -> str:
    """Return who came and went, of the names behind their signs."""
    found = [(each[:1], the(each[1:])) for each in BETWEEN_CHANGES.split(change) if each]
    by_sign = {sign: [name for other, name in found if other == sign] for sign in TURNS}
    told = [TURNS[sign].format(side_by_side(names)) for sign, names in by_sign.items() if names]
    return side_by_side(told) if told else "with the same as before"


def tell_differences(result: Result) -> Iterator[list[str]]:
    """Yield what differs, of all together of whom the same differs."""
    first, second = _sides(result)
    for (before, after), found in groupby(result, key=lambda row: (row.before_name, row.after_name)):
        names = [the(row.party_name) for row in found]
        is_one = len(names) == 1
        was, became = (None if said is None else _was(said, is_one) for said in (before, after))
        if became is None:
            told = f"{was} {first}, and no longer {second}"
        elif was is None:
            told = f"{became} {second}, and not yet {first}"
        else:
            told = f"{was} {first}, and {became} {second}"
        yield [sentence(f"{side_by_side(names)} {told}")]


def _was(said: str, is_one: bool) -> str:
    """Return what one or several were, of what a comparison says in short."""
    if said in OF_ONE_WORD:
        return OF_ONE_WORD[said]
    sure = said.removesuffix(" (possible)")
    verb = f"{'was' if is_one else 'were'}{'' if sure == said else ' possibly'}"
    if sure in STATUS_WORDS:
        return f"{verb} {STATUS_WORDS[sure][0 if is_one else 1]}"
    if held := HELD_OFFICE.fullmatch(sure):
        number = int(held["ordinal"]) if held["ordinal"] else None
        return f"{verb} {office_predicate(held['capacity'], number, 'holder', None, ToldSpan(None, None)).what(not is_one, False)}"
    return f"{verb} down as {with_days(said)}"


def _sides(result: Result) -> tuple[str, str]:
    """Return what tells the two answers apart: when they are of, or as known when."""
    for said, told in ((result.valid, window), (result.known_at, "as known at {}".format)):
        sides = said.split(" and ") if said else []
        if len(sides) == 2:
            return told(sides[0]), told(sides[1])
    return "in the first answer", "in the second"


def tell_parties(result: Result) -> Iterator[list[str]]:
    """Yield who is in the answer, certainly and possibly."""
    query = asked(result)
    sure, unsure = (_named(result, certainty) for certainty in ("certain", "possible"))
    told = [side_by_side(sure) if sure else None, f"possibly {side_by_side(unsure)}" if unsure else None]
    words = untimed_words(query)
    yield [sentence(f"{words[0].upper()}{words[1:]}: {'; '.join(filter(None, told))}")]


def _named(rows: Sequence[Any], certainty: str) -> list[str]:
    return [the(row.party_name) for row in rows if row.certainty == certainty]
