"""Tests stand as the source does, and none is too long to be read."""

from __future__ import annotations

from pathlib import Path

import tempodb

TESTS = Path(__file__).parents[1]
MAX_LINES = 500


def test_every_room_has_its_tests() -> None:
    rooms = {path.parent.name for path in Path(tempodb.__file__).parent.glob("*/__init__.py")}

    assert {room for room in rooms if not list((TESTS / room).rglob("test_*.py"))} == set()


def test_no_file_of_tests_is_too_long() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in TESTS.rglob("*.py")}

    assert {str(path): count for path, count in lines.items() if count > MAX_LINES} == {}
