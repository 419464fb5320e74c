"""Answers about all time: the same whatever day a page is asked for, and so not asked for at each step of a clock."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping

import tempodb

MOST_ANSWERS = 24
"""How many answers are kept: those of a few pages."""
MOST_ROWS_KEPT = 5_000
"""Longer answers are not kept."""


class AnswersOfAllTime:
    """The last answers of one database that are about all time, until something is recorded."""

    def __init__(self) -> None:
        self._found: OrderedDict[object, tempodb.Result] = OrderedDict()
        self._state: object = None

    def of(self, database: tempodb.Database, question: str, given: Mapping[str, str]) -> tempodb.Result:
        """Return the answer to a question.

        Raises:
            QueryError: it is refused.

        """
        state = database.last_recorded(), database.today()
        if state != self._state:
            self._found.clear()
            self._state = state
        asked = question, tuple(sorted(given.items()))
        found = self._found.get(asked)
        if found is None:
            found = database.query(question, **given)
            if len(found) > MOST_ROWS_KEPT:
                return found
            self._found[asked] = found
            if len(self._found) > MOST_ANSWERS:
                self._found.popitem(last=False)
        self._found.move_to_end(asked)
        return found
