"""What whoever helps with typing has to know of a database, as the façade offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tempodb.api.engine import Engine
from tempodb.base.errors import TempodbError
from tempodb.model.kinds import EntityType
from tempodb.temporal.instants import FOREVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tempodb.base.errors import Problem
    from tempodb.model.kinds import PartyClass
    from tempodb.model.labels import Label
    from tempodb.model.provenance import RecordedTransaction, SomeClaims, TimelineSize
    from tempodb.questions.rows import EntityRow


class Overview:
    """Tells what is named, what was recorded, and what is meant where nothing is said."""

    engine: Engine

    def labels(self) -> list[Label]:
        """Return every name that is believed at present, with what it names; none without a database.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> [label.name for label in db.labels() if label.id == "csto/secretary-general"]
        ['Secretary General', 'Secretary-General', 'csto/secretary-general']
        """
        from tempodb.store.reading.labels import labels

        return self.engine.read(labels) if self.engine.exists() else []

    def labels_at_once(self) -> list[Label]:
        """Return what `labels` does, for whoever would sooner know nothing than wait or be told why.

        There are none where the database is locked, cannot be read, or is no file.
        """
        from tempodb.store.reading.labels import labels

        try:
            with self.engine.storage.glance() as snapshot:
                return labels(snapshot)
        except (TempodbError, OSError, ValueError, LookupError, TypeError):
            return []

    def script_problems(self, text: str) -> list[Problem]:
        """Return what is wrong with each statement of *text*, as `run` would tell, and carry out none.

        Parameters may still be given. What one statement writes may define what a later one names, so that
        behind one that writes nothing is said of names.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> [problem.message for problem in db.script_problems("members limt 3; members of CSTA; show states")]
        ['`limt` does not fit here', 'no organization is called `CSTA`']

        Raises:
            OperationalError: the database cannot be read.

        """
        # Whoever asks has no need of it.
        from tempodb.api.script_checks import script_problems

        return script_problems(text, self.engine)

    def labels_beginning(self, text: str, most: int) -> list[Label]:
        """Return the names that begin with *text*, of so many things; however many names there are.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> [label.name for label in db.labels_beginning("kaza", 9)]
        ['Kazakhstan', 'kazakhstan/president']
        """
        from tempodb.store.reading.labels import labels_beginning

        if not self.engine.exists():
            return []
        return self.engine.read(lambda snapshot: labels_beginning(snapshot, text, most))

    def how_many(self, type_: EntityType) -> int:
        """Return how many things of a type there ever were, without looking at them."""
        from tempodb.store.reading.labels import how_many

        return self.engine.read(lambda snapshot: how_many(snapshot, type_)) if self.engine.exists() else 0

    def ids_from(
        self, type_: EntityType, class_: PartyClass | None, start: str, most: int, known_at: int
    ) -> list[str]:
        """Return ids in their order from one on, as known at an instant; quick among millions.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> db.ids_from(EntityType.PARTY, None, "kaz", 2, db.now())
        ['kazakhstan', 'kyrgyzstan']
        """
        from tempodb.store.reading.listed_ids import ids_from

        return self.engine.read(lambda snapshot: ids_from(snapshot, type_, class_, start, most, known_at))

    def ids_before(
        self, type_: EntityType, class_: PartyClass | None, start: str, most: int, known_at: int
    ) -> list[str]:
        """Return the last ids before one, in their order."""
        from tempodb.store.reading.listed_ids import ids_before

        return self.engine.read(lambda snapshot: ids_before(snapshot, type_, class_, start, most, known_at))

    def entities(self, type_: EntityType, ids: Iterable[str], known_at: int) -> Mapping[str, EntityRow]:
        """Return what `show` tells of some ids, of those that something defined by an instant.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> db.entities(EntityType.PARTY, ["uzbekistan", "nobody"], db.now())["uzbekistan"].name
        'Uzbekistan'
        """
        from tempodb.api.listed_entities import listed_entities

        return listed_entities(self.engine, type_, ids, known_at)

    def class_of(self, id_: str) -> PartyClass | None:
        """Return what sort of party has an id, None where none has it.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> str(db.class_of("csto")), str(db.class_of("russia")), db.class_of("csto/secretary-general")
        ('organization', 'state', None)
        """
        named = self.engine.look_up(lambda catalog, _: catalog.called(id_, EntityType.PARTY, FOREVER)) or ()
        return next((one.match.class_ for one in named if one.match.id == id_), None)

    def recorded(self) -> list[RecordedTransaction]:
        """Return the transactions, the last one first; their instants are in microseconds UTC."""
        if not self.engine.exists():
            return []
        everything = self.engine.read(lambda snapshot: self.engine.reader(snapshot).transactions(FOREVER))
        return everything[::-1]

    def written_in(self, transaction: int, most: int) -> SomeClaims:
        """Return the first claims that a transaction stated, withdrew or cleared, and how many it did.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> found = db.written_in(1, 2)
        >>> [claim.done for claim in found.claims], found.number > 100
        (['state', 'state'], True)
        """
        from tempodb.store.reading.told_claims import written_in

        return self.engine.read(lambda snapshot: written_in(snapshot, transaction, most))

    def resting_on(self, source: str, known_at: int, most: int) -> SomeClaims:
        """Return some claims that name a source, as known at an instant; one more is counted where there are more.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> found = db.resting_on("report-2017-04-18", db.now(), 99)
        >>> next(claim.says for claim in found.claims if claim.kind.name == "TENURE")
        '`valery-semerikov` acting in `csto/secretary-general` from [..2017-04-18] to [2017-04-22..]'
        """
        from tempodb.store.reading.told_claims import resting_on

        return self.engine.read(lambda snapshot: resting_on(snapshot, source, known_at, most))

    def timeline_size(self, party: str, known_at: int) -> TimelineSize:
        """Return on how many beliefs the timeline of a party rests, at most, and between which days it changes.

        The days are numbers, as `date.toordinal` counts them. The beliefs are counted, and not looked at.

        >>> import tempodb
        >>> from datetime import date
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto-exact.yaml"))
        >>> span = db.timeline_size("csto", db.now())
        >>> span.number > 20, date.fromordinal(span.first).isoformat()
        (True, '1992-01-01')
        """
        from tempodb.store.reading.timeline_sizes import size_of_timeline

        return self.engine.read(lambda snapshot: size_of_timeline(snapshot, party, known_at))

    def last_recorded(self) -> int | None:
        """Return the instant of the last transaction, in microseconds UTC, or None before the first."""
        if not self.engine.exists():
            return None
        return self.engine.read(lambda snapshot: self.engine.reader(snapshot).last_recorded())

    def focus(self) -> str | None:
        """Return the id of the organization meant where a question names none, if the datasets agree on one."""
        return self.engine.focus()

    def today(self) -> int:
        """Return the UTC day, as a number, on which a question is asked now."""
        return self.engine.today()

    def now(self) -> int:
        """Return the instant at which a question is asked now, in microseconds UTC."""
        return self.engine.now()
