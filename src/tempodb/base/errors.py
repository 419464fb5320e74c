"""What can go wrong, as data that draws itself: a place, what is wrong there, one thing to try.

::

    TempodbError
    ├── InputError            what was given is wrong; nothing was changed (exit code 2)
    │   ├── DateError         a text that is no date
    │   ├── QueryError        a query, with the words to blame
    │   └── DatasetError      a dataset file; carries every problem found, not just the first
    └── OperationalError      the disk, a lock, a damaged or foreign file (exit code 3)
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tempodb.base.printable import printable

MAX_EXCERPT = 100
"""How much is shown of a line that something is wrong in."""


class Span(NamedTuple):
    """Characters *start* up to, not including, *end* of a text (both counted from 0).

    >>> "members of CSTO"[Span(11, 15).start : Span(11, 15).end]
    'CSTO'
    """

    start: int
    end: int


class Problem(NamedTuple):
    """One thing that is wrong, where it stands, and what to try.

    `line` and `column` count from 1, `offset` from 0; all three are absent where there is no text
    to point into. `excerpt` is the line that the problem stands in. `pointer` is the way to it within
    the JSON that the file, or the line, holds (RFC 6901).
    Each of the `suggestions` is to stand in the place of the `length` characters from `offset` on.
    """

    code: str
    message: str
    hint: str | None = None
    suggestions: tuple[str, ...] = ()
    file: str | None = None
    offset: int | None = None
    length: int | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    pointer: str | None = None

    def at(self, text: str, span: Span, file: str | None = None) -> "Problem":
        """Return the problem placed at *span* of *text*.

        >>> Problem("syntax", "`limt` does not fit here").at("members limt 3", Span(8, 12)).column
        9
        """
        line_start = text.rfind("\n", 0, span.start) + 1
        line_end = text.find("\n", span.start)
        return self._replace(
            file=file if file is not None else self.file,
            offset=span.start,
            length=max(span.end - span.start, 0),
            line=text.count("\n", 0, span.start) + 1,
            column=span.start - line_start + 1,
            excerpt=text[line_start : line_end if line_end >= 0 else len(text)].removesuffix("\r"),
        )

    def within(self, whole: str, start: int, file: str | None = None) -> "Problem":
        r"""Return the problem of a part of a text placed in the *whole*, where the part begins at *start*.

        >>> Problem("syntax", "no").at("limt 3", Span(0, 4)).within("members\nlimt 3", 8).line
        2
        """
        if self.offset is None:
            return self
        begin = start + self.offset
        return self.at(whole, Span(begin, begin + (self.length or 0)), file)

    @property
    def place(self) -> str:
        """Where it stands, as far as that is known.

        >>> Problem("value", "no", file="a.yaml", line=3, column=1).place
        'a.yaml:3:1'
        >>> Problem("value", "no", file="a.json", pointer="/persons/0").place
        'a.json#/persons/0'
        """
        if self.file is None:
            return ""
        parts = (self.file, self.line, self.column)
        place = ":".join(str(part) for part in parts if part is not None)
        return place if self.pointer is None else f"{place}#{self.pointer}"

    def __str__(self) -> str:
        lines = [": ".join(filter(None, [self.place, self.message]))]
        if self.excerpt is not None and self.column is not None:
            lines += _pointed(self.excerpt, self.column - 1, self.length or 0)
        if self.hint:
            lines.append(f"help: {self.hint}")
        return "\n".join(map(printable, lines))

    def as_dict(self) -> dict[str, object]:
        """Return the fields that `--errors json` prints."""
        within = {} if self.pointer is None else {"pointer": self.pointer}
        return {
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "file": self.file,
            "offset": self.offset,
            "length": self.length,
            "line": self.line,
            "column": self.column,
            "suggestions": list(self.suggestions),
            **within,
        }


def _pointed(text: str, at: int, length: int) -> list[str]:
    """Return the part of a line around what is blamed, and a line of marks below that."""
    start = max(0, at - MAX_EXCERPT // 2) if len(text) > MAX_EXCERPT else 0
    shown = text[start : start + MAX_EXCERPT].expandtabs(1)
    before, blamed = printable(shown[: at - start]), printable(shown[at - start : at - start + length])
    return [f"  {shown}", f"  {' ' * len(before)}{'^' * max(1, len(blamed))}"]


MOST_TOLD = 100
"""How many of many problems a person is told."""


def few(problems: Sequence[Problem], hint: str) -> list[Problem]:
    """Return the first of many problems, errors before warnings, and how many more there are; *hint* says where.

    >>> [problem.message for problem in few([Problem("value", "wrong")] * 102, "look there")[99:]]
    ['wrong', '2 more errors']
    """
    if len(problems) <= MOST_TOLD:
        return list(problems)
    ranked = sorted(range(len(problems)), key=lambda i: problems[i].code == "warning")
    told = [problems[i] for i in sorted(ranked[:MOST_TOLD])]
    left = [problems[i].code == "warning" for i in ranked[MOST_TOLD:]]
    counts = ((left.count(False), "error"), (left.count(True), "warning"))
    more = [f"{count} more {noun}{'s' if count > 1 else ''}" for count, noun in counts if count]
    return [*told, Problem("warning" if all(left) else "more", " and ".join(more), hint)]


class TempodbError(Exception):
    """The base of every error that tempodb raises on purpose."""

    exit_code = 3

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    @classmethod
    def of(cls, code: str, message: str, hint: str | None = None) -> "TempodbError":
        """Return an error of one problem that has no place in a text.

        >>> print(InputError.of("empty", "the window is empty").problems[0].message)
        the window is empty
        """
        return cls(Problem(code, message, hint))

    def __str__(self) -> str:
        return "\n".join(map(str, few(self.problems, "`problems` of the error has all of them")))


class InputError(TempodbError):
    """What was given is wrong, and nothing was changed."""

    exit_code = 2


class DateError(InputError):
    """A text is no date, or no date that can be meant here."""


class QueryError(InputError):
    """A query cannot be read, or asks for what does not exist."""

    @property
    def is_placed(self) -> bool:
        """Whether words of the text are to blame, and not the whole: that it is too long, or no text."""
        return self.problems[0].offset is not None


class DatasetError(InputError):
    """A dataset file cannot be read, contradicts itself or contradicts what is believed."""

    @classmethod
    def gather(cls, problems: Iterable[Problem]) -> "DatasetError":
        """Return one error of all *problems*, in the order of the file."""
        ordered = sorted(problems, key=lambda p: (p.file or "", p.line or 0, p.column or 0))
        return cls(*dict.fromkeys(ordered))


SHORTAGES = (MemoryError, ImportError, SystemError)
"""What is raised where there is too little memory: no library can be loaded, and Python's own C fails without a word."""


def unforeseen(error: BaseException) -> Problem:
    """Return what is told of an error that nobody foresaw, which is a fault of this program.

    >>> unforeseen(KeyError("x")).message
    "this is a fault of tempodb: KeyError: 'x'"
    """
    trace, where = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        where = f" ({code.co_name}, line {trace.tb_lineno} of {code.co_filename})"
        trace = trace.tb_next
    message = f"this is a fault of tempodb: {type(error).__name__}: {error}{where}"
    return Problem("fault", message, "please report it, with what is printed where TEMPODB_DEBUG=1 is set")


class OperationalError(TempodbError):
    """The surroundings failed: a lock, a full disk, a file that is damaged or not ours."""


SurroundingsError = OperationalError
"""The name that this error had before; programs may go on using it."""
