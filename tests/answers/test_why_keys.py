"""What `why` tells in sentences stands under keys too."""

from __future__ import annotations

from typing import Any

import pytest

import tempodb

WORLD = """
tempodb: 1
dataset: d
sources:
  s: {title: A list, publisher: The press, published: 2001-02, url: "https://example.org/s"}
  bare: {title: Another}
states: {a: {name: Aland}}
persons: {p: {name: Paula}}
organizations: {o: {name: Org}}
offices: {o/chair: {title: Chair, organization: o}}
memberships:
  - {member: a, of: o, from: 1999, to: 2006-03, source: [s, {id: bare, detail: p. 4}, {id: bare, detail: p. 9}], note: as told}
  - {member: a, of: o, status: suspended, from: 2006-03, source: {id: s, detail: p. 12}}
  - {member: a, of: o, status: observer, from: 2000, to: 2001, standing: disputed, source: bare}
tenures:
  - {holder: p, office: o/chair, capacity: acting, ordinal: 3, representing: a, observed: 2001-05-01, source: s}
"""


@pytest.fixture
def database(tmp_path: Any) -> tempodb.Database:
    (tmp_path / "d.yaml").write_text(WORLD, encoding="utf-8")
    database = tempodb.open(":memory:")
    database.load(tmp_path / "d.yaml", recorded_at="2010-01-01T00:00:00Z")
    return database


def rows(database: tempodb.Database, question: str, what: str) -> list[dict[str, Any]]:
    """Return what is told in some rows, without sentences."""
    found = (row for row in database.query(question).to_dicts() if row["what"] == what)
    return [
        {key: told for key, told in row.items() if told not in (None, ()) and key not in ("says", "because")}
        for row in found
    ]


def test_an_answer_and_its_claims_have_what_was_stated(database: tempodb.Database) -> None:
    held = {"from": "1999", "to": "2006-03", "standing": "accepted", "sources": ("bare", "s"),
            "member": "a", "organization": "o", "status": "member"}  # fmt: skip
    stated = {"dataset": "d", "transaction": 1, "recorded_at": "2010-01-01T00:00:00.000000Z"}

    assert rows(database, "why a in o as of 2003", "answer") == [
        {"what": "answer", **held, "certainty": "certain"}
    ]
    (claim,) = rows(database, "why a in o as of 2003", "claim")
    assert claim == {
        "what": "claim",
        **held,
        **stated,
        "sources": claim["sources"],
        "note": "as told",
        "detail": "bare: p. 4; bare: p. 9",
    }
    (disputed,) = rows(database, "why a in o as of 2003", "disputed")
    assert (disputed["status"], disputed["from"], disputed["standing"]) == ("observer", "2000", "disputed")
    # What has one source has it beside it.
    assert (disputed["source"], disputed["title"]) == ("bare", "Another")


def test_a_source_has_what_is_known_of_it(database: tempodb.Database) -> None:
    bare, full = rows(database, "why a in o as of 2003", "source")

    assert bare == {"what": "source", "sources": ("bare",), "source": "bare", "title": "Another"}
    assert {key: full[key] for key in ("source", "title", "publisher", "published", "url")} == {
        "source": "s",
        "title": "A list",
        "publisher": "The press",
        "published": "2001-02",
        "url": "https://example.org/s",
    }


def test_a_tenure_has_its_own_keys_in_answers_and_in_their_absence(database: tempodb.Database) -> None:
    held = {"holder": "p", "office": "o/chair", "organization": "o", "capacity": "acting", "ordinal": 3,
            "representing": "a", "from": "[..2001-05-01]", "to": "[2001-05-02..]"}  # fmt: skip

    for what, question in (
        ("answer", "why p holds o/chair as of 2001-05-01"),
        ("claim", "why p holds o/chair as of 2001-05-01"),
    ):
        (row,) = rows(database, question, what)
        assert {key: row[key] for key in held} == held
    (absent,) = rows(database, "why a in o as of 1980", "absent")[:1] or [{}]
    assert (absent["member"], absent["status"], absent["from"]) == ("a", "member", "1999")


def test_where_in_its_source_a_claim_stands_is_told(database: tempodb.Database) -> None:
    (claim,) = rows(database, "why a in o as of 2010", "claim")

    assert (claim["source"], claim["detail"]) == ("s", "p. 12")
    assert "by s (p. 12)" in str(database.query("why a in o as of 2010"))


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_what_is_exported_cites_the_same(database: tempodb.Database, tmp_path: Any, format_: str) -> None:
    file = tmp_path / f"again.{format_}"
    file.write_text(database.export("d", format=format_), encoding="utf-8")

    (again,) = database.load(file)
    file.write_text(file.read_text(encoding="utf-8").replace("p. 12", "p. 13"), encoding="utf-8")
    (corrected,) = database.load(file)

    assert again.difference.is_empty
    assert len(corrected.difference.corrected) == 1
    assert database.verify() == []
