"""Each message that refuses, and each form of question with its AST, plan and answer, as they stand in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.gallery import LINE, STAGES, cases, database


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with the exact dataset."""
    return database(tmp_path_factory.mktemp("gallery"))


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_what_comes_of_a_case_is_what_its_file_says(case: Path, path: Path, tmp_path: Path) -> None:
    given, _, result = case.read_text(encoding="utf-8").partition(LINE)

    assert STAGES[case.parent.name](given, path, tmp_path) == result.strip("\n")


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_cases(stage: str) -> None:
    assert [case for case in cases() if case.parent.name == stage]
