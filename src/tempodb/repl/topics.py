"""What `.help` explains: each statement of the language, with an example to be filled in."""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """A statement or clause: the word it is found by, what it says, and examples with names left open."""

    name: str
    summary: str
    templates: tuple[str, ...]


TOPICS = (
    Topic("members", "who belonged to an organization, with a status; `observers` and the like for others",
          ("members of {organization} as of {year}", "{status} members of {organization} between {before} and {later}",
           "members of {organization} including any status as of {year}")),
    Topic("organizations", "what a party belonged to", ("organizations of {member} as of {year}",)),
    Topic("status", "any status that a party had in an organization", ("status of {member} in {organization} as of {year}",)),
    Topic("periods", "when a party had which status, from the first day to the last",
          ("periods of {member} in {organization}",)),
    Topic("whether", "yes, no, possibly, or unknown outside of what the sources cover",
          ("whether {member} is member of {organization} as of {year}",)),
    Topic("when", "the periods in which a condition held", ("when {member} is member in {organization}",)),
    Topic("holders", "who held an office; `acting holders` and the like for one capacity",
          ("holders of {office} as of {year}", "holders of any office in {organization} as of {year}")),
    Topic("offices", "what a person held, or the offices of an organization with their holders",
          ("offices of {person} as of {year}", "offices in {organization} as of {year}")),
    Topic("vacancies", "when nobody held an office, certainly or possibly",
          ("vacancies of {office} between {before} and {later}",)),
    Topic("while", "for as long as something else held, too",
          ("members of {organization} while {member} is member in {organization}",)),
    Topic("that", "what joined, left, began or ended when, or lasted how long",
          ("members of {organization} that joined before {year}",
           "members of {organization} that held for more than 10 years")),
    Topic("union", "parties of one answer or another; `intersect` of both, `except` of the first alone",
          ("members of {organization} as of {before} except (members of {organization} as of {year})",)),
    Topic("count", "how many, certainly and possibly, also by year",
          ("count members of {organization} as of {year}",
           "count members of {organization} by year between {before} and {after}")),
    Topic("history of", "from when to when an answer was the same", ("history of members of {organization}",)),
    Topic("changes", "who joined, left, was suspended, took office …", ("changes in {organization} between {before} and {after}",)),
    Topic("compare", "what differs between two answers",
          ("compare members of {organization} as of {before} with as of {after}",)),
    Topic("names", "what a party was called when", ("names of {organization}",)),
    Topic("bodies", "what was part of an organization", ("bodies of {organization} as of {year}",)),
    Topic("events", "what happened or is planned", ("events of {organization}", "events between {before} and {later}")),
    Topic("timeline", "all that is believed of a party, drawn", ("timeline of {organization}",)),
    Topic("why", "the claims, sources and corrections behind a row, or behind its absence",
          ("why {member} in {organization} as of {year}",)),
    Topic("revisions", "every belief that there ever was, on both axes, drawn", ("revisions of {member} in {organization}",)),
    Topic("conflicts", "claims that contradict each other", ("conflicts in {organization}",)),
    Topic("show", "all organizations, states, persons, offices, sources, datasets or transactions", ("show sources",)),
    Topic("describe", "what is known of one name or id", ("describe {member}",)),
    Topic("explain", "how a query is answered", ("explain members of {organization} as of {year}",)),
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
          ("record membership of {member} in {organization} as observer from {after}-01-01 to {later}-01-01 source {source}",)),
    Topic("change", "set a value only where something held already",
          ("change membership of {member} in {organization} as observer from {after}-01-01 to {later}-01-01",)),
    Topic("end", "true until a day, and over from then on", ("end membership of {member} in {organization} from {later}-01-01",)),
    Topic("retract", "was never so within a window", ("retract membership of {member} in {organization} from {after}-01-01 to {later}-01-01",)),
    Topic("correct", "replace one recorded fact by another", ("correct membership of {member} in {organization} at {year}-12-31 as observer",)),
    Topic("erase", "a person's data gone from all that was ever recorded", ("erase {person}",)),
)  # fmt: skip
