"""Which colour and texture a word has, on a light page, on a dark one, and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from tempodb.model.kinds import SUBSTANTIVE


class Hue(StrEnum):
    """A colour with its texture; what they are depends on the theme."""

    MEMBER = "member"
    SUSPENDED = "suspended"
    OBSERVER = "observer"
    ACTING = "acting"
    OFFICE = "office"
    NAME = "name"
    BODY = "body"
    PLUM = "plum"
    MOSS = "moss"
    ROSE = "rose"
    CLAY = "clay"
    REST = "rest"


HUES_OF_WORDS: Mapping[str, Hue] = MappingProxyType(
    {
        "member": Hue.MEMBER,
        "suspended": Hue.SUSPENDED,
        "observer": Hue.OBSERVER,
        "acting": Hue.ACTING,
        SUBSTANTIVE: Hue.OFFICE,
    }
)
"""The words whose colour is always the same."""
OTHER_HUES = (Hue.PLUM, Hue.MOSS, Hue.ROSE, Hue.CLAY, Hue.REST)
"""What other words have, in the order in which they come; those beyond share the last."""
TEXTURES: Mapping[Hue, str] = MappingProxyType(
    {
        Hue.SUSPENDED: "M-2 10L10-2M-2 2L2-2M6 10L10 6",
        Hue.ACTING: "M1 2h2M5 6h2",
        Hue.OBSERVER: "M0 4H8M4 0V8",
        Hue.PLUM: "M-2-2L10 10M-2 6L2 10M6-2L10 2",
        Hue.MOSS: "M2 0V8M6 0V8",
        Hue.ROSE: "M0 2H8M0 6H8",
        Hue.CLAY: "M0 6L2 3L4 6L6 3L8 6",
    }
)
"""What is drawn on each tile of 8 pixels, in the colour of the page."""


class Palette(NamedTuple):
    """The colours of a theme."""

    paper: str
    coming: str
    ink: str
    soft: str
    grid: str
    asked: str
    hues: Mapping[Hue, str]


def _hues(colours: str) -> Mapping[Hue, str]:
    return MappingProxyType(dict(zip(Hue, colours.split(), strict=True)))


PALETTES: Mapping[str, Palette] = MappingProxyType(
    {
        "light": Palette(
            *("#fff", "#f1f1ef", "#1b1b1b", "#5b5f64", "#e2e2e0", "#b3001b"),
            _hues(
                "#0b5fa5 #b45f06 #2b7d92 #6a51a3 #2d6a4f #6b675f #4a6572 #8e3b78 #4d7c0f #a8324a #7a5230 #5f6368"
            ),
        ),
        "dark": Palette(
            *("#15181c", "#22262c", "#ececec", "#a9adb3", "#33373d", "#ff7b7b"),
            _hues(
                "#5aa9e6 #f0a04b #67c1d8 #b39ddb #74c69d #a9a59c #90a4ae #d98cc4 #a3c96a #f08a9b #cfa57e #a9adb3"
            ),
        ),
        "print": Palette(
            *("#fff", "#efefef", "#000", "#333", "#ccc", "#000"),
            _hues("#333 #5c5c5c #707070 #505050 #262626 #777 #555 #606060 #6a6a6a #484848 #585858 #7a7a7a"),
        ),
    }
)
"""The themes by their names."""


def base_word(word: str) -> str:
    """Return what of a word tells its colour: a status may stand with whom it represents beside it.

    >>> base_word("member for China"), base_word("associate member")
    ('member', 'associate member')
    """
    first = word.partition(" ")[0]
    return first if first in HUES_OF_WORDS else word


def hues_of(words: Iterable[str]) -> dict[str, Hue]:
    """Return the hue of each word, the same for the same words in the same order.

    >>> [hue.value for hue in hues_of(["member", "partner", "suspended", "guest"]).values()]
    ['member', 'plum', 'suspended', 'moss']
    """
    found: dict[str, Hue] = {}
    others = iter(OTHER_HUES)
    for word in dict.fromkeys(words):
        found[word] = HUES_OF_WORDS.get(word) or next(others, Hue.REST)
    return found
