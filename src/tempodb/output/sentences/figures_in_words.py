"""How many there were, and how long terms lasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

from tempodb.answers.result import Result
from tempodb.output.sentences.asked_words import asked, untimed_words, words_for
from tempodb.output.sentences.dates_in_words import edge, window
from tempodb.output.sentences.name_words import figure, figure_alone, sentence, side_by_side, the
from tempodb.output.sentences.status_words import status_noun
from tempodb.tql import ast

COVERED: Mapping[str, str] = MappingProxyType(
    {"outside": " (outside what is recorded)", "partly": " (recorded in part)"}
)
"""What is said of figures that no dataset is complete for."""
MEASURED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "average": ("on average {} lasted", "on average they lasted"),
        "median": ("the median of {} is", "the median is"),
        "total": ("together {} lasted", "together they lasted"),
    }
)
"""How the first measure is told, and how one behind another."""
EACH_ONCE: Mapping[ast.Grouping, tuple[str, str]] = MappingProxyType(
    {
        ast.Grouping.REPRESENTING: ("represented party", "represented parties"),
        ast.Grouping.FOR: ("area", "areas"),
        ast.Grouping.STATUS: ("status", "statuses"),
        ast.Grouping.CAPACITY: ("capacity", "capacities"),
        ast.Grouping.END_REASON: ("end reason", "end reasons"),
        ast.Grouping.PARTY: ("party", "parties"),
        ast.Grouping.OFFICE: ("office", "offices"),
    }
)
"""What is counted of what is said of them, each once: one, and several."""
DAYS_OF_YEAR = 365.2425
TOLD_ELSEWHERE = frozenset(("when", "known_at"))
"""The clauses that do not change what is counted."""


def tell_counts(result: Result) -> Iterator[list[str]]:
    """Yield how many there were, of each organization and each group; periods of one figure stand together."""
    count = asked(result).question
    if isinstance(count, ast.Sum):
        yield [_added_up(list(result), count)]
        return
    assert isinstance(count, ast.Count)
    for organization, found in groupby(result, key=lambda row: getattr(row, "organization_name", None)):
        rows, where = list(found), the(organization) if organization else None
        yield (
            [_by_group(rows, count, where)]
            if "group" in rows[0]._fields
            else [_by_period(rows, count, where)]
        )


def _added_up(rows: Sequence[Any], question: ast.Sum) -> str:
    count = question.counted.question
    assert isinstance(count, ast.Count)
    by = [f"by {each.value}" for each in (count.group, count.by) if each is not None]
    what = " ".join([untimed_words(count.counted), *by])
    what = what[0].upper() + what[1:]
    if question.group is not None:
        told = [
            f"{name or 'nobody said'} {_run(found)}"
            for name, found in groupby(rows, key=lambda row: row.group_name)
        ]
        return sentence(f"{what}, added up: {'; '.join(told)}")
    return sentence(f"{what}, added up: {_run(rows)}")


def _run(rows: Iterable[Any]) -> str:
    return side_by_side([f"{figure_alone(number)} {when}" for number, when in _figured(list(rows))])


def _by_period(rows: Sequence[Any], count: ast.Count, where: str | None) -> str:
    (number, when), *others = _figured(rows)
    noun, owner = _counted(count, rows[0].possible, where)
    head = f"{owner} had" if owner else "there was" if rows[0].possible == 1 else "there were"
    return sentence(
        f"{head} {side_by_side([f'{number} {noun} {when}', *(f'{figure_alone(more)} {then}' for more, then in others)])}"
    )


def _by_group(rows: Sequence[Any], count: ast.Count, where: str | None) -> str:
    assert count.group is not None
    groups = [
        (name or "nobody said", list(found)) for name, found in groupby(rows, key=lambda row: row.group_name)
    ]
    told = [(name, _figured(found)) for name, found in groups]
    of = f"{where}, " if where else ""
    what = f"{of}{untimed_words(count.counted)} by {count.group.value}"
    what = what[0].upper() + what[1:]
    periods = {when for _, figures in told for _, when in figures}
    if len(periods) == 1:
        figures = side_by_side([f"{name} {figure_alone(figures[0][0])}" for name, figures in told])
        return sentence(f"{what} {periods.pop()}: {figures}")
    by_group = [
        f"{name} {side_by_side([f'{figure_alone(number)} {when}' for number, when in figures])}"
        for name, figures in told
    ]
    return sentence(f"{what}: {'; '.join(by_group)}")


def _figured(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Return the figures, each with the periods that have it one after the other."""
    told = []
    for (certain, possible, coverage), found in groupby(rows, key=lambda row: row[-3:]):
        run = list(found)
        when = (
            window(run[0].period)
            if len(run) == 1
            else f"from {edge(run[0].period)} to {edge(run[-1].period)}"
        )
        told.append((figure(certain, possible), f"{when}{COVERED.get(coverage or '', '')}"))
    return told


def _counted(count: ast.Count, number: int, where: str | None) -> tuple[str, str | None]:
    """Return what is counted, and who had so many where a question says that."""
    question = count.counted.question
    if (
        isinstance(question, ast.Members)
        and count.distinct is None
        and count.counted.clauses.given <= TOLD_ELSEWHERE
    ):
        named = question.organization
        owner = where or (the(named.text) if isinstance(named, ast.Name) else None)
        return status_noun(question.status.text, number), owner
    if count.distinct is not None:
        return f"{_distinct(count.distinct.of, number)}{untimed_words(count.counted)}", where
    return words_for(count.counted, number), where


def _distinct(of: ast.Grouping | None, number: int) -> str:
    if of is None:
        return "different "
    one, many = EACH_ONCE[of]
    return f"{one} of " if number == 1 else f"different {many} of "


def tell_durations(result: Result) -> Iterator[list[str]]:
    """Yield how long terms lasted by each measure."""
    query = asked(result)
    assert isinstance(query.question, ast.Durations)
    told: list[str] = []
    for row in result:
        number = f"{figure(row.certain, row.possible)} term{'' if row.possible == 1 else 's'}"
        terms = f"the {number} of {untimed_words(query.question.asked)}"
        measure = MEASURED[row.measure][bool(told)].format(terms)
        told.append(sentence(f"{measure} {_length(row.least_days, row.most_days)}"))
    yield told


def _length(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {_days(least)}"
    return _days(least) if least == most else f"between {least:,} and {_days(most)}"


def _days(number: int) -> str:
    years = number / DAYS_OF_YEAR
    beside = f", about {years:.1f} years" if years >= 2 else ""
    return f"{number:,} day{'' if number == 1 else 's'}{beside}"
