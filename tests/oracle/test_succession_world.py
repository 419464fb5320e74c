"""Runs of random worlds across succession are those that there would be in one organization."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples, timelines
from tempodb.temporal.facts import Fact

DAYS = range(date(2001, 3, 1).toordinal(), date(2001, 3, 8).toordinal())
QUESTIONS = [
    f"members of a including predecessors that {asked}"
    for asked in (
        *(f"joined {when} 2001-03-0{day}" for when in ("in", "before", "after") for day in (1, 3, 5)),
        *(f"left {when} 2001-03-0{day}" for when in ("in", "before", "after") for day in (3, 5, 7)),
        *(f"held for {more} than {days} days" for more in ("more", "less") for days in (1, 3, 5)),
    )
]


def dataset(folder: Path, facts: Iterable[tuple[Fact, str]]) -> Path:
    """Write each of some facts as a membership in the organization beside it."""
    lines = [
        "tempodb: 1",
        "dataset: d",
        "states: {x: {name: Xland}}",
        "organizations: {b: {name: Before}, a: {name: After, succeeds: b}}",
        "memberships:",
    ]
    for fact, organization in facts:
        from_, to = fact.period
        end = "" if to.is_open else f", to: {to.text}"
        lines.append(f"- {{member: x, of: {organization}, from: {from_.text}{end}}}")
    path = folder / "d.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def answers(folder: Path, facts: Iterable[tuple[Fact, str]]) -> dict[str, set[object]]:
    """Return how sure each question is answered of any of the facts."""
    with tempodb.open(":memory:", now="2024-06-01") as db:
        db.load(dataset(folder, facts), recorded_at="2020-01-01")
        return {
            question: {row["certainty"] for row in db.query(question).to_dicts()} for question in QUESTIONS
        }


@given(timelines(days=DAYS, min_size=2, max_size=4, values="x", is_precise=True), st.data())
@examples(60)
def test_runs_across_succession_are_those_of_one_organization(facts: list[Fact], data: st.DataObject) -> None:
    # A beginning that is not known may be that of another claim, but of one organization alone.
    assume(not any(fact.period.from_.is_open for fact in facts))
    organizations = data.draw(st.lists(st.sampled_from("ab"), min_size=len(facts), max_size=len(facts)))

    with TemporaryDirectory() as folder:
        together = answers(Path(folder), ((fact, "a") for fact in facts))
        apart = answers(Path(folder), zip(facts, organizations, strict=True))

    assert apart == together
