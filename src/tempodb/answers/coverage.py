"""What datasets say that they are complete for: outside of that, absence is unknown and not a no."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeAlias, assert_never

from tempodb.execution.beliefs import fields
from tempodb.execution.homes import home_of, homes_of, organization_of
from tempodb.execution.view import View
from tempodb.model.kinds import Kind
from tempodb.questions import resolved
from tempodb.questions.catalogue import meaning_of
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import ALL_TIME
from tempodb.temporal.periods import Window


def organizations_of(question: resolved.Question, view: View) -> list[tuple[str, Window]]:
    """Return the organizations whose coverage a question is a matter of, each with the days on which it may be."""
    part = meaning_of(question).covered_by
    if part is None:
        return []
    covered = getattr(question, part)
    match part:
        case "condition":
            return organizations_of(covered, view)
        case "office":
            return _homes(covered, view)
        case "organization" | "body":
            return [] if covered is None else [(covered, ALL_TIME)]
        case _:
            assert_never(part)


def _homes(office: str, view: View) -> list[tuple[str, Window]]:
    """Return the organizations that an office belongs to, in the order of time."""
    home = home_of(office, view)
    if home is None:
        return []
    if home:
        return [(home, ALL_TIME)]
    homes = homes_of([office], view).get(office, ())
    return [(organization_of(home), Window(home.extent.f1, home.extent.t2)) for home in homes]


Coverage: TypeAlias = Mapping[str, Sequence[tuple[str, Window]]]
"""What datasets state to be complete for of each organization, as written and as days."""


class StatedCoverage(NamedTuple):
    """What datasets state to be complete for, as written; and the days on which that leaves nothing open."""

    texts: tuple[str, ...] = ()
    days: tuple[Window, ...] = ()


def stated(question: resolved.Question, view: View) -> StatedCoverage:
    """Return what datasets state to be complete for of the organizations that a question is about."""
    places = organizations_of(question, view)
    of_all = stated_of_all(view) if places else {}
    told = [(organization, days) for organization, days in places if organization in of_all]
    texts = tuple(dict.fromkeys(text for organization, _ in told for text, _ in of_all[organization]))
    if len(places) == len(told) == 1:
        return StatedCoverage(texts, tuple(days for _, days in of_all[told[0][0]]))
    # On the days of another organization, or of none, what this one's datasets are complete for says nothing.
    open_ = (gap for organization, days in told for gap in _gaps(days, of_all[organization]))
    return StatedCoverage(texts, tuple(_gaps(ALL_TIME, [("", gap) for gap in open_])) if texts else ())


def _gaps(days: Window, stretches: Iterable[tuple[str, Window]]) -> Iterator[Window]:
    """Yield what is left of some days without some stretches of them."""
    reached = days.start
    for _, stretch in sorted(stretches, key=itemgetter(1)):
        if stretch.start > reached and reached < days.end:
            yield Window(reached, min(stretch.start, days.end))
        reached = max(reached, stretch.end)
    if reached < days.end:
        yield Window(reached, days.end)


def stated_of_all(view: View) -> Coverage:
    """Return what the datasets state to be complete for, of each organization of which they do."""
    texts: dict[str, dict[str, Window]] = defaultdict(dict)
    for dataset in view.scan_all(Kind.DATASET):
        for organization, text in fields(str(dataset.value)).get("coverage", {}).items():
            texts[organization][text] = _days(text)
    return {organization: list(said.items()) for organization, said in texts.items()}


def _days(text: str) -> Window:
    first, _, last = text.partition("/")
    start = ALWAYS if first == ".." else read_date(first).earliest
    return Window(start, NEVER + 1 if last == ".." else read_date(last).latest + 1)


def lies(window: Window | None, covered: Iterable[Window]) -> str | None:
    """Return whether *window* lies `inside` what is covered, `partly` in it or `outside`; None for none.

    >>> lies(Window(5, 8), [Window(0, 6), Window(6, 9)]), lies(Window(5, 12), [Window(0, 6)])
    ('inside', 'partly')
    """
    stretches = sorted(covered)
    if not stretches:
        return None
    asked = window or ALL_TIME
    reached = asked.start
    for stretch in stretches:
        if stretch.start <= reached < stretch.end:
            reached = stretch.end
    if reached >= asked.end:
        return "inside"
    touched = any(stretch.start < asked.end and asked.start < stretch.end for stretch in stretches)
    return "partly" if touched else "outside"


def remark(question: resolved.Question, window: Window | None, view: View) -> str | None:
    """Return what is to be said of an absence outside of what is covered (MEANING.md, M23)."""
    covered = stated(question, view)
    if lies(window, covered.days) in (None, "inside"):
        return None
    return f"what is recorded is complete for {' and '.join(covered.texts)} only, so that this is unknown"
