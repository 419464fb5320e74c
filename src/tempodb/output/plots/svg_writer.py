"""A picture as SVG: plain attributes, which converters read, and classes for pages that are dark or printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape
from zlib import crc32

from tempodb.base.printable import printable
from tempodb.output.plots.hues import PALETTES, TEXTURES, Hue, Palette
from tempodb.output.plots.lettering import BOLD, SIZES
from tempodb.output.plots.picture import (
    Anchor,
    Chevron,
    Dot,
    Ink,
    Lettering,
    Look,
    Patch,
    Picture,
    Stretch,
    Stroke,
    Stroked,
)
from tempodb.output.plots.svg_styles import FONTS, style_of

THEMES = ("auto", "light", "dark", "print", "page")
"""The colours that a drawing may have: `auto` follows who looks at it, `page` the style sheet around it."""
_STROKES = {
    Stroke.GRID: "grid",
    Stroke.TICK: "grid",
    Stroke.EDGE: "soft",
    Stroke.PRESENT: "soft",
    Stroke.ASKED: "asked",
}
OUTLINED = (Look.PALE, Look.HOLLOW)
_DASHES = {Stroke.PRESENT: ' stroke-dasharray="2 3"'}
_INKS = {Ink.SOFT: "soft", Ink.SMALL: "soft", Ink.ASKED: "asked"}
HALOED = BOLD | {Ink.PLAIN}
"""What may stand across lines, and has a rim of ground."""
LEAST_TEXTURED = 6.0
"""Narrower bars are plain: a day would be lost among the lines."""
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)

RowLink = Callable[[tuple[int, ...]], str | None]
"""Where whoever follows what some rows of an answer say gets, if anywhere."""


class SvgLinks(NamedTuple):
    """Where bars and labels lead to: addresses with `http` or `https`, or within the page that shows them.

    Bars whose rows are *chosen* have a ring, and say that they are the current ones.
    """

    of_stretch: RowLink
    of_lane: RowLink
    chosen: Callable[[tuple[int, ...]], bool] = lambda _: False


NO_LINKS = SvgLinks(lambda _: None, lambda _: None)


def svg(picture: Picture, theme: str = "auto", links: SvgLinks = NO_LINKS) -> str:
    """Return a picture as a whole SVG file, the same for the same picture.

    An address of *links* that is neither a path nor `http` or `https` is left out.
    """
    palette = PALETTES.get(theme, PALETTES["light"])
    return "".join(_Writer(picture, palette, theme, links).written())


class _Writer:
    def __init__(self, picture: Picture, palette: Palette, theme: str, links: SvgLinks) -> None:
        self._picture = picture
        self._palette = palette
        self._theme = theme
        self._links = links
        # Several drawings may stand on one page, whose ids are all of it.
        prefix = f"t{crc32(repr((picture, theme)).encode()) & 0xFFFFFF:x}"
        self._whole = f"{prefix}-whole"
        self._ids = {each: f"{prefix}-{at}" for at, each in enumerate(sorted(_looks(picture)))}

    def written(self) -> Iterator[str]:
        picture, palette = self._picture, self._palette
        width, height = _number(picture.width), _number(picture.height)
        # The script of a page moves the marked day along before the page of another day is there.
        is_moved = self._theme == "page" and picture.days is not None
        days = f' data-days="{" ".join(map(_number, picture.days or ()))}"' if is_moved else ""
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="tempodb" viewBox="0 0 {width} {height}" width="{width}"'
            f' height="{height}" font-family="{FONTS}" font-size="12" stroke-width="0" role="group"'
            f' aria-label="{_attribute(picture.about)}"{days}>\n'
        )
        if self._theme == "auto":
            yield f"<style>{style_of({hue for hue, _ in self._ids} | {Hue.NAME})}</style>\n"
        # A page shows parts of it on sheets of paper, which have its styles.
        parted = self._theme == "page"
        opening, end = (f'<g id="{self._whole}" class="tempodb">\n', "</g>") if parted else ("", "")
        yield f"<defs>{''.join(self._definitions())}</defs>\n{opening}"
        yield f'<rect class="paper" width="{width}" height="{height}" fill="{palette.paper}"/>\n'
        if picture.ground is not None:
            yield f'<rect class="coming" {_place(picture.ground)} fill="{palette.coming}"/>\n'
        yield from self._lines(picture.strokes)
        for entry in picture.legend:
            yield f"<g{self._hue(entry.sample)}>{self._drawn(entry.sample)}</g>\n"
        for lane in picture.lanes:
            yield from map(self._told, lane.stretches)
            yield from map(self._told, lane.dots)
        yield from self._rings()
        yield from self._lines(picture.overlay)
        yield from self._texts()
        yield f"{end}</svg>\n"

    def _rings(self) -> Iterator[str]:
        """Yield a ring around each chosen bar: above all bars, or the next one would lie over it."""
        for lane in self._picture.lanes:
            told_in: tuple[Stretch | Dot, ...] = (*lane.stretches, *lane.dots)
            for told in (told for told in told_in if self._links.chosen(told.rows)):
                place = f'{_place(_around(told))} rx="2" fill="none" pointer-events="none"'
                yield f'<rect class="halo" {place} stroke="{self._palette.paper}" stroke-width="5"/>'
                yield f'<rect class="ring" {place} stroke="{self._palette.asked}" stroke-width="2"/>\n'

    def _texts(self) -> Iterator[str]:
        """Yield what is written, ink by ink: of the lanes with where it leads to."""
        picture = self._picture
        labels = [(lane.label, self._links.of_lane(lane.rows)) for lane in picture.lanes if lane.label]
        others = (*picture.texts, *(entry.meaning for entry in picture.legend))
        found: list[tuple[Lettering, str | None]] = [*((text, None) for text in others), *labels]
        for ink in Ink:
            yield from self._inked(ink, (each for each in found if each[0].ink is ink))

    def _definitions(self) -> Iterator[str]:
        for (hue, look), id_ in self._ids.items():
            colour = self._palette.hues[hue]
            if look in (Look.RISING, Look.FALLING):
                low, high = ((0.08, 0.85), (0.85, 0.08))[look is Look.FALLING]
                stop = f'<stop class="{hue}" stop-color="{colour}"'
                yield (
                    f'<linearGradient id="{id_}">{stop} stop-opacity="{low}"/>'
                    f'{stop} offset="1" stop-opacity="{high}"/></linearGradient>'
                )
            elif hue in TEXTURES:
                lines = f'd="{TEXTURES[hue]}" fill="none" stroke-width="1.7"'
                yield f'<pattern id="{id_}" width="8" height="8" patternUnits="userSpaceOnUse">'
                if look is Look.SOLID:
                    yield f'<rect class="{hue}" width="8" height="8" fill="{colour}"/>'
                    yield f'<path class="texture" {lines} stroke="{self._palette.paper}"/></pattern>'
                else:
                    yield (
                        f'<path class="{hue}" {lines} stroke="{colour}" fill-opacity="0"'
                        ' stroke-opacity=".35"/></pattern>'
                    )

    def _lines(self, strokes: Iterable[Stroked]) -> Iterator[str]:
        for stroke in Stroke:
            told = "".join(_line(each) for each in strokes if each.stroke is stroke)
            if told:
                colour = getattr(self._palette, _STROKES[stroke])
                width = ' stroke-width="1.5"' if stroke is Stroke.ASKED else ' stroke-width="1"'
                dashes = _DASHES.get(stroke, "")
                yield f'<path class="{stroke}" d="{told}" stroke="{colour}"{width}{dashes}/>\n'

    def _inked(self, ink: Ink, texts: Iterable[tuple[Lettering, str | None]]) -> Iterator[str]:
        """Yield texts of one ink, each with what only it has, and where it leads to."""
        drawn = [_followed(address, "", _text(text)) + "\n" for text, address in texts]
        if drawn:
            colour = getattr(self._palette, _INKS.get(ink, "ink"))
            bold = ' font-weight="700"' if ink in BOLD else ""
            is_over_lines = ink in HALOED
            halo = (
                f' stroke="{self._palette.paper}" stroke-width="3" paint-order="stroke"'
                if is_over_lines
                else ""
            )
            yield f'<g class="{ink}" fill="{colour}" font-size="{_number(SIZES[ink])}"{bold}{halo}>\n'
            yield from drawn
            yield "</g>\n"

    def _told(self, told: Stretch | Dot) -> str:
        rows = f' data-rows="{" ".join(map(str, told.rows))}"{self._hue(told)}'
        if self._links.chosen(told.rows):
            rows = f' aria-current="true"{rows}'
        inside = f"<title>{_content(told.says)}</title>{self._drawn(told)}"
        return _followed(self._links.of_stretch(told.rows), rows, inside) + "\n"

    def _hue(self, told: Stretch | Dot) -> str:
        colour = self._palette.hues[told.hue]
        is_outlined = isinstance(told, Dot) or any(patch.look in OUTLINED for patch in told.patches)
        outline = f' stroke="{colour}"' if is_outlined else ""
        return f' class="{told.hue}" fill="{colour}"{outline}'

    def _drawn(self, told: Stretch | Dot) -> str:
        return _diamond(told, self._palette.paper) if isinstance(told, Dot) else "".join(self._parts(told))

    def _parts(self, stretch: Stretch) -> Iterator[str]:
        for patch in stretch.patches:
            textured = f'<rect {_place(patch)} fill="url(#{self._ids[stretch.hue, patch.look]})"/>'
            match patch.look:
                case Look.RISING | Look.FALLING:
                    yield textured
                case Look.SOLID:
                    is_textured = stretch.hue in TEXTURES and patch.width > LEAST_TEXTURED
                    yield textured if is_textured else f"<rect {_place(patch)}/>"
                case Look.PALE:
                    inset = _place(_inset(patch))
                    yield f'<rect {inset} fill-opacity=".14" stroke-width="1" stroke-dasharray="3 2"/>'
                    if stretch.hue in TEXTURES:
                        yield textured
                case Look.HOLLOW:
                    yield f'<rect {_place(_inset(patch))} fill-opacity="0" stroke-width="1.4"/>'
        yield from map(_chevron, stretch.chevrons)


def _followed(address: str | None, attributes: str, inside: str) -> str:
    if address is None or not (_WEB.fullmatch(address) or _is_path(address)):
        return f"<g{attributes}>{inside}</g>" if attributes else inside
    return f'<a href="{_attribute(address)}" rel="noreferrer"{attributes}>{inside}</a>'


def _text(text: Lettering) -> str:
    sized = "" if text.scale == 1 else f' font-size="{_number(SIZES[text.ink] * text.scale)}"'
    anchor = "" if text.anchor is Anchor.START else f' text-anchor="{text.anchor}"'
    whole = f"<title>{_content(text.whole)}</title>" if text.whole else ""
    return f'<text x="{_number(text.x)}" y="{_number(text.y)}"{sized}{anchor}>{_content(text.text)}{whole}</text>'


def _looks(picture: Picture) -> set[tuple[Hue, Look]]:
    """Return each hue with the looks in which it is drawn."""
    samples = [entry.sample for entry in picture.legend if isinstance(entry.sample, Stretch)]
    told = [stretch for lane in picture.lanes for stretch in lane.stretches]
    return {(stretch.hue, patch.look) for stretch in (*samples, *told) for patch in stretch.patches}


def _around(told: Stretch | Dot) -> Patch:
    """Return where a ring around a bar or a diamond lies."""
    if isinstance(told, Dot):
        size = 2 * told.radius + 4
        return Patch(told.x - size / 2, told.y - size / 2, size, size, Look.HOLLOW)
    patches = told.patches
    edges = [point.x + point.depth for point in told.chevrons]
    left, top = min([patch.x for patch in patches] + edges), min(patch.y for patch in patches)
    right = max([patch.x + patch.width for patch in patches] + edges)
    bottom = max(patch.y + patch.height for patch in patches)
    return Patch(left - 2, top - 2, right - left + 4, bottom - top + 4, Look.HOLLOW)


def _inset(patch: Patch) -> Patch:
    """Return the patch with room for its outline."""
    width, height = max(patch.width - 1, 0.5), patch.height - 1
    return Patch(patch.x + 0.5, patch.y + 0.5, round(width, 1), height, patch.look)


def _place(patch: Patch) -> str:
    x, y, width, height = map(_number, patch[:4])
    return f'x="{x}" y="{y}" width="{width}" height="{height}"'


def _line(line: Stroked) -> str:
    x1, y1, x2, y2 = map(_number, line[:4])
    return f"M{x1} {y1}H{x2}" if y1 == y2 else f"M{x1} {y1}V{y2}" if x1 == x2 else f"M{x1} {y1}L{x2} {y2}"


def _chevron(point: Chevron) -> str:
    # It reaches a little under its bar, or a seam would show between them.
    over = 0.5 if point.depth > 0 else -0.5
    depth, half = _number(point.depth + over), _number(point.height / 2)
    x, y, back = _number(point.x - over), _number(point.y), _number(-point.depth - over)
    pale = ' fill-opacity=".35"' if point.is_pale else ""
    return f'<path d="M{x} {y}l{depth} {half}l{back} {half}z"{pale}/>'


def _diamond(dot: Dot, paper: str) -> str:
    x, top, radius = map(_number, (dot.x, dot.y - dot.radius, dot.radius))
    outline = f'd="M{x} {top}l{radius} {radius}l-{radius} {radius}l-{radius}-{radius}z"'
    if dot.is_filled:
        return f"<path {outline}/>"
    return f'<path class="paper" {outline} fill="{paper}" stroke-width="1.4"/>'


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _is_path(address: str) -> bool:
    """Whether an address stays within the page or its host: nothing before its first slash names a scheme."""
    return address.startswith(("#", "?")) or (address.startswith("/") and not address.startswith("//"))


def _content(text: str) -> str:
    return escape(printable(text))


def _attribute(text: str) -> str:
    return escape(printable(text), {'"': "&quot;"})
