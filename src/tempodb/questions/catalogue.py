"""Every form of question: how it is asked and resolved, what answers it, and how it is told to people.

A form is added here; completion, help, refusals, layouts and the dispatch of answers read it here.
"""

from __future__ import annotations

from tempodb.questions import resolved
from tempodb.questions.bindings import (
    changes_in,
    holders_of,
    members_of,
    membership_of,
    next_to,
    offices_of_any,
    overlap_of,
    timeline_of,
    vacancies_in,
)
from tempodb.questions.clause_sets import ENDING, HOLDING_WHILE, OF_QUERIES, RANKED, SUPPORTED, TIMED
from tempodb.questions.form import Form, Meaning
from tempodb.questions.subjects import of_changes, of_memberships, of_overlap
from tempodb.tql import ast

# ── what questions come to mean ──────────────────────────────────────────────────────────────────

MEMBERSHIPS = Meaning(
    resolved.Memberships, ("MembershipRow",),
    counted="parties", covered_by="organization", is_explained=True, asks_for=of_memberships,
)  # fmt: skip
TENURES_OF = Meaning(
    resolved.TenuresOf, ("TenureRow",), counted="parties", covered_by="office", is_explained=True
)
TENURES_IN = Meaning(
    resolved.TenuresIn, ("TenureRow",), counted="parties", covered_by="organization", is_explained=True
)
TENURES_BY = Meaning(
    resolved.TenuresBy, ("TenureRow",),
    counted="offices", is_explained=True, asks_for=("title", "organization_name"),
)  # fmt: skip
OFFICES_IN = Meaning(
    resolved.OfficesIn, ("TenureRow",),
    counted="offices", covered_by="organization", is_explained=True, asks_for=("title",),
)  # fmt: skip
HOLDING = Meaning(resolved.Holding, ("TenureRow",), covered_by="office")
"""What no question asks by itself, but conditions do."""
NAMES = Meaning(resolved.NamesOf, ("NameRow",), counted="names", is_explained=True)
BODIES = Meaning(
    resolved.BodiesOf, ("BodyRow",), counted="parties", covered_by="organization", is_explained=True
)
EVENTS = Meaning(resolved.EventsOf, ("EventRow",), counted="events", covered_by="body", is_explained=True)
WHETHER = Meaning(
    resolved.Whether, ("AnswerRow",), "conditions.whether", counted="conditions", covered_by="condition"
)
WHEN = Meaning(
    resolved.WhenHeld, ("PeriodRow",), "conditions.when",
    counted="conditions", covered_by="condition", is_explained=True,
)  # fmt: skip
WHY = Meaning(resolved.Why, ("WhyRow",), "why", covered_by="condition")
CHANGES = Meaning(resolved.ChangesIn, ("ChangeRow",), "changes", asks_for=of_changes)
VACANCIES = Meaning(resolved.VacanciesOf, ("VacancyRow",), "vacancies", asks_for=())
TIMELINE = Meaning(resolved.TimelineOf, ("TimelineRow",), "timeline")
REVISIONS = Meaning(
    resolved.RevisionsOf, ("MembershipRevisionRow", "TenureRevisionRow"), "revisions", asks_for=()
)
CONFLICTS = Meaning(resolved.ConflictsIn, ("ConflictRow",), "conflicts", asks_for=("status", "standing"))
COMBINED = Meaning(resolved.Combined, ("PartyRow",), "parties", counted="parties")
COUNT = Meaning(
    resolved.Count, ("CountRow", "CountEveryRow", "CountGroupRow", "CountEveryGroupRow"), "counts"
)
SHARE = Meaning(resolved.Share, ("ShareRow", "ShareGroupRow"), "shares")
SUM = Meaning(resolved.Sum, ("CountRow", "CountGroupRow"), "sums")
HISTORY = Meaning(resolved.History, ("HistoryRow",), "history")
OVERLAPS = Meaning(resolved.Overlaps, ("OverlapRow",), "overlaps", asks_for=("member_name", "other_name"))
OVERLAP = Meaning(resolved.Overlap, ("OverlapRow",), "overlap_of_two", asks_for=of_overlap)
DURATIONS = Meaning(resolved.Durations, ("DurationRow",), "durations_of_terms")
AVERAGE_AGES = Meaning(resolved.Ages, ("AgeRow",), "ages_of_terms")
COMPARE = Meaning(resolved.Compare, ("CompareRow",), "compare")
EXPLAIN = Meaning(resolved.Explain, ("ExplainRow",), "explain")
SHOW = Meaning(resolved.Show, ("EntityRow",), "listing.show", counted="things", is_explained=True)
DESCRIBE = Meaning(resolved.Describe, ("EntityRow",), "listing.describe", is_explained=True, asks_for=())

MEMBER = ast.Name("member")


FORMS: tuple[Form, ...] = (
    Form(
        ast.Members, (MEMBERSHIPS,), "organization",
        "who belonged to an organization, with a status; `observers` and the like for others",
        ("members of {organization} as of {year}", "{status} members of {organization} between {before} and {later}",
         "members of {organization} including any status as of {year}", "members of {organization} before {member}"),
        RANKED | {"statuses", "extensions"}, bind=members_of,
    ),
    Form(
        ast.Organizations, (MEMBERSHIPS,), "party",
        "what a party belonged to", ("organizations of {member} as of {year}",),
        RANKED | {"statuses"},
        bind=lambda asked, find: resolved.Memberships(None, find.party(asked.party), find.statuses(MEMBER)),
    ),
    Form(
        ast.Status, (MEMBERSHIPS,), "party",
        "any status that a party had in an organization", ("status of {member} in {organization} as of {year}",),
        RANKED | {"extensions"}, bind=membership_of,
    ),
    Form(
        ast.Periods, (MEMBERSHIPS,), "party",
        "when a party had which status, from the first day to the last", ("periods of {member} in {organization}", "history of {member} in {organization}"),
        RANKED | {"extensions"}, "all time", membership_of,
    ),
    Form(
        ast.Whether, (WHETHER,), "condition",
        "yes, no, possibly, or unknown outside of what the sources cover", ("whether {member} is member of {organization} as of {year}",),
        TIMED | {"statuses"}, bind=lambda asked, find: resolved.Whether(find.condition(asked.condition)),
    ),
    Form(
        ast.WhenHeld, (WHEN,), "condition",
        "the periods in which a condition held", ("when {member} is member in {organization}",),
        TIMED | {"statuses"}, "all time", lambda asked, find: resolved.WhenHeld(find.condition(asked.condition)),
    ),
    Form(
        ast.Holders, (TENURES_OF,), "office",
        "who held an office; `acting holders` and the like for one capacity", ("holders of {office} as of {held}", "holders of {office} before {person}", "first holders of {office}", "longest serving 3 holders of {office}", "youngest holders of {office}", "holders of {office} ever with age"),
        RANKED, bind=holders_of,
    ),
    Form(
        ast.HoldersOfAny, (TENURES_IN,), "body",
        "who held any office of an organization", ("holders of any office in {organization} as of {year}",),
        RANKED, bind=lambda asked, find: resolved.TenuresIn(find.body(asked.organization), asked.capacity),
    ),
    Form(
        ast.Predecessor, (TENURES_OF,), "succession",
        "who held an office before somebody, next to whom", ("predecessor of {person} in {office}",),
        TIMED | {"ages"}, "all time", next_to(ast.Nearness.PREDECESSOR),
    ),
    Form(
        ast.Successor, (TENURES_OF,), "succession",
        "who held an office after somebody, next to whom", ("successor of {person} in {office}",),
        TIMED | {"ages"}, "all time", next_to(ast.Nearness.SUCCESSOR),
    ),
    Form(
        ast.Offices, (TENURES_BY, OFFICES_IN), "party",
        "what a person held, or the offices of an organization with their holders",
        ("offices of {person} as of {held}", "offices in {organization} as of {held}"),
        RANKED, bind=offices_of_any,
    ),
    Form(
        ast.Vacancies, (VACANCIES,), "office",
        "when nobody held an office, certainly or possibly", ("vacancies of {office} between {before} and {later}",),
        TIMED, "all time", lambda asked, find: resolved.VacanciesOf((find.office(asked.office),)),
    ),
    Form(
        ast.VacanciesOfAny, (VACANCIES,), "body",
        "when nobody held one of the offices of an organization",
        ("vacancies of any office in {organization} between {before} and {later}",),
        TIMED, "all time", vacancies_in,
    ),
    Form(
        ast.SetOperation, (COMBINED,), "query",
        "parties of one answer or another; `intersect` of both, `except` of the first alone",
        ("members of {organization} as of {before} except (members of {organization} as of {year})",),
        OF_QUERIES, "all time",
    ),
    Form(
        ast.Count, (COUNT,), "query",
        "how many, certainly and possibly, also by year, by status or by both", ("count members of {organization} as of {year}",
         "count members of {organization} by year between {before} and {after}",
         "count members of {organization} including any status by status as of {year}",
         "count distinct members of every organization as of {year}"),
        OF_QUERIES | {"when"}, "all time",
    ),
    Form(
        ast.Share, (SHARE,), "query",
        "what part some are of all, in percent, at least and at most: a status of the members, each group",
        ("share of suspended members of {organization} by year between {before} and {after}",
         "share of members of {organization} including any status by status as of {year}"), OF_QUERIES | {"when"}, "all time",
    ),
    Form(
        ast.Sum, (COUNT, SUM), "query",
        "the figures of a count added up: of all organizations, of all groups, of all periods",
        ("sum of members of every organization by year between {before} and {after}",
         "sum of (count members of {organization} by year between {before} and {after})"), OF_QUERIES, "all time",
    ),
    Form(
        ast.History, (HISTORY,), "query",
        "from when to when an answer was the same", ("history of members of {organization}",), OF_QUERIES, "all time",
    ),
    Form(
        ast.Overlaps, (OVERLAPS,), "query",
        "who were members together, two by two, and for how long",
        ("overlaps of members of {organization}", "overlaps of members of {organization} between {before} and {later}"),
        OF_QUERIES, "all time",
    ),
    Form(
        ast.Overlap, (OVERLAP,), "place",
        "when two parties were in one organization, or in one office", ("overlap of {member} and {other} in {organization}",),
        TIMED | {"statuses"}, "all time", overlap_of,
    ),
    Form(
        ast.Durations, (DURATIONS,), "query",
        "how long terms lasted, at least and at most: average, median and total, or one of these",
        ("average duration of holders of {office}", "duration of members of {organization}"), ENDING, "all time",
    ),
    Form(
        ast.Ages, (AVERAGE_AGES,), "query",
        "how old people were when their terms began, or on the asked day: average and median, or one of these",
        ("average age of holders of {office}", "median age of members of {organization} as of {year}"), ENDING, "all time",
    ),
    Form(
        ast.Changes, (CHANGES,), "body",
        "who joined, left, was suspended, took office …; also those of one party",
        ("changes in {organization} between {before} and {after}", "changes of {member} in {organization}",
         "changes in every organization between {before} and {after}"),
        TIMED, "all time", changes_in,
    ),
    Form(
        ast.Compare, (COMPARE,), "query",
        "what differs between two answers", ("compare members of {organization} as of {before} with as of {after}",),
        OF_QUERIES, "all time",
    ),
    Form(
        ast.Names, (NAMES,), "party",
        "what a party was called when", ("names of {organization}",),
        HOLDING_WHILE, "all time",
        lambda asked, find: resolved.NamesOf(
            find.organization(None) if asked.party is None else find.party(asked.party)
        ),
    ),
    Form(
        ast.Bodies, (BODIES,), "body",
        "what was part of an organization", ("bodies of {organization} as of {year}",),
        HOLDING_WHILE, bind=lambda asked, find: resolved.BodiesOf(find.body(asked.organization)),
    ),
    Form(
        ast.Events, (EVENTS,), "body",
        "what happened or is planned", ("events of {organization}", "events between {before} and {later}"),
        TIMED, "all time",
        lambda asked, find: resolved.EventsOf(None if asked.body is None else find.body(asked.body)),
    ),
    Form(
        ast.Timeline, (TIMELINE,), "party",
        "all that is believed of a party, drawn", ("timeline of {organization}",), TIMED, "all time", timeline_of,
    ),
    Form(
        ast.Why, (WHY,), "place",
        "the claims, sources and corrections behind a row, or behind its absence",
        ("why {member} in {organization} as of {year}",),
        TIMED, bind=lambda asked, find: resolved.Why(find.condition(asked.condition)),
    ),
    Form(
        ast.Revisions, (REVISIONS,), "place",
        "every belief that there ever was, on both axes, drawn", ("revisions of {member} in {organization}",),
        SUPPORTED, "all time", lambda asked, find: resolved.RevisionsOf(find.place(asked.party, asked.place)),
    ),
    Form(
        ast.Conflicts, (CONFLICTS,), "body",
        "claims that contradict each other", ("conflicts in {organization}",),
        TIMED, "all time", lambda asked, find: resolved.ConflictsIn(find.body(asked.organization)),
    ),
    Form(
        ast.Show, (SHOW,), "anything",
        "all organizations, states, persons, offices, sources, datasets or transactions", ("show sources",),
        SUPPORTED, "all time", lambda asked, find: resolved.Show(asked.sort),
    ),
    Form(
        ast.Describe, (DESCRIBE,), "anything",
        "what is known of one name or id", ("describe {member}",),
        SUPPORTED, "all time", lambda asked, find: resolved.Describe(*find.anything(asked.name)),
    ),
    Form(
        ast.Explain, (EXPLAIN,), "query",
        "how a query is answered", ("explain members of {organization} as of {year}",), OF_QUERIES, "all time",
    ),
)  # fmt: skip
"""In the order in which people come to know them."""

_BY_QUESTION = {form.asked: form for form in FORMS}
_BY_MEANING = {meaning.question: meaning for form in FORMS for meaning in form.means} | {
    HOLDING.question: HOLDING
}


def form_of(question: ast.Question) -> Form:
    """Return what there is to say of a question.

    >>> form_of(ast.Changes()).time
    'all time'
    """
    return _BY_QUESTION[type(question)]


def meaning_of(question: resolved.Question) -> Meaning:
    """Return how a question that means something is answered.

    >>> meaning_of(resolved.ChangesIn("csto")).answer
    'changes'
    """
    return _BY_MEANING[type(question)]
