"""Forms in which dates are written, as a map states them, such as `%d/%m/%Y` or `d mmmm yyyy`."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_PERCENT = {"%d": "dd", "%m": "mm", "%Y": "yyyy", "%b": "mmm", "%B": "mmmm"}
_PARTS = {
    "yyyy": "(?P<year>[0-9]{4})",
    "mmmm": r"(?P<name>[^\W\d_]{3,})\.?",
    "mmm": r"(?P<name>[^\W\d_]{3,})\.?",
    "mm": "(?P<month>[0-9]{1,2})",
    "m": "(?P<month>[0-9]{1,2})",
    "dd": "(?P<day>[0-9]{1,2})",
    "d": "(?P<day>[0-9]{1,2})",
}
_CLOSE = {"mm": "(?P<month>[0-9]{2})", "dd": "(?P<day>[0-9]{2})"}
"""Parts that have each of their digits, since no sign stands between them and the next."""
_TOKEN = re.compile("yyyy|mmmm|mmm|mm|m|dd|d")


class DateForm(NamedTuple):
    """A form of dates, as it is written in a map, and the pattern of it."""

    text: str
    pattern: re.Pattern[str]

    def read(self, text: str) -> str | None:
        """Return the date that a text of this form is, as ISO writes it; None of another form.

        >>> date_form("d/m/yyyy").read("3/4/1999"), date_form("d mmmm yyyy").read("3 April 1999"), date_form("m/yyyy").read("1999")
        ('1999-04-03', '1999-04-03', None)
        """
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        said = found.groupdict()
        month = said.get("month")
        if "name" in said:
            named = [i for i, name in enumerate(MONTHS, 1) if name.startswith(said["name"].lower())]
            month = str(named[0]) if len(named) == 1 else None
            if month is None:
                return None
        return "-".join(part.zfill(2) for part in (said["year"], month, said.get("day")) if part)


def date_form(text: str) -> DateForm:
    """Return the form that a text says.

    Raises:
        ValueError: it says no year, a part twice, or a day without its month.

    """
    written = re.sub("%[dmYbB]", lambda found: _PERCENT[found[0]], text)
    parts = _TOKEN.findall(written.lower())
    kinds = ["m" if part[0] == "m" else part[0] for part in parts]
    if len(set(kinds)) < len(kinds) or "y" not in kinds or ("d" in kinds and "m" not in kinds):
        raise ValueError(text)
    pattern, at = "", 0
    tokens = list(_TOKEN.finditer(written.lower()))
    edges = {token.start() for token in tokens} & {token.end() for token in tokens}
    for token in tokens:
        is_apart = edges.isdisjoint(token.span())
        pattern += re.escape(written[at : token.start()])
        pattern += _PARTS[token[0]] if is_apart else _CLOSE.get(token[0], _PARTS[token[0]])
        at = token.end()
    return DateForm(text, re.compile(pattern + re.escape(written[at:])))
