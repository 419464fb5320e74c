"""The claims of a dataset by what they are about, for formats that know fewer kinds of things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tempodb.interchange.exporters.losses import Losses
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.model.wording import described
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.facts import Standing

DISPUTED = "disputed claims are left out"
OFFICES_MOVED = "of offices that moved, all organizations but the last are left out"
NOTES = "notes are left out"
CITATIONS = "where in its source a claim stands: left out"
NAME_KINDS = (Kind.NAME, Kind.TITLE)


class StatedWorld:
    """What a dataset states and accepts; what it disputes is told as lost."""

    def __init__(
        self,
        claims: Sequence[Claim],
        losses: Losses,
        is_note_told: Callable[[Claim], bool] = lambda _: False,
    ) -> None:
        self._losses = losses
        self._by_kind: dict[Kind, list[Claim]] = defaultdict(list)
        self._about: dict[tuple[Kind, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.standing is Standing.DISPUTED:
                losses.tell(DISPUTED, described(claim))
                continue
            if claim.note is not None and not is_note_told(claim):
                losses.count(NOTES)
            self._by_kind[claim.kind].append(claim)
            self._about[claim.kind, claim.key[0]].append(claim)

    def all(self, kind: Kind) -> Sequence[Claim]:
        """Return the claims of a kind."""
        return self._by_kind[kind]

    def of(self, kind: Kind, id_: str) -> Sequence[Claim]:
        """Return the claims of a kind about something, the earlier ones first.

        Of names, the last is the one to show: before those without a language stand those of every language.
        """
        in_time = sorted(self._about[kind, id_], key=_in_time)
        return sorted(in_time, key=language_of, reverse=True) if kind in NAME_KINDS else in_time

    def class_of(self, party: str) -> str | None:
        """Return whether a party is a person, a state or an organization; None where the dataset does not say."""
        return next((claim.fields["class"] for claim in self._about[Kind.PARTY, party]), None)

    def called(self, party: str) -> str:
        """Return the last name of a party, else its id."""
        return next((str(claim.fields["name"]) for claim in reversed(self.of(Kind.NAME, party))), party)

    def homes(self, office: str) -> list[str]:
        """Return the organizations that an office belonged to, the last of them last."""
        defined = [claim.fields.get("organization") for claim in self._about[Kind.OFFICE, office]]
        moved = (claim.fields["organization"] for claim in self.of(Kind.OFFICE_OF, office))
        return list(filter(None, defined)) or list(moved)

    def entitled(self, office: str) -> str:
        """Return the last title of an office, else its id."""
        return next((str(claim.fields["name"]) for claim in reversed(self.of(Kind.TITLE, office))), office)

    def own_id(self, claim: Claim, called: str) -> str | None:
        """Return the id of what a claim was read from, if that is *called* so; other details are told as lost."""
        own = None
        for _, detail in claim.details:
            what, _, id_ = detail.partition(" ")
            if own is None and what == called:
                own = id_
            else:
                self._losses.count(CITATIONS)
        return own or None

    def sources(self, claim: Claim) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the id of each source of a claim, and what is known of it."""
        for source in claim.sources:
            for stated in self._about[Kind.SOURCE, source]:
                yield source, stated.fields


def area_told(claim: Claim) -> dict[str, str] | None:
    """Return the area that a claim is for: its id, if it has one, and its name."""
    said = claim.fields
    name = said.get("for_name", said.get("for"))
    if name is None:
        return None
    return {"id": said["for"], "name": name} if "for_name" in said else {"name": name}


def language_of(name: Claim) -> str:
    """Return the language of a name or a title, nothing where it has none."""
    return name.key[1]


def _in_time(claim: Claim) -> tuple[int, int]:
    from_, to = claim.when.stated()
    return (ALWAYS if from_ is None else from_.latest), (NEVER if to is None else to.latest)
