"""tempodb: dataset files loaded by its command, questions in its language, typed rows."""

from __future__ import annotations

import sys
from _thread import interrupt_main
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import tempodb
from benchmarks.calendar import FIRST_YEAR, LAST_YEAR
from benchmarks.dataset_files import WorldFiles
from benchmarks.peers.port import Peer, Rows
from benchmarks.questions import Parameters
from benchmarks.works import REFUSAL
from benchmarks.world import office_id, organization_id, party_id

EVERY = "members of every organization"
LIMITS = {"deadline": 3_600.0, "memory": 16_000.0}
"""The benchmark has a limit of its own, and wants to see how much it is."""
COMMAND = Path(sys.executable).with_name("tempodb")


def day_text(number: int) -> str:
    """Return a day as it is written."""
    return date.fromordinal(number).isoformat()


def instant_text(microseconds: int) -> str:
    """Return an instant as it is written."""
    seconds, rest = divmod(microseconds, 1_000_000)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest:06}Z"


def texts(asked: Parameters) -> dict[str, str]:
    """Return the parameters as their texts."""
    said: dict[str, str] = {
        name: day_text(asked[name]) for name in ("day", "before", "after") if name in asked
    }
    said |= {name: instant_text(asked[name]) for name in ("known", "was") if name in asked}
    if "organization" in asked:
        said["organization"] = organization_id(asked["organization"])
    if "office" in asked:
        said["office"] = office_id(asked["organization"], asked["office"])
    if "party" in asked:
        said["party"] = party_id(asked["party"])
    return said


def number(id_: str) -> int:
    """Return the number by which the peers know a party."""
    for class_, prefix in ((1, "st"), (2, "p"), (0, "o")):
        if id_.startswith(prefix):
            return int(id_[len(prefix) :]) * 3 + class_
    raise ValueError(id_)


def sure(row: Any) -> int:
    """Return whether a row is certain."""
    return int(row["certainty"] == "certain")


MEMBER: Callable[[Any], Hashable] = lambda row: (number(row["member"]), sure(row))  # noqa: E731
TOLD: dict[str, Callable[[Any], Hashable]] = {
    "members": MEMBER,
    "organizations": lambda row: (int(row["organization"][1:]), sure(row)),
    "holders": lambda row: (number(row["holder"]), sure(row)),
    "parliament": MEMBER,
    "empty": MEMBER,
    "while": lambda row: (number(row["member"]),),
    "snapshot": lambda row: (int(row["organization"][1:]), *MEMBER(row)),
    "by year": lambda row: (
        int(row["organization"][1:]),
        int(row["period"]),
        row["certain"],
        row["possible"],
    ),
    "compare days": lambda row: (number(row["party"]),),
    "compare beliefs": lambda row: (number(row["party"]),),
    "changes": lambda row: (
        int(row["organization"][1:]),
        number(row["party"]),
        int(row["change"] == "joined"),
    ),
    "overlaps": lambda row: (*sorted((number(row["member"]), number(row["other"]))), sure(row)),
}
"""What a row says, in the numbers of the peers."""
TOLD |= {REFUSAL: MEMBER, "snapshot to Arrow": TOLD["snapshot"]}
TOLD |= dict.fromkeys(("all overlaps", "bare overlaps"), TOLD["overlaps"])
CHOSEN = {"bare overlaps": ("member", "other", "organization", "from", "to", "certainty")}
"""Which columns are asked for where not all are: those that the peers tell of too, and the body."""


@lru_cache(maxsize=10_000)
def _asked(question: str, parameters: tuple[tuple[str, int], ...]) -> dict[str, str]:
    """Return the parameters of a question as texts, which a program has already."""
    said = texts(dict(parameters))
    return {name: said[name] for name in said if f":{name}" in question}


class TempoDB(Peer):
    """The program itself, as its users meet it."""

    name: ClassVar[str] = "tempodb"
    questions: ClassVar[dict[str, str]] = {
        "members": "members of :organization as of :day known at :known",
        "organizations": "organizations of :party as of :day known at :known",
        "holders": "holders of :office as of :day known at :known",
        "parliament": "members of :organization as of :day known at :known",
        "empty": "members of :organization certainly as of :day known at :known",
        "while": "members of :organization while :party holds :office",
        "snapshot": f"{EVERY} as of :day known at :known",
        "snapshot to Arrow": f"{EVERY} as of :day known at :known",
        "by year": f"count {EVERY} by year between {FIRST_YEAR} and {LAST_YEAR}",
        "compare days": f"compare {EVERY} as of :before with as of :after",
        "compare beliefs": f"compare {EVERY} as of :day known at :was with as of :day known at :known",
        "changes": "changes in every organization between :before and :after",
        REFUSAL: f"count {EVERY} by day between 0001 and 9999",
        "overlaps": "overlaps of members of :organization",
        "all overlaps": f"overlaps of {EVERY}",
        "bare overlaps": f"overlaps of {EVERY}",
    }

    def __init__(self, folder: Path) -> None:
        self._db = tempodb.open(folder / "tempodb.db", **LIMITS)

    def load(self, files: WorldFiles) -> int:
        """Count what its commands have loaded: `benchmarks.upkeep` measures them."""
        return files.facts

    def rows(self, work: str, parameters: Parameters) -> Rows:
        """Return typed rows, of a refusal none."""
        try:
            return self._ask(work, parameters).rows
        except tempodb.QueryError:
            if work != REFUSAL:
                raise
            return ()

    def arrow(self, work: str, parameters: Parameters) -> Any:
        """Return the table."""
        answer = self._ask(work, parameters)
        return (answer.with_columns(CHOSEN[work]) if work in CHOSEN else answer).to_arrow()

    def _ask(self, work: str, parameters: Parameters) -> tempodb.Result:
        return self._db.query(self.questions[work], **_asked(self.questions[work], tuple(parameters.items())))

    def told(self, work: str, answer: Any, width: int) -> Iterable[Hashable]:
        """Return what rows or tables say in numbers."""
        rows = answer.to_pylist() if hasattr(answer, "to_pylist") else [row._asdict() for row in answer]
        if work == "changes":
            # The peers tell of members alone, and not of what they were.
            rows = [row for row in rows if row["change"] in ("joined", "left")]
        told = map(TOLD[work], rows)
        # A count has each organization and year, the peers only those with somebody in them.
        return [row for row in told if row[3]] if work == "by year" else list(told)  # type: ignore[index]

    def correct(self, parameters: Parameters) -> None:
        """End the membership, in one transaction."""
        said = texts(parameters)
        with self._db.transaction() as transaction:
            transaction.end_membership(said["party"], said["organization"], from_=said["day"])

    def interrupt(self) -> None:
        """Do as Ctrl-C does."""
        interrupt_main()

    def close(self) -> None:
        """Close it."""
        self._db.close()
