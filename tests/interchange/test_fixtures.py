"""The datasets that come with tempodb, and the schema of such files."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

import tempodb
from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.json_schema import schema_text

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "fixtures").glob("*.yaml"))
SCHEMA = Path(models.__file__).with_name("dataset.schema.json")


def test_the_shipped_schema_is_that_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_fits_the_schema(fixture: Path) -> None:
    content = yaml.load(fixture.read_text(encoding="utf-8"), yaml.BaseLoader)

    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(content)


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_has_no_fault(fixture: Path) -> None:
    assert tempodb.check(fixture) == []


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("format", ["yaml", "json"])
def test_loading_an_export_changes_nothing(fixture: Path, format: str, tmp_path: Path) -> None:
    exported = tmp_path / f"exported.{format}"
    with tempodb.open(":memory:") as db:
        (first,) = db.load(fixture)
        exported.write_text(db.export(format=format), encoding="utf-8")
        (second,) = db.load(exported)

    assert second.transaction is None
    assert second.difference.unchanged == len(first.difference.added)


def test_the_two_datasets_of_the_csto_agree_where_the_first_is_certain() -> None:
    """What five documents make certain of memberships is so in the dataset with exact dates too."""
    with tempodb.open(":memory:") as documents, tempodb.open(":memory:") as exact:
        documents.load(ROOT / "fixtures" / "csto.yaml")
        exact.load(ROOT / "fixtures" / "csto-exact.yaml")

        for year in range(1994, 2024):
            question = f"members of CSTO including suspended certainly throughout {year}"
            stated = {(row.member, row.status) for row in documents.query(question)}
            known = {
                (row.member, row.status)
                for row in exact.query(f"members of CSTO including suspended as of {year}")
            }
            assert stated <= known, year
