"""What differs between two answers about every organization, as a table: rows as `compare` makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tempodb.answers.compare_words import around_dates, in_both, with_dates, with_name, words_of_fact
from tempodb.answers.context import AnswerContext
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, TableColumn
from tempodb.answers.tables.arranging import arranged
from tempodb.answers.tables.party_names import party_names
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import Ints, ordered_by
from tempodb.execution.columns.belief_columns import NOBODY, shown_ends
from tempodb.execution.columns.comparing import UNSAID, Sayings, Senses, Words, differences
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.telling import Saying, telling
from tempodb.execution.columns.windowing import Judged
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.questions.rows import CompareRow

MEMBERSHIP = SCHEMA[Kind.MEMBERSHIP]
NOTHING_SAID = ""
WHAT_CHANGED = ("added", "removed", "changed")


def compare_table(before: Judged, after: Judged, is_dated: bool, asked: AnswerContext) -> Table | None:
    """Return what differs between two answers as a table; None where names are no columns."""
    told = before.pieces.columns
    both, told_of = _tellings(before, after)
    values, of_value = told_of.made(_of_beliefs if is_dated else _of_times)
    ends, of_end = told.ends.made(shown_ends).made(_texts)
    found = differences(
        before,
        after,
        (Senses(of_value[both[0]], len(values)), Senses(of_value[both[1]], len(values))),
        Senses(of_end, len(ends)) if is_dated else UNSAID,
    )
    names = party_names(asked, found.parties)
    if names is None:
        return None
    texts = _told(found.words, list(map(_fields, values)), ends if is_dated else None)
    # Where nobody is represented, all is said in ids as it is in names.
    is_of_somebody = any(value.representing != NOBODY for value in values)
    named = _told(found.words, _named(values, asked), ends if is_dated else None) if is_of_somebody else texts
    was, is_ = (_said(side, len(found.parties), texts, named) for side in (found.before, found.after))
    in_ids: Distinct[str | None] = Distinct([None, *texts[1:]])
    in_names: Distinct[str | None] = Distinct([None, *named[1:]]) if is_of_somebody else in_ids
    change = np.where(was == 0, 0, np.where(is_ == 0, 1, 2))
    called = names.of(found.parties)
    columns: dict[str, TableColumn] = {
        "party": CodedColumn(found.parties, told.ids),
        "party_name": CodedColumn(called, names.names),
        "change": CodedColumn(change, Distinct(WHAT_CHANGED)),
        "before": CodedColumn(was, in_ids),
        "before_name": CodedColumn(was, in_names),
        "after": CodedColumn(is_, in_ids),
        "after_name": CodedColumn(is_, in_names),
    }
    shown = arranged(columns, ordered_by(names.rank().take(found.parties)), asked.query)
    return Table(shown, CompareRow, asked.view.allowance.refuse_rows)


def _tellings(before: Judged, after: Judged) -> tuple[tuple[Ints, Ints], Distinct[Saying]]:
    """Return the places of what both answers say of each of their pieces, and all that they say."""
    both = [(judged.pieces.spans, judged.at) for judged in (before, after)]
    value, key = (
        np.concatenate([column(spans).take(at) for spans, at in both])
        for column in map(attrgetter, ("value", "key"))
    )
    told = telling(before.pieces.columns, value, key)
    return (told.of[: len(before)], told.of[len(before) :]), told.said


def _fields(said: Saying) -> Mapping[str, Any]:
    return MEMBERSHIP.said(("", "", said.representing), fields(said.value))


def _named(values: Sequence[Saying], asked: AnswerContext) -> list[Mapping[str, Any]]:
    """Return what is said, with the names of those who are represented."""
    name = asked.display.parties({value.representing for value in values} - {NOBODY})
    return [with_name(_fields(value), name.__getitem__) for value in values]


def _told(words: Words, values: Sequence[Mapping[str, Any]], ends: NDArray[np.object_] | None) -> list[str]:
    """Return the texts of words, with their *ends* if these are told, behind that of nothing."""
    told = _without_dates(words, values) if ends is None else _with_dates(words, values, ends)
    return [NOTHING_SAID, *told]


def _without_dates(words: Words, values: Sequence[Mapping[str, Any]]) -> list[str]:
    told = zip(words.is_certain.tolist(), words.value.tolist(), strict=True)
    return [words_of_fact(values[value], MEMBERSHIP, None, is_certain) for is_certain, value in told]


def _with_dates(words: Words, values: Sequence[Mapping[str, Any]], ends: NDArray[np.object_]) -> list[str]:
    around = [around_dates(value, MEMBERSHIP, is_certain) for is_certain in (False, True) for value in values]
    before, behind = np.array(around, np.object_).reshape(-1, 2).T
    said = words.is_certain * len(values) + words.value
    placed = ((before, said), (ends, words.from_), (ends, words.to), (behind, said))
    return with_dates(*(held.take(places).tolist() for held, places in placed))


def _said(side: Sayings, number: int, texts: list[str], named: list[str]) -> Ints:
    """Return the places of the *texts* of what is said of each party; of several words a text is made.

    So it is of what is *named*, in the order of the texts; it may be the very same.
    """
    said = np.zeros(number, np.int64)
    said[side.party] = side.word + 1
    count = np.bincount(side.party, minlength=number)
    several, over, word = np.flatnonzero(count > 1), np.cumsum(count), (side.word + 1).tolist()
    said[several] = np.arange(len(several)) + len(texts)
    columns = (column[several].tolist() for column in (over - count, over))
    # Thousands of lists that live at once would have garbage looked for.
    each = (word[first:end] for first, end in zip(*columns, strict=True))
    if named is texts:
        texts += ["; ".join(sorted(map(texts.__getitem__, places))) for places in each]
        return said
    told = [in_both((texts[place], named[place]) for place in places) for places in each]
    texts += [ids for ids, _ in told]
    named += [names for _, names in told]
    return said


def _of_beliefs(values: Sequence[Saying]) -> tuple[list[Saying], Ints]:
    """Return values, each of which says something else where dates are shown, and the place of each."""
    return list(values), np.arange(len(values))


def _of_times(values: Sequence[Saying]) -> tuple[list[Saying], Ints]:
    """Return values that are shown otherwise without dates, and for each the place of one that is shown so."""
    shown: Distinct[str] = Distinct([])
    places = [
        shown.place(words_of_fact(_fields(value), MEMBERSHIP, None, is_certain=True)) for value in values
    ]
    return [values[places.index(place)] for place in range(len(shown.values))], np.array(places, np.int64)


def _texts(texts: Sequence[str | None]) -> tuple[NDArray[np.object_], Ints]:
    """Return the distinct ones of some texts, and the place of each among them."""
    distinct: Distinct[str | None] = Distinct([])
    places = np.array([distinct.place(text) for text in texts], np.int32)
    return np.array(distinct.values, np.object_), places
