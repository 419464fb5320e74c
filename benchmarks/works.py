"""What is asked of every peer: a row a work. What each peer makes of it is the table in its own file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.questions import Parameters, Questions


@dataclass(frozen=True)
class Work:
    """A kind of question, what it is asked about, and by how many numbers a row its answers are compared.

    *many* are asked about one thing each, and their middle and slowest tell; a question about everything is
    asked again and again, and its first time is told beside.
    """

    name: str
    title: str
    about: Callable[[Questions], list[Parameters]]
    width: int
    many: bool = True
    arrow: bool = False


def nothing(_: Questions) -> list[Parameters]:
    """Return the parameters of a question that has none."""
    return [{}]


REFUSAL = "refusal"
"""What none of the peers refuses."""
WORKS = (
    Work("members", "members of one organization, as of t known at s", Questions.members, 2),
    Work("organizations", "organizations of one party, as of t known at s", Questions.organizations, 2),
    Work("holders", "holders of one office, as of t known at s", Questions.holders, 2),
    Work("while", "members while a person holds an office", Questions.tenures, 1),
    Work("parliament", "a parliament, as of t known at s", Questions.parliament, 2),
    Work("empty", "an empty answer", Questions.long_ago, 2),
    Work("snapshot", "everyone, as of t known at s, as rows", Questions.snapshot, 3, many=False),
    Work("snapshot to Arrow", "everyone, to Arrow", Questions.snapshot, 3, many=False, arrow=True),
    Work("by year", "count members of every organization by year, 211 years", nothing, 4, many=False, arrow=True),
    Work("compare days", "compare every organization on two days", Questions.everything, 1, many=False),
    Work("compare beliefs", "compare what was believed at two instants", Questions.beliefs, 1, many=False),
    Work("changes", "changes in every organization between two days", Questions.everything, 3, many=False, arrow=True),
    Work(REFUSAL, "a refusal of too much", nothing, 0, many=False),
    Work("overlaps", "all pairs who sat in one parliament together", Questions.one_parliament, 3, many=False, arrow=True),
    Work("all overlaps", "all pairs who were in one body together", nothing, 3, many=False, arrow=True),
    Work("bare overlaps", "the same pairs: the two, the body, when and how surely", nothing, 3, many=False, arrow=True),
)  # fmt: skip
CORRECTION = "correction"
TITLES = {work.name: work.title for work in WORKS} | {
    CORRECTION: "a correction, in a durable transaction of its own"
}
