"""Vague dates at the end of a name."""

from __future__ import annotations

import pytest

from tempodb.base.errors import Problem
from tempodb.tql.diagnosis import undated


def test_of_a_long_name_only_the_last_words_are_read_as_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    why_vague = undated.why_vague

    def counted(words: str) -> Problem | None:
        read.append(words)
        return why_vague(words)

    monkeypatch.setattr(undated, "why_vague", counted)

    said = undated.vague_end("chairman " + "in of " * 3000 + "in late 2023")

    assert said is not None
    assert said.startswith("`late 2023` is no date")
    assert len(read) <= undated.MAX_END_WORDS
