"""An answer as Python has it: printed as a table, and drawn where a notebook shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tempodb.answers.result import Result

if TYPE_CHECKING:
    from tempodb.api.plotted_answer import PlottedAnswer

MOST_PRINTED = 60
"""How many rows are printed."""
MOST_DRAWN = 200
"""How many rows a notebook shows."""


class ShownResult(Result):
    """The rows that answer a question; `print` writes them as a table, and a notebook draws them.

    >>> import tempodb
    >>> db = tempodb.open(":memory:")
    >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
    >>> print(db.query("whether Uzbekistan is suspended in CSTO as of 2013"))  # doctest: +ELLIPSIS
    answer
    ──────
    yes
    ...
    """

    # A dataclass of it, which has no fields of its own, would cost a start a hundredth of a question.

    def __str__(self) -> str:
        # Whoever goes through the rows needs nothing that draws them.
        from tempodb.output.terminal.screens import screen

        shown = screen(self.head(MOST_PRINTED)).rstrip("\n")
        more = len(self) - MOST_PRINTED
        return shown if more <= 0 else f"{shown}\n{more:,} more rows are not printed"

    def text(self, width: int | None = None) -> str:
        """Return the answer as English sentences, in lines of at most *width* cells, or a line a paragraph.

        >>> import tempodb
        >>> db = tempodb.open(":memory:")
        >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
        >>> print(db.query("whether Uzbekistan is suspended in CSTO as of 2013").text())
        Yes, Uzbekistan was suspended from CSTO in 2013.

        Raises:
            InputError: there are no sentences for answers of this sort, such as that of `explain`.

        """
        from tempodb.output.sentences.prose import in_sentences

        return in_sentences(self, width).rstrip("\n")

    def _repr_pretty_(self, printer: Any, _: object) -> None:
        """Write the table on a prompt of IPython."""
        printer.text(str(self))

    def plot(self, *, as_of: str | None = None, width: float = 960, theme: str = "auto") -> PlottedAnswer:
        """Return the answer as a picture, so many pixels wide; *as_of* is a day that is marked in it.

        The *theme* is `light`, `dark`, `print`, or `auto`, which follows whoever looks at it.

        Raises:
            InputError: the answer has no picture or no row, or there is no such theme.
            DateError: *as_of* is no date.

        """
        from tempodb.api.plotted_answer import PlottedAnswer

        return PlottedAnswer.of(self, as_of, width, theme)

    def _repr_html_(self) -> str:
        from tempodb.output.html import fragment

        return fragment(self, MOST_DRAWN)
