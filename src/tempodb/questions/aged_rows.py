"""The rows of members and holders that tell how old whoever they are about was."""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from tempodb.questions.fact_rows import keyed


def age_told(least: int | None, most: int | None) -> str | None:
    """Return whole years as people read them, None where nothing is known of them.

    >>> age_told(59, 60), age_told(59, 59), age_told(59, None)
    ('59-60', '59', '59+')
    """
    if least is None:
        return None
    return str(least) if least == most else f"{least}+" if most is None else f"{least}-{most}"


@keyed
class AgedMembershipRow(NamedTuple):
    """A party in an organization, and how old it was if it is a person: whole years at least and at most."""

    member: str
    member_name: str
    organization: str
    organization_name: str
    status: str
    representing: str | None
    representing_name: str | None
    for_: str | None
    for_name: str | None
    from_: str | None
    to: str | None
    end_reason: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]
    least_age: int | None
    most_age: int | None

    @property
    def age(self) -> str | None:
        """The whole years, as people read them."""
        return age_told(self.least_age, self.most_age)


@keyed
class AgedTenureRow(NamedTuple):
    """A person in an office, and how old that one was: whole years at least and at most."""

    holder: str | None
    holder_name: str | None
    office: str
    title: str
    organization: str
    organization_name: str
    capacity: str | None
    ordinal: int | None
    representing: str | None
    representing_name: str | None
    for_: str | None
    for_name: str | None
    from_: str | None
    to: str | None
    end_reason: str | None
    certainty: str
    standing: str
    sources: tuple[str, ...]
    least_age: int | None
    most_age: int | None

    @property
    def age(self) -> str | None:
        """The whole years, as people read them."""
        return age_told(self.least_age, self.most_age)


AgedRow: TypeAlias = AgedMembershipRow | AgedTenureRow
AGED_ROWS: Mapping[str, type[AgedRow]] = MappingProxyType(
    {"MembershipRow": AgedMembershipRow, "TenureRow": AgedTenureRow}
)
"""The rows that tell ages, by the names of those that are the same without; ages stand at their end."""
