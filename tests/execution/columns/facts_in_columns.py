"""Facts as the columns that a store would read of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tempodb.execution.columns.belief_columns import BeliefColumns, StatedEnd
from tempodb.execution.columns.distinct import Distinct
from tempodb.temporal.bounds import Bound, edtf
from tempodb.temporal.facts import Fact, Standing


def columns_of(facts: Sequence[Fact]) -> BeliefColumns:
    """Return the columns of facts of parties in one organization, which were always believed."""
    keys = sorted({fact.key for fact in facts})
    ids = Distinct(["", *(str(key[0]) for key in keys)])
    ends: Distinct[StatedEnd] = Distinct([])
    values: Distinct[str] = Distinct([])
    sets: Distinct[frozenset[str]] = Distinct([])
    ordered = sorted(enumerate(facts), key=lambda pair: (pair[1].key, pair[1].period.from_.earliest, pair[0]))
    rows = [
        (
            *(keys.index(fact.key), *_days(fact)),
            *(ends.place(_written(end)) for end in fact.period),
            *(values.place(str(fact.value)), sets.place(frozenset(map(str, fact.sources)))),
            *(fact.standing is Standing.DISPUTED, 0, 9, min(fact.claims), id_),
        )
        for id_, fact in ordered
    ]
    numbers = np.array(rows, np.int64).reshape(-1, 14)
    key, f1, f2, t1, t2, from_, to, value, sources, disputed, since, until, claim, id_ = numbers.T.copy()
    return BeliefColumns(
        *(
            key,
            f1,
            f2,
            t1,
            t2,
            from_,
            to,
            value,
            sources,
            disputed.astype(np.bool_),
            since,
            until,
            claim,
            id_,
        ),
        scope=np.zeros(len(keys), np.int64),
        party=np.arange(1, len(keys) + 1),
        other=np.zeros(len(keys), np.int64),
        values=values,
        source_sets=sets,
        ends=ends,
        ids=ids,
        places=(1,),
    )


def _days(fact: Fact) -> tuple[int, ...]:
    from_, to = fact.period
    return from_.earliest, from_.latest, to.earliest, to.latest


def _written(bound: Bound) -> StatedEnd:
    text = None if bound.text == edtf(bound.earliest, bound.latest) else bound.text
    return StatedEnd(bound.earliest, bound.latest, text)
