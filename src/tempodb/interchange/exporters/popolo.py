"""A dataset → Popolo as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.exporters.losses import Losses
from tempodb.interchange.exporters.prefix_dates import day_of_end, first_day, last_day
from tempodb.interchange.exporters.stated_world import OFFICES_MOVED, StatedWorld, area_told, language_of
from tempodb.interchange.port import Exported
from tempodb.model.aliases import Alias, aliases_said
from tempodb.model.claims import Claim
from tempodb.model.kinds import CORE_STATUSES, SUBSTANTIVE, Kind
from tempodb.model.wording import described
from tempodb.temporal.date_reader import read_date

POPOLO_ENDS = "`end_date` is the last day on which it held: read it back with --end-day inside"
POPOLO_OPEN = "what has no `end_date` reads as still going on"


def write_popolo(dataset: str, claims: Sequence[Claim], progress: Progress = unwatched) -> Exported:
    """Return *claims* as a document of Popolo: persons, organizations, posts, memberships and events."""
    losses = Losses()
    world = StatedWorld(list(progress(claims, len(claims), "writing")), losses)
    writing = _Popolo(world, losses)
    document = {
        "persons": list(writing.parties(["person"])),
        "organizations": list(writing.parties(["organization", "state"])),
        "posts": list(writing.posts()),
        "memberships": [*writing.memberships(), *writing.tenures()],
        "events": list(writing.events()),
    }
    writing.tell_structure()
    return Exported(
        json.dumps(document, ensure_ascii=False, indent=2) + "\n", losses.report(POPOLO_ENDS, POPOLO_OPEN)
    )


_CLASSED = {"state": "state"}
"""What is said of parties that have no kind of their own."""


class _Popolo:
    def __init__(self, world: StatedWorld, losses: Losses) -> None:
        self._world = world
        self._losses = losses

    def parties(self, classes: Sequence[str]) -> Iterator[dict[str, Any]]:
        for claim in self._world.all(Kind.PARTY):
            id_, said = claim.key[0], claim.fields
            if said["class"] not in classes:
                continue
            is_person = said["class"] == "person"
            begun, ended = (
                ("birth_date", "death_date") if is_person else ("founding_date", "dissolution_date")
            )
            names = self._world.of(Kind.NAME, id_)
            yield _filled(
                {
                    "id": id_,
                    "name": self._world.called(id_),
                    "other_names": [
                        *self._other_names(names),
                        *(self._alias(alias, id_) for alias in aliases_said(said)),
                    ],
                    "classification": None if is_person else said.get("kind", _CLASSED.get(said["class"])),
                    "parent_id": self._parent(id_),
                    "identifiers": [{"scheme": "code", "identifier": said["code"]}]
                    if "code" in said
                    else None,
                    **self._life(id_, begun, ended),
                    "sources": [source for name in names[-1:] for source in self._sources(name)],
                }
            )

    def posts(self) -> Iterator[dict[str, Any]]:
        for claim in self._world.all(Kind.OFFICE):
            id_, said = claim.key[0], claim.fields
            seats, homes = said.get("seats"), self._world.homes(id_)
            if len(homes) > 1:
                self._losses.tell(OFFICES_MOVED, described(claim))
            yield _filled(
                {
                    "id": id_,
                    "label": self._world.entitled(id_),
                    "organization_id": homes[-1] if homes else None,
                    "maximum_memberships": seats if isinstance(seats, int) else None,
                }
            )

    def memberships(self) -> Iterator[dict[str, Any]]:
        for claim in self._world.all(Kind.MEMBERSHIP):
            member, organization, representing = claim.key
            status = claim.fields["status"]
            who = "person_id" if self._world.class_of(member) == "person" else "member_id"
            if status not in CORE_STATUSES:
                self._losses.tell(
                    "statuses of a dataset's own are roles, and read as offices", described(claim)
                )
            held = {"role": None if status == "member" else status, **self._held(claim, representing)}
            yield _filled({who: member, "organization_id": organization, **held})

    def tenures(self) -> Iterator[dict[str, Any]]:
        for claim in self._world.all(Kind.TENURE):
            holder, office, representing = claim.key
            capacity = claim.fields["capacity"]
            if capacity != SUBSTANTIVE:
                self._losses.tell("capacities are roles, and not read back", described(claim))
            if "ordinal" in claim.fields:
                self._losses.tell("ordinals are left out", described(claim))
            homes = self._world.homes(office)
            held = self._held(claim, representing)
            yield _filled(
                {
                    "person_id": holder,
                    "organization_id": homes[-1] if homes else None,
                    "post_id": office,
                    "role": None if capacity == SUBSTANTIVE else capacity,
                    **held,
                }
            )

    def events(self) -> Iterator[dict[str, Any]]:
        for claim in self._world.all(Kind.EVENT):
            said = claim.fields
            for key in ("participants", "outcome", "number"):
                if said.get(key):
                    self._losses.tell(f"`{key}` of events is left out", described(claim))
            if said["state"] != "held":
                self._losses.tell("that an event is planned is left out", described(claim))
            title = said.get("title") or claim.key[0]
            yield _filled(
                {
                    "id": claim.key[0],
                    "name": title,
                    "classification": said.get("kind"),
                    "organization_id": said.get("body"),
                    "location": said.get("place"),
                    **self._dates(claim),
                    "sources": list(self._sources(claim)),
                }
            )

    def tell_structure(self) -> None:
        """Tell what of the structure of organizations is lost."""
        for claim in self._world.all(Kind.SUCCEEDS):
            self._losses.tell("successions are left out", described(claim))
        for claim in self._world.all(Kind.PART_OF):
            if not claim.when.is_absent:
                self._losses.tell("from when to when one was part of another is left out", described(claim))

    def _held(self, claim: Claim, representing: str) -> dict[str, Any]:
        """Return what a membership or a tenure says beside who holds what."""
        area = area_told(claim)
        return {
            "id": self._world.own_id(claim, "membership"),
            "on_behalf_of_id": representing or None,
            "area": area,
            "area_id": area and area.get("id"),
            **self._dates(claim),
            "end_reason": claim.fields.get("end_reason"),
            "sources": list(self._sources(claim)),
        }

    def _dates(self, claim: Claim) -> dict[str, str | None]:
        if claim.when.is_absent and claim.kind is Kind.NAME:
            return {}
        from_, to = claim.when.stated()
        what = described(claim)
        return {
            "start_date": first_day(from_, what, self._losses),
            "end_date": last_day(to, what, self._losses),
        }

    def _life(self, party: str, begun: str, ended: str) -> dict[str, str | None]:
        lives = self._world.of(Kind.EXISTENCE, party)
        for claim in lives[1:]:
            self._losses.tell("of what exists more than once, the first time is told", described(claim))
        for claim in lives[:1]:
            from_, to = claim.when.stated()
            what = described(claim)
            # Where nothing is said of a beginning, nothing is lost.
            first = None if from_ is None else first_day(from_, what, self._losses)
            end_of = last_day if self._world.class_of(party) == "person" else day_of_end
            return {begun: first, ended: end_of(to, what, self._losses)}
        return {}

    def _other_names(self, names: Sequence[Claim]) -> Iterator[dict[str, Any]]:
        for i, claim in enumerate(names):
            short = claim.fields.get("short")
            dates = self._dates(claim)
            if i < len(names) - 1:
                yield _filled({"name": claim.fields["name"], "lang": language_of(claim), **dates})
            if short:
                yield _filled({"name": short, "note": "short", "lang": language_of(claim), **dates})

    def _alias(self, alias: Alias, id_: str) -> dict[str, Any]:
        begun, over = (None if date is None else read_date(date) for date in (alias.from_, alias.to))
        what = f"the alias {alias} of `{id_}`"
        return _filled(
            {
                "name": alias.name,
                "lang": alias.language,
                "start_date": None if begun is None else first_day(begun, what, self._losses),
                "end_date": None if over is None else last_day(over, what, self._losses),
            }
        )

    def _parent(self, party: str) -> str | None:
        parents = [claim for claim in self._world.all(Kind.PART_OF) if claim.key[0] == party]
        for claim in parents[:-1]:
            self._losses.tell("of several that one is part of, the last is told", described(claim))
        return parents[-1].key[1] if parents else None

    def _sources(self, claim: Claim) -> Iterator[dict[str, str]]:
        for _, said in self._world.sources(claim):
            yield _filled({"url": said.get("url"), "note": said["title"]})


def _filled(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said, without what is not."""
    return {key: value for key, value in said.items() if value not in (None, "", [], {})}
