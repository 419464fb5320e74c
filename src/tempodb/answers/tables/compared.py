"""What differs between two answers about every organization, as a table: rows as `compare` makes them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tempodb.answers.compare_words import words_of_fact
from tempodb.answers.context import AnswerContext
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged
from tempodb.answers.tables.party_names import party_names
from tempodb.execution.beliefs import fields
from tempodb.execution.columns.arrays import Ints
from tempodb.execution.columns.belief_columns import shown_ends
from tempodb.execution.columns.comparing import Sayings, differences
from tempodb.execution.columns.distinct import Distinct
from tempodb.execution.columns.windowing import Judged
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.questions.rows import CompareRow

MEMBERSHIP = SCHEMA[Kind.MEMBERSHIP]
WHAT_CHANGED = ("added", "removed", "changed")


def compare_table(before: Judged, after: Judged, with_dates: bool, asked: AnswerContext) -> Table | None:
    """Return what differs between two answers as a table; None where names are no columns."""
    names = party_names(asked)
    if names is None:
        return None
    told = before.pieces.columns
    values, of_value = told.values.made(_of_beliefs if with_dates else _of_times)
    ends, of_end = told.ends.made(shown_ends).made(_texts)
    found = differences(before, after, of_value, of_end if with_dates else None)

    words = [
        words_of_fact(
            fields(values[word.value]),
            MEMBERSHIP,
            [ends[end] for end in word.ends] if with_dates else None,
            word.is_certain,
        )
        for word in found.words
    ]
    texts: Distinct[str | None] = Distinct([None, *words])
    was, is_ = (_said(side, len(found.parties), words, texts) for side in (found.before, found.after))
    change = np.where(was == 0, 0, np.where(is_ == 0, 1, 2))
    called = names.of(found.parties)
    columns: dict[str, TableColumn] = {
        "party": CodedColumn(found.parties, told.ids),
        "party_name": CodedColumn(called, names.names),
        "change": CodedColumn(change, Distinct(WHAT_CHANGED)),
        "before": CodedColumn(was, texts),
        "after": CodedColumn(is_, texts),
    }
    id_rank, name_rank = told.ids.made(ranks.of_texts), names.names.made(ranks.of_names)
    order = np.lexsort((id_rank[found.parties], name_rank[called]))
    shown = arranged(columns, order, asked.query)
    return Table(shown, CompareRow, asked.view.allowance.refuse_rows)


def _said(side: Sayings, number: int, words: Sequence[str], texts: Distinct[str | None]) -> Ints:
    """Return the places of the texts of what is said of each party."""
    said = np.zeros(number, np.int64)
    said[side.party] = side.word + 1
    count = np.bincount(side.party, minlength=number)
    first = np.cumsum(count) - count
    for party in np.flatnonzero(count > 1).tolist():
        several = side.word[first[party] : first[party] + count[party]].tolist()
        said[party] = texts.place("; ".join(sorted(words[word] for word in several)))
    return said


def _of_beliefs(values: Sequence[str]) -> tuple[list[str], Ints]:
    """Return values, each of which says something else where dates are shown, and the place of each."""
    return list(values), np.arange(len(values))


def _of_times(values: Sequence[str]) -> tuple[list[str], Ints]:
    """Return values that are shown otherwise without dates, and for each the place of one that is shown so."""
    shown: Distinct[str] = Distinct([])
    places = [
        shown.place(words_of_fact(fields(value), MEMBERSHIP, None, is_certain=True)) for value in values
    ]
    return [values[places.index(place)] for place in range(len(shown.values))], np.array(places, np.int64)


def _texts(texts: Sequence[str | None]) -> tuple[list[str | None], Ints]:
    """Return the distinct ones of some texts, and the place of each among them."""
    distinct: Distinct[str | None] = Distinct([])
    places = np.array([distinct.place(text) for text in texts], np.int64)
    return distinct.values, places
