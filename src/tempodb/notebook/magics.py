"""`%tempo` and `%%tempo`: what a cell says, what it leaves behind, and short errors."""

from __future__ import annotations

import os
import re
from typing import Any

from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher
from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class
from IPython.display import display

import tempodb
from tempodb.base.errors import Problem, TempodbError
from tempodb.notebook.magic_lines import Cell, asked_before, cell_of
from tempodb.notebook.offers import Offers
from tempodb.output.formats import FORMATS
from tempodb.output.problems import as_text
from tempodb.settings import settings

_PARAMETER = re.compile(r":([^\W\d]\w*)")


@magics_class
class TempoMagics(Magics):
    """Asks questions of one database, until `--db` names another; what `use` and `set` say holds on."""

    def __init__(self, shell: Any) -> None:
        super().__init__(shell)
        self._shell = shell
        self._opened: tempodb.Database | None = None
        self._session: tempodb.Session | None = None
        self._offers: Offers | None = None

    @line_cell_magic
    def tempo(self, line: str, cell: str | None = None) -> object:
        """Ask TQL: `%tempo members of CSTO as of 2006`, or several statements in the cell below `%%tempo`.

        `%tempo --db FILE` says which database is asked from then on: a file, or a variable that holds a
        database. Before that it is `$TEMPODB_DB`, else what the settings say, else `tempodb.db` in the folder
        of the notebook.
        `%tempo x << QUESTION` keeps the answer as `x`, and shows nothing. `:name` stands for the value of
        the variable of that name.
        """
        try:
            return self._done(cell_of(line, cell or ""))
        except TempodbError as error:
            # All other errors are shown with their tracebacks.
            raise UsageError("\n" + "".join(map(as_text, map(_in_a_cell, error.problems))).rstrip()) from None

    def _done(self, asked: Cell) -> object:
        if asked.database is not None:
            self._use(asked.database)
        outcomes = self._outcomes(asked.text) if asked.text else []
        last = outcomes.pop() if outcomes else None
        for outcome in outcomes:
            display(_shown(outcome))  # type: ignore[no-untyped-call]
        if asked.kept is None:
            return _shown(last)
        self._shell.user_ns[asked.kept] = last
        return None

    def _outcomes(self, text: str) -> list[Any]:
        variables = self._shell.user_ns
        given = {name: variables[name] for name in _PARAMETER.findall(text) if name in variables}
        return list(self._asked().execute(text, given))

    def _asked(self) -> tempodb.Session:
        if self._session is None:
            self._use(os.environ.get("TEMPODB_DB") or settings(os.environ).db)
        assert self._session is not None
        return self._session

    def _use(self, name: str) -> None:
        """Ask the database in a variable from now on, else the one in a file."""
        known = self._shell.user_ns.get(name)
        database = known if isinstance(known, tempodb.Database) else tempodb.open(name)
        self.close()
        self._opened = None if database is known else database
        self._session, self._offers = database.session(), Offers(database)

    def offer_completions(self) -> None:
        """Have keywords, names and dates offered in cells that ask."""
        self._shell.Completer.custom_matchers.append(self._offered)

    @context_matcher()  # type: ignore[untyped-decorator]
    def _offered(self, context: CompletionContext) -> SimpleMatcherResult:
        before = asked_before(context.full_text, context.cursor_line, context.cursor_position)
        if before is None:
            return {"completions": []}
        try:
            self._asked()
            assert self._offers is not None
            start, texts = self._offers.offered(before)
        except TempodbError:
            # Whoever asks is told.
            return {"completions": []}
        return {
            "completions": [SimpleCompletion(text, type="tempodb") for text in texts],
            "matched_fragment": before[start:],
            "suppress": True,
            "ordered": True,
        }

    def withdraw(self) -> None:
        """Leave nothing of the magics in the shell, and close what they opened."""
        matchers = self._shell.Completer.custom_matchers
        if self._offered in matchers:
            matchers.remove(self._offered)
        for magics in self._shell.magics_manager.magics.values():
            magics.pop("tempo", None)
        self.close()

    def close(self) -> None:
        """Close the database, if it was opened here."""
        if self._opened is not None:
            self._opened.close()
        self._opened = self._session = self._offers = None


class _Done(str):
    """What a write did, shown as it is."""

    def __repr__(self) -> str:
        return self.rstrip()


def _in_a_cell(problem: Problem) -> Problem:
    """Return what is wrong with what to try in a notebook."""
    if problem.code != "parameter":
        return problem
    return problem._replace(hint="give it in a cell before, to the variable of that name")


def _shown(outcome: Any) -> object:
    if outcome is None or isinstance(outcome, tempodb.Result):
        return outcome
    tell = FORMATS["table"].tell
    assert tell is not None
    return _Done(tell(outcome))
