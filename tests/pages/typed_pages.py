"""Pages whose commands are typed, and print what is shown but for what each machine says of itself."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from cli.running import tempodb_
from pages import examples
from tempodb.cli.transcripts.reading import read_transcript


def type_page(name: str, own: Mapping[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type all that a page shows, in a folder; of what is printed patterns of a machine's *own* stand for others."""
    (folder / "fixtures").symlink_to(examples.ROOT / "fixtures")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TEMPODB_DB", "tempodb.db")
    page = read_transcript(examples.text(name), name, now=0)

    assert page.entries
    for entry in page.entries:
        ran = tempodb_(*shlex.split(entry.said)[1:])
        assert _masked([entry.said, *(ran.out + ran.err).splitlines()], own) == _masked(
            [entry.said, *(line for line in page.expected(entry) if line)], own
        )


def _masked(lines: Iterable[str], own: Mapping[str, str]) -> list[str]:
    masked = list(lines)
    for pattern, instead in own.items():
        masked = [re.sub(pattern, instead, line) for line in masked]
    return masked
