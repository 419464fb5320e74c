"""The questions of a page, asked at its two instants."""

from __future__ import annotations

from typing import NamedTuple

import tempodb
from tempodb.base.errors import QueryError
from tempodb.web.all_time import AnswersOfAllTime
from tempodb.web.clocks import Clocks

THEN = " as of :as_of"
AS_KNOWN = " known at :known_at"
MOST_WHOLE = 2_000
"""On how many beliefs the timeline of a party may rest that a page asks for whole."""


class PageQuestions(NamedTuple):
    """A database and the instants at which it is asked, and what it answered before `of_all_time`.

    Timelines that rest on more than `most_whole` beliefs are asked for in part.
    """

    database: tempodb.Database
    clocks: Clocks
    of_all_time: AnswersOfAllTime | None = None
    most_whole: float = MOST_WHOLE

    def then(self, question: str, **names: str) -> tempodb.Result:
        """Return the answer as of the asked days, as known at the asked instant; `:name` stands for a name.

        Raises:
            QueryError: it is refused.

        """
        given = {"as_of": self.clocks.as_of, "known_at": self.clocks.known_at}
        return self.database.query(question + THEN + AS_KNOWN, **names, **given)

    def ever(self, question: str, **names: str) -> tempodb.Result:
        """Return the answer of all time, as known at the asked instant.

        Raises:
            QueryError: it is refused.

        """
        given = {**names, "known_at": self.clocks.known_at}
        if self.of_all_time is None or self.clocks.known >= self.database.now():
            return self.database.query(question + AS_KNOWN, **given)
        return self.of_all_time.of(self.database, question + AS_KNOWN, given)

    def typed(self, text: str) -> tempodb.Result:
        """Return the answer to what a person typed; the instants hold where it names none.

        Raises:
            QueryError: it is refused, or is no question.

        """
        session = self.database.session()
        said = f"set as of {self.clocks.as_of}; set known at {self.clocks.known_at}"
        # What is typed is read by itself, so that what is wrong with it is found at its own place.
        _ = list(session.run(said))
        answers = list(session.run(text))
        if not answers:
            raise QueryError.of("nothing", "there is no question", "ask for example: show organizations")
        return answers[-1]
