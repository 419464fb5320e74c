"""Where results and errors go: results to standard output alone, errors to standard error, never a traceback."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TextIO

from tempodb.base.errors import SHORTAGES, OperationalError, Problem, TempodbError, unforeseen
from tempodb.base.printable import printable_lines
from tempodb.base.terminal_width import stated_width

DONE, FOUND, INTERRUPTED = 0, 1, 130
"""Exit codes; those of errors stand with their classes."""


class Output:
    """The streams of one run, either of which may have been closed before it began.

    *draw* is given each stream, and returns what turns problems into whole lines for it: a text for
    people, or objects for programs. The *environment* may say how wide the terminal is.
    """

    def __init__(
        self,
        results: TextIO | None,
        errors: TextIO | None,
        draw: Callable[[TextIO | None], Callable[[Sequence[Problem]], str]],
        environment: Mapping[str, str],
    ) -> None:
        self._results = results
        self._errors = errors
        self._draw = draw
        self._environment = environment
        self._failure: TempodbError | None = None
        for stream in (results, errors):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads the results."""
        return self._results is not None and self._results.isatty()

    @property
    def width(self) -> int | None:
        """The cells across of the terminal that shows the results; None without one that says."""
        if self._results is None or not self.is_terminal:
            return None
        if (named := stated_width(self._environment)) is not None:
            return named
        try:
            return os.get_terminal_size(self._results.fileno()).columns or None
        except (OSError, ValueError):
            return None

    def write(self, content: str | bytes) -> None:
        """Write a result.

        Raises:
            OperationalError: standard output is closed, or what was done could not be written to it.

        """
        if self._failure is not None:
            raise self._failure
        if self._results is None:
            raise OperationalError.of("output", "standard output is closed", "write to a file with -o")
        if isinstance(content, bytes):
            self._results.buffer.write(content)
        else:
            self._results.write(printable_lines(content) if self.is_terminal else content)

    def write_done(self, done: str) -> None:
        """Say what was done, which stands whether that can be written or not."""
        if self._failure is not None:
            return
        try:
            self.write(done)
            self.flush()
        except BrokenPipeError:
            # Who reads has had enough; what is still to be done is to be done all the same.
            self.give_up()
        except (OSError, OperationalError) as error:
            self.give_up()
            self._failure = of_system(error) if isinstance(error, OSError) else error
            said = self._failure.problems[0].message
            message = f"it is done, and what was done could not be written: {said}"
            self.remark(Problem("warning", message))

    def write_problems(self, problems: Sequence[Problem]) -> None:
        """Write problems that are results, and no errors of the run."""
        if self._results is None:
            self.write("")
        else:
            # A drawing is printable, but for what paints it.
            self._results.write(self._draw(self._results)(problems))

    def remark(self, problem: Problem) -> None:
        """Say beside the results what is no error."""
        self._say(self._draw(self._errors)([problem]))

    def report(self, error: TempodbError) -> None:
        """Say what went wrong, after what was written before it did."""
        try:
            self.flush()
        except OSError:
            self.give_up()
        try:
            drawn = self._draw(self._errors)(error.problems)
        except (*SHORTAGES, OSError):
            # What draws is loaded now, and there may be no room for it.
            drawn = printable_lines("".join(f"error: {problem.message}\n" for problem in error.problems))
        self._say(drawn)

    def report_fault(self, error: Exception) -> None:
        """Say that the program is at fault, and how it came to that where the environment asks for it."""
        self.report(TempodbError(unforeseen(error)))
        if self._environment.get("TEMPODB_DEBUG"):
            from traceback import format_exception

            self._say("".join(format_exception(error)))

    def _say(self, text: str) -> None:
        if self._errors is None:
            return
        try:
            self._errors.write(text)
            self._errors.flush()
        except OSError:
            _drain(self._errors)

    def flush(self) -> None:
        """See to it that the results have arrived."""
        if self._results is not None:
            self._results.flush()

    def give_up(self) -> None:
        """Let go of results that nobody takes."""
        if self._results is not None:
            _drain(self._results)


def _drain(stream: TextIO) -> None:
    """Turn *stream* to where all is taken: Python tries once more at its end, and would complain."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def exit_code_of(command: Callable[[], int], output: Output) -> int:
    """Return the exit code of *command*, its errors written as they should be."""
    try:
        code = command()
        output.flush()
        return code
    except TempodbError as error:
        output.report(error)
        return error.exit_code
    except BrokenPipeError:
        # Who reads our output has had enough.
        output.give_up()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        output.report(of_system(error))
        return OperationalError.exit_code
    except Exception as error:
        if _lacks_memory(error):
            output.report(OperationalError.of("memory", "there is not enough memory for this"))
            return OperationalError.exit_code
        output.report_fault(error)
        return TempodbError.exit_code


_LACKING = {
    ImportError: ("failed to map", "cannot allocate memory"),
    SystemError: ("without setting an exception", "without exception set"),
}
"""What errors say where there was too little memory for what they come from."""


def _lacks_memory(error: Exception) -> bool:
    """Return whether there was too little memory, be it for a library that was to be loaded."""
    told = _LACKING.get(type(error))
    if told is not None:
        return any(said in str(error).lower() for said in told)
    return isinstance(error, (MemoryError, RecursionError))


def of_system(error: OSError) -> TempodbError:
    """Return an error of the system in words."""
    reason = (error.strerror or str(error)).lower()
    return OperationalError.of("system", f"{reason}: `{error.filename}`" if error.filename else reason)
