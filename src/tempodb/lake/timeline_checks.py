"""Rows of one kind that contradict each other: accepted ones of one key that can be disjoint in no world."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from tempodb.execution.columns.arrays import Ints
from tempodb.lake.lake_layout import LakeTable
from tempodb.lake.row_checks import distinct_texts
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.row_periods import read_bound
from tempodb.temporal.facts import Fact
from tempodb.temporal.lives import contradictory_lives
from tempodb.temporal.periods import Period, tighten
from tempodb.temporal.timelines import contradictions

MOST_OF_A_TABLE = 20
"""How many contradictions are told of one table in one bucket."""


def timeline_findings(table: LakeTable, rows: Any) -> Iterator[str]:
    """Yield the contradictions among the rows of a table, in words; of very many, the first ones."""
    assert table.kind is not None
    if table.kind.defines or not rows.num_rows:
        return
    yield from islice(_contradictions(table.kind, rows), MOST_OF_A_TABLE)


def _contradictions(kind: Kind, rows: Any) -> Iterator[str]:
    schema = SCHEMA[kind]
    filed = [distinct_texts(rows[name]) for name in schema.filed]
    key_columns = [filed[place] for place in schema.places]
    values, value = distinct_texts(rows["value"])
    accepted = np.flatnonzero(~rows["disputed"].to_numpy(zero_copy_only=False))
    keys = _numbered([places[accepted] for _, places in key_columns])
    order = np.argsort(keys, kind="stable")
    several = kind is not Kind.EXISTENCE
    for group in np.split(accepted[order], np.flatnonzero(np.diff(keys[order])) + 1):
        if len(group) < 2 or (several and len(set(value[group].tolist())) < 2):
            continue
        key = tuple(texts[places[group[0]]] or "" for texts, places in key_columns)
        yield from _of_key(kind, key, group, rows, [values[place] or "" for place in value[group].tolist()])


def _numbered(columns: list[Ints]) -> Ints:
    """Return a number for each row, the same one for the same key."""
    _, numbers = np.unique(np.stack(columns), axis=1, return_inverse=True)
    found: Ints = numbers.reshape(-1)
    return found


def _of_key(kind: Kind, key: tuple[str, ...], group: Ints, rows: Any, values: list[str]) -> Iterator[str]:
    some = rows.take(group).to_pylist()
    facts = [_fact(key, value, row) for value, row in zip(values, some, strict=True)]
    told: set[tuple[int, ...]] = set()
    for instant in sorted({row["recorded_from"] for row in some}):
        visible = [
            fact
            for fact, row in zip(facts, some, strict=True)
            if fact is not None and row["recorded_from"] <= instant < row["recorded_to"]
        ]
        for pair in (contradictory_lives if kind is Kind.EXISTENCE else contradictions)(visible):
            numbers = tuple(min(fact.claims) for fact in pair)
            if numbers not in told:
                told.add(numbers)
                a, b = (f"{fact.value} from {_said(fact)}" for fact in pair)
                yield f"{kind.name.lower()} {', '.join(filter(None, key))}: {a} contradicts {b}"


def _fact(key: tuple[str, ...], value: str, row: dict[str, Any]) -> Fact | None:
    """Return a row as a fact; None where it can hold on no day, which is told elsewhere."""
    ends = [(row[f"{end}_earliest"], row[f"{end}_latest"]) for end in ("from", "to")]
    if any(not 0 <= first <= last for first, last in ends):
        return None
    extent = tighten(*ends[0], *ends[1])
    if extent is None:
        return None
    period = Period(
        *(read_bound(*days, row[f"{end}_text"]) for end, days in zip(("from", "to"), ends, strict=True))
    )
    return Fact(key, value, period, extent, claims=frozenset((row["row"],)))


def _said(fact: Fact) -> str:
    from_, to = fact.period
    return f"{from_.text or 'always'} {'onwards' if to.is_open else f'to {to.text}'}"
