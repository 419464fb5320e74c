"""Questions about offices as asked: who holds them, who did before or after, and when nobody does."""

from __future__ import annotations

from tempodb.tql.clause_ast import Name, Nearness, OfficeName, Worded


class Holders(Worded, says="{capacity} holders of {office} {relation} {person:PARTY_NAME}"):
    """`acting holders of secretary-general of CSTO`: who holds an office; also `before` or `after` somebody did."""

    office: OfficeName
    capacity: str | None = None
    relation: Nearness | None = None
    person: Name | None = None


class Predecessor(Worded, says="predecessor of {person:MEMBER_NAME} in {office}"):
    """`predecessor of Kofi Annan in secretary-general of UN`: who held an office before somebody."""

    person: Name
    office: OfficeName


class Successor(Worded, says="successor of {person:MEMBER_NAME} in {office}"):
    """`successor of Kofi Annan in secretary-general of UN`: who held an office after somebody."""

    person: Name
    office: OfficeName


class HoldersOfAny(Worded, says="{capacity} holders of any office in {organization}"):
    """`holders of any office in CSTO`: who holds any of its offices."""

    organization: Name | None = None
    capacity: str | None = None


class Offices(Worded, says="offices of {of:PARTY_NAME}"):
    """`offices of Denis Manturov` (what a person holds), `offices in ICMEC` (its offices and their holders)."""

    of: Name | None = None


class Vacancies(Worded, says="vacancies of {office}"):
    """`vacancies of secretary-general of CSTO`: when nobody held an office."""

    office: OfficeName


class VacanciesOfAny(Worded, says="vacancies of any office in {organization}"):
    """`vacancies of any office in CSTO`: when nobody held one of its offices."""

    organization: Name | None = None
