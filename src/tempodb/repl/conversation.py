"""What comes of a line: statements carried out, commands followed, errors told; it knows no keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tempodb.errors import InputError, Problem, TempodbError
from tempodb.repl.answers import deliver
from tempodb.repl.manner import Manner
from tempodb.repl.segments import Segment, parameters, segments

if TYPE_CHECKING:
    from tempodb import Database, Result, Session
    from tempodb.repl.screen import Screen
    from tempodb.repl.tour import Tour
    from tempodb.writes import Done, Erased

HINTS = {
    "no-database": "`.load FILE` loads a dataset, and `tour` shows what can be asked",
    "parameter": "`.let NAME=VALUE` gives it one",
}
"""What to try at the prompt, where the command line would have one try something else."""
DEEPEST = 10
"""How many scripts may be read from within each other."""


class Person(Protocol):
    """Who is asked: whether to go on, and for texts to be edited."""

    def agrees(self, question: str) -> bool:
        """Return whether the answer to a question is yes."""

    def edits(self, text: str) -> str:
        """Return *text* as an editor left it."""


class Surroundings(NamedTuple):
    """What a conversation is given from outside."""

    screen: Screen
    person: Person
    open: Callable[[str], Database]
    follow: Callable[[str, Conversation], None]
    timer: Callable[[], float]
    sleep: Callable[[float], None]
    environment: Mapping[str, str]
    state: str


class Conversation:
    """A session in which a person types statements, and commands that say how they are answered."""

    def __init__(self, location: str, surroundings: Surroundings, manner: Manner) -> None:
        self.surroundings = surroundings
        self.screen = surroundings.screen
        self.manner = manner
        self.asked: str | None = None
        self.latest = ""
        self.repair: str | None = None
        self.draft = ""
        self.tour: Tour | None = None
        self.is_over = False
        self._depth = 0
        self.open(location)

    def open(self, location: str) -> None:
        """Go on with another database.

        Raises:
            InputError: the location names none.
            SurroundingsError: it cannot be read.

        """
        database = self.surroundings.open(location)
        # What cannot be read is found out before the other one is left.
        database.recorded()
        self.database: Database = database
        self.location = location
        self.session: Session = self.database.session()

    def hear(self, text: str) -> bool:
        """Carry out what was typed, and return whether all of it went well."""
        self.repair = None
        well, tour, heard = True, self.tour, list(segments(text))
        for segment in heard:
            well = well and not self.is_over and self._carried_out(segment, text)
        is_aside = bool(heard) and all(segment.is_command for segment in heard)
        if tour is not None and (is_aside or not well):
            tour.again()
        return well

    def explain(self, command: str) -> None:
        """Carry out a command that only tells something: what was to come next still is."""
        segment = Segment(command, 0, True)
        self._carried_out(segment, command)

    def proposal(self) -> str:
        """Return what the editor left, or what the tour proposes next, after saying why; otherwise nothing."""
        if self.draft:
            draft, self.draft = self.draft, ""
            return draft
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
        """Propose nothing more."""
        self.tour = None

    def read(self, text: str, file: str) -> None:
        """Carry out a script; errors tell where in *file* they are.

        Raises:
            TempodbError: the first error.

        """
        if self._depth == DEEPEST:
            raise InputError.of("too-deep", f"scripts are read {DEEPEST} deep from within each other")
        self._depth += 1
        try:
            for segment in segments(text):
                if self.is_over:
                    return
                try:
                    self._perform(segment)
                except TempodbError as error:
                    raise _within(error, segment, text, file) from None
        finally:
            self._depth -= 1

    def say(self, text: str) -> None:
        """Write a line for the person, whatever file the answers go to."""
        self.screen.write(text + "\n")

    def _carried_out(self, segment: Segment, text: str) -> bool:
        try:
            self._perform(segment)
        except TempodbError as error:
            self._report(error, segment, text)
            return False
        return True

    def _perform(self, segment: Segment) -> None:
        if segment.is_command:
            self.surroundings.follow(segment.text, self)
        else:
            self.ask(segment.text)

    # ── statements ───────────────────────────────────────────────────────────────────────────────

    def ask(self, text: str) -> None:
        """Carry out statements.

        Raises:
            TempodbError: one is wrong; those before it were carried out if all could be read.

        """
        self.latest = text
        begun = self.surroundings.timer()
        consent = self._consents if self.manner.options.confirm_writes else None
        for outcome in self.session.execute(text, self._given(text), consent=consent):
            taken = self.surroundings.timer() - begun
            self._show(outcome, text)
            if self.manner.options.timing:
                self.say(f"{taken * 1000:.1f} ms")
            begun = self.surroundings.timer()

    def _given(self, text: str) -> dict[str, str]:
        used = parameters(text)
        return {name: value for name, value in self.manner.parameters.items() if name in used}

    def _show(self, outcome: Result | Done | Erased, text: str) -> None:
        from tempodb.query.result import Result

        if isinstance(outcome, Result):
            self.asked = text
            deliver(outcome, self.manner, self.screen)
        elif outcome.is_empty or not self.manner.options.confirm_writes:
            self.say(_told(outcome))
        else:
            self.say(f"done, recorded at {self._recorded()}")

    def _recorded(self) -> str:
        from tempodb.temporal.instants import instant_text

        return instant_text(self.database.recorded()[0].recorded)

    def _consents(self, foreseen: Done | Erased) -> bool:
        from tempodb.writes import Erased

        self.say(_told(foreseen))
        is_final = isinstance(foreseen, Erased)
        question = "This cannot be undone. Erase it?" if is_final else "Write this?"
        if self.surroundings.person.agrees(question):
            return True
        self.say("nothing was written")
        return False

    # ── errors ───────────────────────────────────────────────────────────────────────────────────

    def _report(self, error: TempodbError, segment: Segment, text: str) -> None:
        from tempodb.render.problems import as_text

        for problem in error.problems:
            hint = HINTS.get(problem.code)
            self.screen.write(as_text(problem if hint is None else problem._replace(hint=hint)))
        is_typed = all(problem.file is None for problem in error.problems)
        repaired = _repaired(error, segment.text) if is_typed and not segment.is_command else None
        if repaired is not None:
            self.repair = text[: segment.start] + repaired + text[segment.start + len(segment.text) :]
            self.say("F2 puts it right")


def _told(outcome: Done | Erased) -> str:
    remark = ", which was so already" if outcome.is_empty else ""
    return "\n".join([outcome.said + remark, *(f"  {line}" for line in outcome.lines())])


def _repaired(error: TempodbError, text: str) -> str | None:
    if len(error.problems) != 1:
        return None
    (problem,) = error.problems
    if problem.offset is None or problem.length is None or not problem.suggestions:
        return None
    return text[: problem.offset] + problem.suggestions[0] + text[problem.offset + problem.length :]


def _within(error: TempodbError, segment: Segment, text: str, file: str) -> TempodbError:
    """Return the error of a segment with its place in the whole of a file."""
    before = text.count("\n", 0, segment.start)

    def placed(problem: Problem) -> Problem:
        if problem.file is not None:
            return problem
        at = segment.start + (problem.offset or 0)
        return problem._replace(
            file=file, line=before + (problem.line or 1), column=problem.column, offset=at
        )

    return type(error)(*map(placed, error.problems))
