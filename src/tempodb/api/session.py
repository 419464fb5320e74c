"""Several statements one after the other, questions and writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar, assert_never

from tempodb.api.interpretation import Reading
from tempodb.api.shown_result import ShownResult
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.binding.present_days import bound_at
from tempodb.questions.resolved import Memberships
from tempodb.temporal.bounds import Bound
from tempodb.temporal.granules import stepped
from tempodb.temporal.instants import day_of
from tempodb.temporal.periods import Window
from tempodb.tql import ast
from tempodb.tql.printing.questions import day_text_of

if TYPE_CHECKING:
    from tempodb.api.consent import Consent
    from tempodb.api.engine import Engine
    from tempodb.model.write_results import ErasureResult, Preview, WriteResult
    from tempodb.questions.name_catalog import Catalog
    from tempodb.temporal.given import DateLike
    from tempodb.temporal.granules import Granule
    from tempodb.tql import write_ast

    Outcome: TypeAlias = ShownResult | WriteResult | ErasureResult | Preview
    Statement: TypeAlias = ast.ReadingStatement | write_ast.WritingStatement


T = TypeVar("T")


class TimeAxis(StrEnum):
    """An axis of time on which statements may be asked at another instant than the present one."""

    AS_OF = "as_of"
    KNOWN_AT = "known_at"


class SessionContext(NamedTuple):
    """What holds for statements that do not say otherwise: the focus, and instants other than the present."""

    focus: str | None = None
    as_of: str | None = None
    known_at: str | None = None


class Session:
    """Several statements one after the other; `use` and `set` hold for those that follow."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._focus: ast.Name | None = None
        self._given = ast.Set()

    def run(self, text: str, /, **parameters: object) -> Iterator[ShownResult]:
        """Yield the answer to each query of *text*; nothing runs before all of it was read.

        Raises:
            QueryError: a statement cannot be read, or asks for what does not exist.

        """
        for statement in self.read_questions(text, parameters):
            if isinstance(answer := self.carry_out(statement, text, parameters), ShownResult):
                yield answer

    def execute(
        self,
        text: str,
        parameters: Mapping[str, object] | None = None,
        *,
        recorded_at: DateLike | None = None,
        consent: Consent | None = None,
    ) -> Iterator[Outcome]:
        """Yield what each statement of *text* answers or does, each write as a transaction of its own.

        What a write would do is first shown to *consent*, if there is one, and left undone where it
        returns False.

        Raises:
            QueryError: a statement cannot be read, or speaks of what does not exist.
            InputError: a write is refused; what was yielded before is done.

        """
        for statement in self.read(text, parameters or {}):
            outcome = self.carry_out(statement, text, parameters, recorded_at=recorded_at, consent=consent)
            if outcome is not None:
                yield outcome

    def read(self, text: str, parameters: Mapping[str, object]) -> tuple[Statement, ...]:
        """Return the statements of *text*, none of which is carried out yet.

        Raises:
            QueryError: one cannot be read.

        """
        from tempodb.tql.parsing.parser import parse_script

        return Reading(self._look_up, parse_script, parameters).statements(text)

    def read_questions(self, text: str, parameters: Mapping[str, object]) -> tuple[ast.ReadingStatement, ...]:
        """Return the statements of *text*, which may only ask.

        Raises:
            QueryError: one cannot be read, or writes.

        """
        # The prompt of the REPL is up before there is a parser.
        from tempodb.tql.parsing.parser import parse

        return Reading(self._look_up, parse, parameters).statements(text)

    def carry_out(
        self,
        statement: Statement,
        text: str,
        parameters: Mapping[str, object] | None = None,
        *,
        recorded_at: DateLike | None = None,
        consent: Consent | None = None,
    ) -> Outcome | None:
        """Return what a statement of *text* answers or does; None if it only speaks of those that follow.

        None too if *consent*, which is first shown what a write would do, returns False.

        Raises:
            QueryError: it speaks of what does not exist.
            InputError: a write is refused.

        """
        # Whoever has a statement has read it.
        from tempodb.tql.parsing.parser import parse_script

        def do(statement: Statement, text: str) -> Outcome | None:
            return self._carry_out(statement, text, recorded_at, consent)

        return Reading(self._look_up, parse_script, parameters or {}).carried_out(statement, text, do)

    def _look_up(self, look: Callable[[Catalog, AskedAt], T]) -> T | None:
        """Return what *look* finds among the names of the database, where the focus of the session is meant."""
        return self._engine.look_up(
            lambda catalog, present: look(catalog, present._replace(focus=self._focus))
        )

    def _carry_out(
        self, statement: Statement, text: str, recorded_at: DateLike | None, consent: Consent | None
    ) -> Outcome | None:
        if isinstance(statement, ast.Query | ast.Use | ast.Set):
            return self._ask(statement, text)
        # What only asks needs nothing of what writes.
        from tempodb.api.consent import execute_write

        return execute_write(statement, text, self._engine, recorded_at, consent)

    @property
    def context(self) -> SessionContext:
        """What holds for the next statement."""
        focus = self._focus.text if self._focus is not None else self._engine.focus()
        return self.instants._replace(focus=focus)

    @property
    def instants(self) -> SessionContext:
        """What holds for the next statement, but for the focus, which the database may have to be asked for."""
        given = (self._given.as_of, self._given.known_at)
        return SessionContext(None, *(None if at is None else day_text_of(at) for at in given))

    def reset(self) -> None:
        """Return both clocks to the present."""
        self._given = ast.Set()

    def step(self, clock: TimeAxis, granule: Granule, by: int) -> None:
        """Set a clock to what lies *by* days, months or years after what it says, on the same day or month.

        From what is less precise, the first step forward goes to where it begins. What is not over yet
        is known as it is at present.

        >>> import tempodb
        >>> from tempodb.temporal.granules import Granule
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> session = db.session()
        >>> list(session.run("set as of 2006"))
        []
        >>> session.step(TimeAxis.AS_OF, Granule.MONTH, -1)
        >>> session.context
        SessionContext(focus='csto', as_of='2005-12', known_at=None)
        """
        from tempodb.temporal.date_reader import read_date

        today = self._engine.today()
        bucket = stepped(granule, _days(getattr(self._given, clock), today), by)
        is_present = clock is TimeAxis.KNOWN_AT and bucket.days.end > today
        self._given = self._given.having(**{clock: None if is_present else read_date(bucket.text)})

    def _ask(self, statement: ast.ReadingStatement, text: str) -> ShownResult | None:
        from tempodb.binding.session_defaults import with_defaults

        match statement:
            case ast.Query():
                return self._answer(with_defaults(statement, self._given), text, self._focus)
            case ast.Use(organization):
                self._focus = ast.Name(self._organization(organization, text))
            case ast.Set():
                self._given = _after(self._given, statement)
            case _:
                assert_never(statement)
        return None

    def _answer(self, query: ast.Query, text: str, focus: ast.Name | None) -> ShownResult:
        return self._engine.answer(query, text, focus)

    def _organization(self, name: ast.Name, text: str) -> str:
        """Return the id of the organization that *name* means, which stands in *text*."""
        engine, query = self._engine, ast.Query(ast.Members(name))
        meant = engine.read(
            lambda snapshot: bind(
                query, engine.catalog(snapshot), AskedAt(engine.present(engine.reader(snapshot))), text
            )
        ).question
        assert isinstance(meant, Memberships) and meant.organization is not None
        return meant.organization


def _after(given: ast.Set, more: ast.Set) -> ast.Set:
    """Return the instants given by both; today, which is meant anyway, sets none."""
    new = {clock.value: getattr(more, clock) or getattr(given, clock) for clock in TimeAxis}
    return ast.Set(**{clock: at for clock, at in new.items() if not isinstance(at, ast.Today)})


def _days(at: ast.Day | ast.Instant | None, today: int) -> Window:
    """Return the days that are meant."""
    match at:
        case ast.Instant(microseconds):
            return Window(day_of(microseconds), day_of(microseconds) + 1)
        case None:
            return Window(today, today + 1)
        case Bound() | ast.Today() | ast.Ago() | ast.ThisOrLast():
            bound = bound_at(at, today)
            return Window(bound.earliest, bound.latest + 1)
        case _:
            assert_never(at)
