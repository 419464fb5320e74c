"""Writing what ids are: persons, states, organizations, offices, sources and statuses."""

from __future__ import annotations

from typing import Unpack

from tempodb.api.transactions.writer import BasisArguments, Writer
from tempodb.model.claims import NO_DATES
from tempodb.model.write_results import WriteResult
from tempodb.temporal.given import DateLike, date_text


class DefinitionWrites:
    """The verbs on ids. What is there already with the same content is written once.

    What this transaction defines, its later writes may speak of. A `retract` is refused where
    anything speaks of the id.
    """

    writer: Writer

    def record_person(
        self,
        person: str,
        *,
        name: str,
        short: str | None = None,
        code: str | None = None,
        kind: str | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that an id is a person of that name."""
        said = {"name": name, "short": short, "code": code, "kind": kind}
        return self.writer.define("person", person, said, NO_DATES, basis)

    def record_state(
        self,
        state: str,
        *,
        name: str,
        short: str | None = None,
        code: str | None = None,
        kind: str | None = None,
        part_of: str | None = None,
        from_: DateLike | None = None,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that an id is a state of that name, which existed `from_` one date `to` another."""
        said = {"name": name, "short": short, "code": code, "kind": kind, "part_of": self._body(part_of)}
        return self.writer.define("state", state, said, self.writer.existing(from_, to), basis)

    def record_organization(
        self,
        organization: str,
        *,
        name: str,
        short: str | None = None,
        code: str | None = None,
        kind: str | None = None,
        part_of: str | None = None,
        from_: DateLike | None = None,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that an id is an organization of that name, which existed `from_` one date `to` another."""
        said = {"name": name, "short": short, "code": code, "kind": kind, "part_of": self._body(part_of)}
        return self.writer.define("organization", organization, said, self.writer.existing(from_, to), basis)

    def record_office(
        self,
        office: str,
        *,
        title: str,
        organization: str | None = None,
        seats: int | str | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that an id is an office of that title; without an organization, of what stands before its last slash."""
        said = {"title": title, "organization": self._body(organization), "seats": seats}
        return self.writer.define("office", office, said, NO_DATES, basis)

    def record_source(
        self,
        source: str,
        *,
        title: str,
        publisher: str | None = None,
        published: DateLike | None = None,
        url: str | None = None,
        note: str | None = None,
    ) -> WriteResult:
        """Say that an id is a source of that title."""
        day = None if published is None else date_text(published)
        said = {"title": title, "publisher": publisher, "published": day, "url": url}
        return self.writer.define("source", source, said, NO_DATES, _alone(note))

    def record_status(self, status: str, *, note: str | None = None) -> WriteResult:
        """Say that there is a status of this id."""
        return self.writer.define("status", status, {}, NO_DATES, _alone(note))

    def retract_person(self, person: str, **basis: Unpack[BasisArguments]) -> WriteResult:
        """Say that an id is no person, with the name that it was given."""
        return self.writer.undefine("person", person, basis)

    def retract_state(self, state: str, **basis: Unpack[BasisArguments]) -> WriteResult:
        """Say that an id is no state, with what was said of it alone."""
        return self.writer.undefine("state", state, basis)

    def retract_organization(self, organization: str, **basis: Unpack[BasisArguments]) -> WriteResult:
        """Say that an id is no organization, with what was said of it alone."""
        return self.writer.undefine("organization", organization, basis)

    def retract_office(self, office: str, **basis: Unpack[BasisArguments]) -> WriteResult:
        """Say that an id is no office, with the title that it was given."""
        return self.writer.undefine("office", office, basis)

    def retract_source(self, source: str, *, note: str | None = None) -> WriteResult:
        """Say that an id is no source."""
        return self.writer.undefine("source", source, _alone(note))

    def retract_status(self, status: str, *, note: str | None = None) -> WriteResult:
        """Say that there is no status of this id."""
        return self.writer.undefine("status", status, _alone(note))

    def _body(self, name: str | None) -> str | None:
        return None if name is None else self.writer.body(name)


def _alone(note: str | None) -> BasisArguments:
    """Return what a source or a status rests on: nothing but a note."""
    return {"source": ()} if note is None else {"source": (), "note": note}
