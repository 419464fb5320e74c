"""All of a party: a paragraph for what it was called, who belonged to it, who held its offices, and the like."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from tempodb.answers.result import Result
from tempodb.model.kinds import CAPACITIES, SUBSTANTIVE
from tempodb.output.sentences.dates_in_words import happened
from tempodb.output.sentences.name_words import sentence, the
from tempodb.output.sentences.names_in_words import body_predicate, name_predicate
from tempodb.output.sentences.predicates import Predicate, SaidOf, sentences
from tempodb.output.sentences.status_words import office_predicate, status_predicate
from tempodb.output.sentences.told_spans import ToldSpan
from tempodb.questions.rows import TimelineRow
from tempodb.questions.tracks import Track


def tell_timeline(result: Result) -> Iterator[list[str]]:
    """Yield what is told on each track, one after the other."""
    for track, found in groupby(result, key=lambda row: row.track):
        if track == Track.EVENT:
            yield [_event(row) for row in found]
        else:
            yield sentences(map(_saying, found), result)


def _event(row: TimelineRow) -> str:
    return sentence(f"{happened(row.from_)}: {row.value or row.place_name}")


def _saying(row: TimelineRow) -> SaidOf:
    track, span, value = Track(row.track), ToldSpan.of(row), row.value or ""
    word, _, beside = value.partition(" ")
    beside = f" {beside}" if beside else ""
    place = row.place_name or ""
    match track:
        case Track.EXISTENCE:
            return SaidOf(the(row.party_name), Predicate("in existence", "in existence", span))
        case Track.NAME:
            return SaidOf(the(row.party_name), name_predicate(value, None, None, "name", span))
        case Track.MEMBER | Track.MEMBERSHIP:
            return SaidOf(the(row.party_name), status_predicate(word, the(place), span, beside))
        case Track.TENURE:
            is_said = word in CAPACITIES
            capacity, rest = (word, beside) if is_said else (SUBSTANTIVE, f" {value}" if value else "")
            return SaidOf(row.party_name, office_predicate(capacity, None, place, None, span, rest))
        case Track.BODY:
            return SaidOf(the(row.party_name), body_predicate(place, span))
        case Track.EVENT:
            raise ValueError(track)
        case _:
            assert_never(track)
