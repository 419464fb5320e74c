"""Writing who belonged to which organization, and as what."""

from __future__ import annotations

from typing import Unpack

from tempodb.api.transactions.writer import BasisArguments, CorrectArguments, RecordArguments, Writer
from tempodb.model.commands import Subject
from tempodb.model.kinds import Kind
from tempodb.model.schema import MembershipFields
from tempodb.model.write_results import WriteResult
from tempodb.temporal.given import DateLike


class RecordedMembership(MembershipFields, RecordArguments):
    """What `record` takes beside the status and the window."""


class ChangedMembership(MembershipFields, BasisArguments):
    """What `change` takes beside them."""


class CorrectedMembership(MembershipFields, CorrectArguments):
    """What `correct` takes beside the status."""


class MembershipWrites:
    """The verbs on memberships; of a member, an organization and a represented party, the status."""

    writer: Writer

    def record_membership(
        self,
        member: str,
        organization: str,
        *,
        status: str = "member",
        representing: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[RecordedMembership],
    ) -> WriteResult:
        """Set the status over a window: fills gaps, replaces what was there, leaves the rest."""
        of = self._membership(member, organization, representing)
        return self.writer.record(of, {"status": status}, self.writer.window(from_, to), rest)

    def change_membership(
        self,
        member: str,
        organization: str,
        *,
        status: str,
        representing: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **rest: Unpack[ChangedMembership],
    ) -> WriteResult:
        """Set the status where there is any within a window; gaps stay gaps."""
        of = self._membership(member, organization, representing)
        return self.writer.change(of, {"status": status}, self.writer.window(from_, to), rest)

    def end_membership(
        self,
        member: str,
        organization: str,
        *,
        representing: str | None = None,
        from_: DateLike,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """End it: true until that day."""
        return self.writer.end(self._membership(member, organization, representing), from_, basis)

    def retract_membership(
        self,
        member: str,
        organization: str,
        *,
        representing: str | None = None,
        from_: DateLike,
        to: DateLike | None = None,
        **basis: Unpack[BasisArguments],
    ) -> WriteResult:
        """Say that it never was within a window."""
        return self.writer.retract(
            self._membership(member, organization, representing), self.writer.window(from_, to), basis
        )

    def correct_membership(
        self,
        member: str,
        organization: str,
        *,
        status: str | None = None,
        representing: str | None = None,
        **rest: Unpack[CorrectedMembership],
    ) -> WriteResult:
        """Replace one membership, the one that held `at` some day or the only one; what is not given stays."""
        of = self._membership(member, organization, representing)
        return self.writer.correct(of, {"status": status}, rest)

    def _membership(self, member: str, organization: str, representing: str | None) -> Subject:
        represented = "" if representing is None else self.writer.party(representing)
        of = self.writer.party(member), self.writer.organization(organization)
        return Kind.MEMBERSHIP, (*of, represented)
