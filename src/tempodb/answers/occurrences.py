"""What happened in an organization, one by one, in the words of `changes`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tempodb.execution.beliefs import fields
from tempodb.model.kinds import SUBSTANTIVE, Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Fact
from tempodb.temporal.timelines import coalesce_parties, in_order
from tempodb.temporal.wholes import containing

LEFT, TOOK_OFFICE, LEFT_OFFICE = "left", "took office", "left office"


class Occurrence(NamedTuple):
    """Something that happened on one of the days from *first* through *last*."""

    stated: Bound
    first: int
    last: int
    word: str
    party: str
    organization: str
    fact: Fact
    office: str | None = None
    detail: str | None = None


def of_member(timeline: Sequence[Fact]) -> Iterator[Occurrence]:
    """Yield what happened to one member: the start and end of each run, and each change of status within."""
    run_of = containing(coalesce_parties(timeline))
    parts: dict[Fact, list[Fact]] = defaultdict(list)
    for fact in timeline:
        parts[run_of(fact)].append(fact)
    for run, unordered in parts.items():
        pieces = in_order(unordered)
        before = detail = None
        who = (str(run.key[0]), str(run.key[1]))
        for piece in pieces:
            status, detail = details_of_membership(str(piece.value))
            yield from _started(piece, word_of_status(before, status), *who, None, status)
            before = status
        yield from _ended(pieces[-1], LEFT, *who, None, detail)


def of_tenure(tenure: Fact, organization: str) -> Iterator[Occurrence]:
    """Yield when somebody took and left an office of an organization."""
    holder, office, _ = map(str, tenure.key)
    taken, left = details_of_tenure(str(tenure.value))
    yield from _started(tenure, TOOK_OFFICE, holder, organization, office, taken)
    yield from _ended(tenure, LEFT_OFFICE, holder, organization, office, left)


def of_renaming(names: Sequence[Fact]) -> Iterator[Occurrence]:
    """Yield when an organization got each of its names but the first."""
    for name in sorted(names, key=lambda name: name.extent)[1:]:
        organization = str(name.key[0])
        now = str(fields(str(name.value))["name"])
        yield from _started(name, "renamed", organization, organization, None, now)


def of_body(part: Fact) -> Iterator[Occurrence]:
    """Yield when something became and ceased to be a body of an organization."""
    body, organization = map(str, part.key)
    yield from _started(part, "body added", body, organization)
    yield from _ended(part, "body removed", body, organization)


def of_life(life: Fact) -> Iterator[Occurrence]:
    """Yield when an organization was founded and dissolved."""
    organization = str(life.key[0])
    yield from _started(life, "founded", organization, organization)
    yield from _ended(life, "dissolved", organization, organization)


def details_of_tenure(value: str) -> tuple[str | None, str | None]:
    """Return what is said beside the beginning and beside the end of a tenure."""
    said = fields(value)
    capacity = None if said["capacity"] == SUBSTANTIVE else said["capacity"]
    return capacity, _ended_by(capacity, SCHEMA[Kind.TENURE].ending(said))


def details_of_membership(value: str) -> tuple[str, str | None]:
    """Return what is said beside the beginning of a membership, its status, and beside its end."""
    said = fields(value)
    return said["status"], _ended_by(said["status"], SCHEMA[Kind.MEMBERSHIP].ending(said))


def word_of_status(before: str | None, status: str) -> str:
    """Return what a status is called that follows another one, or none."""
    if status == "suspended":
        return "suspended"
    if before == "suspended":
        return "resumed"
    return "joined" if before is None else f"became {status}"


def _ended_by(detail: str | None, ending: str | None) -> str | None:
    return f"{detail} ({ending})" if detail and ending else detail or ending


def _started(
    fact: Fact,
    word: str,
    party: str,
    organization: str,
    office: str | None = None,
    detail: str | None = None,
) -> Iterator[Occurrence]:
    if not fact.period.from_.is_open:
        yield Occurrence(fact.period.from_, *fact.extent[:2], word, party, organization, fact, office, detail)


def _ended(
    fact: Fact,
    word: str,
    party: str,
    organization: str,
    office: str | None = None,
    detail: str | None = None,
) -> Iterator[Occurrence]:
    if not fact.period.to.is_open:
        yield Occurrence(fact.period.to, *fact.extent[2:], word, party, organization, fact, office, detail)
