"""What a write did, or would do, in words that are looked for when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, NamedTuple


class WordedFacts(NamedTuple):
    """Facts in words: those that a write added, those that are no longer believed as they were, what is left of these."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, repr=False)
class WriteResult:
    """What one write did, each fact in words: `said` is the write itself, `warning` what is doubtful after it.

    Facts are put into words when they are looked at: few look at what they wrote.

    >>> replaced = ("`a` member in `o` from 1992 onwards",)
    >>> print(*WriteResult("end x", lambda: WordedFacts(replaced=replaced)).lines())
    - `a` member in `o` from 1992 onwards
    """

    said: str
    tell: Callable[[], WordedFacts]
    warning: str | None = None

    @cached_property
    def facts(self) -> WordedFacts:
        """The facts in words."""
        return self.tell()

    @property
    def added(self) -> tuple[str, ...]:
        """The facts that it added."""
        return self.facts.added

    @property
    def replaced(self) -> tuple[str, ...]:
        """The facts that are no longer believed as they were."""
        return self.facts.replaced

    @property
    def left(self) -> tuple[str, ...]:
        """What is left of these."""
        return self.facts.left

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as one mapping, as `--format json` prints it."""
        return {"said": self.said, **self.facts._asdict(), "warning": self.warning}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WriteResult) and other.as_dict() == self.as_dict()

    def __hash__(self) -> int:
        return hash((self.said, self.facts, self.warning))

    def __repr__(self) -> str:
        return f"WriteResult({', '.join(f'{name}={part!r}' for name, part in self.as_dict().items())})"

    def __reduce__(self) -> tuple[object, ...]:
        return _worded, (self.said, self.facts, self.warning)

    @property
    def is_empty(self) -> bool:
        """Whether it was believed already, so that nothing was written."""
        return not (self.added or self.replaced)

    def lines(self) -> Iterator[str]:
        """Yield a line a fact: `-` no longer believed as it was, `=` what is left of it, `+` new."""
        for sign, facts in (("-", self.replaced), ("=", self.left), ("+", self.added)):
            yield from (f"{sign} {fact}" for fact in facts)
        if self.warning is not None:
            yield f"warning: {self.warning}"


def _worded(said: str, facts: WordedFacts, warning: str | None) -> WriteResult:
    return WriteResult(said, lambda: facts, warning)


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """What erasing a person did: how many assertions were emptied, and in how many the person was blanked.

    `elsewhere` says where names of the person still stand: in ids, and in what others are called.
    """

    person: str
    emptied: int
    blanked: int
    elsewhere: tuple[str, ...]

    @property
    def said(self) -> str:
        """The erasure in words."""
        return f"erase {self.person}: {self.counts('were')}"

    def counts(self, are: str) -> str:
        """Return how much of the log is changed, with a verb between.

        >>> ErasureResult("paula", 1, 2, ()).counts("will be")
        '1 assertion will be emptied, and the person blanked in 2 more'
        """
        several = "s" if self.emptied != 1 else ""
        more = f", and the person blanked in {self.blanked} more" if self.blanked else ""
        return f"{self.emptied} assertion{several} {are} emptied{more}"

    def as_dict(self) -> dict[str, Any]:
        """Return all of it as one mapping, as `--format json` prints it."""
        return asdict(self)

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to erase."""
        return not self.emptied

    def lines(self) -> Iterator[str]:
        """Yield a line for each place where names of the person still stand."""
        yield from (f"still named in {place}" for place in self.elsewhere)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a write would do, of which nothing was written."""

    foreseen: WriteResult | ErasureResult

    @property
    def said(self) -> str:
        """The write in words."""
        return f"preview {self.foreseen.said}"

    @property
    def is_empty(self) -> bool:
        """That nothing was written."""
        return True

    def lines(self) -> Iterator[str]:
        """Yield what the write would tell."""
        yield from self.foreseen.lines()
