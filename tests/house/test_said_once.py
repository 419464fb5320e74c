"""The sections of dataset files are named in the schema of kinds and nowhere else, but for a reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tempodb.interchange.dataset import models
from tempodb.language_service.write_heads import OPTIONAL_PARTS, WRITTEN
from tempodb.model.schema import SCHEMA
from tempodb.tql.grammar import script_parser

SOURCE = Path(__file__).parents[2] / "src" / "tempodb"
SECTIONS = {section for schema in SCHEMA.values() for section in schema.sections}
ROOMS = ("interchange", "model", "store")
"""Those that read, write or check what a file states; elsewhere such a word is one of the language, or a column."""
TRANSLATED = (SOURCE / "interchange" / "importers", SOURCE / "interchange" / "exporters")
"""What brings one format into another says of each thing where it goes."""
REASONS = {
    "interchange/dataset/refusals.py": {
        "statuses": "what is wrong with a declared status",
        "persons": "what is wrong with a person, who has a model of an own",
    },
    "interchange/dataset/stating.py": {
        "statuses": "a list of ids, and no entries, is stated by a function of its own"
    },
    "model/claims.py": {"sources": "a key of the body of a claim in the log"},
    "model/field_types.py": {"statuses": "how words of one type are called together"},
    "model/write_words.py": {"part_of": "what a write says for a field of that name"},
    "store/beliefs/changed_claims.py": {"sources": "a column of claims"},
    "store/beliefs/claim_numbers.py": {"sources": "a column of claims"},
    "store/beliefs/derived.py": {"sources": "a column of beliefs"},
    "store/loading/changed_columns.py": {"sources": "a column of claims"},
    "store/loading/doubts/circles.py": {"succeeds": "a verb"},
    "store/reading/everything.py": {"sources": "a column of beliefs"},
    "store/rules/clean_claims.py": {"sources": "a column of claims"},
    "store/beliefs/stored_columns.py": {"sources": "a column"},
    "store/schema/layout.py": {"sources": "a table", "names": "a view"},
}
"""By module: a word that is a section, and what it means there."""


def _texts(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_section_is_named_beside_the_schema() -> None:
    named: dict[str, set[str]] = {}
    for module in (module for room in ROOMS for module in (SOURCE / room).rglob("*.py")):
        if any(translated in module.parents for translated in TRANSLATED):
            continue
        if found := SECTIONS.intersection(_texts(module)):
            named[str(module.relative_to(SOURCE))] = found
    del named["model/schema.py"]

    assert named == {module: set(meant) for module, meant in REASONS.items()}


@pytest.mark.parametrize("section", sorted(SECTIONS - {"statuses"}))
def test_a_section_has_a_model_of_its_entries(section: str) -> None:
    (kind,) = (kind for kind, schema in SCHEMA.items() if section in schema.sections)

    assert kind in models.MODELS


def test_what_a_write_is_about_begins_with_words_of_the_grammar() -> None:
    assert {*WRITTEN, *OPTIONAL_PARTS} <= set(script_parser().terminals)
