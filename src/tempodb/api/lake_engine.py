"""One open lake: what is read of it, by one process or by many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from tempodb.answers.dispatch import Answering
from tempodb.api.answer_folders import answer_places
from tempodb.api.engine import Engine
from tempodb.api.learnt import Learnt
from tempodb.api.shown_result import ShownResult
from tempodb.base.clock import system_clock, timer
from tempodb.base.errors import QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.execution.allowance import MEGABYTES, SECONDS, Allowance
from tempodb.lake.asking.bringing import Bringing
from tempodb.lake.asking.bucket_answers import Task
from tempodb.lake.asking.lake_beliefs import LakeBeliefs
from tempodb.lake.asking.lake_catalog import LakeCatalog
from tempodb.lake.asking.lake_storage import LakeStorage, not_here, read_only
from tempodb.lake.asking.lake_tables import LakeBucket, LakeTables
from tempodb.lake.asking.spread_answers import instants_asked, lake_answering
from tempodb.lake.asking.written_answers import AnswerPlaces, WrittenRows, write_here, writing
from tempodb.lake.lake_layout import LakeLayout
from tempodb.lake.lake_places import found_anywhere
from tempodb.planning.plan import Side
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from tempodb.lake.asking.crews import Crew
    from tempodb.questions import resolved
    from tempodb.store.engines.port import Snapshot, Storage
    from tempodb.store.journal.journal import Journal
    from tempodb.store.loading.due_load import DueLoad
    from tempodb.store.loading.load_report import LoadReport
    from tempodb.store.reading.reader import BeliefReader
    from tempodb.tql import ast

T = TypeVar("T")


class LakeEngine(Engine):
    """Reads one snapshot of a lake; a *crew* answers what is asked of all its buckets."""

    def __init__(
        self,
        location: str,
        tables: LakeTables,
        crew: Crew,
        now: int | None = None,
        clock: Callable[[], int] = system_clock,
        deadline: float = SECONDS,
        memory: float = MEGABYTES,
    ) -> None:
        self.tables = tables
        self.location = location
        self._crew = crew
        self._asked_at = 0
        self._limits = deadline, memory
        self._bringing = Bringing(tables)
        super().__init__(LakeStorage(location, self._bringing), now, clock, deadline=deadline, memory=memory)

    def reader(self, snapshot: Snapshot) -> LakeBeliefs:
        """Return what reads the beliefs of the lake."""
        return LakeBeliefs(self._bringing)

    def catalog(self, snapshot: Snapshot) -> LakeCatalog:
        """Return what looks names up in the lake."""
        return LakeCatalog(self._bringing, self._renewed())

    def read(self, read: Callable[[Snapshot], T]) -> T:
        """Return what *read* finds in the snapshot, which never changes: nobody who writes is waited for.

        Raises:
            OperationalError: a file of the lake cannot be read.

        """
        # Each file is held against its digest before it is read: nothing else is to blame.
        with self.storage.snapshot() as snapshot:
            return read(snapshot)

    def _learnt(self, snapshot: Snapshot) -> Learnt:
        if self.known is None:
            self.known = Learnt(snapshot, self.reader(snapshot), self.catalog(snapshot), self._answering)
        return self.known

    def answer_into(
        self, to: str, query: ast.Query, text: str = "", focus: ast.Name | None = None
    ) -> ShownResult:
        """Return the answer to a query, whose rows are written to a folder, by a worker for each part where that can be.

        Raises:
            QueryError: it speaks of what does not exist, or takes longer or more memory than it may.
            InputError: something lies there already.
            OperationalError: it cannot be written, or the lake is damaged.

        """

        def ask(snapshot: Snapshot) -> ShownResult:
            known = self._learnt(snapshot)
            asked_at = AskedAt(self.present(known.reader))._replace(focus=focus)
            found = known.queries.bind(query, asked_at, text)
            with answer_places(to) as places:
                into = writing(found.query, self.each, self._crew.each, places) or found
                shown = self.seen(known, into, lambda view: into.answer(view, self.why_empty, ShownResult))
                assert isinstance(shown, ShownResult)
                made: Any = shown.made
                return shown if isinstance(made, WrittenRows) else _written_here(shown, places)

        return self.read(ask)

    def _answering(self, query: resolved.Query) -> Answering:
        self._refuse_later(query)
        return lake_answering(query, self.each)

    def _renewed(self) -> Allowance:
        return Allowance(*self._limits, timer)

    def bring_labels(self) -> None:
        """Bring all that tells what anything is called.

        Raises:
            QueryError: there is no room for it.

        """
        self._bringing.bring_names(self._renewed())

    def present(self, reader: BeliefReader) -> int:
        """Return the instant at which a question is asked."""
        self._asked_at = super().present(reader)
        return self._asked_at

    def _refuse_later(self, query: resolved.Query) -> None:
        """Refuse to tell what is known at an instant of which the lake cannot know.

        Raises:
            QueryError: a question asks so.

        """
        last = self.tables.manifest.recorded
        if any(last < instant != self._asked_at for instant in instants_asked(query)):
            message = f"the lake holds what was recorded up to {instant_text(last)}, and a later instant is asked for"
            raise QueryError.of("lake", message, "leave `known at` out, or publish the database again")

    def _journal(self) -> Journal:
        raise read_only(self.location)

    def as_a_whole(self) -> Storage:
        """Refuse what is done to all of a database.

        Raises:
            InputError: always.

        """
        raise not_here(self.location)

    def plan(self, due: DueLoad) -> list[LoadReport]:
        """Refuse to foresee a load.

        Raises:
            InputError: always.

        """
        raise read_only(self.location)

    def trying(self) -> NoReturn:
        """Refuse to write for a trial.

        Raises:
            InputError: always.

        """
        raise read_only(self.location)

    def each(
        self,
        do: Callable[[Any], T],
        query: resolved.Query,
        side: Side,
        among: Sequence[int] | None = None,
    ) -> Iterable[T]:
        """Return what is done for each bucket of a layout, or for some of them."""
        layout = LakeLayout.ORGANIZATION if side is Side.SCOPE else LakeLayout.PARTY
        shares = [LakeBucket(layout, at) for at in range(self.tables.buckets) if among is None or at in among]
        name, location = self.tables.manifest.file_name, found_anywhere(self.location)
        return self._crew.each(do, [Task(location, name, share, query, *self._limits) for share in shares])

    def close(self) -> None:
        """Close the lake, and let the crew go."""
        self._crew.close()
        super().close()


def _written_here(shown: ShownResult, places: AnswerPlaces) -> ShownResult:
    """Return an answer that was put together here, and is written."""
    made: Any = write_here(shown.to_arrow(), places)
    return shown.having(made=made)
