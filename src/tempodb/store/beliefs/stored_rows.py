"""The open rows in a database: those of a key, or of many keys at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from tempodb.model.kinds import Kind
from tempodb.store.beliefs.open_rows import Asked, Parties
from tempodb.store.engines.asking_many import of_each, of_each_row
from tempodb.store.engines.port import Snapshot
from tempodb.store.schema.layout import COLUMNS, BeliefRow
from tempodb.temporal.instants import FOREVER

_COLUMNS = ", ".join(COLUMNS["belief"])
_OPEN = f"kind = ? AND recorded_to = {FOREVER}"
OPEN_OF_SCOPE = f"SELECT {_COLUMNS} FROM belief WHERE scope = ? AND {_OPEN} ORDER BY f1, id"
_OPEN_OF_SCOPES = f"SELECT {_COLUMNS} FROM belief WHERE {_OPEN} AND scope IN"
# Where they lie is looked for first: an engine would look through all members of an organization for one.
_PLACED = "b.scope = place.scope AND b.kind = place.kind AND b.f1 = place.f1 AND b.id = place.id"
_COLUMNS_PLACED = ", ".join("b." + column for column in COLUMNS["belief"])
OPEN_OF_PARTIES = f"""SELECT said.text, told.text, {_COLUMNS_PLACED}
  FROM belief place CROSS JOIN belief b
  LEFT JOIN interned said ON said.id = b.value LEFT JOIN interned told ON told.id = b.sources
  WHERE place.scope = ? AND place.kind = ? AND place.party = ? AND b.other = ? AND b.recorded_to = {FOREVER}
  AND {_PLACED} ORDER BY place.f1, place.id"""
OPEN_OF_MANY = f"""SELECT {_COLUMNS_PLACED}
  FROM asked k CROSS JOIN belief place CROSS JOIN belief b
  WHERE place.scope = k.scope AND place.kind = k.kind AND place.party = k.party AND b.other = k.other
  AND b.recorded_to = {FOREVER} AND {_PLACED}"""
_ASKED = ("scope", "kind", "party", "other")
_by_days = attrgetter("f1", "id")


class StoredRows:
    """The open rows in a database, of which the *last* was given that number; implements `open_rows.Present`.

    The texts that come with rows are for whoever *learns* for which text a number stands.
    """

    def __init__(self, snapshot: Snapshot, last: int, learns: Callable[[str, int], None]) -> None:
        self._snapshot = snapshot
        self._last = last
        self._learns = learns
        self._ahead: dict[Asked, list[BeliefRow]] = {}

    def look_ahead(self, keys: Iterable[Asked]) -> None:
        """Read what is open of many scopes, kinds and parties, all at once."""
        new = dict.fromkeys(key for key in keys if key not in self._ahead) if self._last else ()
        scopes: dict[Kind, list[int]] = defaultdict(list)
        of_parties = []
        for key in new:
            scope, kind, parties = key
            self._ahead[key] = []
            if parties is None:
                scopes[kind].append(scope)
            else:
                of_parties.append((scope, int(kind), *parties))
        for row in map(BeliefRow._make, of_each_row(self._snapshot, _ASKED, OPEN_OF_MANY, of_parties)):
            self._ahead[row.scope, Kind(row.kind), (row.party, row.other)].append(row)
        for kind, numbers in scopes.items():
            for row in map(BeliefRow._make, of_each(self._snapshot, _OPEN_OF_SCOPES, (int(kind),), numbers)):
                self._ahead[row.scope, kind, None].append(row)
        for key in new:
            self._ahead[key].sort(key=_by_days)

    def last_row(self) -> int:
        """Return the last number that a row was given, 0 before the first."""
        return self._last

    def open_rows(self, scope: int, kind: Kind, parties: Parties | None) -> Sequence[BeliefRow]:
        """Return the rows that are believed of a scope and kind, of two *parties* or of any, in order of days."""
        if not self._last:
            return ()
        if (ahead := self._ahead.get((scope, kind, parties))) is not None:
            return ahead
        if parties is None:
            return [BeliefRow(*row) for row in self._snapshot.execute(OPEN_OF_SCOPE, (scope, int(kind)))]
        rows = []
        for said, told, *columns in self._snapshot.execute(OPEN_OF_PARTIES, (scope, int(kind), *parties)):
            rows.append(row := BeliefRow(*columns))
            for text, number in ((said, row.value), (told, row.sources)):
                if text is not None:
                    self._learns(text, number)
        return rows
