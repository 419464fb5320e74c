"""A dataset → FollowTheMoney, an entity a line, whose dates are prefixes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.exporters.ftm_ids import FtmIds
from tempodb.interchange.exporters.losses import Losses
from tempodb.interchange.exporters.prefix_dates import day_of_end, first_day, last_day
from tempodb.interchange.exporters.stated_world import OFFICES_MOVED, StatedWorld, area_told
from tempodb.interchange.port import ROLE_NOTED, Exported
from tempodb.model.aliases import aliases_said
from tempodb.model.claims import Claim
from tempodb.model.kinds import SUBSTANTIVE, Kind
from tempodb.model.wording import described
from tempodb.temporal.bounds import UNKNOWN

SCHEMA_OF_CLASS = {"person": "Person", "organization": "Organization", "state": "PublicBody"}
FTM_ENDS = "`endDate` is the last day on which it held: read it back with --end-day inside"
ALTERED = "ids are written with `.` and `-` for the signs that FollowTheMoney does not take"
PUBLISHERS = "of several addresses it is not told who published which"
LENGTH_OF_ID = 20


def write_ftm(dataset: str, claims: Sequence[Claim], progress: Progress = unwatched) -> Exported:
    """Return *claims* as entities: parties, positions, occupancies, memberships and successions."""
    losses = Losses()
    world = StatedWorld(
        list(progress(claims, len(claims), "writing")), losses, lambda claim: bool(_role_noted(claim))
    )
    writing = _Ftm(world, losses)
    lines = (json.dumps(entity, ensure_ascii=False) + "\n" for entity in writing.entities())
    return Exported("".join(lines), losses.report(FTM_ENDS))


class _Ftm:
    def __init__(self, world: StatedWorld, losses: Losses) -> None:
        self._world = world
        self._losses = losses
        self._ids = FtmIds()
        self._id = self._ids.of
        self._published_alone = set[str]()
        self._published_beside = set[str]()
        self._in_memberships = {id_ for claim in world.all(Kind.MEMBERSHIP) for id_ in claim.key[:2]}

    def entities(self) -> Iterator[dict[str, Any]]:
        parties = self._world.all(Kind.PARTY)
        yield from (self._party(claim) for claim in parties if not self._is_country(claim.key[0]))
        yield from map(self._position, self._world.all(Kind.OFFICE))
        yield from map(self._occupancy, self._world.all(Kind.TENURE))
        yield from map(self._membership, self._world.all(Kind.MEMBERSHIP))
        yield from map(self._succession, self._world.all(Kind.SUCCEEDS))
        for kind, lost in ((Kind.PART_OF, "what is part of what"), (Kind.EVENT, "events")):
            for claim in self._world.all(kind):
                self._losses.tell(f"{lost}: left out", described(claim))
        self._losses.count(ALTERED, self._ids.altered)
        for id_ in sorted(self._published_beside - self._published_alone):
            self._losses.tell(PUBLISHERS, f"`{id_}`")

    def _party(self, claim: Claim) -> dict[str, Any]:
        id_, said = claim.key[0], claim.fields
        is_person = said["class"] == "person"
        begun, ended = ("birthDate", "deathDate") if is_person else ("incorporationDate", "dissolutionDate")
        names = self._world.of(Kind.NAME, id_)
        for each in names:
            if not each.when.is_absent:
                self._losses.tell("from when to when a name was borne is left out", described(each))
        name = self._world.called(id_)
        shorts = [each.fields["short"] for each in names if "short" in each.fields]
        earlier = [each.fields["name"] for each in names if each.fields["name"] != name]
        return _entity(
            SCHEMA_OF_CLASS[said["class"]],
            self._id(id_),
            name=[name],
            previousName=earlier,
            alias=[*(alias.name for alias in aliases_said(said)), *(shorts if is_person else ())],
            abbreviation=[] if is_person else shorts,
            classification=[] if is_person else [said.get("kind")],
            country=[said["code"].lower()] if said["class"] == "state" and "code" in said else [],
            **self._life(id_, begun, ended),
            **self._told_by(names[-1:]),
        )

    def _life(self, party: str, begun: str, ended: str) -> dict[str, list[str | None]]:
        lives = self._world.of(Kind.EXISTENCE, party)
        dates: dict[str, list[str | None]] = {begun: [], ended: []}
        end_of = last_day if self._world.class_of(party) == "person" else day_of_end
        for claim in lives:
            (from_, to), what = claim.when.stated(), described(claim)
            dates[begun].append(None if from_ is None else first_day(from_, what, self._losses))
            dates[ended].append(end_of(to, what, self._losses))
        return dates

    def _position(self, claim: Claim) -> dict[str, Any]:
        id_, said = claim.key[0], claim.fields
        seats, homes = said.get("seats"), self._world.homes(id_)
        if len(homes) > 1:
            self._losses.tell(OFFICES_MOVED, described(claim))
        body = homes[-1] if homes else ""
        codes = [each.fields.get("code") for each in self._world.of(Kind.PARTY, body)]
        return _entity(
            "Position",
            self._id(id_),
            name=[self._world.entitled(id_)],
            organization=[] if not body or self._is_country(body) else [self._id(body)],
            country=[code.lower() for code in codes if code],
            numberOfSeats=[str(seats)] if isinstance(seats, int) else [],
            **self._told_by(self._world.of(Kind.TITLE, id_)[-1:]),
        )

    def _is_country(self, party: str) -> bool:
        """Return whether a party is no more than the country of positions that name no organization."""
        name = self._world.called(party)
        codes = [each.fields.get("code", "").lower() for each in self._world.of(Kind.PARTY, party)]
        return party == f"country-{name}" and codes == [name] and party not in self._in_memberships

    def _occupancy(self, claim: Claim) -> dict[str, Any]:
        holder, office, representing = claim.key
        said = claim.fields
        for field, usual in (("capacity", SUBSTANTIVE), ("ordinal", None), ("end_reason", None)):
            if said.get(field, usual) != usual:
                self._losses.tell(f"`{field}` of tenures is left out", described(claim))
        area = area_told(claim)
        return _entity(
            "Occupancy",
            self._own(claim, "Occupancy"),
            holder=[self._id(holder)],
            post=[self._id(office)],
            politicalGroup=[self._world.called(representing)] if representing else [],
            constituency=[area["name"]] if area else [],
            **self._dates(claim),
            **self._told_by([claim]),
        )

    def _membership(self, claim: Claim) -> dict[str, Any]:
        member, organization, representing = claim.key
        if representing or area_told(claim) or "end_reason" in claim.fields:
            self._losses.tell(
                "whom and what a membership is for, and how it ended, is left out", described(claim)
            )
        status = claim.fields["status"]
        return _entity(
            "Membership",
            self._own(claim, "Membership"),
            member=[self._id(member)],
            organization=[self._id(organization)],
            role=[_role_noted(claim) if status == "member" else status],
            **self._dates(claim),
            **self._told_by([claim]),
        )

    def _succession(self, claim: Claim) -> dict[str, Any]:
        successor, predecessor = claim.key[:2]
        return _entity(
            "Succession", _id_of(claim), predecessor=[self._id(predecessor)], successor=[self._id(successor)]
        )

    def _own(self, claim: Claim, schema: str) -> str:
        """Return the id that a claim had as an entity, else one that follows from what it says."""
        own = self._world.own_id(claim, schema)
        return own if own is not None and self._ids.keep(own) else _id_of(claim)

    def _dates(self, claim: Claim) -> dict[str, list[str | None]]:
        (from_, to), what = claim.when.stated(), described(claim)
        ended = last_day(to, what, self._losses)
        status = "ended" if ended else "current" if to is None else "unknown"
        if from_ == to == UNKNOWN:
            # So is that read which has no date, and no status.
            return {}
        return {
            "startDate": [first_day(from_, what, self._losses)],
            "endDate": [ended],
            "status": [status],
        }

    def _told_by(self, claims: Sequence[Claim]) -> dict[str, list[str | None]]:
        """Return the addresses of the sources of claims, and as datasets those that have none."""
        known = [each for claim in claims for each in self._world.sources(claim)]
        published = {id_ for id_, said in known if "url" in said and "publisher" in said}
        is_alone = sum("url" in said for _, said in known) == 1
        (self._published_alone if is_alone else self._published_beside).update(published)
        return {
            "sourceUrl": [said.get("url") for _, said in known],
            "publisher": [said.get("publisher") for _, said in known if "url" in said],
            "datasets": [self._dataset(id_, said) for id_, said in known if "url" not in said],
        }

    def _dataset(self, id_: str, source: Mapping[str, Any]) -> str:
        if source.keys() - {"title"} or source.get("title") != id_:
            self._losses.once("of a source without an address only its id is told", f"`{id_}`")
        return id_


def _role_noted(claim: Claim) -> str:
    """Return the role of a member that our importer noted, since it is no status."""
    note = claim.note or ""
    is_one = claim.kind is Kind.MEMBERSHIP and claim.fields["status"] == "member"
    return note.removeprefix(ROLE_NOTED) if is_one and note.startswith(ROLE_NOTED) else ""


def _entity(schema: str, id_: str, **properties: Sequence[str | None]) -> dict[str, Any]:
    """Return an entity with those of its properties that have a value."""
    said: dict[str, list[str]] = {
        name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()
    }
    datasets = said.pop("datasets", [])
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in said.items() if values},
        **({"datasets": datasets} if datasets else {}),
    }


def _id_of(claim: Claim) -> str:
    """Return an id for what has none of its own: the same as long as whom it is about and when is the same."""
    about = json.dumps([claim.key, claim.value, claim.when.as_dict()], sort_keys=True)
    return f"{claim.kind.name.lower()}-{sha256(about.encode()).hexdigest()[:LENGTH_OF_ID]}"
