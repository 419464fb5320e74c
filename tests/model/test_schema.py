"""The entries of the kinds: what is filed is read back, and each kind has one."""

from __future__ import annotations

import pytest

from tempodb.api.transactions.events import Happening
from tempodb.interchange.dataset import models
from tempodb.language_service.terminal_words import texts_of
from tempodb.model.field_types import FieldType
from tempodb.model.kinds import CAPACITIES, CORE_STATUSES, Kind
from tempodb.model.schema import SCHEMA, MembershipFields, TenureFields
from tempodb.questions import fact_rows, rows
from tempodb.questions.columns import columns
from tempodb.store.beliefs.belief_keys import belief_key_of
from tempodb.tql.ast import PLURALS


def test_each_kind_has_an_entry() -> None:
    assert set(SCHEMA) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_key_is_read_back_from_what_it_is_filed_under(kind: Kind) -> None:
    key = tuple(part.name for part in SCHEMA[kind].key)

    ids = ["" if entity is None else entity.id for entity in belief_key_of(kind, key)]

    assert tuple(ids[place] for place in SCHEMA[kind].places) == key


@pytest.mark.parametrize("kind", Kind)
def test_no_name_of_a_kind_means_two_things(kind: Kind) -> None:
    schema = SCHEMA[kind]
    names = [*(part.name for part in schema.key), *(field.name for field in schema.fields)]

    assert len(names) == len(set(names))
    assert set(schema.filed) <= set(names)


def test_a_write_has_a_word_for_each_field_that_stands_with_its_name() -> None:
    told = {
        field.name
        for kind in (Kind.MEMBERSHIP, Kind.TENURE, Kind.EVENT)
        for field in SCHEMA[kind].fields
        if not (field.is_bare or field.type is FieldType.AREA or field.name_of)
    }

    assert {word.replace(" ", "_") for word in texts_of("FIELD")} == told


@pytest.mark.parametrize(
    ("kind", "model", "meant"),
    [
        (Kind.DATASET, models.DatasetFile, {}),
        (Kind.PARTY, models.Party, {"class": None}),
        (Kind.OFFICE, models.Office, {}),
        (Kind.TITLE, models.Title, {}),
        (Kind.SOURCE, models.Source, {}),
        (Kind.NAME, models.Name, {}),
        (Kind.MEMBERSHIP, models.Membership, {}),
        (Kind.TENURE, models.Tenure, {}),
        (Kind.EVENT, models.Event, {}),
    ],
)
def test_a_file_has_a_key_for_all_that_a_kind_says(
    kind: Kind, model: type[models.Written], meant: dict[str, str | None]
) -> None:
    fields = [field for field in SCHEMA[kind].fields if not field.name_of]
    keys = {meant.get(field.name, field.in_files) for field in fields} - {None}

    assert keys <= model.model_fields.keys()


@pytest.mark.parametrize(
    ("kind", "rows_"),
    [
        (Kind.MEMBERSHIP, (fact_rows.MembershipRow, rows.MembershipRevisionRow, rows.ConflictRow)),
        (Kind.TENURE, (fact_rows.TenureRow, rows.TenureRevisionRow, rows.ConflictRow)),
        (Kind.NAME, (fact_rows.NameRow,)),
        (Kind.EVENT, (fact_rows.EventRow,)),
    ],
)
def test_a_row_has_a_column_for_all_that_a_kind_says(kind: Kind, rows_: tuple[type[rows.Row], ...]) -> None:
    for row in rows_:
        assert {field.name for field in SCHEMA[kind].fields} <= set(columns(row))


@pytest.mark.parametrize(
    ("kind", "taken"),
    [(Kind.MEMBERSHIP, MembershipFields), (Kind.TENURE, TenureFields), (Kind.EVENT, Happening)],
)
def test_python_takes_all_that_a_kind_says(kind: Kind, taken: type[object]) -> None:
    said = {field.argument for field in SCHEMA[kind].fields if not (field.is_bare or field.name_of)}

    assert taken.__annotations__.keys() == said


def test_a_question_has_a_word_for_each_capacity() -> None:
    assert {word.removesuffix(" holders") for word in texts_of("CAPACITY")} == set(CAPACITIES)


def test_each_status_that_is_a_noun_has_a_plural() -> None:
    heads_or_adjectives = {"member", "suspended"}

    assert set(PLURALS) == {f"{status}s" for status in CORE_STATUSES if status not in heads_or_adjectives}
