"""An answer as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from tempodb.answers.result import Result
from tempodb.base.errors import InputError
from tempodb.base.printable import printable
from tempodb.output.sentences import (
    ages_in_words,
    beliefs_in_words,
    changes_in_words,
    courses_in_words,
    entities_in_words,
    events_in_words,
    figures_in_words,
    holders_in_words,
    members_in_words,
    names_in_words,
    reasons_in_words,
    shares_in_words,
    timeline_in_words,
    verdicts_in_words,
)
from tempodb.output.sentences.dates_in_words import with_days
from tempodb.output.sentences.name_words import sentence, side_by_side
from tempodb.output.sentences.plainly import tell_plainly
from tempodb.output.terminal.cells import wrapped
from tempodb.questions import aged_rows, count_rows, fact_rows, rows
from tempodb.questions.rows import Row

Teller = Callable[[Result], Iterator[list[str]]]
"""An answer with rows → its paragraphs, each the sentences in it."""
TELLERS: Mapping[type[Row], Teller] = MappingProxyType(
    {
        fact_rows.MembershipRow: members_in_words.tell_members,
        aged_rows.AgedMembershipRow: members_in_words.tell_members,
        rows.OverlapRow: members_in_words.tell_overlaps,
        fact_rows.TenureRow: holders_in_words.tell_holders,
        aged_rows.AgedTenureRow: holders_in_words.tell_holders,
        rows.VacancyRow: holders_in_words.tell_vacancies,
        fact_rows.NameRow: names_in_words.tell_names,
        fact_rows.BodyRow: names_in_words.tell_bodies,
        fact_rows.EventRow: events_in_words.tell_events,
        rows.ChangeRow: changes_in_words.tell_changes,
        rows.AnswerRow: verdicts_in_words.tell_whether,
        rows.PeriodRow: verdicts_in_words.tell_periods,
        count_rows.CountRow: figures_in_words.tell_counts,
        count_rows.CountEveryRow: figures_in_words.tell_counts,
        count_rows.CountGroupRow: figures_in_words.tell_counts,
        count_rows.CountEveryGroupRow: figures_in_words.tell_counts,
        count_rows.ShareRow: shares_in_words.tell_shares,
        count_rows.ShareGroupRow: shares_in_words.tell_shares,
        count_rows.DurationRow: figures_in_words.tell_durations,
        count_rows.AgeRow: ages_in_words.tell_ages,
        rows.HistoryRow: courses_in_words.tell_history,
        rows.CompareRow: courses_in_words.tell_differences,
        rows.PartyRow: courses_in_words.tell_parties,
        rows.TimelineRow: timeline_in_words.tell_timeline,
        rows.WhyRow: reasons_in_words.tell_reasons,
        rows.MembershipRevisionRow: beliefs_in_words.tell_revisions,
        rows.TenureRevisionRow: beliefs_in_words.tell_revisions,
        rows.ConflictRow: beliefs_in_words.tell_conflicts,
        rows.EntityRow: entities_in_words.tell_entities,
    }
)
"""What tells the rows of each type; of the others, what their columns say is told plainly."""


def in_sentences(result: Result, width: int | None = None) -> str:
    """Return an answer as sentences, a line a paragraph, or as many as it takes in a terminal of *width* cells.

    Raises:
        InputError: there are no sentences for answers of this sort.

    """
    return _written(result, list(_paragraphs(result)), width)


def cited(result: Result, columns: Sequence[str], width: int | None = None) -> str:
    """Return an answer as sentences, with its sources at the end.

    Raises:
        InputError: there are no sentences for answers of this sort, or other columns are wanted.

    """
    if tuple(columns) != ("sources",):
        hint = 'write columns = ["sources"], which names them at the end, or leave the columns out'
        raise InputError.of("format", "an answer in sentences has no columns", hint)
    sources = sorted({source for row in result for source in getattr(row, "sources", ())})
    last = [sentence(f"Sources: {side_by_side(sources)}")] if sources else []
    return _written(result, [*_paragraphs(result), *last], width)


def _paragraphs(result: Result) -> Iterator[str]:
    if result.row_type is rows.ExplainRow:
        hint = "add --format table, or say .format table at the prompt"
        raise InputError.of("format", "there are no sentences for how a question is answered", hint)
    if not result.rows:
        because = f": {with_days(result.empty_because)}" if result.empty_because else ""
        yield sentence(f"there is no answer{because}")
        return
    yield from (" ".join(told) for told in TELLERS.get(type(result.rows[0]), tell_plainly)(result) if told)


def _written(result: Result, paragraphs: list[str], width: int | None) -> str:
    """Return how the question was read, the paragraphs, and what else is said of the answer."""
    above = [result.read_as] if result.read_as else []
    below = [note for note in result.told if note != result.read_as]
    return "".join(
        f"{line}\n" for text in [*above, *paragraphs, *below] for line in wrapped(printable(text), width)
    )
