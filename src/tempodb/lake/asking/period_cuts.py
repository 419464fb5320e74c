"""What a bucket tells of more periods than are asked for, cut to those."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tempodb.answers.ordering import Shaped
from tempodb.lake.asking.bucket_tables import Parts
from tempodb.lake.asking.column_parts import HeldPart, NumberPart
from tempodb.questions.count_rows import CountEveryRow, CountRow


def cut_to(periods: Collection[str], told: list[Shaped] | Parts) -> list[Shaped] | Parts:
    """Return what is told of some periods, without organizations that have nobody in any of them."""
    return _cut_rows(periods, told) if isinstance(told, list) else _cut_columns(periods, told)


def _cut_rows(periods: Collection[str], told: list[Shaped]) -> list[Shaped]:
    kept, some = list[Shaped](), set[str]()
    for shaped in told:
        assert isinstance(shaped.row, CountRow | CountEveryRow)
        if shaped.row.period in periods:
            kept.append(shaped)
            if isinstance(shaped.row, CountEveryRow) and shaped.row.possible:
                some.add(shaped.row.organization)
    return [one for one in kept if not isinstance(one.row, CountEveryRow) or one.row.organization in some]


def _cut_columns(periods: Collection[str], told: Parts) -> Parts:
    period, organization, possible = told["period"], told["organization"], told["possible"]
    assert isinstance(period, HeldPart)
    assert isinstance(organization, HeldPart)
    assert isinstance(possible, NumberPart)
    is_asked = np.array([text in periods for text in period.held], np.bool_)[period.codes]
    has_any = np.zeros(len(organization.held), np.bool_)
    has_any[organization.codes[is_asked & (possible.numbers > 0)]] = True
    at = np.flatnonzero(is_asked & has_any[organization.codes])
    return {name: part.take(at) for name, part in told.items()}
