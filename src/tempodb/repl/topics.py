"""What `.help` explains: each statement and clause of the language, with an example to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from tempodb.questions.catalogue import FORMS


class Topic(NamedTuple):
    """A statement or clause: the word it is found by, what it says, and examples with names left open."""

    name: str
    summary: str
    templates: tuple[str, ...]


def _questions() -> Iterator[Topic]:
    """Yield a topic for each head of a question, with what the first form of it says and the examples of all."""
    for name, forms in groupby(FORMS, lambda form: form.name):
        first, *others = forms
        yield Topic(
            name, first.summary, (*first.examples, *(text for form in others for text in form.examples))
        )


TOPICS = (
    *_questions(),
    Topic("first", "those of the rows whose unbroken term began first, so many of them; `last`, `longest serving`, `shortest serving`, `youngest`, `oldest`",
          ("first members of {organization}", "last 3 holders of {office}", "longest serving holders of {office}")),
    Topic("with age", "how old whoever the rows are about was on the first asked day, or when the row began; also `order by age`, `where age > 60`",
          ("holders of {office} ever with age", "holders of {office} ever where age > 60 order by age")),
    Topic("while", "for as long as something else held, too",
          ("members of {organization} while {member} is member in {organization}",)),
    Topic("that", "what joined, left, returned, began or ended, and when, or lasted how long; several joined by `and`",
          ("members of {organization} that joined before {year}",
           "members of {organization} that joined before {year} and left",
           "members of {organization} that held for more than 10 years")),
    Topic("use", "the organization that is meant where a question names none", ("use {organization}",)),
    Topic("set", "the instants that are meant where a question names none",
          ("set as of {year}", "set known at today", "set as of today")),
    Topic("as of", "some day of a date: a day, month, year or decade; `between`, `during`, `throughout` for others",
          ("members of {organization} throughout between {before} and {year}",)),
    Topic("certainly", "the certain rows alone; `possibly`: those that are merely possible",
          ("members of {organization} certainly as of {year}",)),
    Topic("known at", "what this database believed at an instant", ("members of {organization} as of {year} known at today",)),
    Topic("published by", "what anybody could have read by then; `according to` what one source says",
          ("members of {organization} as of {year} published by today",
           "members of {organization} according to {source} as of {year}")),
    Topic("including", "disputed claims, other statuses, predecessors or bodies, too",
          ("members of {organization} including disputed, any status as of {year}",)),
    Topic("order by", "in which order, and with `limit` how many", ("members of {organization} as of {year} order by from desc limit 3",)),
    Topic("record", "set a value over a window: fill gaps, replace what was there",
          ("record membership of {member} in {organization} as observer from {after}-01-01 to {later}-01-01 source {source}",
           'record person new-person named "A New Person"')),
    Topic("change", "set a value only where something held already",
          ("change membership of {member} in {organization} as observer from {after}-01-01 to {later}-01-01",)),
    Topic("end", "true until a day, and over from then on", ("end membership of {member} in {organization} from {later}-01-01",)),
    Topic("retract", "was never so within a window", ("retract membership of {member} in {organization} from {after}-01-01 to {later}-01-01",)),
    Topic("correct", "replace one recorded fact by another", ("correct membership of {member} in {organization} at {year}-12-31 as observer",)),
    Topic("undo", "take back the last transaction, or as in `undo 7` that one", ("undo", 'undo note "after all"')),
    Topic("preview", "what a write would do, and nothing is written",
          ("preview record membership of {member} in {organization} as observer from {after}-01-01 to {later}-01-01", "preview undo")),
    Topic("erase", "a person's data gone from all that was ever recorded", ("erase {person}",)),
)  # fmt: skip
