"""Where results and errors go: results to standard output alone, errors to standard error, never a traceback."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from tempodb.errors import SurroundingsError, TempodbError
from tempodb.printable import printable_lines
from tempodb.render import problems

INTERRUPTED = 130


class Output:
    """The streams of one run."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        # A stream that was closed before the program began is None.
        sys.stdout = sys.stdout or io.StringIO()
        sys.stderr = sys.stderr or io.StringIO()
        for stream in (sys.stdout, sys.stderr):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="backslashreplace")

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads the results."""
        return sys.stdout.isatty()

    def write(self, content: str | bytes) -> None:
        """Write a result."""
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(printable_lines(content) if self.is_terminal else content)

    def remark(self, text: str) -> None:
        """Say something beside the results."""
        sys.stderr.write(printable_lines(text) + "\n")

    def report(self, error: TempodbError) -> None:
        """Write an error."""
        sys.stderr.write((problems.as_json_lines if self._as_json else problems.as_text)(error))


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file or leave what is there.

    Raises:
        SurroundingsError: it cannot be written.

    """
    data = content.encode() if isinstance(content, str) else content
    path = path.resolve()
    try:
        if path.exists() and not path.is_file():
            # What is no plain file, such as /dev/null, must not be replaced by one.
            path.write_bytes(data)
            return
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SurroundingsError.of("output", f"`{path}` cannot be written: {reason}") from None


def run(command: Callable[[], int], output: Output) -> int:
    """Return the exit code of *command*, its errors written as they should be."""
    try:
        code = command()
        sys.stdout.flush()
        return code
    except TempodbError as error:
        _flush()
        output.report(error)
        return error.exit_code
    except BrokenPipeError:
        # Who reads our output has had enough, and Python would complain of it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        output.report(
            SurroundingsError.of("system", f"{error.strerror or error}: {error.filename or 'no file'}")
        )
        return SurroundingsError.exit_code
    except (MemoryError, RecursionError):
        output.report(SurroundingsError.of("memory", "there is not enough memory for this"))
        return SurroundingsError.exit_code


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
