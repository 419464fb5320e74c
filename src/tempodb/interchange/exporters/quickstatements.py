"""A dataset → QuickStatements for Wikidata: what is told of items there, and cannot be mixed up by the tool."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tempodb.base.progress import Progress, unwatched
from tempodb.interchange.exporters.losses import Losses
from tempodb.interchange.exporters.prefix_dates import UNDATED_BEGINNING, WIDER, prefix_of
from tempodb.interchange.exporters.stated_world import StatedWorld, area_told
from tempodb.interchange.port import Exported
from tempodb.model.claims import Claim
from tempodb.model.kinds import SUBSTANTIVE, Kind
from tempodb.model.wording import described
from tempodb.temporal.bounds import Bound, edtf

POSITION_HELD, MEMBER_OF = "P39", "P463"
START, END, ORDINAL, GROUP, DISTRICT = "P580", "P582", "P1545", "P4100", "P768"
REFERENCE_URL = "S854"
OUTSIDE = "the end is the first day on which it no longer held: read it back with --end-day outside"
SEVERAL = "several spells of one pair, which QuickStatements would merge, are left out"
NO_ITEM = "what has no id of Wikidata is left out"
OTHERWISE = "other capacities and statuses than the usual are left out"
UNTOLD_PARTS = "whom or what it is for has no id of Wikidata, and is left out"
NO_COMMANDS = "names, lives, structure and events are left out"
_ITEM = re.compile("(?:.*/)?[qQ]([1-9][0-9]*)")
_DECADE = re.compile("([0-9]{3})X")
_PRECISIONS = {10: "+{}T00:00:00Z/11", 7: "+{}-00T00:00:00Z/10", 4: "+{}-00-00T00:00:00Z/9"}


def write_quickstatements(dataset: str, claims: Sequence[Claim], progress: Progress = unwatched) -> Exported:
    """Return those of *claims* as commands, a line each, of which the tool makes what they say."""
    losses = Losses()
    world = StatedWorld(list(progress(claims, len(claims), "writing")), losses)
    told = [*world.all(Kind.TENURE), *world.all(Kind.MEMBERSHIP)]
    spells = Counter((claim.kind, *claim.key[:2]) for claim in told)
    lines = []
    for claim in told:
        if spells[(claim.kind, *claim.key[:2])] > 1:
            losses.tell(SEVERAL, described(claim))
        elif (line := _line(claim, world, losses)) is not None:
            lines.append("\t".join(line) + "\n")
    for kind in (Kind.NAME, Kind.EXISTENCE, Kind.PART_OF, Kind.SUCCEEDS, Kind.EVENT):
        for _ in world.all(kind):
            losses.count(NO_COMMANDS)
    return Exported("".join(lines), losses.report(OUTSIDE))


def wikidata_item(id_: str) -> str | None:
    """Return the item of Wikidata that an id is.

    >>> wikidata_item("q42"), wikidata_item("q458/q11696"), wikidata_item("csto")
    ('Q42', 'Q11696', None)
    """
    found = _ITEM.fullmatch(id_)
    return None if found is None else f"Q{found[1]}"


def _line(claim: Claim, world: StatedWorld, losses: Losses) -> list[str] | None:
    """Return the parts of a command, None where there is none for a claim."""
    who, what, representing = claim.key
    is_tenure = claim.kind is Kind.TENURE
    subject, value = wikidata_item(who), wikidata_item(what)
    if subject is None or value is None:
        losses.tell(NO_ITEM, described(claim))
        return None
    if claim.fields["capacity" if is_tenure else "status"] != (SUBSTANTIVE if is_tenure else "member"):
        losses.tell(OTHERWISE, described(claim))
        return None
    line = [subject, POSITION_HELD if is_tenure else MEMBER_OF, value]
    line += _dates(claim, losses)
    if "ordinal" in claim.fields:
        line += [ORDINAL, f'"{claim.fields["ordinal"]}"']
    area = area_told(claim)
    for property_, id_ in ((GROUP, representing), (DISTRICT, area and area.get("id", area["name"]))):
        if id_:
            item = wikidata_item(id_)
            line += [property_, item] if item else []
            if item is None:
                losses.tell(UNTOLD_PARTS, described(claim))
    return [*line, *_sources(claim, world)]


def _dates(claim: Claim, losses: Losses) -> Iterator[str]:
    from_, to = claim.when.stated()
    begun = None if from_ is None else _date(from_, claim, losses)
    if begun is None:
        losses.tell(UNDATED_BEGINNING, described(claim))
    else:
        yield from (START, begun)
    if to is not None:
        yield from (END, _date(to, claim, losses) or "somevalue")


def _date(bound: Bound, claim: Claim, losses: Losses) -> str | None:
    """Return a date in the precision in which it is told, or a wider one."""
    text = edtf(bound.earliest, bound.latest)
    if (decade := _DECADE.fullmatch(text)) is not None:
        return f"+{decade[1]}0-00-00T00:00:00Z/8"
    prefix = prefix_of(bound)
    if prefix is None:
        return None
    if prefix != text:
        losses.tell(WIDER, described(claim))
    return _PRECISIONS[len(prefix)].format(prefix)


def _sources(claim: Claim, world: StatedWorld) -> Iterator[str]:
    """Yield the address of each source, each as a reference of its own."""
    addresses = [said["url"].replace('"', "%22") for _, said in world.sources(claim) if "url" in said]
    for i, address in enumerate(addresses):
        yield from (f"!{REFERENCE_URL}" if i else REFERENCE_URL, f'"{address}"')
