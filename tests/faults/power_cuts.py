"""The power is cut: of what was not synced, sectors and folder entries are lost at random, and no acknowledged transaction is.

Run it as `python tests/faults/power_cuts.py [CUTS]`.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import tempodb
from faults.disk import NO_SHIM, Shim, begun, behind_shim, digests, has_shim, made_older, written, wrong
from faults.running import Figures, Finding, run

SECTOR = 512
CORRECTIONS = 4


class Happened(NamedTuple):
    """One operation of the trace."""

    what: str
    path: str
    other: str
    at: int
    data: bytes


def trace_of(path: Path) -> Iterator[Happened]:
    """Yield what the shim wrote down."""
    with path.open("rb") as file:
        while head := file.readline():
            what, name, other, at, size = head.decode().rstrip("\n").split("\t")
            yield Happened(what, name, other, int(at), file.read(int(size)))


class Disk:
    """Files as the program sees them; and what of them has not arrived for certain yet."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._files: dict[str, bytearray] = {}
        self._arrived: dict[str, bytes] = {}
        self._listed: dict[str, str] = {}
        self._entries: dict[str, str] = {}

    def happen(self, entry: Happened) -> None:
        """Do what the program did. A file is known by the name under which it was made."""
        what, path, other, at, data = entry
        match what:
            case "create":
                self._files[path] = bytearray()
                self._arrived[path] = b""
                self._entries[path] = path
            case "write":
                content = self._files[self._entries[path]]
                content.extend(bytes(max(0, at - len(content))))
                content[at : at + len(data)] = data
            case "truncate":
                content = self._files[self._entries[path]]
                content[:] = content[:at] + bytes(max(0, at - len(content)))
            case "unlink":
                del self._entries[path]
            case "rename":
                self._entries[other] = self._entries.pop(path)
            case "sync" if path in self._entries:
                self._arrived[self._entries[path]] = bytes(self._files[self._entries[path]])
            case "sync":
                self._listed = {
                    **{name: file for name, file in self._listed.items() if Path(name).parent != Path(path)},
                    **{name: file for name, file in self._entries.items() if Path(name).parent == Path(path)},
                }

    def cut(self, folder: Path, *, losing: bool) -> None:
        """Write to *folder* what is found after a power cut; without *losing*, all that was done."""
        for name in sorted({*self._listed, *self._entries}):
            entries = (self._listed.get(name), self._entries.get(name))
            file = self._random.choice(entries) if losing else entries[1]
            if file is not None:
                content = self._survived(file) if losing else bytes(self._files[file])
                (folder / Path(name).name).write_bytes(content)

    def _survived(self, file: str) -> bytes:
        arrived, now = self._arrived[file], bytes(self._files[file])
        size = self._random.choice((len(arrived), len(now)))
        kept = bytearray(size)
        for start in range(0, size, SECTOR):
            source = self._random.choice((arrived, now))
            part = source[start : min(start + SECTOR, size)]
            kept[start : start + len(part)] = part
        return bytes(kept)


def work(folder: Path, turns: int) -> None:
    """Write transactions, and leave the digest of each in the trace once it was acknowledged; behind the shim."""
    shim = Shim()
    path = begun(folder)
    shim.say(digests(path)[-1])
    for turn in range(2, turns):
        if turn == turns - 1:
            made_older(path)
        with tempodb.open(path) as db:
            if turn % 5 == 4:
                db.rebuild()
            elif turn % 5 == 3:
                # One after the other, of which each finds the journal of the one before.
                for year in range(2000 + 10 * turn, 2000 + 10 * turn + CORRECTIONS):
                    db.run(f"record tenure of q in o/chair from {year} to {year + 1}")
                    shim.say(db.digest())
            else:
                db.load(written(folder, turn))
        shim.say(digests(path)[-1])
    with tempodb.open(path) as db:
        db.erase("pia")
    shim.say(digests(path)[-1])


def findings(folder: Path, cuts: int, figures: Figures, turns: int = 16) -> Iterator[Finding]:
    """Yield what went wrong."""
    watched, trace = folder / "watched", folder / "trace"
    watched.mkdir()
    behind_shim(__file__, watched, str(turns), str(watched), trace=trace)
    happened = list(trace_of(trace))
    order = digests(watched / "x.db")
    random = Random(cuts)
    instants = Counter(random.choices(range(first_acknowledged(happened), len(happened)), k=cuts))
    disk, acknowledged = Disk(random), 0
    for number, entry in enumerate(happened):
        if entry.what == "said":
            acknowledged = order.index(entry.path) + 1
        else:
            disk.happen(entry)
        for losing in [True, False] * instants[number]:
            figures.faults += 1
            figures.acknowledged += acknowledged
            with TemporaryDirectory(dir=folder) as found:
                disk.cut(Path(found), losing=losing)
                at = f"after {number} of {len(happened)} operations{' with losses' * losing}"
                yield from (each.after(at) for each in wrong(Path(found) / "x.db", order[:acknowledged]))
    print(f"{len(happened)} operations of the disk, {len(order)} transactions")


def first_acknowledged(happened: Sequence[Happened]) -> int:
    """Return where the trace first says that something was acknowledged."""
    return next(number for number, entry in enumerate(happened) if entry.what == "said")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        work(Path(sys.argv[2]), int(sys.argv[1]))
        sys.exit()
    if not has_shim():
        sys.exit(print(NO_SHIM))
    run(findings, 150, "every database was whole, and held all that was acknowledged")
