"""Whatever is drawn stands out from its ground, in grey too, and to eyes that know fewer colours."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from tempodb.output.plots.hues import HUES_OF_WORDS, OTHER_HUES, PALETTES, TEXTURES, Hue

Linear = tuple[float, float, float]
# Machado, Oliveira, Fernandes 2009, severity 1.
BLIND = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> Linear:
    colour = colour if len(colour) == 7 else "#" + "".join(2 * sign for sign in colour[1:])
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def luminance(colour: Linear) -> float:
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def contrast(one: Linear, other: Linear) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen_as_grey(colour: Linear) -> Linear:
    return (luminance(colour),) * 3


def seen_by(kind: str) -> Callable[[Linear], Linear]:
    def seen(colour: Linear) -> Linear:
        red, green, blue = (
            min(max(sum(a * b for a, b in zip(row, colour, strict=True)), 0), 1) for row in BLIND[kind]
        )
        return red, green, blue

    return seen


EYES = {"all colours": lambda colour: colour, "grey": seen_as_grey} | {kind: seen_by(kind) for kind in BLIND}
EACH = pytest.mark.parametrize("eye", EYES)
THEMES = pytest.mark.parametrize("theme", PALETTES)


@EACH
@THEMES
def test_bars_stand_out_from_the_ground_and_from_what_parts_them(theme: str, eye: str) -> None:
    palette, seen = PALETTES[theme], EYES[eye]
    found = {
        (hue.value, ground): round(contrast(seen(linear(colour)), seen(linear(ground))), 2)
        for hue, colour in palette.hues.items()
        for ground in (palette.paper, palette.coming)
    }

    assert len(found) == 2 * len(Hue)
    assert {place: value for place, value in found.items() if value < 3} == {}


@EACH
@THEMES
def test_texts_are_legible(theme: str, eye: str) -> None:
    palette, seen = PALETTES[theme], EYES[eye]
    found = {
        (ink, ground): round(contrast(seen(linear(ink)), seen(linear(ground))), 2)
        for ink in (palette.ink, palette.soft, palette.asked)
        for ground in (palette.paper, palette.coming)
    }

    assert found and {place: value for place, value in found.items() if value < 4.5} == {}


def test_words_that_can_be_neighbours_differ_in_texture_and_not_in_colour_alone() -> None:
    # Who is member of something holds no office in it, so that two may be plain.
    statuses = {hue for word, hue in HUES_OF_WORDS.items() if word not in ("substantive", "acting")} | {
        *OTHER_HUES[:-1]
    }
    capacities = {HUES_OF_WORDS["substantive"], HUES_OF_WORDS["acting"], *OTHER_HUES[:-1]}
    alike = [
        pair
        for side in (statuses, capacities)
        for pair in combinations(sorted(side), 2)
        if TEXTURES.get(pair[0]) == TEXTURES.get(pair[1])
    ]

    assert len(statuses) > 5 and len(capacities) > 4 and alike == []
