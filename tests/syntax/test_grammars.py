"""A parser that is kept between runs is taken only as it was kept, and made anew where it is not."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable
from pathlib import Path

import lark.lexer
import pytest

from tempodb.syntax.grammars import parser_of

DATES = ("dates", ("dates", "blanks"), "date")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    parser_of(*DATES)
    (file,) = (tmp_path / "tempodb").iterdir()
    return file


def without_states(file: Path) -> None:
    head, _, kept = file.read_bytes().partition(b"\n")
    made_of, (terminals, ignored, rules, _, start, end) = marshal.loads(kept)
    file.write_bytes(head + b"\n" + marshal.dumps((made_of, (terminals, ignored, rules, (), start, end))))


def as_a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file, 0o600)


SPOILT: list[Callable[[Path], object]] = [
    without_states,
    as_a_pipe,
    lambda file: file.write_bytes(b""),
    lambda file: file.write_bytes(file.read_bytes()[:-1]),
    lambda file: file.write_bytes(file.read_bytes() + b"\0"),
]


def test_whoever_asks_first_does_not_wait_for_terminals_to_be_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: set[str] = set()
    monkeypatch.setattr(
        lark.lexer, "_check_regex_collisions", lambda found, *_: compared.update(each.name for each in found)
    )
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert "UNSPECIFIED" in parser_of(*DATES).terminals
    assert "UNSPECIFIED" not in compared


@pytest.mark.skipif(os.name == "nt", reason="needs pipes with names")
@pytest.mark.parametrize("spoil", SPOILT)
def test_a_kept_parser_that_is_spoilt_is_made_anew(kept: Path, spoil: Callable[[Path], object]) -> None:
    spoil(kept)

    assert parser_of(*DATES).parse("[1999..]").rule == "since"

    made = kept.read_bytes()
    assert parser_of(*DATES).parse("[1999..]").rule == "since"
    assert kept.read_bytes() == made, "what was made is taken"
