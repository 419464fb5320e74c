"""What is said of one or several over a span of time, and how such sayings become sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from tempodb.answers.result import Result
from tempodb.output.sentences.name_words import sentence, side_by_side
from tempodb.output.sentences.told_spans import Tense, ToldSpan

MOST_AT_ONCE = 3
"""How many things one sentence says of somebody."""


class Auxiliary(Enum):
    """What somebody does over a span of time."""

    BE = "be"
    HAVE = "have"


VERB_FORMS: Mapping[tuple[Auxiliary, Tense], tuple[str, str]] = MappingProxyType(
    {
        (Auxiliary.BE, Tense.PAST): ("was {}", "were {}"),
        (Auxiliary.BE, Tense.PRESENT): ("has {}been", "have {}been"),
        (Auxiliary.BE, Tense.ALWAYS): ("has {}always been", "have {}always been"),
        (Auxiliary.BE, Tense.FUTURE): ("will {}be", "will {}be"),
        (Auxiliary.HAVE, Tense.PAST): ("{}had", "{}had"),
        (Auxiliary.HAVE, Tense.PRESENT): ("has {}had", "have {}had"),
        (Auxiliary.HAVE, Tense.ALWAYS): ("has {}always had", "have {}always had"),
        (Auxiliary.HAVE, Tense.FUTURE): ("will {}have", "will {}have"),
    }
)
"""The verb of one and of several, with room for `possibly`."""


class Predicate(NamedTuple):
    """What is said of one and of many over a span, *where* that was behind a *joint*, and what stands beside it."""

    one: str
    many: str
    span: ToldSpan
    joint: str = ""
    where: str | None = None
    beside: str = ""
    verb: Auxiliary = Auxiliary.BE

    def what(self, is_many: bool, is_placed: bool) -> str:
        """Return what is said of one or of many, without verb and dates.

        >>> Predicate("a member", "members", ToldSpan("2006", None), "of", "the AU").what(True, True)
        'members of the AU'
        """
        place = f" {self.joint} {self.where}" if is_placed and self.where else ""
        return f"{self.many if is_many else self.one}{place}{self.beside}"

    def verb_form(self, result: Result, is_many: bool) -> str:
        """Return the verb, in the tense of the day of the answer."""
        # Of days that are asked about, the dates tell it.
        possibly = "possibly " if self.span.certainty == "possible" and result.valid is None else ""
        return VERB_FORMS[self.verb, self.span.tense(result.today)][is_many].format(possibly).rstrip()

    def said(self, result: Result, is_many: bool = False) -> str:
        """Return all of it, as the answer wants its ends told."""
        words = self.verb_form(result, is_many), self.what(is_many, is_placed=True), self.span.told(result)
        return " ".join(filter(None, words))


class SaidOf(NamedTuple):
    """Whom something is said of, and what."""

    subject: str
    predicate: Predicate


def sentences(sayings: Iterable[SaidOf], result: Result, where: str | None = None) -> list[str]:
    """Return sentences: what is said of one stands together, and so do those of whom the same is said.

    Where something was is told unless it was told last, or is the *where* that is told before.
    """
    alike: dict[tuple[Predicate, ...], list[str]] = {}
    for subject, said in groupby(sayings, key=lambda saying: saying.subject):
        alike.setdefault(tuple(each.predicate for each in said), []).append(subject)
    told = []
    for said_of_all, subjects in alike.items():
        for at in range(0, len(said_of_all), MOST_AT_ONCE):
            some = said_of_all[at : at + MOST_AT_ONCE]
            told.append(
                sentence(f"{side_by_side(subjects)} {_joined(some, len(subjects) > 1, where, result)}")
            )
            where = some[-1].where
    return told


def _joined(said: Sequence[Predicate], is_many: bool, where: str | None, result: Result) -> str:
    """Return what is said, with the dates side by side of what is said several times."""
    clauses: list[tuple[str, str | None, list[str]]] = []
    for predicate in said:
        dates = predicate.span.told(result)
        head = f"{predicate.verb_form(result, is_many)} {predicate.what(is_many, predicate.where != where)}"
        bare = f"{predicate.verb_form(result, is_many)} {predicate.what(is_many, is_placed=False)}"
        if clauses and clauses[-1][1] == bare and predicate.where == where:
            clauses[-1][2].append(dates)
        else:
            clauses.append((head, bare, [dates]))
        where = predicate.where
    told = [" ".join(filter(None, [head, side_by_side(dates)])) for head, _, dates in clauses]
    return side_by_side(told, ", and " if len(said) > 2 else " and ")
