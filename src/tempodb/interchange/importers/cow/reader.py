"""Files of Correlates of War → what they state together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from tempodb.interchange.importers.conventions import Conventions, EndDay
from tempodb.interchange.importers.cow.spells import spells_of
from tempodb.interchange.importers.cow.state_lists import StateLists, is_state_list
from tempodb.interchange.importers.cow.year_rows import Coded, years_of
from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_statements import ForeignStatements, StatedSource
from tempodb.markup.tree import Place

COW_SOURCE = {
    "title": "Correlates of War: Intergovernmental Organizations",
    "url": "https://correlatesofwar.org/data-sets/IGOs",
}


def read_cow(paths: Sequence[Path], dataset: str, conventions: Conventions) -> StatedSource:
    """Return what files by state and year, by organization and year, and lists of states state together.

    Raises:
        DatasetError: one cannot be read, or its columns do not tell what it is.

    """
    out = ForeignStatements(dataset, conventions, EndDay.INSIDE)
    coded = Coded()
    listed = StateLists()
    for path in paths:
        (listed if is_state_list(path) else coded).add(path, out)
    listed.state_all(out)
    years = [year for known in coded.years.values() for year in known]
    if years:
        out.define("sources", "cow", Place(str(paths[0]), 0, 0, 0, 0), **COW_SOURCE)
        _state(coded, min(years), max(years), out)
    return out.collected()


def _state(coded: Coded, first: int, last: int, out: ForeignStatements) -> None:
    """State the runs of years, of data that goes from the first year through the last one."""
    for (state, organization), statuses in sorted(coded.statuses.items()):
        places = dict(years_of(coded, state, organization))
        for spell in spells_of(statuses, _looked_at(places, coded.absent.get(organization, ())), first, last):
            founded = coded.organizations.get(organization, {}).get("founded")
            if _year(founded) == f"{spell.first:04}":
                spell = spell._replace(from_=f"{spell.first:04}")
            place = places[spell.first]
            out.hold(
                "memberships",
                Spell(spell.from_, spell.through, group=organization, has_precision=True),
                place,
                member=_party(state, coded, place, out),
                of=_organization(organization, coded, place, out),
                status=spell.status,
                source="cow",
            )
            if spell.through.endswith("..]"):
                out.take(f"memberships go on in {last}, with which the data ends: who knows how long")
            if spell.from_.startswith("[.."):
                out.take(f"memberships go on in {first}, with which the data begins: who knows since when")


def _looked_at(coded: Iterable[int], absent: Collection[int]) -> Sequence[int]:
    """Return the years of which something is known: those that are coded, and between them those without the organization."""
    years = list(coded)
    if not absent:
        return years
    return sorted({*years, *(year for year in absent if years[0] < year < years[-1])})


def _party(state: str, coded: Coded, place: Place, out: ForeignStatements) -> str:
    id_, known = out.ids.of("party", state), coded.states.get(state, {})
    return out.once("states", id_, place, name=known.get("name") or state, code=known.get("code"))


def _organization(organization: str, coded: Coded, place: Place, out: ForeignStatements) -> str:
    id_ = out.ids.of("party", organization)
    if not out.is_defined("organizations", id_):
        known = coded.organizations.get(organization, {})
        short, long = known.get("short"), known.get("long")
        name = known.get("name") or short or organization
        out.define(
            "organizations",
            id_,
            place,
            name=name,
            short=short if short != name else None,
            aliases=[long] if long and long != name else [],
            code=known.get("code"),
            founded=_year(known.get("founded")),
            dissolved=_year(known.get("dissolved")),
        )
    return id_


def _year(text: str | None) -> str | None:
    """Return a year, None for what stands for none."""
    year = (text or "").removesuffix(".0")
    return year if len(year) == 4 and year.isdigit() and year > "0000" else None
