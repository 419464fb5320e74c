"""What `plot` takes."""

from __future__ import annotations

import argparse

from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.options import DATABASE, INPUT, OUTPUT

THEMES_OF_FILES = ("auto", "light", "dark", "print")


def plot(sub: CommandParser) -> None:
    """Add what `plot` takes."""
    sub.group(INPUT).add_argument("text", metavar="TQL", help="one query")
    sub.group(INPUT).add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="the value of :NAME"
    )
    file = "the picture: FILE.svg or FILE.png; default: SVG into a pipe"
    sub.group(OUTPUT).add_argument("-o", "--output", metavar="FILE", help=file)
    sub.group(OUTPUT).add_argument("--as-of", metavar="D", help="mark this day in the picture")
    sub.group(OUTPUT).add_argument(
        "--width", type=float, default=960, metavar="PIXELS", help="how wide it is; default: 960"
    )
    theme = "its colours; default: auto, which follows whoever looks at an SVG"
    sub.group(OUTPUT).add_argument("--theme", choices=THEMES_OF_FILES, default="auto", help=theme)
    sub.group(DATABASE).add_argument(
        "--now", metavar="T", default=argparse.SUPPRESS, help="answer as at this instant"
    )
