"""An answer as a picture: shown by a notebook, and written to a file."""

from __future__ import annotations

from pathlib import Path

from tempodb.answers.result import Result
from tempodb.api.output_files import write_file
from tempodb.output.plots.depicting import picture_of
from tempodb.output.plots.picture import Picture
from tempodb.output.plots.rasters import picture_file, refuse_theme
from tempodb.output.plots.svg_writer import svg
from tempodb.temporal.date_reader import read_date


class PlottedAnswer:
    """The picture of an answer; its `picture` is laid out as plain data.

    >>> import tempodb
    >>> db = tempodb.open(":memory:")
    >>> _ = db.load(tempodb.bundled_fixture("csto.yaml"))
    >>> plotted = db.query("timeline of CSTO").plot()
    >>> [lane.label.text for lane in plotted.picture.lanes][3:6]
    ['Armenia', 'Azerbaijan', 'Belarus']
    """

    def __init__(self, picture: Picture, theme: str) -> None:
        self.picture = picture
        self.theme = theme

    @classmethod
    def of(cls, result: Result, as_of: str | None, width: float, theme: str) -> PlottedAnswer:
        """Return the picture of an answer, so many pixels wide; *as_of* is a day that is marked in it.

        Raises:
            InputError: the answer has no picture or no row, or there is no such theme.
            DateError: *as_of* is no date.

        """
        refuse_theme(theme)
        asked = None if as_of is None else read_date(as_of).earliest
        return cls(picture_of(result, width, asked), theme)

    def save(self, path: str | Path) -> None:
        """Write the picture to a file, in the format that its name ends with: `.svg` or `.png`.

        Raises:
            InputError: it ends otherwise, or PNG needs the extra `plot`.
            OperationalError: it cannot be written.

        """
        write_file(Path(path), picture_file(self.picture, str(path), self.theme))

    def _repr_svg_(self) -> str:
        """Return the picture as a notebook shows it."""
        return svg(self.picture, self.theme)

    def __repr__(self) -> str:
        width, height = self.picture.width, self.picture.height
        return f"<PlottedAnswer: {width:g} by {height:g} pixels of {self.picture.about}>"
