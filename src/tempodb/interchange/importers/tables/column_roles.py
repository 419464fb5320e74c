"""What the columns of a table are, as far as their names tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_ROLES = {
    "person": "person politician minister holder officeholder legislator mp leader incumbent deputy",
    "state": "state country nation statename countryname memberstate",
    "member": "member name fullname subject",
    "office": "office position role post portfolio ministry function positionheld",
    "organization": "organization organisation org of igo institution chamber legislature body house memberof",
    "party": "party group faction caucus parliamentarygroup politicalgroup onbehalfof partyname",
    "area": "district constituency area electorate region province riding",
    "status": "status membershipstatus",
    "start": "from start since begin began joined join accession entry entered startyear admission admitted appointed"
    " tookoffice assumedoffice entryintoforce sworn",
    "end": "to end until till left leave exit ended endyear withdrawal withdrew through departed resigned leftoffice",
    "first": "periodstart termstart termstartdate",
    "last": "periodend termend termenddate",
    "born": "born dob birthdate dateofbirth birth",
    "died": "died dod deathdate dateofdeath death",
    "source": "source sources reference references",
    "url": "url link website sourceurl",
    "note": "note notes remark remarks comment comments",
}
_ROLE = {word: role for role, words in _ROLES.items() for word in words.split()}
_OF_DATES = re.compile(r"^(?:date|day)(?:of)?|(?:date|day|on)$")
"""What stands beside the word of a column of dates, as in `Date joined`."""


ROLES_OF_WHO = ("person", "state", "member")
"""What columns of members or holders may be."""
DATE_ROLES = ("start", "end", "first", "last", "born", "died")
"""What columns of dates are."""


class ColumnRoles(NamedTuple):
    """The columns by what they are: *names* and *ids* of things, dates, and which column says how precise a date is."""

    names: Mapping[str, str]
    ids: Mapping[str, str]
    precisions: Mapping[str, str]

    @property
    def who(self) -> str | None:
        """What the column of members or holders is."""
        # What was born is no state: that is where they are from, or for.
        roles = ("person", "member", "state") if "born" in self.names else ROLES_OF_WHO
        return next((role for role in roles if role in self.names), None)


def column_roles(columns: Iterable[str]) -> ColumnRoles:
    """Return what columns are.

    >>> column_roles(["Country", "country_id", "Date joined", "Since precision", "Since"])
    ColumnRoles(names={'state': 'Country', 'start': 'Since'}, ids={'state': 'country_id'}, precisions={'Since': 'Since precision'})
    """
    names, ids, precise, dated = (dict[str, str]() for _ in range(4))
    for column in columns:
        word = re.sub(r"[\W\d_]", "", column.lower())
        if re.search("[<>|]", column):
            continue
        if word in _ROLE:
            names.setdefault(_ROLE[word], column)
        elif (stem := re.fullmatch("(.+?)(id|code|key|qid)", word)) and stem[1] in _ROLE:
            ids.setdefault(_ROLE[stem[1]], column)
        elif (stem := re.fullmatch("(.+?)(label|name|title)", word)) and stem[1] in _ROLE:
            names.setdefault(_ROLE[stem[1]], column)
        elif (stem := re.fullmatch("(.+?)precision", word)) and stem[1] in _ROLE:
            precise.setdefault(_ROLE[stem[1]], column)
        elif (role := _ROLE.get(_OF_DATES.sub("", word))) in DATE_ROLES:
            dated.setdefault(str(role), column)
    for role, column in dated.items():
        names.setdefault(role, column)
    precisions = {names[role]: column for role, column in precise.items() if role in names}
    return ColumnRoles(names, ids, precisions)
