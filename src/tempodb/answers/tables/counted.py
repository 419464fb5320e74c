"""The figures of every organization as a table: rows as `counts` makes them, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tempodb.answers.context import AnswerContext
from tempodb.answers.coverage import Coverage, lies
from tempodb.answers.result_table import Table
from tempodb.answers.table_columns import CodedColumn, NumberColumn, RepeatedColumn, TableColumn
from tempodb.answers.tables import ranks
from tempodb.answers.tables.arranging import arranged
from tempodb.answers.tables.party_names import party_names
from tempodb.execution.columns.arrays import Ints, Places, repeats
from tempodb.execution.columns.counting import Figures
from tempodb.execution.columns.distinct import Distinct
from tempodb.questions.count_rows import CountEveryRow
from tempodb.temporal.granules import Bucket

LIES = (None, "inside", "partly", "outside")


def count_table(
    figures: Figures,
    ids: Distinct[str],
    periods: Sequence[Bucket],
    coverage: Coverage,
    asked: AnswerContext,
    refuse: Callable[[int], None],
) -> Table | None:
    """Return figures as a table; None where names are no columns."""
    names = party_names(asked, figures.organizations)
    if names is None:
        return None
    called = names.of(figures.organizations)
    id_rank = ids.made(ranks.of_texts)[figures.organizations]
    name_rank = names.names.made(ranks.of_names_before_days)[called]
    order = np.lexsort((id_rank, name_rank))
    figures = Figures(*(column[order] for column in figures))
    number, length = len(order), len(periods)
    # There may be millions of cells, which are made only where their order is another one.
    columns: dict[str, TableColumn] = {
        "organization": RepeatedColumn(figures.organizations, ids, each=length),
        "organization_name": RepeatedColumn(called[order], names.names, each=length),
        "period": RepeatedColumn(
            np.arange(length), Distinct([period.text for period in periods]), rounds=number
        ),
        "certain": NumberColumn(figures.certain.reshape(-1)),
        "possible": NumberColumn(figures.possible.reshape(-1)),
        "coverage": _lies(figures, ids, periods, coverage),
    }
    places = _interleaved(name_rank[order], length)
    query = asked.query
    if places is not None or query.order_by or query.limit is not None or query.where is not None:
        columns = arranged(columns, np.arange(number * length) if places is None else places, asked.query)
    return Table(columns, CountEveryRow, refuse)


def _lies(
    figures: Figures, ids: Distinct[str], periods: Sequence[Bucket], coverage: Coverage
) -> CodedColumn | RepeatedColumn:
    """Return how each period lies to what is covered of each organization."""
    lie, number, length = Distinct(LIES), len(figures.organizations), len(periods)
    if not coverage:
        return RepeatedColumn(np.zeros(number, np.intp), lie, each=length)
    found = np.zeros((number, length), np.int8)
    for place, organization in enumerate(figures.organizations.tolist()):
        if (covered := coverage.get(ids.values[organization])) is not None:
            days = [window for _, window in covered]
            found[place] = [LIES.index(lies(period.days, days)) for period in periods]
    return CodedColumn(found.reshape(-1), lie)


def _interleaved(names: Ints, length: int) -> Places | None:
    """Return the places of cells in the order of names, periods and ids; None where they are in it."""
    alike = repeats(names)
    if not alike.any() or length == 1:
        return None
    # Of organizations of one name, the cells of each period come together.
    group = np.cumsum(~alike) - 1
    size = np.bincount(group)[group]
    within = np.arange(len(names)) - np.flatnonzero(~alike)[group]
    first = np.flatnonzero(~alike)[group] * length
    target = first[:, None] + np.arange(length) * size[:, None] + within[:, None]
    places = np.empty(len(names) * length, np.intp)
    places[target.reshape(-1)] = np.arange(len(names) * length)
    return places
