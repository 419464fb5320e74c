"""What a replay of history did, as figures and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from tempodb.api.imports import ImportReport
from tempodb.base.errors import Problem
from tempodb.temporal.instants import instant_text


class RecordedVersion(NamedTuple):
    """What recording a version did; without a transaction, it changed nothing."""

    commit: str
    committed: int
    transaction: int | None
    recorded_at: int | None
    added: int
    corrected: int
    retracted: int
    unchanged: int

    def as_dict(self) -> dict[str, Any]:
        """Return its fields, instants as texts."""
        at = None if self.recorded_at is None else instant_text(self.recorded_at)
        return {**self._asdict(), "committed": instant_text(self.committed), "recorded_at": at}


class ChangedColumns(NamedTuple):
    """The columns that a version of a table has and the one before had not, and the other way round."""

    version: str
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]


class RenamedFile(NamedTuple):
    """A version whose file is called otherwise than the one before."""

    version: str
    before: str
    now: str


@dataclass(frozen=True)
class ReplayReport:
    """What became of the versions of a file.

    *known* were replayed before. Of the others, *recorded* tells what each did; *skipped* are problems of
    such as were left out, *emptied* the versions that state nothing, and *moved* those that are recorded
    at another time than that of their commit. The *source* is the report of the newest version that was
    imported.
    """

    path: str
    format: str | None
    dataset: str
    versions: int
    known: int
    recorded: tuple[RecordedVersion, ...]
    moved: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    retracts: bool = False
    skipped: tuple[Problem, ...] = ()
    unread: int = 0
    renames: tuple[RenamedFile, ...] = ()
    columns: tuple[ChangedColumns, ...] = ()
    is_shallow: bool = False
    source: ImportReport | None = None

    @property
    def transactions(self) -> list[int]:
        """The numbers of the transactions that were recorded."""
        return [version.transaction for version in self.recorded if version.transaction is not None]

    def as_dict(self) -> dict[str, Any]:
        """Return what `replay --report json` prints."""
        return {
            "path": self.path,
            "format": self.format,
            "dataset": self.dataset,
            "versions": self.versions,
            "known": self.known,
            "recorded": [version.as_dict() for version in self.recorded],
            "moved": list(self.moved),
            "empty": list(self.emptied),
            "retracts": self.retracts,
            "skipped": self.unread,
            "refused": [problem.as_dict() for problem in self.skipped],
            "renames": [renamed._asdict() for renamed in self.renames],
            "columns": [
                {**changed._asdict(), "appeared": [*changed.appeared], "vanished": [*changed.vanished]}
                for changed in self.columns
            ],
            "is_shallow": self.is_shallow,
            "source": None if self.source is None else self.source.as_dict(),
        }

    def remarks(self) -> Iterator[Problem]:
        """Yield what is to be known beside the counts."""
        if self.is_shallow:
            yield _note("the repository is shallow: what was before its first commit is not there")
        for version, before, now in self.renames:
            yield _note(f"renamed from `{before}` to `{now}`", version)
        for changed in self.columns:
            if changed.appeared:
                yield _note(f"columns that appear: {', '.join(changed.appeared)}", changed.version)
            if changed.vanished:
                yield _note(f"columns that vanish: {', '.join(changed.vanished)}", changed.version)
        for version in self.emptied:
            yield _note(f"it states nothing: {'all is retracted' if self.retracts else 'skipped'}", version)
        if self.moved:
            first = ", ".join(self.moved[:3]) + (", …" if len(self.moved) > 3 else "")
            message = f"recorded at another time than committed, so that each is after the one before: {len(self.moved)}"
            yield _note(f"{message} ({first})")
        if self.source is not None and (self.source.unexpressed or self.source.conventions):
            yield _note("of the newest version:")
            yield from self.source.remarks()

    def summary(self) -> str:
        """Return the counts in words."""
        count, recorded = self.versions, len(self.transactions)
        parts = [f"{count} version{'s' if count != 1 else ''} of {self.path}", f"{recorded} recorded"]
        unchanged = len(self.recorded) - recorded
        parts += [f"{self.known} known before"] if self.known else []
        parts += [f"{unchanged} without a change"] if unchanged else []
        parts += [f"{self.unread} skipped"] if self.unread else []
        parts += [f"{len(self.emptied)} empty"] if self.emptied and not self.retracts else []
        lines = [f"{self.dataset}: {', '.join(parts)}"]
        done = [version for version in self.recorded if version.transaction is not None]
        if done:
            first, last = done[0], done[-1]
            which = f"transaction {first.transaction}"
            if len(done) > 1:
                which = f"transactions {first.transaction} to {last.transaction}"
            lines.append(f"  recorded as {which}, {_at(first)}{f' to {_at(last)}' if len(done) > 1 else ''}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<{self.summary().partition(chr(10))[0]}>"


def _at(version: RecordedVersion) -> str:
    return "" if version.recorded_at is None else instant_text(version.recorded_at)


def _note(message: str, version: str | None = None) -> Problem:
    return Problem("note", message, file=version)
