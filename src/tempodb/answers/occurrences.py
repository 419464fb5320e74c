"""What happened in an organization, one by one, in the words of `changes`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from tempodb.execution.beliefs import fields
from tempodb.execution.homes import organization_of
from tempodb.model.kinds import SUBSTANTIVE, Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.bounds import Bound
from tempodb.temporal.facts import Fact
from tempodb.temporal.timelines import coalesce_parties, in_order
from tempodb.temporal.wholes import containing

LEFT, TOOK_OFFICE, LEFT_OFFICE = "left", "took office", "left office"
CHANGED_AREA = "changed area"
MEMBERSHIP, TENURE = SCHEMA[Kind.MEMBERSHIP], SCHEMA[Kind.TENURE]


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
    is_doubtful: bool = False
    """Whether it may have happened elsewhere, whenever it did."""


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
            said = MEMBERSHIP.said(piece.key, fields(str(piece.value)))
            begun, detail = details_of_membership(said)
            yield from _started(piece, word_of_status(before, said), *who, None, begun)
            before = said
        yield from _ended(pieces[-1], LEFT, *who, None, detail)


def of_tenure(tenure: Fact, organization: str) -> Iterator[Occurrence]:
    """Yield when somebody took and left an office of an organization."""
    holder, office, _ = map(str, tenure.key)
    taken, left = details_of_tenure(TENURE.said(tenure.key, fields(str(tenure.value))))
    yield from _started(tenure, TOOK_OFFICE, holder, organization, office, taken)
    yield from _ended(tenure, LEFT_OFFICE, holder, organization, office, left)


def of_moving_tenure(tenure: Fact, homes: Sequence[Fact]) -> Iterator[Occurrence]:
    """Yield when somebody took and left an office that moved, each in what it may have belonged to then.

    Whoever left it did so where it was on the last day.
    """
    for home in homes:
        f1, f2, t1, t2 = home.extent
        for change in of_tenure(tenure, organization_of(home)):
            first, last = (day - (change.word == LEFT_OFFICE) for day in (change.first, change.last))
            if f1 <= last and first < t2:
                yield change._replace(is_doubtful=not (f2 <= first and last < t1))


def of_moves(homes: Sequence[Fact]) -> Iterator[Occurrence]:
    """Yield when an office came to each organization that it belonged to, and when it left that."""
    for before, home, after in zip((None, *homes), homes, (*homes[1:], None), strict=False):
        office, organization = str(home.key[0]), organization_of(home)
        came = f"from {organization_of(before)}" if before and before.period.to == home.period.from_ else None
        went = f"to {organization_of(after)}" if after and after.period.from_ == home.period.to else None
        yield from _started(home, "office added", organization, organization, office, came)
        yield from _ended(home, "office removed", organization, organization, office, went)


def of_renaming(names: Sequence[Fact]) -> Iterator[Occurrence]:
    """Yield when an organization got each of its names in one language but the first; it may have had it in an earlier life, too."""
    for before, name in pairwise(sorted(names, key=lambda name: name.extent)):
        if before.claims == name.claims:
            continue
        organization, language = map(str, name.key)
        now = str(fields(str(name.value))["name"]) + (f" ({language})" if language else "")
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


def details_of_tenure(said: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return what is told beside the beginning and beside the end of a tenure."""
    capacity = None if said["capacity"] == SUBSTANTIVE else said["capacity"]
    taken = " ".join(filter(None, [capacity, *_beside(said)])) or None
    return taken, _ended_by(taken, TENURE.ending(said))


def details_of_membership(said: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return what is told beside the beginning of a membership, its status, and beside its end."""
    begun = " ".join([said["status"], *_beside(said)])
    return begun, _ended_by(begun, MEMBERSHIP.ending(said))


def word_of_status(before: Mapping[str, Any] | None, now: Mapping[str, Any]) -> str:
    """Return what it is called that a membership of which something is said follows another one, or none."""
    status, was = now["status"], before and before["status"]
    if status == "suspended":
        return "suspended"
    if was == "suspended":
        return "resumed"
    if before is None:
        return "joined"
    if was == status and before.get("representing") != now.get("representing"):
        return "changed affiliation"
    return CHANGED_AREA if was == status and before.get("for") != now.get("for") else f"became {status}"


def _beside(said: Mapping[str, Any]) -> Iterator[str]:
    if "representing" in said:
        yield f"representing {said['representing']}"
    if "for" in said:
        yield f"for {said.get('for_name', said['for'])}"


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
