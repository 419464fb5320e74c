"""What is known of a name, as a text in Markdown: at the day that is asked about, or of all time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from tempodb import Result
from tempodb.base.errors import TempodbError
from tempodb.base.printable import printable
from tempodb.language_server.worlds import World
from tempodb.model.kinds import EntityType
from tempodb.model.labels import Label
from tempodb.questions.fact_rows import TenureRow
from tempodb.questions.rows import EntityRow, TimelineRow

MOST_HOVERED = 12
"""How many lines are told of one name."""
MOST_OF_A_NAME = 3
"""Of how many that have one name something is told."""


def known_of(labels: Iterable[Label], world: World, day: int | None, known_at: str | None = None) -> str:
    """Return what a database knows of those who have a name, on a day if one is given, else at all times.

    *known_at* is the instant at which it was known, as a question says it.
    """
    told = list(labels)[:MOST_OF_A_NAME]
    return "\n\n---\n\n".join("\n".join(_told(label, world, day, known_at)) for label in told)


def _told(label: Label, world: World, day: int | None, known_at: str | None) -> Iterator[str]:
    noun = label.type.name.lower() if label.class_ is None else label.class_.value
    shown = _shown_name(label, world)
    yield f"**{escaped(shown)}** · {noun} `{code(label.id)}`"
    when = "" if day is None else f" as of {date.fromordinal(day).isoformat()}"
    then = "" if known_at is None else f" known at {known_at}"
    lines = list(dict.fromkeys(_lines(label, world, when, then)))
    if when or then:
        yield f"\n*{escaped((when + then).strip())}*"
    yield ""
    yield from (f"- {line}" for line in lines[:MOST_HOVERED])
    if len(lines) > MOST_HOVERED:
        yield f"- … and {len(lines) - MOST_HOVERED} more"
    if not lines:
        yield "nothing more is known" + (" of that time" if when or then else "")


def _shown_name(label: Label, world: World) -> str:
    if label.type is EntityType.OFFICE or label.name != label.id:
        return label.name
    others = [other.name for other in world.names.of(label.id, ()) if other.name != label.id]
    return min(others, key=len, default=label.name)


def _lines(label: Label, world: World, when: str, then: str) -> Iterator[str]:
    match label.type:
        case EntityType.PARTY:
            for row in _asked(world, f"timeline of :id{when}{then}", label.id):
                if isinstance(row, TimelineRow) and not _is_plain(row, label):
                    yield _of_track(row, label.id)
        case EntityType.OFFICE:
            for row in _asked(world, f"holders of :id{when or ' ever'}{then}", label.id):
                if isinstance(row, TenureRow):
                    said = f"{row.holder_name}, {row.capacity}{_period(row.from_, row.to)}"
                    yield escaped(said if row.certainty == "certain" else f"{said}, {row.certainty}")
        case _:
            for row in _asked(world, f"describe :id{then}", label.id):
                if isinstance(row, EntityRow) and row.detail:
                    yield escaped(f"{row.name}: {row.detail}" if row.name != label.id else row.detail)


def _asked(world: World, question: str, id_: str) -> Result | tuple[()]:
    try:
        return world.database.query(question, id=id_)
    except (TempodbError, OSError):
        # A text that is being written may ask for what cannot be answered.
        return ()


def _is_plain(row: TimelineRow, label: Label) -> bool:
    """Return whether a row says no more than that the name is the name."""
    return row.track == "name" and row.value == label.name and not row.from_ and not row.to


def _of_track(row: TimelineRow, id_: str) -> str:
    is_whole = row.party == id_
    match row.track:
        case "existence":
            said = "existed"
        case "membership":
            said = f"{row.value} in {row.place_name}" if is_whole else f"{row.party_name}, {row.value}"
        case "member":
            said = f"{row.value}: {row.party_name}"
        case "tenure":
            said = (
                f"{row.value} {row.place_name}"
                if is_whole
                else f"{row.party_name}, {row.value} {row.place_name}"
            )
        case "name":
            said = f"called {row.value}"
        case track:
            words = (track, row.value or (row.place_name if is_whole else row.party_name))
            said = ": ".join(filter(None, words))
    return escaped(f"{said}{_period(row.from_, row.to)}{', disputed' if row.standing == 'disputed' else ''}")


def _period(begun: str | None, over: str | None) -> str:
    ends = [f"from {begun}" if begun else "", f"to {over}" if over and over != "ongoing" else ""]
    return "".join(f" {end}" for end in ends if end)


def escaped(text: str) -> str:
    r"""Return *text* as Markdown that shows it as it is.

    >>> print(escaped("*a* <b>"))
    \*a\* \<b\>
    """
    return _SIGNS.sub(r"\\\g<0>", printable(" ".join(text.split())))


def code(text: str) -> str:
    """Return *text* as it may stand in backticks."""
    return printable(text).replace("`", "'")


_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!$]")
