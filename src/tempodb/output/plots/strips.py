"""What an answer says along time, in days: strips with a label each, under headings, for whatever draws them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple, assert_never

from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.plots.bar_words import end_in_words
from tempodb.output.plots.hues import Hue
from tempodb.questions import aged_rows, fact_rows, rows
from tempodb.questions.tracks import Track
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.periods import Window
from tempodb.temporal.span_dates import candidates

GROUP_HEADINGS = {
    Track.EXISTENCE: "",
    Track.NAME: "names",
    Track.MEMBER: "members",
    Track.MEMBERSHIP: "memberships",
    Track.TENURE: "offices",
    Track.BODY: "bodies",
    Track.EVENT: "events",
}
OF_OTHERS = (Track.MEMBER, Track.TENURE, Track.BODY)
"""Tracks whose party may be another than the one that the timeline is of."""
_OF_CHANGES = {
    "suspended": Hue.SUSPENDED,
    "took office": Hue.OFFICE,
    "left office": Hue.OFFICE,
    "renamed": Hue.NAME,
    "body added": Hue.BODY,
    "body removed": Hue.BODY,
}
SAID_OF_BODIES = {"body added": "became a body", "body removed": "ceased to be a body"}
"""What is said of a body whose name stands before."""
PLAIN_DETAILS = ("member", SUBSTANTIVE)
"""What goes without saying of who joined or took office."""
MOST_MOMENT, LONGEST_MOMENT = 400, 10
"""Of what happened on one of so many days; and for so many days."""
_OF_TRACKS = {Track.EXISTENCE: Hue.BODY, Track.NAME: Hue.NAME, Track.BODY: Hue.BODY, Track.EVENT: Hue.NAME}


class StripSpan(NamedTuple):
    """A stretch of time of which a word is said: when it may have held, and when it certainly did.

    The days run from `first` up to, not including, `last`: `ALWAYS` and `NEVER` where no date bounds them.
    *row* is its place in the answer; *hue* is given where the word tells none.
    """

    row: int
    word: str
    first: int
    sure: Window | None
    last: int
    standing: str
    hue: Hue | None = None

    @property
    def is_disputed(self) -> bool:
        """Whether it is not what is accepted."""
        return self.standing != "accepted"


class StripMoment(NamedTuple):
    """Something that happened on one day, the *first* if that is known, and before *last* if not."""

    row: int
    first: int
    last: int
    is_day_known: bool
    hue: Hue = Hue.NAME


class Strip(NamedTuple):
    """A label, and what lies along it."""

    label: str
    spans: Sequence[StripSpan]
    moments: Sequence[StripMoment] = ()


class StripGroup(NamedTuple):
    """Strips under a heading, which may be empty."""

    heading: str
    strips: Sequence[Strip]


class _Home(NamedTuple):
    """Where a row is told: under which heading, on which strip, with which label."""

    heading: str
    strip: Hashable
    label: str


def subject_of(found: Sequence[rows.TimelineRow]) -> str | None:
    """Return whose timeline it is, where a row tells."""
    return next((row.party for row in found if row.track not in OF_OTHERS), None)


def timeline_strips(found: Sequence[rows.TimelineRow]) -> list[StripGroup]:
    """Return the strips of a timeline, track by track, in the order of the rows."""
    subject = subject_of(found)
    return _grouped(found, lambda row: _track_home(row, subject), _timeline_part)


def _track_home(row: rows.TimelineRow, subject: str | None) -> _Home:
    track = Track(row.track)
    heading = GROUP_HEADINGS[track]
    match track:
        case Track.EXISTENCE:
            return _Home(heading, row.party, "existence")
        case Track.NAME | Track.EVENT:
            return _Home(heading, (row.place, row.value), row.value or str(row.place))
        case Track.TENURE if row.party != subject:
            return _Home(row.place_name or heading, (row.place, row.party), row.party_name)
        case Track.MEMBERSHIP | Track.TENURE:
            return _Home(heading, (track, row.place), str(row.place_name))
        case Track.MEMBER | Track.BODY:
            return _Home(heading, (track, row.party), row.party_name)
        case _:
            assert_never(track)


def _timeline_part(place: int, row: rows.TimelineRow) -> StripSpan | StripMoment:
    first, last = _day(row.possible_from, ALWAYS), _day(row.possible_to, NEVER)
    sure = _certain_days(row)
    if row.track == Track.EVENT:
        return _happened(place, first, sure, last)
    track = Track(row.track)
    word = "" if track in (Track.NAME, Track.EXISTENCE) else row.value or ""
    return StripSpan(place, word, first, sure, last, row.standing, _OF_TRACKS.get(track))


def _certain_days(row: rows.TimelineRow | rows.PeriodRow) -> Window | None:
    """Return the days on which it certainly held; None if there is none."""
    is_always = row.from_ is None and row.to is None
    if not is_always and row.certain_from is row.certain_to is None:
        return None
    return Window(_day(row.certain_from, ALWAYS), _day(row.certain_to, NEVER))


def _day(text: str | None, if_open: int) -> int:
    return if_open if text is None else date.fromisoformat(text).toordinal()


def fact_strips(found: Sequence[Any]) -> list[StripGroup]:
    """Return the strips of an answer about holdings, names, bodies or events."""
    return _grouped(found, _homes(found), _fact_part)


def _homes(found: Sequence[Any]) -> Callable[[Any], _Home]:
    """Return where each row is told: whoever is in all of them becomes the heading."""
    type_: type = _WITHOUT_AGES.get(type(found[0]), type(found[0]))
    if type_ is fact_rows.TenureRow and len({row.holder for row in found}) == 1 < len(
        {row.office for row in found}
    ):
        return lambda row: _Home(row.holder_name or "", row.office, f"{row.title}, {row.organization_name}")
    if type_ is fact_rows.MembershipRow and len({row.member for row in found}) == 1:
        return lambda row: _Home(row.member_name, row.organization, row.organization_name)
    return _HOMES[type_]


_HOMES: Mapping[type, Callable[[Any], _Home]] = MappingProxyType(
    {
        fact_rows.MembershipRow: lambda row: _Home(row.organization_name, row[:4:2], row.member_name),
        fact_rows.TenureRow: lambda row: _Home(
            f"{row.title}, {row.organization_name}", row[:4:2], row.holder_name or "nobody known"
        ),
        fact_rows.NameRow: lambda row: _Home("names", row[:2], row.name),
        fact_rows.BodyRow: lambda row: _Home(row.organization_name, row[:4:2], row.body_name),
        fact_rows.EventRow: lambda row: _Home("", row.event, row.title or row.event),
        rows.PeriodRow: lambda _: _Home("", (), "periods"),
        rows.VacancyRow: lambda row: _Home(row.organization_name, row.office, row.title),
        rows.OverlapRow: lambda row: _Home(
            row.organization_name, (*row[:5:2],), f"{row.member_name} and {row.other_name}"
        ),
    }
)
"""Where the rows are told that have days."""
_WITHOUT_AGES: Mapping[type, type] = MappingProxyType(
    {aged_rows.AgedMembershipRow: fact_rows.MembershipRow, aged_rows.AgedTenureRow: fact_rows.TenureRow}
)
"""The rows that are drawn as others."""
HAVE_DAYS = (*_HOMES, *_WITHOUT_AGES)


def _fact_part(place: int, row: Any) -> StripSpan | StripMoment:
    if isinstance(row, fact_rows.EventRow):
        return _event_part(place, row)
    standing = getattr(row, "standing", "accepted")
    word, hue = _said(row)
    if isinstance(row, rows.PeriodRow):
        first, last = _day(row.possible_from, ALWAYS), _day(row.possible_to, NEVER)
        return StripSpan(place, word, first, _certain_days(row), last, standing, hue)
    (f1, f2), (t1, t2) = candidates(row.from_, ALWAYS), candidates(row.to, NEVER)
    sure = Window(f2, t1) if f2 < t1 and (f2, t1) != (NEVER, NEVER) else None
    return StripSpan(place, word, f1, sure, t2, standing, hue)


def _said(row: Any) -> tuple[str, Hue | None]:
    match row:
        case fact_rows.MembershipRow() | aged_rows.AgedMembershipRow():
            return row.status, None
        case fact_rows.TenureRow() | aged_rows.AgedTenureRow():
            return row.capacity or "", None
        case fact_rows.NameRow():
            return "", Hue.NAME
        case rows.VacancyRow():
            return "vacant", Hue.ROSE
        case _:
            return "", Hue.BODY


def _event_part(place: int, row: fact_rows.EventRow) -> StripSpan | StripMoment:
    begun, _, ended = (row.date or "unknown").partition("/")
    f1, f2 = candidates(begun, ALWAYS)
    t1, t2 = candidates(ended, NEVER) if ended else (f1 + 1, min(f2 + 1, NEVER))
    return _happened(place, f1, Window(f2, t1) if f2 < t1 else None, t2)


def _happened(
    place: int, first: int, sure: Window | None, last: int, hue: Hue = Hue.NAME
) -> StripSpan | StripMoment:
    """Return what happened: on one day, or on one of about a year, in a place among the days; else along them."""
    if last - first <= (MOST_MOMENT if sure is None else LONGEST_MOMENT):
        return StripMoment(place, first if sure is None else sure.start, last, sure is not None, hue)
    return StripSpan(place, "", first, sure, last, "accepted", hue)


def change_strips(found: Sequence[rows.ChangeRow]) -> list[StripGroup]:
    """Return a strip for each change, in the order of the rows, its date before it."""
    return [StripGroup("", [_change(place, row) for place, row in enumerate(found)])]


def history_strips(found: Sequence[rows.HistoryRow]) -> list[StripGroup]:
    """Return a strip for each stretch on which an answer is the same, what changed at its beginning before it."""
    return [StripGroup("", [_unchanged(place, row) for place, row in enumerate(found)])]


def _unchanged(place: int, row: rows.HistoryRow) -> Strip:
    first, last = _day(row.from_, ALWAYS), _day(row.to, NEVER)
    sure = Window(first, last) if row.certain else None
    label = f"{row.from_ or 'always'}: {row.change_names or 'nobody new'}"
    return Strip(label, [StripSpan(place, "", first, sure, last, "accepted", Hue.MEMBER)])


def _change(place: int, row: rows.ChangeRow) -> Strip:
    f1, f2 = candidates(row.date, ALWAYS)
    days = end_in_words(row.date, "day unknown")
    detail = row.detail_name if row.detail not in (*PLAIN_DETAILS, row.change) else None
    what = ", ".join(filter(None, (row.title, detail)))
    happened = SAID_OF_BODIES.get(row.change, row.change)
    label = f"{days}: {row.party_name} {happened}{f' ({what})' if what else ''}"
    sure = Window(f1, f1 + 1) if f1 == f2 else None
    part = _happened(place, f1, sure, min(f2 + 1, NEVER), _OF_CHANGES.get(row.change, Hue.MEMBER))
    return Strip(label, [part], []) if isinstance(part, StripSpan) else Strip(label, [], [part])


def _grouped(
    found: Iterable[Any],
    home: Callable[[Any], _Home],
    part: Callable[[int, Any], StripSpan | StripMoment],
) -> list[StripGroup]:
    """Return strips under their headings, both in the order in which rows tell of them first."""
    placed: dict[str, dict[Hashable, list[StripSpan | StripMoment]]] = {}
    labels: dict[Hashable, str] = {}
    for place, row in enumerate(found):
        at = home(row)
        placed.setdefault(at.heading, {}).setdefault(at.strip, []).append(part(place, row))
        labels[at.strip] = at.label
    return [
        StripGroup(heading, [_strip(labels[strip], parts) for strip, parts in strips.items()])
        for heading, strips in placed.items()
    ]


def _strip(label: str, parts: Iterable[StripSpan | StripMoment]) -> Strip:
    told: dict[type, list[Any]] = {StripSpan: [], StripMoment: []}
    for type_, same in groupby(parts, type):
        told[type_] += same
    return Strip(label, told[StripSpan], told[StripMoment])
