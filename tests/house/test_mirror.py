"""Tests stand as the source does, and none is too long to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb

SOURCE = Path(tempodb.__file__).parent
TESTS = Path(__file__).parents[1]
PACKAGES = sorted(file.parent.relative_to(SOURCE).as_posix() for file in SOURCE.glob("*/**/__init__.py"))
TESTED_ELSEWHERE = {
    "store/log": "store/journal: every cell, row and digest of the log is altered there, and found to be",
}
"""Packages without a folder of tests: where they are tested, and how."""
MAX_LINES = 500


def has_tests(package: str) -> bool:
    return any((TESTS / package).glob("test_*.py"))


@pytest.mark.parametrize("package", [package for package in PACKAGES if package not in TESTED_ELSEWHERE])
def test_every_package_has_its_tests(package: str) -> None:
    assert has_tests(package)


@pytest.mark.parametrize("package", TESTED_ELSEWHERE)
def test_a_package_that_is_tested_elsewhere_is_there_and_has_no_tests_of_its_own(package: str) -> None:
    assert package in PACKAGES
    assert not has_tests(package)


def test_no_file_of_tests_is_too_long() -> None:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in TESTS.rglob("*.py")}

    assert {str(path): count for path, count in lines.items() if count > MAX_LINES} == {}
