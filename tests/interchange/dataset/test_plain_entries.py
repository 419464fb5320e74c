"""What is known of entries without the models is what the models say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from tempodb.interchange.dataset import models
from tempodb.interchange.dataset.plain_entries import COMMON, KeyRule, rules
from tempodb.interchange.dataset.plain_heading import EMPTY, Heading
from tempodb.interchange.dataset.plain_values import RefusedError
from tempodb.interchange.dataset.sections import sections_within
from tempodb.interchange.dataset.statuses import counted
from tempodb.markup.plain_json import NotCleanError
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA

TEXTS = (
    *("a", "", " ", "a b", "a/b", "../b", "x" * 201, "x" * 501, "A name", "two\nlines", "\u200b"),
    *("https://x.org/a", "javascript:x", "1", "0", "01", "1" * 10, "-1", "many", "accepted", "disputed"),
    *("acting", "substantive", "held", "planned", "state", "member"),
    *(
        "1999",
        "2001-02",
        "2001-02-03",
        "2001-02-30",
        "0000",
        "9999-12-31",
        "2999-12-31",
        "unknown",
        "[..1998]",
    ),
)
NAMES_OF_IDS = {field.name for schema in SCHEMA.values() for field in schema.fields if field.name_of}
"""What stands within a value of a file, beside its id."""


LEFT_TO_THE_MODELS = {"suspended", "existence", "same_as"}
"""What no clean entry has."""


def fields_of(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def meant(read: Any, text: str) -> Any:
    try:
        return read(text)
    except (RefusedError, ValidationError):
        return "refused"


MODELS = models.MODELS | {Kind.PARTY: models.Person}
"""What entries may say at most: of parties, it is persons of whom most is said."""


@pytest.mark.parametrize("kind", MODELS)
def test_an_entry_has_the_keys_of_its_model(kind: Kind) -> None:
    fields = fields_of(MODELS[kind])

    assert {*rules(kind), *sections_within(kind)} - NAMES_OF_IDS == fields.keys() - LEFT_TO_THE_MODELS


@pytest.mark.parametrize(
    ("kind", "key", "rule"),
    [
        (kind, key, rule)
        for kind in models.MODELS
        for key, rule in rules(kind).items()
        if key not in NAMES_OF_IDS
    ],
)
def test_a_key_takes_what_the_model_takes(kind: Kind, key: str, rule: KeyRule) -> None:
    field = fields_of(MODELS[kind])[key]
    validate = TypeAdapter(field.rebuild_annotation()).validate_python

    assert rule.is_required == field.is_required()
    assert rule.is_required or rule.default == (field.get_default(call_default_factory=True) or None)
    for text in TEXTS:
        plain = meant(rule.read, text)
        plain = (plain, None) if key == "for" and plain != "refused" else plain
        assert ([plain] if rule.is_list and plain != "refused" else plain) == meant(validate, text)


@pytest.mark.parametrize("read", COMMON)
def test_what_is_spelt_as_most_is_taken_as_it_stands(read: Any) -> None:
    common = [
        text for text in (*TEXTS, "a-b_c/d", "O'Neill Jr.", "St. Kitts") if COMMON[read].fullmatch(text)
    ]

    assert len(common) > 2
    assert [read(text) for text in common] == common


HEADERS: tuple[dict[str, Any], ...] = (
    {},
    {"tempodb": "2"},
    {"dataset": "a b"},
    {"dataset": None},
    {"title": "All", "focus": "o", "coverage": {"o": "1990/.."}},
    {"title": ""},
    {"title": ["a"]},
    {"focus": "a b"},
    {"coverage": {"o": "1992/1990"}},
    {"coverage": {"a b": "1990/1992"}},
    {"coverage": []},
    {"defaults": {"source": "s", "standing": "disputed"}},
    {"defaults": {"source": ["s", "r"], "standing": None}},
    {"defaults": {"standing": "so so"}},
    {"defaults": {"note": "x"}},
    {"defaults": "s"},
    {"statuses": "guest"},
    {"statuses": ["guest", ["host"]]},
    {"statuses": {"suspended": {"counts_as": "member"}, "guest": None, "host": {"counts_as": None}}},
    {"statuses": {"guest": {"counts_as": "guest"}}},
    {"statuses": {"guest": {"count_as": "member"}}},
    {"statuses": {"guest": "member"}},
    {"events": [], "states": {}, "persons": None},
    {"events": {}},
    {"states": ""},
    {"sates": {}},
)


@pytest.mark.parametrize("said", HEADERS)
def test_what_a_file_says_beside_its_entries_is_what_its_model_makes_of_it(said: dict[str, Any]) -> None:
    content = {"tempodb": "1", "dataset": "d", **said}
    try:
        file = models.DatasetFile.model_validate(content)
    except ValidationError:
        with pytest.raises((NotCleanError, RefusedError)):
            Heading.of(content)
        return

    heading = Heading.of(content)

    assert heading.dataset == file.dataset
    assert heading.said == {"title": file.title, "focus": file.focus, "coverage": file.coverage}
    assert (heading.statuses, heading.sources) == (counted(file.statuses), file.defaults.source)
    assert heading.standing == (file.defaults.standing or "accepted")


def test_the_sections_of_entries_are_those_of_the_model() -> None:
    fields = fields_of(models.DatasetFile)

    assert EMPTY.keys() == fields.keys() - {*fields_of(models.Defaults), "tempodb", "dataset", "defaults"} - {
        *("title", "focus", "statuses", "coverage")
    }
