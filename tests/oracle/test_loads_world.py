"""Claims of random worlds answer alike from one file, and from several in whatever order they were loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count, permutations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given

import tempodb
from oracle.strategies import examples, timelines
from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Fact

NOW = "2024-06-01"
DAYS = range(date(2001, 3, 1).toordinal(), date(2001, 3, 8).toordinal())
STATUSES = {"x": "member", "y": "suspended"}
CAPACITIES = {"x": "substantive", "y": "acting"}
QUESTIONS = (
    "periods of x in o",
    "when p holds o/c",
    "changes in o",
    "conflicts in o",
    "history of members of o including any status",
    "count members of o including any status by day between 2001-03-01 and 2001-03-08",
    "vacancies of o/c between 2001-03-01 and 2001-03-08",
    "members of o that held for more than 3 days",
    *(f"members of o including any status as of {date.fromordinal(day)}" for day in DAYS),
)


def dataset(folder: Path, name: str, facts: Iterable[Fact]) -> Path:
    """Write facts of one key as a dataset, as what is claimed of a membership, and of a tenure."""
    entries = [(str(fact.value), _dates(fact)) for fact in facts]
    lines = [
        "tempodb: 1",
        f"dataset: {name}",
        "states: {x: {name: Xland}}",
        "persons: {p: {name: Pip}}",
        "organizations: {o: {name: Orgo}}",
        "offices: {o/c: {title: Chair, organization: o}}",
        "memberships:",
        *(f"- {{member: x, of: o, status: {STATUSES[value]}, {dates}}}" for value, dates in entries),
        "tenures:",
        *(
            f"- {{holder: p, office: o/c, capacity: {CAPACITIES[value]}, {dates}}}"
            for value, dates in entries
        ),
    ]
    path = folder / f"{name}.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _dates(fact: Fact) -> str:
    from_, to = fact.period
    # A `from` that is left out depends on the day of the load.
    begins = "unknown" if from_.is_open else _written(from_)
    return f'from: "{begins}"' + ("" if to.is_open else f', to: "{_written(to)}"')


def _written(bound: Bound) -> str:
    return str(bound.stated())


def answers(loads: Sequence[Path]) -> dict[str, list[dict[str, object]]]:
    """Return what a database answers that loaded some files, one after the other."""
    with tempodb.open(":memory:", now=NOW) as db:
        for path, number in zip(loads, count(1)):
            db.load(path, recorded_at=f"2020-01-{number:02}")
        assert db.verify() == []
        return {question: [dict(row) for row in db.query(question).to_dicts()] for question in QUESTIONS}


@given(timelines(days=DAYS, min_size=2, max_size=3, values="xxxy"))
@examples(60)
def test_it_does_not_matter_in_which_file_a_claim_is_nor_which_was_loaded_first(facts: list[Fact]) -> None:
    """MEANING.md, M17, M44."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        try:
            together = answers([dataset(folder, "all", facts)])
        except tempodb.DatasetError:
            assume(False)
        apart = [dataset(folder, f"d{place}", [fact]) for place, fact in enumerate(facts)]
        for loads in permutations(apart):
            for question, told in answers(loads).items():
                assert told == together[question], question
