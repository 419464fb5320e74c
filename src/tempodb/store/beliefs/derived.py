"""A whole log → the tables that follow from it: all that is and ever was believed, derived at once.

What `derivation` does transaction by transaction comes to columns, for most of it. A claim opens one row, which
is closed when it is withdrawn. Claims that say the same of the same carry over since when that has been
believed; and keys of which a write has cleared something are gone through as they were written. Then the rows are
numbered as if each transaction had written its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tempodb.model.claim_columns import in_one_number
from tempodb.model.schema import SCHEMA
from tempodb.store.beliefs.belief_keys import belief_key_of
from tempodb.store.beliefs.carried_columns import carried_rows
from tempodb.store.beliefs.claim_numbers import FILED, NAME_GIVING, ClaimNumbers
from tempodb.store.beliefs.columns_of_rows import (
    Columns,
    StoredRow,
    as_stored,
    joined_rows,
    rows_as_columns,
    rows_left,
)
from tempodb.store.beliefs.cut_keys import CutKeys, GivenNumbers, LoggedAction
from tempodb.store.beliefs.logged_claims import Log, LoggedClaims, NumberedClear
from tempodb.store.beliefs.row_numbers import Uses, numbers_of
from tempodb.store.beliefs.stored_columns import are_stored
from tempodb.store.beliefs.undone_claims import ClaimChanges, begun_anew, restored, taken
from tempodb.store.engines.port import Snapshot
from tempodb.store.log.actions import State, Withdraw
from tempodb.temporal.instants import DAY, EPOCH_DAY, FOREVER


class DueTable(NamedTuple):
    """The rows that a table has if it follows from the log, in the order in which they are stored.

    Whether those that are there are the same is sooner found than which are not.
    """

    rows: Callable[[], Iterator[StoredRow]]
    are_stored: Callable[[Snapshot], bool] = lambda _: False


Tables = dict[str, DueTable]
"""Tables by their names."""
WHOLE_SCOPES = frozenset(
    int(kind)
    for kind, schema in SCHEMA.items()
    if belief_key_of(kind, ("x",) * len(schema.key)).party is None
)
"""Kinds of which a scope is one key, whatever party its claims name."""
_PERIOD = ("f1", "f2", "from_text", "t1", "t2", "to_text")


def derived_tables(log: Log) -> Tables:
    """Return the tables that follow from a log.

    Raises:
        ValueError: it holds what this program never wrote; other errors where that cannot be believed at all.

    """
    stated, numbers = log.stated, ClaimNumbers(log.stated.claims.words)
    filed, entities = numbers.filed(stated.claims)
    said, texts = numbers.said(stated.claims)
    opened = _opened(stated, numbers, filed, said)
    ended, begun = taken(log), restored(log)
    np.minimum.at(opened["recorded_to"], ended.places, ended.at)
    given = GivenNumbers(entities, texts) if log.cleared else GivenNumbers((), ())
    cleared = _keys(log.cleared, given)
    is_cut = _is_cut(opened, cleared)
    cut = CutKeys(given, WHOLE_SCOPES)
    cut.take_in(_done_to_cut(log, is_cut))
    cut_rows = rows_as_columns(cut.rows)
    is_believed = ~is_cut | np.isin(stated.numbers, cut_rows["claim"])
    uses = _uses(opened, (ended, begun), log, cleared)
    again = begun_anew(
        opened, *(ClaimChanges(*(column[~is_cut[done.places]] for column in done)) for done in (begun, ended))
    )
    if is_cut.any():
        opened = rows_left(opened, ~is_cut)
    if len(again["id"]):
        opened = joined_rows(opened, again)
    gives_names = np.isin(stated.claims.column("kind"), NAME_GIVING)
    labels = numbers.labels(stated.claims.chosen(np.flatnonzero(is_believed & gives_names)))
    # What was read is large, and nothing needs it any more.
    del log, stated, numbers, filed, said, ended, begun, again, is_cut, is_believed
    carried = carried_rows(opened)
    came = np.concatenate([carried["recorded_from"], np.array(cut.came, np.int64)])
    rows = joined_rows(carried, cut_rows)
    rows["id"] = numbers_of(rows, came, uses)
    return {
        "belief": DueTable(lambda: as_stored(rows), partial(are_stored, rows)),
        "label": DueTable(lambda: iter(labels)),
        "entity": DueTable(lambda: iter(entities)),
        "interned": DueTable(lambda: iter(texts)),
    }


def _opened(
    stated: LoggedClaims, numbers: ClaimNumbers, filed: NDArray[np.int64], said: NDArray[np.int64]
) -> Columns:
    """Return the row that each claim opens, as if nothing were believed before; none has a number yet."""
    claims, at = stated.claims, stated.at
    days = at // DAY + EPOCH_DAY
    f1, f2, t1, t2 = claims.candidates(days)
    from_text, to_text = numbers.end_texts(claims, f1, days)
    scope, party, other = (filed[:, place] for place in range(FILED))
    return {
        "scope": scope,
        "kind": claims.column("kind"),
        "party": party,
        "other": other,
        **dict(zip(_PERIOD, (f1, f2, from_text, t1, t2, to_text), strict=True)),
        "value": said[:, 0],
        "sources": said[:, 1],
        "disputed": claims.column("standing"),
        "since": at,
        "recorded_from": at,
        "recorded_to": np.full(len(at), FOREVER),
        "id": np.zeros(len(at), np.int64),
        "claim": stated.numbers,
    }


def _keys(cleared: Sequence[NumberedClear], given: GivenNumbers) -> NDArray[np.int64]:
    """Return the keys that were cleared, as numbers of scope, kind, party and other; -1 for what was never stated."""
    keys = []
    for _, _, clear in cleared:
        filed = belief_key_of(clear.kind, clear.key)
        scope, party, other = (-1 if number is None else number for number in map(given.known, filed))
        keys.append((scope, int(clear.kind), party, other))
    return np.array(keys, np.int64).reshape(-1, 4)


def _is_cut(rows: Columns, cleared: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return whether each row is of a key of which something was cleared."""
    is_whole = np.isin(rows["kind"], list(WHOLE_SCOPES))
    party, other = (np.where(is_whole, 0, rows[name]) for name in ("party", "other"))
    columns = (rows["scope"], rows["kind"], party, other)
    codes = in_one_number(*(1 + np.concatenate(both) for both in zip(columns, cleared.T, strict=True)))
    return np.isin(codes[: len(party)], codes[len(party) :])


def _done_to_cut(log: Log, is_cut: NDArray[np.bool_]) -> Iterator[LoggedAction]:
    """Yield what was done to the keys of which something was cleared, and what was undone of others, too."""
    claims, numbers, at = log.stated
    for place in np.flatnonzero(is_cut).tolist():
        yield int(at[place]), int(numbers[place]), State(claims[place])
    cut = set(numbers[is_cut].tolist())
    for number, instant, claim in zip(*(column.tolist() for column in log.withdrawn), strict=True):
        if claim in cut:
            yield instant, number, Withdraw(claim)
    for number, instant, action in (*log.cleared, *log.undone):
        yield instant, number, action


def _uses(opened: Columns, done: Sequence[ClaimChanges], log: Log, keys: NDArray[np.int64]) -> Uses:
    """Return what uses a shelf: claims that are stated, what is *done* to others, and what clears, or is undone."""
    stated = [opened[name] for name in ("recorded_from", "scope", "kind", "claim")]
    others = [[at, opened["scope"][places], opened["kind"][places], numbers] for numbers, at, places in done]
    key_of = {number: key for (number, _, _), key in zip(log.cleared, keys.tolist(), strict=True)}
    clears = [(number, at, key_of[number]) for number, at, _ in log.cleared]
    clears += [
        (number, at, key_of[action.assertion])
        for number, at, action in log.undone
        if action.assertion in key_of
    ]
    cleared = np.array(
        [(at, scope, kind, number) for number, at, (scope, kind, *_) in clears if scope >= 0], np.int64
    )
    parts = (stated, *others, cleared.reshape(-1, 4).T)
    return Uses(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
