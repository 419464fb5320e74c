"""What a picture is made of: plain values, all lengths in pixels from its upper left corner."""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from tempodb.output.plots.hues import Hue


class Look(StrEnum):
    """How surely something is said of the days under a patch.

    `SOLID` is certain; `PALE` is possible; `RISING` and `FALLING` lead over into what is certain, and out
    of it, within about a year; `HOLLOW` is disputed.
    """

    SOLID = "solid"
    PALE = "pale"
    RISING = "rising"
    FALLING = "falling"
    HOLLOW = "hollow"


class Ink(StrEnum):
    """What a text is in a picture, which tells its size, weight and colour."""

    TITLE = "title"
    HEAD = "head"
    PLAIN = "plain"
    SOFT = "soft"
    SMALL = "small"
    ASKED = "asked"


class Anchor(StrEnum):
    """Which point of a text lies where it is placed."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Stroke(StrEnum):
    """What a line is in a picture."""

    GRID = "grid"
    TICK = "tick"
    EDGE = "edge"
    PRESENT = "present"
    ASKED = "asked-day"


class Lettering(NamedTuple):
    """A text on its base line; *whole* is the same uncut, and empty where it is not cut."""

    x: float
    y: float
    text: str
    ink: Ink
    anchor: Anchor = Anchor.START
    whole: str = ""
    scale: float = 1.0


class Patch(NamedTuple):
    """A rectangle of one look."""

    x: float
    y: float
    width: float
    height: float
    look: Look


class Chevron(NamedTuple):
    """The point of a bar that goes on beyond the picture: its outer corner, and how far back it reaches.

    It points to the right where *depth* is positive, and is pale where nobody knows whether it goes on.
    """

    x: float
    y: float
    depth: float
    height: float
    is_pale: bool


class Stretch(NamedTuple):
    """What one row says, or several rows that say the same, with a word of which the *hue* tells.

    *rows* are their places in the answer; *says* is all that they say, in words.
    """

    rows: tuple[int, ...]
    hue: Hue
    says: str
    patches: tuple[Patch, ...]
    chevrons: tuple[Chevron, ...] = ()


class Dot(NamedTuple):
    """A diamond around a point: something that happened, filled where its day is known."""

    rows: tuple[int, ...]
    hue: Hue
    says: str
    x: float
    y: float
    radius: float
    is_filled: bool


class Stroked(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke


class Lane(NamedTuple):
    """A label and what lies along it, in a band from *y* on of some *height*."""

    y: float
    height: float
    label: Lettering | None
    stretches: tuple[Stretch, ...] = ()
    dots: tuple[Dot, ...] = ()

    @property
    def rows(self) -> tuple[int, ...]:
        """The places in the answer of all rows that are told in the lane."""
        told = chain((bar.rows for bar in self.stretches), (dot.rows for dot in self.dots))
        return tuple(chain.from_iterable(told))


class LegendEntry(NamedTuple):
    """A sample of a look, and what it means."""

    sample: Stretch | Dot
    meaning: Lettering


class Picture(NamedTuple):
    """A whole picture, in the order in which it is drawn.

    *about* is the question that it answers; *ground* the pale one of what is still to come. The `days`, of a
    picture that has a day marked, are the first and the last one of its axis, and where they lie across.
    """

    width: float
    height: float
    about: str
    ground: Patch | None
    strokes: tuple[Stroked, ...]
    texts: tuple[Lettering, ...]
    lanes: tuple[Lane, ...]
    legend: tuple[LegendEntry, ...]
    overlay: tuple[Stroked, ...] = ()
    days: tuple[float, ...] | None = None
