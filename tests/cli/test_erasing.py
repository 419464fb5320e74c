"""A person is erased once somebody agreed."""

from __future__ import annotations

import io
import re

import pytest

from cli.running import Terminal, tempodb_

MANTUROV = "names of Denis Manturov"


@pytest.mark.parametrize("typed", [b"y\n", b" YES\n"])
def test_a_person_is_erased_once_somebody_agreed(own: str, typed: bytes) -> None:
    ran = tempodb_("erase", "Denis Manturov", "--db", own, stdin=Terminal(io.BytesIO(typed)), terminal=True)

    assert ran.code == 0
    assert re.match(r"erase denis-manturov: \d+ assertions will be emptied, ", ran.out)
    assert "This cannot be undone. Erase it? [y/N] erase denis-manturov: " in ran.out
    assert tempodb_("query", MANTUROV, "--db", own).code == 2


@pytest.mark.parametrize("typed", [b"", b"\n", b"n\n", b"yep\n"])
def test_a_person_is_not_erased_where_nobody_agrees(own: str, typed: bytes) -> None:
    ran = tempodb_("erase", "Denis Manturov", "--db", own, stdin=Terminal(io.BytesIO(typed)), terminal=True)

    assert ran.code == 1
    assert ran.out.endswith("[y/N] nothing was erased\n")
    assert tempodb_("query", MANTUROV, "--db", own).code == 0


@pytest.mark.parametrize("given", [("--yes", "erase"), ("erase", "--yes")])
def test_with_yes_nobody_is_asked(own: str, given: tuple[str, ...]) -> None:
    ran = tempodb_(*given, "Denis Manturov", "--db", own, stdin=Terminal(io.BytesIO()), terminal=True)

    assert ran.code == 0
    assert "[y/N]" not in ran.out


def test_without_a_terminal_nobody_is_asked(own: str) -> None:
    ran = tempodb_("erase", "Denis Manturov", "--db", own, stdin=b"n\n")

    assert ran.code == 0
    assert ran.out.startswith("erase denis-manturov: ")
