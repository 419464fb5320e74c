"""The questions of the builder, as the façade offers them."""

from __future__ import annotations

from tempodb.api.engine import Engine
from tempodb.api.query_builder import Asking, asking, has_status, holds
from tempodb.api.query_values import condition_of, named, word
from tempodb.base.errors import QueryError
from tempodb.tql import ast


def _name(name: str | None) -> ast.Name | None:
    return None if name is None else named(name)


def _word(text: str | None) -> str | None:
    return None if text is None else word(text)


def _lying(before: str | None, after: str | None) -> ast.Nearness | None:
    if before is not None and after is not None:
        raise QueryError.of("twice", "`before` and `after` stand together", "give one of them")
    return None if before is after is None else ast.Nearness.AFTER if before is None else ast.Nearness.BEFORE


class Questions:
    """Starts questions in Python; where no organization is named, the focus is meant."""

    engine: Engine

    def members(
        self,
        organization: str | None = None,
        status: str = "member",
        before: str | None = None,
        after: str | None = None,
    ) -> Asking:
        """Ask for the parties that have a status in an organization, or that joined it before a party or after one."""
        lies, beside = _lying(before, after), _name(before or after)
        return asking(
            ast.Members(_name(organization), ast.Name(word(status)), lies, beside), self.engine.answer
        )

    def observers(self, organization: str | None = None) -> Asking:
        """Ask for the observers of an organization."""
        return self.members(organization, "observer")

    def organizations(self, party: str) -> Asking:
        """Ask for the organizations that a party is a member of."""
        return asking(ast.Organizations(named(party)), self.engine.answer)

    def status(self, party: str, organization: str | None = None) -> Asking:
        """Ask for any status that a party has in an organization."""
        return asking(ast.Status(named(party), _name(organization)), self.engine.answer)

    def periods(self, party: str, organization: str | None = None) -> Asking:
        """Ask for the coalesced timeline of a party in an organization."""
        return asking(ast.Periods(named(party), _name(organization)), self.engine.answer)

    def every_member(self, status: str = "member") -> Asking:
        """Ask for the parties that have a status in any organization."""
        return asking(ast.Members(ast.Every(), ast.Name(word(status))), self.engine.answer)

    def whether(self, condition: ast.Condition) -> Asking:
        """Ask whether a condition holds; see `has_status` and `holds`."""
        return asking(ast.Whether(condition), self.engine.answer)

    def when(self, condition: ast.Condition) -> Asking:
        """Ask for the periods in which a condition held."""
        return asking(ast.WhenHeld(condition_of(condition)), self.engine.answer)

    def why(self, condition: ast.Condition) -> Asking:
        """Ask what is behind a row, or behind its absence."""
        return asking(ast.Why(condition_of(condition)), self.engine.answer)

    def whether_member(self, party: str, organization: str | None = None, status: str = "member") -> Asking:
        """Ask whether a party has a status in an organization."""
        return self.whether(has_status(party, organization, status))

    def whether_holds(self, person: str, office: str) -> Asking:
        """Ask whether a person holds an office."""
        return self.whether(holds(person, office))

    def holders(
        self, office: str, capacity: str | None = None, before: str | None = None, after: str | None = None
    ) -> Asking:
        """Ask who holds an office, or held it before a person or after one."""
        lies, beside = _lying(before, after), _name(before or after)
        question = ast.Holders(ast.OfficeName(named(office)), _word(capacity), lies, beside)
        return asking(question, self.engine.answer)

    def predecessor(self, person: str, office: str) -> Asking:
        """Ask who held an office before a person, next to that person."""
        return asking(ast.Predecessor(named(person), ast.OfficeName(named(office))), self.engine.answer)

    def successor(self, person: str, office: str) -> Asking:
        """Ask who held an office after a person, next to that person."""
        return asking(ast.Successor(named(person), ast.OfficeName(named(office))), self.engine.answer)

    def holders_of_any(self, organization: str | None = None, capacity: str | None = None) -> Asking:
        """Ask who holds any office of an organization."""
        return asking(ast.HoldersOfAny(_name(organization), _word(capacity)), self.engine.answer)

    def offices(self, of: str | None = None) -> Asking:
        """Ask for the offices that a person holds, or those of an organization with their holders."""
        return asking(ast.Offices(_name(of)), self.engine.answer)

    def names(self, party: str | None = None) -> Asking:
        """Ask what a party was called when."""
        return asking(ast.Names(_name(party)), self.engine.answer)

    def bodies(self, organization: str | None = None) -> Asking:
        """Ask what is part of an organization."""
        return asking(ast.Bodies(_name(organization)), self.engine.answer)

    def events(self, body: str | None = None) -> Asking:
        """Ask what happened or is planned, in one body or in all."""
        return asking(ast.Events(_name(body)), self.engine.answer)

    def changes(self, organization: str | None = None, of: str | None = None) -> Asking:
        """Ask what changed in an organization, or what of that is about one party.

        Raises:
            QueryError: a party is given, and no organization.

        """
        if of is not None and organization is None:
            raise QueryError.of(
                "missing", "no organization is named", "name one, or ask for `every_change(of=…)`"
            )
        return asking(ast.Changes(_name(organization), _name(of)), self.engine.answer)

    def every_change(self, of: str | None = None) -> Asking:
        """Ask what changed in any organization, or what of that is about one party."""
        return asking(ast.Changes(ast.Every(), _name(of)), self.engine.answer)

    def overlap(self, one: str, other: str, place: str | None = None) -> Asking:
        """Ask when two parties were in one organization or office, or in any together."""
        return asking(ast.Overlap(named(one), named(other), _name(place)), self.engine.answer)

    def vacancies(self, office: str) -> Asking:
        """Ask when nobody held an office."""
        return asking(ast.Vacancies(ast.OfficeName(named(office))), self.engine.answer)

    def vacancies_of_any(self, organization: str | None = None) -> Asking:
        """Ask when nobody held one of the offices of an organization."""
        return asking(ast.VacanciesOfAny(_name(organization)), self.engine.answer)

    def timeline(self, party: str | None = None) -> Asking:
        """Ask for all that is believed of a party along valid time."""
        return asking(ast.Timeline(_name(party)), self.engine.answer)

    def revisions(self, party: str, place: str | None = None) -> Asking:
        """Ask for all that was ever believed of a party in an organization or office."""
        return asking(ast.Revisions(named(party), _name(place)), self.engine.answer)

    def conflicts(self, organization: str | None = None) -> Asking:
        """Ask what contradicts what in an organization."""
        return asking(ast.Conflicts(_name(organization)), self.engine.answer)

    def show(self, sort: str) -> Asking:
        """Ask for all there is of one sort, such as `"organizations"`."""
        return asking(ast.Show(word(sort)), self.engine.answer)

    def describe(self, name: str) -> Asking:
        """Ask what is known of one id or name."""
        return asking(ast.Describe(named(name)), self.engine.answer)
