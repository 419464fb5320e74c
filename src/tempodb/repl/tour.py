"""Ten questions for newcomers, about what is loaded; each is put before the cursor, to be run or changed."""

from __future__ import annotations

from typing import NamedTuple

from tempodb.repl.examples import Examples


class TourStep(NamedTuple):
    """What is explained, and the statement that shows it, with names left open."""

    said: str
    template: str


TOUR_STEPS = (
    TourStep("Who belonged to an organization? A date may be a year, a month, a day or `199X`.",
         "members of {organization} as of {year}"),
    TourStep("Each row says since when and until when, as precisely as the sources do, and whether that is certain.",
         "periods of {member} in {organization}"),
    TourStep("A question about one day can have certain answers and merely possible ones.",
         "members of {organization} including any status as of {year}-03-01"),
    TourStep("Offices have holders. Somebody seen in office on one day may have held it before and after.",
         "holders of {office} as of {held}"),
    TourStep("All that is believed of an organization can be drawn.", "timeline of {organization}"),
    TourStep("What changed, and when?", "changes in {organization} between {before} and {after}"),
    TourStep("How many were there, year by year?", "count members of {organization} by year between {before} and {after}"),
    TourStep("Every answer can be traced: which claim, by which source, and how its dates lead to the row.",
         "why {member} in {organization} as of {year}"),
    TourStep("To stay at one time, set it: the prompt shows it, and F3 to F8 step it by day, month and year.",
         "set as of {year}; count members of {organization}"),
    TourStep("The second clock: what was believed at an instant. Nothing that was ever believed is lost.",
         "set as of today; members of {organization} as of {year} known at today"),
)  # fmt: skip
OF_OFFICES = (
    TourStep("Who held an office? A date may be a year, a month, a day or `199X`.", "holders of {office} as of {held}"),
    TourStep("Each row says since when and until when, as precisely as the sources do, and whether that is certain.",
         "offices of {person} between {before} and {after}"),
    TourStep("A question about one day can have certain answers and merely possible ones.",
         "offices in {organization} as of {held}-03-01"),
    TourStep("When was nobody in office?", "vacancies of {office} between {before} and {after}"),
    *(step for step in TOUR_STEPS if step.template.startswith(("timeline", "changes"))),
    TourStep("How many were there, year by year?",
         "count holders of any office in {organization} by year between {before} and {after}"),
    TourStep("Every answer can be traced: which claim, by which source, and how its dates lead to the row.",
         "why {person} holds {office} as of {held}"),
    TourStep("To stay at one time, set it: the prompt shows it, and F3 to F8 step it by day, month and year.",
         "set as of {held}; holders of {office}"),
    TourStep("The second clock: what was believed at an instant. Nothing that was ever believed is lost.",
         "set as of today; holders of {office} as of {held} known at today"),
)  # fmt: skip
"""What is asked where organizations have offices and no members."""
LEAVING = "Enter runs what is proposed, → brings it into the line to be changed, Ctrl-C leaves the tour."


class Tour:
    """The steps that are left."""

    def __init__(self, statements: tuple[tuple[str, str], ...]) -> None:
        self._statements = statements
        self._at = 0

    def following(self) -> tuple[str, str] | None:
        """Return what is said next and the statement that shows it, or None at the end."""
        if self._at == len(self._statements):
            return None
        said, statement = self._statements[self._at]
        self._at += 1
        return f"\n{self._at} of {len(self._statements)}  {said}", statement

    @property
    def proposed(self) -> str:
        """The statement that came last."""
        return self._statements[self._at - 1][1] if self._at else ""

    def again(self) -> None:
        """Go back to the statement that came last."""
        self._at -= 1


def tour(shown: Examples) -> Tour:
    """Return the tour through what the examples speak of."""
    has_offices_alone = shown.knows("{office} {person}") and not shown.knows("{member}")
    steps = OF_OFFICES if has_offices_alone else TOUR_STEPS
    return Tour(
        tuple((step.said, shown.filled(step.template)) for step in steps if shown.knows(step.template))
    )
