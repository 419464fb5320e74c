"""From when to when something held, in the tense that the day of asking gives."""

from __future__ import annotations

from enum import Enum
from typing import Any, NamedTuple

from tempodb.answers.result import Result
from tempodb.output.sentences.dates_in_words import edge, window
from tempodb.temporal.date_reader import day_through, read_date


class Tense(Enum):
    """When something held, as seen from the day of asking."""

    PAST = "past"
    PRESENT = "present"
    ALWAYS = "always"
    FUTURE = "future"


class ToldSpan(NamedTuple):
    """What is stated of a beginning and an end, how certain it is, and who denies it."""

    from_: str | None
    to: str | None
    certainty: str | None = "certain"
    standing: str = "accepted"
    end_reason: str | None = None

    @classmethod
    def of(cls, row: Any) -> ToldSpan:
        """Return the span of a row, which may have no certainty and no standing."""
        return cls(
            row.from_,
            row.to,
            getattr(row, "certainty", "certain"),
            getattr(row, "standing", "accepted"),
            getattr(row, "end_reason", None),
        )

    def tense(self, today: int | None) -> Tense:
        """Return when it held, as seen from a day, which is counted as `date.toordinal` does."""
        if self.from_ is not None and today is not None and read_date(self.from_).earliest > today:
            return Tense.FUTURE
        if self.to is None:
            return Tense.ALWAYS if self.from_ is None else Tense.PRESENT
        lasts = today is not None and read_date(self.to).earliest > today
        return Tense.PRESENT if lasts else Tense.PAST

    def told(self, result: Result) -> str:
        """Return from when to when, as it stands behind the verb; and that it was perhaps not in the days asked about."""
        words = self.words(result.today, result.ends == "through")
        if self.certainty != "possible" or result.valid is None:
            return words
        return f"{words} (possibly not {window(result.valid)})"

    def words(self, today: int | None, is_through: bool) -> str:
        """Return from when to when, as it is stated, told on a day that is counted as `date.toordinal` does.

        >>> from datetime import date
        >>> ToldSpan("2006", "2012-06-28").words(date(2020, 1, 1).toordinal(), False)
        'from 2006 to 28 June 2012'
        >>> ToldSpan("2006", None).words(None, False), ToldSpan("2006", "2012-06-28").words(None, True)
        ('since 2006', 'from 2006 through 27 June 2012')
        """
        tense, joint = self.tense(today), "through" if is_through else "to"
        begin = None if self.from_ is None else edge(self.from_)
        end = None if self.to is None else edge(day_through(self.to) if is_through else self.to)
        match begin, end:
            case None, None:
                said = ""
            case None, _:
                said = f"{'through' if is_through else 'until'} {end}"
            case _, None:
                said = f"from {begin} on" if tense is Tense.FUTURE else f"since {begin}"
            case _ if tense is Tense.PRESENT:
                said = f"since {begin}, {'through' if is_through else 'until'} {end}"
            case _:
                said = f"from {begin} {joint} {end}"
        beside = [self.end_reason, "disputed" if self.standing == "disputed" else None]
        return " ".join(filter(None, [said, *(f"({word})" for word in beside if word)]))
