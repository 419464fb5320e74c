"""The pages that people read, which `tempodb test` runs as transcripts.

`tempodb test --update README.md docs/tql.md` fills in what each command prints now, to be read before it
is committed.
"""

from __future__ import annotations

from pathlib import Path

from tempodb.cli.transcripts.reading import read_transcript

ROOT = Path(__file__).parents[2]


def text(page: str) -> str:
    """Return a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def commands(page: str) -> list[str]:
    """Return each command of a page."""
    return [entry.said for entry in read_transcript(text(page), page, now=0).entries]
