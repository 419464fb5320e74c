"""Names ↔ ids, from all that was ever recorded; implements `name_catalog.Catalog`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from tempodb.base.folding import fold, fold_as_before, has_words
from tempodb.base.printable import holds_halves
from tempodb.model.kinds import EntityType, Kind, PartyClass
from tempodb.model.labels import names_said, periods_said
from tempodb.questions.name_catalog import Days, Match, Named, Unbelieved
from tempodb.store.beliefs.row_periods import read_bound
from tempodb.store.engines.port import Snapshot
from tempodb.temporal.bounds import ALWAYS, NEVER, Bound
from tempodb.temporal.epochs import Epochs
from tempodb.temporal.instants import FOREVER
from tempodb.temporal.periods import Period

MAX_NAMES_WITH_WORDS = 1000
"""How many names that hold some words are looked through."""
MOST_KEPT = 10_000
"""How many names are kept that were looked up."""
FEW_ROWS = 100
"""How many rows tell of a name that is kept."""
TELLING = (
    *(kind for kind in Kind if kind.defines),
    *(Kind.EXISTENCE, Kind.NAME, Kind.TITLE, Kind.EVENT, Kind.SAME_AS),
)
"""The kinds of claims that say what something is called, and when it existed."""
WITH_DAYS = (Kind.NAME, Kind.TITLE, Kind.EXISTENCE)
"""Those whose days count; what defines something holds for all time."""
ANY_DAYS = Days(ALWAYS, NEVER)
_CLASS = f"""(SELECT i.text FROM belief b JOIN interned i ON i.id = b.value
  WHERE b.scope = e.id AND b.kind = {int(Kind.PARTY)} ORDER BY b.id DESC LIMIT 1)"""
_TOLD = f"""SELECT e.slug, b.kind, i.text, b.f1, b.f2, b.from_text, b.t1, b.t2, b.to_text,
  b.recorded_from, b.recorded_to, b.disputed
  FROM {{}} CROSS JOIN belief b CROSS JOIN interned i WHERE e.type = ? AND {{}} AND b.scope = e.id
  AND b.kind IN ({", ".join(str(int(kind)) for kind in TELLING)}) AND i.id = b.value ORDER BY b.id"""
_LABELLED = "(SELECT DISTINCT entity FROM label WHERE {}) l CROSS JOIN entity e"
_HOLDING = "replace(folded, ?, '') <> folded"
"""That a text holds another, in words that every engine knows."""
OF_ID = _TOLD.format("entity e", "e.slug = ?")
OF_NAME = _TOLD.format(_LABELLED.format("folded IN (?, ?)"), "e.id = l.entity")
OF_WORDS = _TOLD.format(_LABELLED.format(_HOLDING), "e.id = l.entity")
FROM_AND_TO = slice(-3, -1)
"""Where a row has the instants from which, and up to which, it is believed."""
NAMES_WITH = "SELECT DISTINCT folded FROM label WHERE {} LIMIT ?"
IS_NAME = "SELECT EXISTS (SELECT 1 FROM label WHERE folded = ?)"
NAMES_SQL = (
    f"SELECT l.folded, e.slug, {_CLASS} FROM label l JOIN entity e ON e.id = l.entity WHERE e.type = ?"
)
OFFICES = f"""SELECT DISTINCT o.slug FROM entity p JOIN belief b ON b.party = p.id AND b.kind IN ({int(Kind.OFFICE)}, {int(Kind.OFFICE_OF)})
  JOIN entity o ON o.id = b.scope WHERE p.type = ? AND p.slug = ? ORDER BY o.slug"""
BELONGINGS = f"""SELECT o.slug, b.f1, b.t2 FROM entity p JOIN belief b ON b.party = p.id AND b.kind IN ({int(Kind.OFFICE)}, {int(Kind.OFFICE_OF)})
  JOIN entity o ON o.id = b.scope WHERE p.type = ? AND p.slug = ? AND b.disputed = 0
  AND b.recorded_from <= ? AND b.recorded_to > ? ORDER BY o.slug, b.f1"""
OFFICES_HELD = f"""SELECT DISTINCT o.slug FROM entity p JOIN belief b ON b.party = p.id AND b.kind = {int(Kind.TENURE)}
  JOIN entity o ON o.id = b.scope WHERE p.type = ? AND p.slug = ? AND b.disputed = 0
  AND b.recorded_from <= ? AND b.recorded_to > ? ORDER BY o.slug"""
COUNTED = """SELECT e.slug, i.text, b.recorded_from, b.recorded_to FROM entity e CROSS JOIN belief b
  CROSS JOIN interned i WHERE e.type = ? AND b.scope = e.id AND b.kind = ? AND i.id = b.value"""
FOCI = """SELECT e.slug, i.text FROM entity e JOIN belief b ON b.scope = e.id AND b.kind = ? AND b.recorded_to = ?
  JOIN interned i ON i.id = b.value WHERE e.type = ? ORDER BY e.slug"""


class StoredCatalog:
    """Looks names up in one state of the database."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._kept: dict[tuple[object, ...], Epochs[Sequence[Named]]] = {}

    def called(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id, name and alias, believed then or not, that reads like *name* when folded."""
        alike = self._alike(name, type_, known_at)
        return [named for named in alike if named.unbelieved is not Unbelieved.NAMED_LATER]

    def called_later(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return what was known, but was called so only after that instant."""
        alike = self._alike(name, type_, known_at)
        return [named for named in alike if named.unbelieved is Unbelieved.NAMED_LATER]

    def _alike(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        if holds_halves(name):
            return ()  # What is no text in UTF-8 cannot even be asked for.
        folded = _folded(name)
        told = self._told(OF_NAME, type_, known_at, (*folded, int(type_)))
        return [named for named in told if _folded(named.name)[0] == folded[0]]

    def holding(self, words: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each believed id, name and alias that has these whole words within it; of an office, no id."""
        if holds_halves(words):
            return ()
        folded = fold(words)
        told = self._told(OF_WORDS, type_, known_at, (folded, int(type_)))
        believed = (named for named in told if named.unbelieved is None and not named.is_path)
        return [named.having(is_part=True) for named in believed if has_words(fold(named.name), folded)]

    def is_name(self, name: str) -> bool:
        """Return whether anything has or had this id or name."""
        found = not holds_halves(name) and self._snapshot.execute(IS_NAME, (fold(name),)).fetchone()[0]
        return bool(found)

    def names_with(self, words: Sequence[str]) -> Sequence[str]:
        """Return folded names that hold any of these folded words, not all if there are very many."""
        sought = [each for each in words if not holds_halves(each)]
        if not sought:
            return ()
        sql = NAMES_WITH.format(" OR ".join([_HOLDING] * len(sought)))
        return [folded for (folded,) in self._snapshot.execute(sql, (*sought, MAX_NAMES_WITH_WORDS))]

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name of a type with what it means."""
        for folded, slug, definition in self._snapshot.execute(NAMES_SQL, (int(type_),)):
            yield folded, Match(slug, type_, _class_of(definition or "{}"))

    def names_of(self, match: Match, known_at: int) -> Sequence[Named]:
        """Return all the names of one thing."""
        return list(self._told(OF_ID, match.type, known_at, (int(match.type), match.id)))

    def counted_as(self, status: str, known_at: int) -> frozenset[str]:
        """Return the other statuses that count as one, as some dataset says."""
        return frozenset(
            slug for slug, as_, since, until in self._counting if as_ == status and since <= known_at < until
        )

    @cached_property
    def _counting(self) -> list[tuple[str, str, int, int]]:
        rows = self._snapshot.execute(COUNTED, (int(EntityType.STATUS), int(Kind.STATUS))).fetchall()
        said = ((slug, json.loads(text).get("counts_as"), *recorded) for slug, text, *recorded in rows)
        return [each for each in said if each[1]]

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the ids of the offices of an organization or state, withdrawn ones among them."""
        return [slug for (slug,) in self._snapshot.execute(OFFICES, (int(EntityType.PARTY), organization))]

    def belongings(self, organization: str, known_at: int) -> Mapping[str, tuple[Days, ...]]:
        """Return the days on which each office may have belonged to an organization or state, as was believed then."""
        asked = (int(EntityType.PARTY), organization, known_at, known_at)
        found: dict[str, tuple[Days, ...]] = {}
        for slug, first, end in self._snapshot.execute(BELONGINGS, asked):
            found[slug] = (*found.get(slug, ()), Days(first, end))
        return found

    def offices_held_by(self, person: str, known_at: int) -> Sequence[str]:
        """Return the ids of the offices that a person ever held, as was believed then."""
        asked = (int(EntityType.PARTY), person, known_at, known_at)
        return [slug for (slug,) in self._snapshot.execute(OFFICES_HELD, asked)]

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return each dataset that names a focus, with the id of that organization."""
        rows = self._snapshot.execute(FOCI, (int(Kind.DATASET), FOREVER, int(EntityType.DATASET)))
        return [(slug, json.loads(text)["focus"]) for slug, text in rows if "focus" in json.loads(text)]

    def _told(
        self, sql: str, type_: EntityType, known_at: int, parameters: tuple[int | str, ...]
    ) -> Sequence[Named]:
        """Return the names of the things that a statement selects, found once where the same is believed."""
        if len(self._kept) > MOST_KEPT:
            self._kept.clear()
        epochs = self._kept.setdefault((sql, *parameters), Epochs())
        if (kept := epochs.at(known_at)) is not None:
            return kept
        rows = self._snapshot.execute(sql, parameters).fetchall()
        things: dict[str, _Thing] = {}
        for slug, *row in rows:
            things.setdefault(slug, _Thing(known_at)).learn(slug, *row)
        named = [each for slug, thing in things.items() for each in thing.named(slug, type_)]
        if len(rows) > FEW_ROWS:
            return named
        return epochs.keep(known_at, {instant for row in rows for instant in row[FROM_AND_TO]}, named)


class _Thing:
    """What beliefs, the oldest first, tell of one thing that has names."""

    def __init__(self, known_at: int) -> None:
        self._known_at = known_at
        self._classes: dict[bool, PartyClass | None] = {}
        self._existing: list[Days] = []
        self._used: dict[str, list[Days]] = {}
        self._unbelieved: dict[str, Unbelieved] = {}

    def learn(self, id_: str, kind: int, text: str, *row: Any) -> None:
        """Take in one belief: which names it gives, over which days."""
        said: dict[str, Any] = json.loads(text)
        f1, f2, from_text, t1, t2, to_text, *recorded = row
        reason = self._unbelieving(*recorded)
        days = ANY_DAYS
        if kind == Kind.PARTY:
            self._classes[reason is None] = _class(said)
        elif kind in WITH_DAYS:
            days = _days(Period(read_bound(f1, f2, from_text), read_bound(t1, t2, to_text)))
        if kind == Kind.EXISTENCE and reason is None:
            self._existing.append(days)
        dated = periods_said(id_, said)
        for name in names_said(Kind(kind), id_, said):
            if reason is None:
                self._used.setdefault(name, []).extend(map(_days, dated[name]) if name in dated else (days,))
            else:
                self._unbelieved[name] = min(reason, self._unbelieved.get(name, reason))

    def named(self, id_: str, type_: EntityType) -> Iterator[Named]:
        """Yield each name, with why it is not believed if it is not."""
        match = Match(id_, type_, self._classes.get(True, self._classes.get(False)))
        for name, days in self._used.items():
            yield Named(name, match, tuple(sorted(days)), tuple(sorted(self._existing)))
        is_unknown = not self._used and set(self._unbelieved.values()) == {Unbelieved.NAMED_LATER}
        for name, reason in self._unbelieved.items():
            if name not in self._used:
                yield Named(name, match, unbelieved=Unbelieved.RECORDED_LATER if is_unknown else reason)

    def _unbelieving(self, recorded_from: int, recorded_to: int, disputed: int) -> Unbelieved | None:
        if recorded_to <= self._known_at:
            return Unbelieved.WITHDRAWN
        if recorded_from > self._known_at:
            return Unbelieved.NAMED_LATER
        return Unbelieved.DISPUTED if disputed else None


@lru_cache(maxsize=MOST_KEPT)
def _folded(name: str) -> tuple[str, str]:
    """Return a name as it is looked up, by what files hold now and held before."""
    return fold(name), fold_as_before(name)


@lru_cache(maxsize=1000)
def _class_of(definition: str) -> PartyClass | None:
    return _class(json.loads(definition))


def _class(definition: dict[str, Any]) -> PartyClass | None:
    return PartyClass(definition["class"]) if "class" in definition else None


def _days(period: Period) -> Days:
    return Days(period.from_.earliest, period.to.latest, _dates(*period))


def _dates(from_: Bound, to: Bound) -> str:
    """Return two dates as they are said."""
    if from_.text and to.text:
        return f"{from_.text} to {to.text}"
    return f"from {from_.text}" if from_.text else f"until {to.text}" if to.text else ""
