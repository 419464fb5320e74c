"""The binder against a catalog that is a few dicts, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from tempodb.base.errors import Problem, QueryError
from tempodb.base.folding import fold
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.questions import resolved
from tempodb.questions.name_catalog import Days, Match, Named
from tempodb.temporal.instants import read_instant
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse_one

PERSON, STATE, ORGANIZATION = PartyClass.PERSON, PartyClass.STATE, PartyClass.ORGANIZATION
NOW = read_instant("2025-06-01T12:00:00Z")


@dataclass
class Names:
    """A catalog of what is written down here: each id with what it is and all it is called."""

    parties: Mapping[str, tuple[PartyClass, Sequence[str]]] = field(default_factory=dict)
    offices: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    statuses: Sequence[str] = ()
    counting: Mapping[str, str] = field(default_factory=dict)
    datasets: Mapping[str, str] = field(default_factory=dict)
    focused: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    lookups: int = 0

    def called(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id and name that reads like this one."""
        self.lookups += 1
        return [named for named in self._named(type_) if fold(named.name) == fold(name)]

    def called_later(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return nothing: all was called so from the beginning."""
        self.lookups += 1
        return ()

    def holding(self, words: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id and name that has these words within it."""
        within = f" {fold(words)} "
        named = self._named(type_)
        fitting = [each for each in named if within in f" {fold(each.name)} " and not each.is_path]
        return [each.having(is_part=True) for each in fitting]

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name."""
        return [(fold(named.name), named.match) for named in self._named(type_)]

    def names_of(self, match: Match, known_at: int) -> Sequence[Named]:
        """Return all the names of one thing."""
        return [named for named in self._named(match.type) if named.match.id == match.id]

    def counted_as(self, status: str, known_at: int) -> frozenset[str]:
        """Return the statuses that count as one."""
        return frozenset(id_ for id_, as_ in self.counting.items() if as_ == status)

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the offices of a party."""
        return [id_ for id_, (of, _) in self.offices.items() if of == organization]

    def belongings(self, organization: str, known_at: int) -> Mapping[str, tuple[Days, ...]]:
        """Return for all time the offices of a party."""
        return {id_: (Days(0, 10**7),) for id_ in self.offices_of(organization)}

    def offices_held_by(self, person: str, known_at: int) -> Sequence[str]:
        """Return the offices of a person: nobody has one here."""
        return ()

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return the foci of datasets."""
        return list(self.focused.items())

    def _named(self, type_: EntityType) -> list[Named]:
        return [Named(name, match) for _, match, names in self._called(type_) for name in names]

    def _called(self, type_: EntityType) -> list[tuple[str, Match, list[str]]]:
        match type_:
            case EntityType.PARTY:
                named = {id_: (class_, names) for id_, (class_, names) in self.parties.items()}
            case EntityType.OFFICE:
                named = {id_: (None, titles) for id_, (_, titles) in self.offices.items()}
            case EntityType.STATUS:
                named = {id_: (None, []) for id_ in self.statuses}
            case _:
                told = {
                    EntityType.SOURCE: self.sources,
                    EntityType.DATASET: self.datasets,
                    EntityType.EVENT: self.events,
                }
                named = {id_: (None, [title]) for id_, title in told[type_].items()}
        return [(id_, Match(id_, type_, class_), [id_, *names]) for id_, (class_, names) in named.items()]


WORLD = Names(
    parties={
        "csto": (ORGANIZATION, ["Collective Security Treaty", "CST", "CSTO", "Collective Security Treaty Organization"]),
        "sco": (ORGANIZATION, ["Shanghai Cooperation Organisation", "SCO", "上海合作组织", "ШОС"]),
        "eu": (ORGANIZATION, ["European Union", "EU"]),
        "union": (ORGANIZATION, ["Union"]),
        "georgian-club": (ORGANIZATION, ["Georgia"]),
        "foreign-affairs": (ORGANIZATION, ["Foreign Affairs of Tajikistan"]),
        "members": (ORGANIZATION, ["Members Club"]),
        "congo-1": (STATE, ["Congo", "Congo-Brazzaville"]),
        "congo-2": (STATE, ["Congo", "Zaïre"]),
        "georgia": (STATE, ["Georgia"]),
        "tajikistan": (STATE, ["Tajikistan"]),
        "uzbekistan": (STATE, ["Uzbekistan", "Özbekiston"]),
        "cote-d-ivoire": (STATE, ["Côte d’Ivoire", "Ivory Coast"]),
        "trinidad-and-tobago": (STATE, ["Trinidad and Tobago"]),
        "zoe": (PERSON, ["Zoë Sándor"]),
        "ann": (PERSON, ["Ann Lee"]),
    },
    offices={
        "csto/secretary-general": ("csto", ["Secretary-General"]),
        "csto/chairman": ("csto", ["Chairman"]),
        "sco/secretary-general": ("sco", ["Secretary-General"]),
        "sco/chairman": ("sco", ["Chairman"]),
        "eu/president": ("eu", ["President"]),
        "tajikistan/foreign-minister": ("tajikistan", ["Foreign Minister", "Minister of Foreign Affairs"]),
        "tajikistan/minister": ("tajikistan", ["Minister"]),
        "tajikistan/president": ("tajikistan", ["President"]),
        "foreign-affairs/head": ("foreign-affairs", ["Head"]),
        "csto/head-of-staff": ("csto", ["Head of Staff"]),
    },
    sources={"report-2017": "Report of 2017", "note-b": "A note", "note-a": "A Note"},
    statuses=["frozen", "member"],
    datasets={"csto-data": "All of the CSTO"},
    focused={"csto-data": "csto"},
    events={"summit-21": "21st summit"},
)  # fmt: skip


def asked(text: str, catalog: Names = WORLD, focus: str | None = None) -> resolved.Query:
    """Return what *text* means."""
    return bind(parse_one(text), catalog, AskedAt(NOW, focus and ast.Name(focus)), text)


def problem(text: str, catalog: Names = WORLD, focus: str | None = None) -> Problem:
    """Return why *text* means nothing."""
    with pytest.raises(QueryError) as refusal:
        asked(text, catalog, focus)
    (found,) = refusal.value.problems
    return found


def refusal(query: ast.Query, catalog: Names, text: str) -> Problem | None:
    """Return why *query* means nothing, or None if it means something."""
    try:
        bind(query, catalog, AskedAt(NOW), text)
    except QueryError as error:
        return error.problems[0]
    return None
