"""What datasets say that they are complete for: outside of that, absence is unknown and not a no."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, assert_never

from tempodb.execution.beliefs import fields
from tempodb.execution.view import View
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.questions import resolved
from tempodb.questions.catalogue import meaning_of
from tempodb.temporal.bounds import ALWAYS, NEVER
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.periods import Window


def organization_of(question: resolved.Question, view: View) -> str | None:
    """Return the organization whose coverage a question is a matter of."""
    part = meaning_of(question).covered_by
    if part is None:
        return None
    covered = getattr(question, part)
    match part:
        case "condition":
            return organization_of(covered, view)
        case "office":
            found = view.scan(Kind.OFFICE, Side.SCOPE, [Entity(EntityType.OFFICE, covered)])
            return fields(str(found[-1].value))["organization"] if found else None
        case "organization" | "body":
            organization: str | None = covered
            return organization
        case _:
            assert_never(part)


Coverage: TypeAlias = Mapping[str, Sequence[tuple[str, Window]]]
"""What datasets state to be complete for of each organization, as written and as days."""


def stated(organization: str | None, view: View) -> Sequence[tuple[str, Window]]:
    """Return what each dataset states to be complete for of an organization, as written and as days."""
    return () if organization is None else stated_of_all(view).get(organization, ())


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
    asked = window or Window(ALWAYS, NEVER + 1)
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
    covered = stated(organization_of(question, view), view)
    if lies(window, (days for _, days in covered)) in (None, "inside"):
        return None
    texts = " and ".join(text for text, _ in covered)
    return f"what is recorded is complete for {texts} only, so that this is unknown"
