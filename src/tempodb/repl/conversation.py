"""What comes of a line: statements carried out, commands followed, errors told; it knows no keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tempodb import Result
from tempodb.api.database import MEMORY
from tempodb.base.errors import InputError, Problem, Span, TempodbError, few
from tempodb.base.excerpts import TextPosition
from tempodb.output.problems import as_text
from tempodb.output.writing import outcome_text
from tempodb.repl.answers import deliver
from tempodb.repl.display_options import DisplayOptions
from tempodb.repl.splitting import Segment, parameter_names, portions, segments
from tempodb.temporal.instants import instant_text

if TYPE_CHECKING:
    from tempodb import Database
    from tempodb.api.datasets import FilePath
    from tempodb.model.write_results import ErasureResult, Preview, WriteResult
    from tempodb.repl.screen import Screen
    from tempodb.repl.tour import Tour

PROMPT_HINTS = {
    "no-database": "`.load FILE` loads a dataset, and `tour` shows what can be asked",
    "parameter": "`.let NAME=VALUE` gives it one",
}
"""What to try at the prompt, where the command line would have one try something else."""
MAX_SCRIPT_DEPTH = 10
"""How many scripts may be read from within each other."""


class Prompter(Protocol):
    """Who is asked: whether to go on, and for texts to be edited."""

    def confirm(self, question: str) -> bool:
        """Return whether the answer to a question is yes."""

    def edit(self, text: str) -> str:
        """Return *text* as an editor left it."""


class ReplRuntime(NamedTuple):
    """What a conversation is given from outside."""

    screen: Screen
    prompter: Prompter
    open: Callable[[str], Database]
    follow: Callable[[str, Conversation], None]
    timer: Callable[[], float]
    sleep: Callable[[float], None]
    environment: Mapping[str, str]
    state: str


class Conversation:
    """A session in which a person types statements, and commands that say how they are answered."""

    def __init__(self, location: str, runtime: ReplRuntime, display: DisplayOptions) -> None:
        self.runtime = runtime
        self.screen = runtime.screen
        self.display = display
        self.asked: str | None = None
        self.latest = ""
        self.repair: str | None = None
        self.draft = ""
        self.tour: Tour | None = None
        self.is_over = False
        self._depth = 0
        self._undone = 0
        self._lent_from: str | None = None
        self._go_on(location, self._opened(location))

    def open(self, location: str) -> None:
        """Go on with another database.

        Raises:
            InputError: the location names none.
            OperationalError: it cannot be read.

        """
        database = self._opened(location)
        self.database.close()
        self._go_on(location, database)

    def _opened(self, location: str) -> Database:
        database = self.runtime.open(location)
        try:
            # What cannot be read is found out before the other one is left.
            database.last_recorded()
        except BaseException:
            database.close()
            raise
        return database

    def _go_on(self, location: str, database: Database) -> None:
        self.location = location
        self.database = database
        self.session = database.session()
        self._lent_from = None

    def lend(self, dataset: FilePath) -> None:
        """Go on with a throw-away database of a dataset, until the tour is over."""
        left = self.location
        self.open(MEMORY)
        self.database.load(dataset)
        self._lent_from = left

    def handle(self, text: str) -> bool:
        """Carry out what was typed, and return whether all of it went well."""
        self.repair = None
        well, tour, heard = True, self.tour, list(segments(text))
        for segment in heard:
            well = well and not self.is_over and self._carried_out(segment, text)
        is_aside = bool(heard) and all(segment.is_command for segment in heard)
        # What fails as it was proposed would fail again.
        is_as_proposed = tour is not None and text.strip() == tour.proposed
        if tour is not None and (is_aside or (not well and not is_as_proposed)):
            tour.again()
        return well

    def explain(self, command: str) -> None:
        """Carry out a command that only tells something: what was to come next still is."""
        segment = Segment(command, 0, True)
        self._carried_out(segment, command)

    def taken_draft(self) -> str:
        """Return what the editor left, once; otherwise nothing."""
        draft, self.draft = self.draft, ""
        return draft

    def proposal(self) -> str:
        """Return what the tour proposes next, after saying why; otherwise nothing."""
        if self.tour is None:
            return ""
        step = self.tour.following()
        if step is None:
            self.say("\nThat was the tour. `.help` lists every question, with examples from what is loaded.")
            self.leave_tour()
            return ""
        said, statement = step
        self.say(said)
        return statement

    def leave_tour(self) -> None:
        """Propose nothing more, and go back to the database that the tour set out from."""
        self.tour = None
        if self._lent_from is not None:
            self.open(self._lent_from)
            self.say(f"back in {self.location}")

    def read(self, parts: Iterable[str], file: str) -> None:
        """Carry out a script as it comes in *parts*; errors tell where in *file* they are.

        Raises:
            TempodbError: the first error.

        """
        if self._depth == MAX_SCRIPT_DEPTH:
            raise InputError.of(
                "too-deep", f"scripts are read {MAX_SCRIPT_DEPTH} deep from within each other"
            )
        self._depth += 1
        try:
            for text, place in portions(parts, file):
                for segment in segments(text):
                    if self.is_over:
                        return
                    try:
                        self._perform(segment)
                    except TempodbError as error:
                        begun = place.after(text[: segment.start])
                        raise _within(error, text[segment.start :], begun, file) from None
        finally:
            self._depth -= 1

    def say(self, text: str) -> None:
        """Write a line for the person, whatever file the answers go to."""
        self.screen.write_fitted(text + "\n")

    def _carried_out(self, segment: Segment, text: str) -> bool:
        try:
            self._perform(segment)
        except TempodbError as error:
            self._report(error, segment, text)
            return False
        return True

    def _perform(self, segment: Segment) -> None:
        if segment.is_command:
            self.runtime.follow(segment.text, self)
        else:
            self.ask(segment.text)

    # ── statements ───────────────────────────────────────────────────────────────────────────────

    def ask(self, text: str) -> None:
        """Carry out statements.

        Raises:
            TempodbError: one is wrong; those before it were carried out if all could be read.

        """
        self.latest, self._undone = text, 0
        consent = self._consents if self.display.options.confirm_writes else None
        questions: list[str] = []
        parameters = self._given(text)
        for statement in self.session.read(text, parameters):
            span = statement.span or Span(0, len(text))
            self._undone = span.start
            begun = self.runtime.timer()
            outcome = self.session.carry_out(statement, text, parameters, consent=consent)
            taken = self.runtime.timer() - begun
            if outcome is None:
                continue
            if isinstance(outcome, Result):
                questions.append(text[span.start : span.end])
                self.asked = "; ".join(questions)
            self._show(outcome)
            if self.display.options.timing:
                self.say(f"{taken * 1000:.1f} ms")

    def _given(self, text: str) -> dict[str, str]:
        used = parameter_names(text)
        return {name: value for name, value in self.display.parameters.items() if name in used}

    def _show(self, outcome: Result | WriteResult | ErasureResult | Preview) -> None:
        if isinstance(outcome, Result):
            deliver(outcome, self.display, self.screen)
            return
        if outcome.is_empty or not self.display.options.confirm_writes:
            self._tell(outcome)
        else:
            self.say(self._done())
        if not outcome.is_empty:
            self.warn()

    def warn(self) -> None:
        """Say what is doubtful about the database."""
        for problem in self.database.warnings():
            self.screen.write_fitted(as_text(problem))

    def _done(self) -> str:
        """Return that something was written, and when if that can be read."""
        try:
            last = self.database.last_recorded()
        except TempodbError:
            last = None
        return "done" if last is None else f"done, recorded at {instant_text(last)}"

    def _tell(self, outcome: WriteResult | ErasureResult | Preview) -> None:
        self.screen.write_fitted(outcome_text(outcome, "table", None))

    def _consents(self, foreseen: WriteResult | ErasureResult) -> bool:
        from tempodb.model.write_results import ErasureResult

        if isinstance(foreseen, ErasureResult):
            self.say(f"erase {foreseen.person}: {foreseen.counts('would be')}")
            for line in foreseen.lines():
                self.say(f"  {line}")
            question = "This cannot be undone. Erase it?"
        else:
            self._tell(foreseen)
            question = "Write this?"
        if self.runtime.prompter.confirm(question):
            return True
        self.say("nothing was written")
        return False

    # ── errors ───────────────────────────────────────────────────────────────────────────────────

    def _report(self, error: TempodbError, segment: Segment, text: str) -> None:
        for problem in few(error.problems, "`tempodb check --errors json` tells all of them"):
            hint = PROMPT_HINTS.get(problem.code)
            self.screen.write_fitted(as_text(problem if hint is None else problem._replace(hint=hint)))
        if segment.is_command or len(error.problems) != 1 or error.problems[0].file is not None:
            return
        # Only a wrong statement needs it.
        from tempodb.language_service.diagnostics import repaired

        mended = repaired(segment.text, error.problems[0])
        if mended is not None:
            # What was carried out before it is not to be done twice.
            self.repair = mended[self._undone :] + text[segment.start + len(segment.text) :]
            self.say("F2 puts it right")


def _within(error: TempodbError, text: str, place: TextPosition, file: str) -> TempodbError:
    """Return an error of the beginning of *text*, which stands at a *place*, as one of the whole file."""

    def placed(problem: Problem) -> Problem:
        if problem.file is not None:
            return problem
        if problem.offset is None:
            return problem._replace(file=file, line=place.lines + 1)
        return place.of(problem, text, file)

    return type(error)(*map(placed, error.problems))
