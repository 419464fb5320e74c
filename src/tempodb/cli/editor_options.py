"""What that command takes which an editor runs."""

from __future__ import annotations

from tempodb.cli.argument_parser import CommandParser


def serve_language(sub: CommandParser) -> None:
    """Add what `serve-language` takes: what some editors add by themselves, and is so anyway."""
    sub.group("input").add_argument(
        "--stdio", action="store_true", help="talk on standard input and output, as it always does"
    )
