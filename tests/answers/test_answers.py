"""Answers on the two datasets of the CSTO: rows, the JSON contract, and why an answer is empty."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from tempodb.answers.result import Result
from tempodb.api.query_builder import Asking
from tempodb.base.errors import QueryError
from tempodb.output.data import as_json

NOW = "2025-06-01T12:00:00Z"
LOADED = "2024-01-01T00:00:00Z"
FIXED = {"now": "2025-06-01T12:00:00.000000Z"}


def opened(*names: str) -> tempodb.Database:
    """Return a database with these datasets, loaded at the start of 2024 and asked in June 2025."""
    database = tempodb.open(":memory:", now=NOW)
    database.load(*(tempodb.bundled_fixture(name) for name in names), recorded_at=LOADED)
    return database


@pytest.fixture(scope="module")
def csto() -> Iterator[tempodb.Database]:
    with opened("csto.yaml") as database:
        yield database


@pytest.fixture(scope="module")
def exact() -> Iterator[tempodb.Database]:
    with opened("csto-exact.yaml") as database:
        yield database


def brief(result: Result | Asking) -> list[str]:
    """Return each row as a short text: who, what, from → to, how surely, and if it is disputed."""
    return [_brief({key.rstrip("_"): value for key, value in row._asdict().items()}) for row in result]


def _brief(row: dict[str, Any]) -> str:
    if "answer" in row:
        return str(row["answer"])
    shown = [
        row.get(key) for key in ("member", "holder", "body", "event", "name") if row.get(key) is not None
    ]
    if "event" in row:
        shown = [row["event"], row["date"], row["state"]]
    shown += [row[key] for key in ("office", "status", "capacity") if row.get(key) is not None]
    if row.get("from") is not None or row.get("to") is not None:
        shown.append(f"{row['from']} → {row['to'] or '…'}")
    shown += [word for word in ("possible",) if row.get("certainty") == word]
    shown += [word for word in ("disputed",) if row.get("standing") == word]
    return " ".join(map(str, shown))


FOUNDERS = ["armenia", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"]
SIX = ["armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"]
SINCE = {**dict.fromkeys(FOUNDERS, "1992"), "belarus": "1993", "azerbaijan": "1993", "georgia": "1993"}
TO = {"azerbaijan": "1999-04", "georgia": "1999-04"}


def members(*ids: str) -> list[str]:
    """Return the brief rows of those who are members once."""
    return [f"{id_} member {SINCE[id_]} → {TO.get(id_, '…')}" for id_ in ids]


MANTUROV_2023 = "[..2023-04-24] → [2023-04-28..]"
SEMERIKOV = "valery-semerikov csto/secretary-general acting [..2017-04-18] → [2017-04-22..]"
TASMAGAMBETOV = f"imangali-tasmagambetov csto/secretary-general substantive {MANTUROV_2023}"
CHAIRMAN = f"denis-manturov icmec/chairman substantive {MANTUROV_2023}"

ANSWERS: list[tuple[str, list[str]]] = [
    # members
    ("members of CSTO as of 2006", [*members(*SIX), "uzbekistan member 2006 → 2012-06-28"]),
    ("members as of 2006", [*members(*SIX), "uzbekistan member 2006 → 2012-06-28"]),
    ("members of CSTO in 2006", [*members(*SIX), "uzbekistan member 2006 → 2012-06-28"]),
    ("members as of 2006-03-01", [*members(*SIX), "uzbekistan member 2006 → 2012-06-28 possible"]),
    ("members of CSTO possibly as of 2006-03-01", ["uzbekistan member 2006 → 2012-06-28 possible"]),
    ("members of CSTO certainly as of 2006-03-01", members(*SIX)),
    ("members as of 2012-06-28", members(*SIX)),
    ("members as of 2012-06-27", [*members(*SIX), "uzbekistan member 2006 → 2012-06-28"]),
    ("members", members(*SIX)),
    (
        "members of CST as of 1999",
        [*members(*sorted([*SIX, "azerbaijan", "georgia"])), "uzbekistan member 1992 → 1999 possible"],
    ),
    ("members certainly as of 1999", members(*sorted([*SIX, "azerbaijan", "georgia"]))),
    ("members possibly as of 1999", ["uzbekistan member 1992 → 1999 possible"]),
    (
        "members of CST throughout between 1994 and 1998",
        [*members(*sorted([*SIX, "azerbaijan", "georgia"])), "uzbekistan member 1992 → 1999"],
    ),
    (
        "members possibly throughout 1993",
        [row + " possible" for row in members("azerbaijan", "belarus", "georgia")],
    ),
    ("members certainly throughout 1993", [*members(*FOUNDERS), "uzbekistan member 1992 → 1999"]),
    ("members between 2006 and 2006", [*members(*SIX), "uzbekistan member 2006 → 2012-06-28"]),
    # other statuses
    ("suspended members of CSTO as of 2013", ["uzbekistan suspended 2012-06-28 → …"]),
    ("suspended members between 1992 and 2000", ["uzbekistan suspended 1999 → 2006"]),
    (
        "members of CSTO including suspended, observer as of 2013",
        [*members(*SIX), "uzbekistan suspended 2012-06-28 → …"],
    ),
    (
        "members including any status as of 1999",
        [
            *members(*sorted([*SIX, "azerbaijan", "georgia"])),
            "uzbekistan member 1992 → 1999 possible",
            "uzbekistan suspended 1999 → 2006",
        ],
    ),
    ("observers of UN General Assembly as of 2017-04-21", ["csto observer [..2017-04-21] → [2017-04-22..]"]),
    ("observers of UN General Assembly", ["csto observer [..2017-04-21] → [2017-04-22..] possible"]),
    # one party
    ("organizations of Tajikistan as of 2023", members("tajikistan")),
    ("organizations of Uzbekistan including suspended", ["uzbekistan suspended 2012-06-28 → …"]),
    ("organizations of CSTO including any status", ["csto observer [..2017-04-21] → [2017-04-22..] possible"]),
    ("status of Uzbekistan in CSTO as of 2013", ["uzbekistan suspended 2012-06-28 → …"]),
    ("status of Uzbekistan as of 2006", ["uzbekistan suspended 1999 → 2006 possible", "uzbekistan member 2006 → 2012-06-28"]),
    (
        "periods of Uzbekistan in CSTO",
        [
            "uzbekistan member 1992 → 1999",
            "uzbekistan suspended 1999 → 2006",
            "uzbekistan member 2006 → 2012-06-28",
            "uzbekistan suspended 2012-06-28 → …",
        ],
    ),
    ("periods of Georgia", ["georgia member 1993 → 1999-04"]),
    # whether
    ("whether Uzbekistan is member of CSTO as of 2007", ["yes"]),
    ("whether Uzbekistan is member as of 2000", ["no"]),
    ("whether Uzbekistan is member as of 1999", ["possibly"]),
    ("whether Uzbekistan is member as of 2006-03-01", ["possibly"]),
    ("whether Uzbekistan is suspended in CSTO", ["yes"]),
    ("whether Uzbekistan is member throughout between 1993 and 2020", ["no"]),
    # Pieces of one key in the asked statuses that share a boundary are joined first.
    ("whether Uzbekistan is member including suspended throughout between 1993 and 2020", ["yes"]),
    ("whether Uzbekistan is observer", ["no"]),
    ("whether Russia is member of UN as of 2000", ["no"]),
    ("whether Denis Manturov holds chairman of ICMEC as of 2023-04-25", ["yes"]),
    ("whether Denis Manturov holds chairman of ICMEC as of 2024", ["possibly"]),
    ("whether Valery Semerikov holds secretary-general as of 2024", ["no"]),
    # offices; who is certain narrows what others can possibly have held
    ("holders of secretary-general of CSTO as of 2017-04-19", [SEMERIKOV]),
    ("holders of secretary-general of CSTO as of 2020", [TASMAGAMBETOV + " possible", SEMERIKOV + " possible"]),
    ("holders of secretary-general of CSTO as of 2024", [TASMAGAMBETOV + " possible"]),
    ("holders of secretary-general as of 2017-04-22", [TASMAGAMBETOV + " possible", SEMERIKOV + " possible"]),
    ("holders of secretary-general as of 2023-04-23", [TASMAGAMBETOV + " possible", SEMERIKOV + " possible"]),
    ("holders of secretary-general as of 2023-04-25", [TASMAGAMBETOV]),
    ("holders of secretary-general as of 2010", [SEMERIKOV + " possible"]),
    ("acting holders of secretary-general as of 2020", [SEMERIKOV + " possible"]),
    ("acting holders of secretary-general of CSTO as of 2017-04-19", [SEMERIKOV]),
    ("holders of any office in CSTO as of 2023-04-25", [TASMAGAMBETOV]),
    ("substantive holders of any office in ICMEC as of 2023-04-25", [CHAIRMAN]),
    (
        "offices of Denis Manturov as of 2023-04-27",
        [
            CHAIRMAN,
            f"denis-manturov russia/deputy-prime-minister substantive {MANTUROV_2023}",
            f"denis-manturov russia/minister-of-industry-and-trade substantive {MANTUROV_2023}",
        ],
    ),
    ("offices in ICMEC as of 2023", [CHAIRMAN, "icmec/head-of-national-part"]),
    ("offices of ICMEC as of 2023", [CHAIRMAN, "icmec/head-of-national-part"]),
    (
        "offices of Tajikistan as of 2017-04-18",
        [
            "tajikistan/defence-minister",
            "emomali-rahmon tajikistan/president substantive [..2017-04-18] → [2017-04-19..]",
            "tajikistan/foreign-minister",
            "tajikistan/security-council-secretary",
            "shavkat-bobozoda tajikistan/minister-of-industry-and-new-technologies substantive "
            "[..2017-04-18] → [2017-04-22..]",
        ],
    ),
    # names and bodies
    (
        "names of CSTO",
        [
            "Collective Security Treaty 1992 → 2002-10",
            "Collective Security Treaty Organization 2002-10 → …",
        ],
    ),
    ("names as of 2000", ["Collective Security Treaty 1992 → 2002-10"]),
    (
        "names as of 2002-10",
        [
            "Collective Security Treaty 1992 → 2002-10 possible",
            "Collective Security Treaty Organization 2002-10 → …",
        ],
    ),
    ("names of ICMEC", ["Interstate Commission for Military-Economic Cooperation 2005-06-23 → …"]),
    ("names of Denis Manturov as of 0001", ["Denis Manturov"]),
    (
        "bodies of CSTO as of 2010",
        [
            "collective-security-council [..2005-06-23] → …",
            "csto-press-centre [..2023-04-27] → … possible",
            "csto-secretariat [..2017-04-18] → … possible",
            "icmec 2005-06-23 → …",
        ],
    ),
    ("bodies of UN", ["un-general-assembly"]),
    # events
    (
        "events of ICMEC between 2022 and 2024",
        [
            "icmec-20 2022-10 held",
            "icmec-21 2023-04-27 held",
            "icmec-22-decision-2023 2023-04-27 held",
            "icmec-exhibition-decision-2023 2023-04-27 held",
            "icmec-work-plan-2024 2023-04-27 held",
            "icmec-22 [2024-09..2024-10] planned",
        ],
    ),
    ("events of ICMEC as of 2024-09", ["icmec-22 [2024-09..2024-10] planned possible"]),
    (
        "events during 2017-04",
        [
            "semerikov-arrival-2017 2017-04-19 planned",
            "semerikov-rahmon-2017 2017-04-19 planned",
            "semerikov-ministers-2017 [2017-04-19..] planned possible",
            "protocol-2017 2017-04-20 held",
            "vpk-tajikistan-2017 2017-04-20 held",
        ],
    ),
    # by whose word
    ("periods of Belarus", members("belarus")),
    ("periods of Belarus including disputed", ["belarus member 1992 → … disputed", *members("belarus")]),
    ("periods of Belarus according to report-2023-04-27", ["belarus member 1992 → … disputed"]),
    ("periods of Belarus according to report-2017-04-21", members("belarus")),
    ("members as of 1992 including disputed",
     sorted([*members(*FOUNDERS), "belarus member 1992 → … disputed", "uzbekistan member 1992 → 1999"])),
    ("whether Belarus is member as of 1992", ["no"]),
    ("whether Belarus is member as of 1992 including disputed", ["yes"]),
    ("members published by 2017-04-21 as of 2013", members(*SIX)),
    ("members published by 2017 as of 2013", members(*SIX)),
    ("members published by 2017-04-20 as of 2013", []),
    ("holders of secretary-general published by 2017-04-18 as of 2017-04-19", [SEMERIKOV]),
    # known when
    ("members known at 2023 as of 2006", []),
    ("members known at 2024-01-01 as of 2013", members(*SIX)),
    ("members known at 2024-01-01T00:00:00Z as of 2013", members(*SIX)),
    ("members known at 2023-12-31T23:59:59.999999Z as of 2013", []),
    # what there is
    ("show datasets", ["Collective Security Treaty Organization"]),
    ("show transactions", [FIXED["now"].replace("2025-06-01T12", "2024-01-01T00")]),
    ("show persons limit 2", ["Denis Manturov", "Emomali Rahmon"]),
    ("describe icmec-21", ["21st meeting of ICMEC"]),
    ("describe report-2017-04-21", ["Tajikistan and Russia sign a protocol on cooperation in the defence industry"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "rows"), ANSWERS, ids=[question for question, _ in ANSWERS])
def test_the_documents_of_2017_and_2023_answer(
    csto: tempodb.Database, question: str, rows: list[str]
) -> None:
    assert brief(csto.query(question)) == rows


EXACT: list[tuple[str, list[str]]] = [
    ("status of Uzbekistan as of 1999-04-01", ["uzbekistan member 1992-05-15 → 1999-04-02"]),
    ("status of Uzbekistan as of 1999-04-02", ["uzbekistan suspended 1999-04-02 → 2006-08-16"]),
    ("whether Uzbekistan is member as of 2006-08-15", ["no"]),
    ("whether Uzbekistan is member as of 2006-08-16", ["yes"]),
    ("whether Uzbekistan is member as of 2006", ["yes"]),
    ("whether Uzbekistan is member throughout 2006", ["no"]),
    # Two claims that meet are one period.
    (
        "periods of Uzbekistan in CSTO",
        [
            "uzbekistan member 1992-05-15 → 1999-04-02",
            "uzbekistan suspended 1999-04-02 → 2006-08-16",
            "uzbekistan member 2006-08-16 → 2012-06-28",
            "uzbekistan suspended 2012-06-28 → …",
        ],
    ),
    (
        "holders of secretary-general as of 2017",
        [
            "valery-semerikov csto/secretary-general acting 2017-01-01 → 2017-05-02",
            "yuri-khachaturov csto/secretary-general substantive 2017-05-02 → 2018-11-02",
        ],
    ),
    (
        "offices of Valery Semerikov between 2017 and 2019",
        [
            "valery-semerikov csto/secretary-general acting 2017-01-01 → 2017-05-02",
            "valery-semerikov csto/secretary-general acting 2018-11-02 → 2020-01-01",
        ],
    ),
    ("holders of secretary-general as of 2002", []),
    (
        "holders of secretary-general as of 2002 including disputed",
        ["nikolai-bordyuzha csto/secretary-general substantive 2002-10-07 → unknown disputed"],
    ),
    ("frozen members as of 2024-03", []),
    (
        "frozen members as of 2024-03 including disputed",
        ["armenia frozen 2024-02-22 → unknown possible disputed"],
    ),
    (
        "frozen members as of 2024-03 according to rt-592986",
        ["armenia frozen 2024-02-22 → unknown possible disputed"],
    ),
    ("whether Armenia is frozen as of 2024-03 including disputed", ["possibly"]),
    (
        "observers of CSTO Parliamentary Assembly as of 2030",
        [
            f"{id_} observer 2013 → unknown possible"
            for id_ in (
                "serbia-national-assembly",
                "union-state-parliamentary-assembly",
                "afghanistan-wolesi-jirga",
            )
        ],
    ),
    (
        "events as of 2006-12-01",
        [
            "uzbekistan-senate-2006 2006-12-01 held",
            "uzbekistan-law-2006 [2006-12-01..2006-12-13] held possible",
        ],
    ),
    (
        "members published by 2006-06 as of 2006-08-20",
        [f"{id_} member {'1993-12-31' if id_ == 'belarus' else '1992-05-15'} → …" for id_ in SIX],
    ),
]


@pytest.mark.parametrize(("question", "rows"), EXACT, ids=[question for question, _ in EXACT])
def test_the_exact_dates_answer(exact: tempodb.Database, question: str, rows: list[str]) -> None:
    assert brief(exact.query(question)) == rows


@pytest.mark.parametrize("window", ["2006-03-01", "1999-04-02", "2012-06-28", "1990-01-01", "2024-01-01"])
def test_on_precise_data_nothing_is_merely_possible(exact: tempodb.Database, window: str) -> None:
    rows = [*exact.query(f"members including any status as of {window}")]

    assert all(row.certainty == "certain" for row in rows)
    assert rows == [*exact.query(f"members including any status certainly as of {window}")]


# ── text and Python ──────────────────────────────────────────────────────────────────────────────

BOTH: list[tuple[str, Callable[[tempodb.Database], Asking]]] = [
    ("members of CSTO as of 2006", lambda db: db.members("CSTO").as_of("2006")),
    ("members as of 1999 including any status", lambda db: db.members().including("any status").as_of(1999)),
    (
        "members possibly as of 1999 limit 1",
        lambda db: db.members("csto").as_of("1999").possibly().limit(1),
    ),
    ("suspended members as of 2013", lambda db: db.members(status="suspended").as_of("2013")),
    ("periods of Uzbekistan order by from desc", lambda db: db.periods("Uzbekistan").order_by("-from")),
    ("whether Uzbekistan is member as of 2007", lambda db: db.whether_member("Uzbekistan").as_of(2007)),
    ("holders of secretary-general as of 2020", lambda db: db.holders("secretary-general").as_of("2020")),
    ("offices in ICMEC as of 2023", lambda db: db.offices("ICMEC").as_of("2023")),
    ("events during 2017-04", lambda db: db.events().during("2017-04")),
    ("members known at 2023", lambda db: db.members().known_at("2023")),
    ("members published by 2016", lambda db: db.members().published_by("2016")),
    ("describe Uzbekistan", lambda db: db.describe("Uzbekistan")),
    ("show offices", lambda db: db.show("offices")),
]


@pytest.mark.parametrize(("text", "built"), BOTH, ids=[text for text, _ in BOTH])
def test_text_and_python_give_the_same_answer(
    csto: tempodb.Database, text: str, built: Callable[[tempodb.Database], Asking]
) -> None:
    asked, answered = built(csto), csto.query(text)

    assert list(asked) == list(answered)
    assert asked.to_dicts() == answered.to_dicts()
    assert asked.run().as_dict()["known_at"] == answered.as_dict()["known_at"]
    assert asked.to_arrow().equals(answered.to_arrow())
    assert asked.to_polars().equals(answered.to_polars())


@pytest.mark.parametrize(("question", "_rows"), ANSWERS, ids=[question for question, _ in ANSWERS])
def test_the_canonical_text_of_an_answer_asks_for_the_same(
    csto: tempodb.Database, question: str, _rows: list[str]
) -> None:
    answer = csto.query(question)

    again = csto.query(answer.query)

    assert again.as_dict() == answer.as_dict()


# ── the JSON contract ────────────────────────────────────────────────────────────────────────────

MEMBERSHIP = {
    "member",
    "member_name",
    "organization",
    "organization_name",
    "status",
    "from",
    "to",
    "certainty",
    "sources",
}
TENURE = {"holder", "holder_name", "office", "title", "organization", "organization_name", "capacity", "ordinal",
          "representing", "from", "to", "certainty", "sources"}  # fmt: skip
KEYS: list[tuple[str, set[str], set[str]]] = [
    *((question, MEMBERSHIP, {"standing"}) for question in (
        "members as of 2006", "observers of un-general-assembly as of 2017-04-21", "organizations of Tajikistan",
        "status of Uzbekistan", "periods of Uzbekistan", "suspended members as of 2013",
    )),
    *((question, TENURE, {"standing"}) for question in (
        "holders of secretary-general as of 2020", "holders of any office in CSTO as of 2020",
        "offices of Denis Manturov", "offices in ICMEC",
    )),
    ("whether Uzbekistan is member", {"answer"}, set()),
    ("whether Denis Manturov holds chairman", {"answer"}, set()),
    ("bodies of CSTO", {"body", "body_name", "organization", "from", "to", "certainty"},
     {"organization_name", "standing", "sources"}),
    ("names of CSTO", {"party", "name", "short", "from", "to", "certainty"}, {"standing", "sources"}),
    ("events", {"event", "kind", "body", "number", "title", "date", "place", "state", "certainty"},
     {"body_name", "participants", "outcome", "standing", "sources"}),
    *((f"show {sort}", {"id", "name", "kind"}, {"detail"}) for sort in (
        "organizations", "states", "persons", "offices", "sources", "datasets", "transactions",
    )),
    ("describe CSTO", {"id", "name", "kind"}, {"detail"}),
    ("describe csto/secretary-general", {"id", "name", "kind"}, {"detail"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "fixed", "added"), KEYS, ids=[question for question, _, _ in KEYS])
def test_the_keys_of_a_row_are_those_of_the_contract(
    csto: tempodb.Database, question: str, fixed: set[str], added: set[str]
) -> None:
    answer = json.loads(as_json(csto.query(question)))

    assert set(answer) == {"query", "columns", "rows", "valid", "known_at"}
    assert answer["rows"]
    assert set(answer["columns"]) == fixed | added
    for row in answer["rows"]:
        assert list(row) == answer["columns"]


@pytest.mark.parametrize(("question", "_fixed", "_added"), KEYS, ids=[question for question, _, _ in KEYS])
def test_the_values_of_a_row_are_of_the_kinds_that_the_contract_says(
    csto: tempodb.Database, question: str, _fixed: set[str], _added: set[str]
) -> None:
    kinds = {
        "sources": list, "participants": list, "number": int | None, "ordinal": int | None,
        **dict.fromkeys(["from", "to", "short", "body", "body_name", "place", "outcome", "date", "title", "detail"], str | None),
        **dict.fromkeys(["holder", "holder_name", "capacity", "representing", "kind"], str | None),
    }  # fmt: skip
    for row in json.loads(as_json(csto.query(question)))["rows"]:
        for key, value in row.items():
            assert isinstance(value, kinds.get(key, str)), key
        assert row.get("certainty", "certain") in ("certain", "possible")
        assert row.get("standing", "accepted") in ("accepted", "disputed")
        assert row.get("state", "held") in ("held", "planned")


@pytest.mark.parametrize(
    ("question", "from_", "to"),
    [
        ("periods of Georgia", "1993", "1999-04"),
        ("periods of Armenia", "1992", None),
        ("observers of un-general-assembly", "[..2017-04-21]", "[2017-04-22..]"),
        ("names of Uzbekistan", None, None),
        ("bodies of Russia as of 2000 limit 1", None, None),
    ],
)
def test_from_and_to_are_edtf_and_null_is_open(
    csto: tempodb.Database, question: str, from_: str | None, to: str | None
) -> None:
    (row,) = json.loads(as_json(csto.query(question)))["rows"]

    assert (row["from"], row["to"]) == (from_, to)


@pytest.mark.parametrize(
    ("question", "from_", "to"),
    [
        ("periods of Serbia according to news-24kg-287523", "[..2024-02]", "[2024-02-02..]"),
        ("periods of Uzbekistan according to cow-igo-3", "2002", "[2011-01-02..2012-01-01]"),
        (
            "periods of Uzbekistan according to lenta-2006-12-13 order by from desc limit 1",
            "2006-12",
            "unknown",
        ),
    ],
)
def test_what_is_stated_is_shown_as_stated(
    exact: tempodb.Database, question: str, from_: str, to: str
) -> None:
    (row,) = exact.query(question)

    assert (row.from_, row.to) == (from_, to)


LAST = "2024-01-01T00:00:00.000000Z"


@pytest.mark.parametrize(
    ("question", "canonical", "valid", "known_at"),
    [
        ("MEMBERS of  csto", "members of csto", "2025-06-01", LAST),
        ("members in 2006", "members as of 2006", "2006", LAST),
        ("members as of today", "members as of today", "2025-06-01", LAST),
        ("members between 1998 and today", "members between 1998 and today", "1998/2025-06-01", LAST),
        ("members during October 2002", "members during 2002-10", "2002-10", LAST),
        ("periods of Uzbekistan", "periods of Uzbekistan", None, LAST),
        ("names", "names", None, LAST),
        ("names as of 2006", "names as of 2006", "2006", LAST),
        ("events", "events", None, LAST),
        ("bodies", "bodies", "2025-06-01", LAST),
        ("show states", "show states", None, LAST),
        ("count members", "count members", "2025-06-01", LAST),
        ("count members as of 2006", "count members as of 2006", "2006", LAST),
        ("count members by decade", "count members by decade", None, LAST),
        (
            "count members known at 2024 by year",
            "count members known at 2024 by year",
            None,
            LAST,
        ),
        ("explain count members by decade", "explain count members by decade", None, LAST),
        ("count members between 1992 and 1995 by year",) * 2 + ("1992/1995", LAST),
        ("count members as of 2006 by month",) * 2 + ("2006", LAST),
        ("count members between 1992 and 1995 known at 2024 by year",) * 2 + ("1992/1995", LAST),
        ("members known at 2024", "members known at 2024", "2025-06-01", LAST),
        ("members known at 2099", "members known at 2099", "2025-06-01", LAST),
        ("members known at 2023", "members known at 2023", "2025-06-01", None),
        ("members known at 2025", "members known at 2025", "2025-06-01", LAST),
        (
            "members known at 2024-03-01T01:00+01:00",
            "members known at 2024-03-01T00:00:00.000000Z",
            "2025-06-01",
            LAST,
        ),
    ],
)
def test_an_answer_says_what_was_asked_and_at_which_instants(
    csto: tempodb.Database, question: str, canonical: str, valid: str | None, known_at: str | None
) -> None:
    answer = csto.query(question).as_dict()

    assert (answer["query"], answer["valid"], answer["known_at"]) == (canonical, valid, known_at)


# ── empty answers ────────────────────────────────────────────────────────────────────────────────

EMPTY: list[tuple[str, str, str]] = [
    ("csto", "members possibly as of 2006", "without that word there are 7 rows"),
    ("csto", "periods of Armenia in CSTO possibly as of 2013", "without that word there is 1 row"),
    ("csto", "members certainly as of 1992-06-01", "without that word there are 6"),
    ("csto", "members published by 2016", "without that clause there are 6"),
    ("csto", "members published by [9999-01-01..] according to report-2017-04-18", "published by 9999-12-31"),
    ("csto", "members according to csto-2023-04-24 as of 1999", "without that clause there are 9"),
    ("csto", "members as of 1990", "from 1992 onwards"),
    ("csto", "organizations of Uzbekistan as of 2013", "from 1992 to 2012-06-28"),
    ("csto", "names as of 1980", "from 1992 onwards"),
    ("exact", "holders of secretary-general as of 2040", "from 2003-04-28 to 2029-01-01"),
    ("csto", "events of ICMEC in 1999", "from 2022-10 to"),
    ("csto", "suspended members as of 1995", "from 1999 onwards"),
    ("csto", "observers of CSTO", "there is member, suspended"),
    ("csto", "interim holders of secretary-general", "there is acting, substantive"),
    ("csto", "members known at 2023", "2023-12-31T23:59:59.999999Z"),
    ("csto", "history of members known at 2023", "nothing was recorded yet at 2023-12-31T23:59:59.999999Z"),
    ("csto", "vacancies of any office in CSTO known at 2023", "nothing was recorded yet"),
    ("csto", "events known at 2017", "2017-12-31T23:59:59.999999Z"),
    ("csto", "holders of secretary-general known at 2023 as of 2017-04-19", "2023-12-31T23:59:59.999999Z"),
    ("exact", "status of Serbia in CSTO", "`including disputed`"),
    ("csto", "organizations of Uzbekistan as of 2013", "in 2013 it is recorded as suspended: add `including suspended`; member is recorded from 1992 to 2012-06-28"),
    ("csto", "organizations of Uzbekistan as of 2013-02-01", "on 2013-02-01 it is recorded as suspended"),
    ("csto", "organizations of Uzbekistan between 2013 and 2014", "between 2013 and 2014 it is recorded as suspended"),
    ("csto", "organizations of Uzbekistan", "today (2025-06-01) it is recorded as suspended: add `including suspended`"),
    ("csto", "organizations of Uzbekistan", "for another time add for example `as of 2006`"),
    ("csto", "suspended members as of 1995", "in 1995 there is member: add `including member`; suspended is recorded from 1999 onwards"),
    ("csto", "acting holders of secretary-general as of 2024", "in 2024 the capacity is recorded as substantive"),
    ("csto", "members while Georgia is suspended in CSTO", "without `while` there are 10"),
    ("csto", "offices of Valery Semerikov as of 2024", "the dates would allow it in 2024, but what else is recorded leaves no room"),
    ("csto", "organizations of Georgia", "outside what is recorded: it runs from 1993 to 1999-04; no time is named"),
    ("csto", "members throughout between 1980 and 2020", "no row holds on every day of it; without `throughout` there are 10"),
    ("csto", "members that joined in 1950", "without `that` there are 10"),
    ("csto", "periods of Denis Manturov in CSTO", "try `offices of Denis Manturov`"),
    ("csto", "organizations of Denis Manturov", "try `offices of Denis Manturov`"),
    ("exact", "acting holders of secretary-general as of 1990", "from 2003-04-28 to 2029-01-01"),
    ("csto", "members of ICMEC", "nothing is recorded of it"),
    ("csto", "holders of Foreign Minister of Tajikistan", "nothing is recorded of it"),
    ("csto", "events of Tajikistan", "nothing is recorded of it"),
]  # fmt: skip


@pytest.mark.parametrize(("dataset", "question", "reason"), EMPTY, ids=[question for _, question, _ in EMPTY])
def test_an_empty_answer_says_why(
    dataset: str, question: str, reason: str, request: pytest.FixtureRequest
) -> None:
    answer = request.getfixturevalue(dataset).query(question)

    assert list(answer) == []
    assert reason in answer.empty_because
    assert json.loads(as_json(answer))["empty_because"] == answer.empty_because


@pytest.fixture(scope="module")
def gapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    """Return a database of a member that left and came back, and of an office that was held twice."""
    file = tmp_path_factory.mktemp("gapped") / "gapped.yaml"
    file.write_text(GAPPED, encoding="utf-8")
    with tempodb.open(":memory:", now=NOW) as database:
        database.load(file, recorded_at=LOADED)
        yield database


GAPPED = """
tempodb: 1
dataset: gapped
focus: club
states: {exampleland: {name: Exampleland}}
persons: {ann: {name: Ann}, bob: {name: Bob}}
organizations: {club: {name: Club}}
offices: {club/chair: {title: Chair}}
memberships:
  - {member: exampleland, of: club, from: 1970, to: 1980}
  - {member: exampleland, of: club, from: 1990, to: 1995-06}
tenures:
  - {holder: ann, office: club/chair, from: 1965, to: 1970}
  - {holder: bob, office: club/chair, from: "[..1993-05-01]", to: 1994}
"""


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("members as of 1985", "nothing is recorded between 1980 and 1990"),
        ("organizations of Exampleland during 1985", "nothing is recorded between 1980 and 1990"),
        ("members as of 1960", "outside what is recorded: it runs from 1970 to 1995-06"),
        ("holders of chair as of 2001", "outside what is recorded: it runs from [..1993-05-01] to 1994"),
    ],
)
def test_a_time_in_which_nothing_is_recorded_is_told_from_the_times_around_it(
    gapped: tempodb.Database, question: str, reason: str
) -> None:
    assert gapped.query(question).empty_because == reason


def test_an_end_that_is_open_to_one_side_comes_where_its_known_day_does(gapped: tempodb.Database) -> None:
    answer = gapped.query("holders of chair between 1960 and 2000 order by from")

    assert [row.from_ for row in answer] == ["1965", "[..1993-05-01]"]


@pytest.mark.parametrize("question", ["members limit 0", "events limit 0"])
def test_an_answer_that_was_cut_to_nothing_gives_no_reason(csto: tempodb.Database, question: str) -> None:
    assert csto.query(question).empty_because is None


@pytest.mark.parametrize("question", ["members as of 2006", "whether Uzbekistan is observer", "show states"])
def test_an_answer_with_rows_gives_no_reason(csto: tempodb.Database, question: str) -> None:
    answer = csto.query(question)

    assert answer.empty_because is None
    assert "empty_because" not in answer.as_dict()


@pytest.mark.parametrize("question", ["observers of CSTO as of 2013", "frozen members as of 2024-03"])
def test_an_answer_that_only_disputed_claims_would_fill_says_so(
    exact: tempodb.Database, question: str
) -> None:
    assert list(exact.query(f"{question} including disputed"))
    assert "including disputed" in (exact.query(question).empty_because or "")


@pytest.mark.parametrize("question", ["show persons known at 2006", "describe Uzbekistan known at 2006"])
def test_an_empty_list_says_why_too(csto: tempodb.Database, question: str) -> None:
    answer = csto.query(question)

    assert list(answer) == []
    assert answer.empty_because is not None


def test_the_reason_does_not_deny_that_what_is_certain_is_possible(csto: tempodb.Database) -> None:
    assert "no row is possible;" not in (csto.query("members possibly as of 2006").empty_because or "")


# ── clauses that must not be passed over ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "question",
    [
        "show states published by 1900",
        "show organizations according to csto-2023-04-24",
        "describe Uzbekistan published by 1900",
        "show sources published by 1900",
    ],
)
def test_a_list_keeps_to_its_sources_or_is_refused(csto: tempodb.Database, question: str) -> None:
    try:
        ids = {row.id for row in csto.query(question)}
    except QueryError:
        return

    assert not ids & {"uzbekistan", "un-general-assembly", "report-2017-04-18"}


@pytest.mark.parametrize("clause", ["published by 1900", "according to report-2017-04-18"])
def test_an_office_without_a_holder_needs_its_source_too(csto: tempodb.Database, clause: str) -> None:
    assert list(csto.query(f"offices in ICMEC as of 2023 {clause}")) == []


def test_a_description_is_ordered_as_asked(csto: tempodb.Database) -> None:
    kinds = [row.kind for row in csto.query("describe Uzbekistan order by kind")]

    assert kinds == sorted(kinds)


def test_what_is_so_is_possibly_so(csto: tempodb.Database) -> None:
    (row,) = csto.query("whether Uzbekistan is member possibly as of 2007")

    assert row.answer == "yes"


# `certainly` and `possibly` choose among rows. Whether something is so has one answer, and `no` denies that it may be:
# under either word it is said only of what is not even possible.
@pytest.mark.parametrize("only", ["", "certainly", "possibly"])
@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        ("Uzbekistan is member {} as of 2007", "yes"),
        ("Uzbekistan is member {} as of 2006-03-01", "possibly"),
        ("Uzbekistan is member {} throughout 2006", "possibly"),
        ("Uzbekistan is member {} as of 2013", "no"),
        ("Denis Manturov holds chairman of ICMEC {} as of 2023-04-27", "yes"),
        ("Denis Manturov holds chairman of ICMEC {} as of 2023-05-27", "possibly"),
    ],
)
def test_whether_it_is_so_is_answered_alike_under_certainly_and_possibly(
    csto: tempodb.Database, condition: str, answer: str, only: str
) -> None:
    (row,) = csto.query(f"whether {condition.format(only)}")

    assert row.answer == answer


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("show persons published by 2018", ["emomali-rahmon", "oleg-bochkaryov", "shavkat-bobozoda", "valery-semerikov"]),
        ("show states published by 1900", []),
        ("show states according to report-2017-04-18", ["russia", "tajikistan"]),
        ("describe Uzbekistan according to report-2017-04-18", []),
        ("describe icmec-21 published by 2017", []),
        ("describe icmec-21 published by 2023", ["icmec-21"]),
    ],
)  # fmt: skip
def test_a_list_holds_what_has_a_name_by_such_a_source(
    csto: tempodb.Database, question: str, ids: list[str]
) -> None:
    answer = csto.query(question)

    assert [row.id for row in answer] == ids
    assert bool(answer) or "without that clause there " in (answer.empty_because or "")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("members published by 2016", "no row has a source published by 2016-12-31; without"),
        ("members according to csto-2023-04-24 as of 1999", "no row has the source csto-2023-04-24; without"),
        ("members possibly as of 2006", "every row is certain; without that word there are 7"),
        ("members certainly as of 1992-06-01", "every row is merely possible; without"),
    ],
)
def test_a_reason_names_what_left_nothing(csto: tempodb.Database, question: str, reason: str) -> None:
    assert reason in (csto.query(question).empty_because or "")


# ── order and limit ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "column", "values"),
    [
        ("members as of 2006", "member_name", ["Armenia", "Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan", "Uzbekistan"]),
        ("members as of 2006 order by member desc limit 2", "member", ["uzbekistan", "tajikistan"]),
        ("members as of 2006 order by from desc, member limit 3", "member", ["uzbekistan", "belarus", "armenia"]),
        ("members as of 2006 order by from desc, member desc limit 3", "member", ["uzbekistan", "belarus", "tajikistan"]),
        ("members as of 1999 order by to, from desc limit 4", "member", ["uzbekistan", "azerbaijan", "georgia", "belarus"]),
        ("members as of 1999 order by certainty desc limit 2", "member", ["uzbekistan", "armenia"]),
        ("members as of 2006 order by Status ASC limit 1", "member", ["armenia"]),
        ("members limit 0", "member", []),
        ("members limit 1", "member", ["armenia"]),
        ("members limit 999999999", "member", SIX),
        ("names order by name desc", "short", ["CSTO", "CST"]),
        ("periods of Uzbekistan order by from desc limit 1", "from_", ["2012-06-28"]),
        ("events of ICMEC order by number desc limit 5", "number", [None, None, None, 22, 21]),
        ("events of ICMEC order by number limit 3", "number", [20, 21, 22]),
        ("show transactions", "id", ["1"]),
        ("show persons order by id desc limit 2", "id", ["valery-semerikov", "shavkat-bobozoda"]),
    ],
)  # fmt: skip
def test_rows_come_in_the_order_asked_for(
    csto: tempodb.Database, question: str, column: str, values: list[object]
) -> None:
    assert [getattr(row, column) for row in csto.query(question)] == values


@pytest.mark.parametrize("direction", ["", " desc"])
def test_events_are_ordered_by_their_dates_and_not_by_the_texts_of_them(
    csto: tempodb.Database, direction: str
) -> None:
    ids = [row.event for row in csto.query(f"events between 2022 and 2023-04-27 order by date{direction}")]

    first, last = ("icmec-working-group-2023", "icmec-21")[:: -1 if direction else 1]
    assert ids.index(first) < ids.index(last)


@pytest.mark.parametrize(
    "question",
    [
        "offices in ICMEC order by sources",
        "events order by participants",
        "events order by sources desc",
        "members order by sources",
    ],
)
def test_every_column_can_be_ordered_by(csto: tempodb.Database, question: str) -> None:
    assert list(csto.query(question))


@pytest.mark.parametrize(("question", "_fixed", "_added"), KEYS, ids=[question for question, _, _ in KEYS])
def test_ordering_by_any_column_either_way_keeps_the_rows(
    csto: tempodb.Database, question: str, _fixed: set[str], _added: set[str]
) -> None:
    answer = csto.query(question)
    for column in set(answer.columns):
        for direction in ("", " desc"):
            again = csto.query(f"{question} order by {column}{direction}")

            assert sorted(map(repr, again)) == sorted(map(repr, answer))


def test_names_are_ordered_without_regard_to_case(tmp_path: Path) -> None:
    names = ["apple", "Banana", "cherry", "Äpfel", "zebra"]
    database = small(tmp_path, members=names)

    assert [row.member_name for row in database.query("members")] == sorted(names, key=str.casefold)


# ── results in Python ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("members of CSTO as of 2006", "<Result: 7 rows of members of CSTO as of 2006>"),
        ("members limit 1", "<Result: 1 row of members limit 1>"),
        ("count (members as of 2006 union (members as of 2007 union (members as of 2008 union (members as of 2009))))",
         "<Result: 1 row of count (members as of 2006 union (members as of 2007 union (members as of 2008 u…>"),
    ],
)  # fmt: skip
def test_a_result_is_shown_in_short(csto: tempodb.Database, question: str, shown: str) -> None:
    assert repr(csto.query(question)) == shown


def test_what_was_loaded_is_shown_in_short() -> None:
    with tempodb.open(":memory:") as database:
        reports = database.load(tempodb.bundled_fixture("csto.yaml"))

    assert re.fullmatch(r"\[<csto: \d+ added, 0 corrected, 0 retracted, 0 unchanged>\]", repr(reports))


def test_an_error_shows_its_place_and_its_advice(csto: tempodb.Database) -> None:
    with pytest.raises(QueryError) as refusal:
        csto.query("members of CSTOO")

    assert str(refusal.value).splitlines() == [
        "no organization is called `CSTOO`",
        "  members of CSTOO",
        "             ^^^^^",
        "help: the nearest name is `CSTO` (csto)",
    ]


def test_an_error_of_a_long_text_is_short_and_controls_no_terminal(csto: tempodb.Database) -> None:
    with pytest.raises(QueryError) as refusal:
        csto.query("members of " + "\x1b[2J" * 9999)

    assert len(str(refusal.value)) < 1000
    assert "\x1b" not in str(refusal.value)


@pytest.mark.parametrize(("module", "extra"), [("pyarrow", "arrow"), ("polars", "polars")])
def test_a_frame_that_needs_what_is_not_installed_says_what_to_install(
    csto: tempodb.Database, monkeypatch: pytest.MonkeyPatch, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(tempodb.InputError, match=rf"\.\[{extra}\]"):
        getattr(csto.query("members"), f"to_{extra}")()


def test_a_result_is_a_sequence_of_typed_rows(csto: tempodb.Database) -> None:
    result = csto.query("members as of 2006")

    assert isinstance(result, Sequence)
    assert len(result) == 7
    assert result[0].member_name == "Armenia"
    assert result[-1].from_ == "2006"
    assert [row.member for row in result[:2]] == ["armenia", "belarus"]
    assert [row.certainty for row in result] == ["certain"] * 7
    assert result
    assert not csto.query("members as of 1990")


@pytest.mark.parametrize(
    "question",
    ["members as of 2006", "members as of 1990", "offices in ICMEC", "events", "names", "show states",
     "whether Uzbekistan is member", "bodies", "events of Tajikistan"],
)  # fmt: skip
def test_frames_hold_the_rows_with_typed_columns(csto: tempodb.Database, question: str) -> None:
    result = csto.query(question)

    arrow, frame = result.to_arrow(), result.to_polars()

    assert tuple(arrow.column_names) == tuple(frame.columns) == result.columns
    rows = [
        {key: list(v) if isinstance(v, tuple) else v for key, v in row.items()} for row in result.to_dicts()
    ]
    assert arrow.to_pylist() == rows
    assert frame.to_dicts() == rows
    assert pyarrow.table(result).equals(arrow)
    assert polars.from_arrow(pyarrow.table(result)).equals(frame)
    for name, type_ in zip(arrow.column_names, arrow.schema.types, strict=True):
        expected = {"number": pyarrow.int64(), "ordinal": pyarrow.int64(), "sources": pyarrow.list_(pyarrow.string()),
                    "participants": pyarrow.list_(pyarrow.string())}  # fmt: skip
        assert type_ == expected.get(name, pyarrow.string())


# ── beliefs that change ──────────────────────────────────────────────────────────────────────────


def small(
    folder: Path, *, members: Sequence[str] = (), name: str = "club", focus: str = "club"
) -> tempodb.Database:
    """Return a database of one small club."""
    path = folder / f"{name}.json"
    states = {f"s{i}": {"name": member} for i, member in enumerate(members)}
    path.write_text(
        json.dumps(
            {
                "tempodb": 1,
                "dataset": name,
                "focus": focus,
                "states": states,
                "organizations": {focus: {"name": f"The {name}"}},
                "memberships": [{"member": id_, "of": focus, "from": "2000"} for id_ in states],
            }
        )
    )
    database = tempodb.open(":memory:", now=NOW)
    database.load(path, recorded_at=LOADED)
    return database


def test_what_was_believed_before_a_correction_stays_readable(tmp_path: Path) -> None:
    database = small(tmp_path, members=["A"])
    later = tmp_path / "club.json"
    later.write_text(
        later.read_text().replace('"from": "2000"', '"from": "2001"').replace('"name": "A"', '"name": "B"')
    )
    database.load(later, recorded_at="2024-03-01T00:00:00Z")

    def shown(clause: str) -> list[tuple[str, str]]:
        return [(row.member_name, row.from_) for row in database.query(f"members {clause}")]

    assert shown("as of 2005") == [("B", "2001")]
    assert shown("as of 2005 known at 2024-02") == [("A", "2000")]
    assert shown("as of 2005 known at 2024-03-01T00:00:00Z") == [("B", "2001")]
    assert shown("as of 2005 known at 2024-02-29T23:59:59.999999Z") == [("A", "2000")]
    assert shown("as of 2000 known at 2024-02") == [("A", "2000")]
    assert shown("as of 2000") == []
    # A name that was never so is still what people may ask by.
    assert list(database.query("periods of A"))


def test_an_answer_at_a_past_instant_never_changes(tmp_path: Path) -> None:
    database = small(tmp_path, members=["A"])
    before = database.query("members as of 2005 known at 2024-02").as_dict()

    (tmp_path / "club.json").write_text((tmp_path / "club.json").read_text().replace("2000", "2001"))
    database.load(tmp_path / "club.json", recorded_at="2024-03-01T00:00:00Z")

    assert database.query("members as of 2005 known at 2024-02").as_dict() == before


def test_several_datasets_with_different_foci_ask_which_is_meant(tmp_path: Path) -> None:
    database = small(tmp_path, members=["A"])
    other = small(tmp_path, name="guild", focus="guild")
    assert list(other.query("members")) == []

    database.load(tmp_path / "guild.json", recorded_at="2024-03-01T00:00:00Z")

    with pytest.raises(QueryError, match=r"club \(dataset club\), guild \(dataset guild\)"):
        database.query("members")
    assert len(database.query("members of club")) == 1
    assert [len(answer) for answer in database.session().run("use club; members; use guild; members")] == [
        1,
        0,
    ]


def test_use_lasts_for_the_session_alone(csto: tempodb.Database) -> None:
    session = csto.session()

    assert list(session.run("use ICMEC")) == []
    (answer,) = session.run("offices as of 2023")
    assert answer[0].organization == "icmec"
    assert csto.query("offices as of 2023-04-25")[0].organization == "csto"


def test_use_of_an_unknown_organization_is_refused_and_keeps_the_focus(csto: tempodb.Database) -> None:
    session = csto.session()
    list(session.run("use ICMEC"))

    with pytest.raises(QueryError, match="no organization is called `Foo`"):
        list(session.run("use Foo"))

    (answer,) = session.run("names")
    assert answer[0].party == "icmec"


def test_nothing_runs_before_all_of_it_was_read(csto: tempodb.Database) -> None:
    with pytest.raises(QueryError, match="does not fit here"):
        next(csto.session().run("members; membres"))


HOSTILE = [
    *('members of "\ud800"', "members of \udcff", "describe \udfff", 'holders of x of "\ud800"'),
    *("members according to \ud800", "whether \ud800 is member"),
]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_name_with_half_a_character_is_unknown(csto: tempodb.Database, text: str) -> None:
    with pytest.raises(QueryError):
        csto.query(text)


@pytest.mark.parametrize("text", ["members of :x", "describe :x", "members according to :x"])
def test_a_parameter_with_half_a_character_is_unknown(csto: tempodb.Database, text: str) -> None:
    with pytest.raises(QueryError, match="called"):
        csto.query(text, x="\udcff")


@pytest.mark.parametrize("text", ['members of "\x00"', "members of a\x00b", "describe \x1b[2J", "names of \u202e\u2066", "describe \U000e0041"], ids=ascii)  # fmt: skip
def test_a_name_of_controls_is_unknown(csto: tempodb.Database, text: str) -> None:
    with pytest.raises(QueryError):
        csto.query(text)


@pytest.mark.parametrize(
    "instant", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "0001-01-01T00:00:00+00:01"]
)
def test_an_instant_out_of_the_calendar_is_answered_or_refused(csto: tempodb.Database, instant: str) -> None:
    try:
        csto.query(f"members known at {instant}")
    except QueryError:
        return


@pytest.mark.parametrize("now", ["0001", "9999", "9999-12-31T23:59:59.999999Z", "0001-01-01T00:00:00Z"])
def test_a_clock_may_be_frozen_at_any_instant_of_the_calendar(now: str) -> None:
    with tempodb.open(":memory:", now=now) as database:
        database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=LOADED)

        assert len(database.query("members")) == (6 if now.startswith("9999") else 0)


@pytest.mark.parametrize(
    "now", ["[2017..]", "unknown", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"]
)
def test_a_clock_cannot_be_frozen_outside_the_calendar(now: str) -> None:
    try:
        database = tempodb.open(":memory:", now=now)
        database.load(tempodb.bundled_fixture("csto.yaml"), recorded_at=LOADED)
        database.query("members")
    except tempodb.TempodbError as refusal:
        assert refusal.exit_code == 2


# ── any question ─────────────────────────────────────────────────────────────────────────────────

QUESTIONS = [
    *("members", "members of ICMEC", "suspended members", "observers of un-general-assembly", "members of UN"),
    *("organizations of Uzbekistan", "organizations of csto", "status of Belarus", "periods of Uzbekistan in CSTO"),
    *("holders of secretary-general", "acting holders of secretary-general", "holders of any office in Russia"),
    *("holders of any office in Tajikistan", "offices of Denis Manturov", "offices in ICMEC", "offices of Tajikistan"),
    *("names", "names of Denis Manturov", "bodies", "bodies of Russia", "events", "events of ICMEC"),
]  # fmt: skip
DAYS = [
    "1992",
    "1999",
    "1999-04",
    "2006",
    "2006-03-01",
    "2012-06-28",
    "2017-04-19",
    "2020",
    "today",
    "199X",
    "[2005..]",
]


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw a question, a time clause, and clauses that say by whose word."""
    first, last = sorted(draw(st.lists(st.sampled_from(DAYS[:8]), min_size=2, max_size=2)))
    window = draw(
        st.sampled_from([f"as of {day}" for day in DAYS] + [f"between {first} and {last}", f"during {first}"])
    )
    throughout = draw(st.sampled_from(["", "", "throughout "]))
    when = f"{throughout}{window.removeprefix('as of ').removeprefix('during ')}" if throughout else window
    support = draw(st.lists(st.sampled_from(
        ["including disputed", "published by 2017-04-21", "published by 2020", "according to report-2023-04-27",
         "known at 2024-02", "known at 2023"]), max_size=2, unique_by=lambda clause: clause.split()[0]))  # fmt: skip
    return draw(st.sampled_from(QUESTIONS)), when, " ".join(support)


@examples(150)
@given(questions())
def test_certain_and_possible_rows_are_all_there_are(
    csto: tempodb.Database, asked: tuple[str, str, str]
) -> None:
    question, when, support = asked
    every = csto.query(f"{question} {when} {support}")

    certain = csto.query(f"{question} certainly {when} {support}")
    possible = csto.query(f"{question} possibly {when} {support}")

    assert [row.certainty for row in certain] == ["certain"] * len(certain)
    assert [row.certainty for row in possible] == ["possible"] * len(possible)
    # An office whose holders are left out is one without a holder.
    kept = [row for row in every if getattr(row, "holder", "") is not None]
    parts = [row for row in (*certain, *possible) if getattr(row, "holder", "") is not None]
    assert sorted(map(repr, kept)) == sorted(map(repr, parts))
    assert (every.empty_because is None) == bool(every)
    assert csto.query(every.query).as_dict() == every.as_dict()
    assert json.loads(as_json(every))["query"] == every.query


@examples(100)
@given(questions(), st.integers(0, 5), st.data())
def test_ordering_keeps_the_rows_and_a_limit_their_first(
    csto: tempodb.Database, asked: tuple[str, str, str], count: int, data: st.DataObject
) -> None:
    question = " ".join(asked)
    every = csto.query(question)
    columns = data.draw(st.lists(st.sampled_from(every.columns), max_size=3, unique=True))
    order = ", ".join(column + data.draw(st.sampled_from(["", " asc", " desc"])) for column in columns)
    ordered = f"{question} order by {order}" if order else question

    rows = csto.query(ordered)

    assert sorted(map(repr, rows)) == sorted(map(repr, every))
    assert csto.query(f"{ordered} limit {count}").rows == rows.rows[:count]


@pytest.mark.parametrize(("text", "offered"), [("membres of CSTO", ("members",)), ("membres of CSTU", ())])
def test_a_repair_is_offered_only_if_its_names_are_known(
    csto: tempodb.Database, text: str, offered: tuple[str, ...]
) -> None:
    for ask in (csto.query, lambda asked: list(csto.session().run(asked))):
        with pytest.raises(QueryError) as caught:
            ask(text)

        assert caught.value.problems[0].suggestions == offered


def test_a_question_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with tempodb.open(tmp_path / "x.db", deadline=0) as db:
        db.load(tempodb.bundled_fixture("csto.yaml"))

        with pytest.raises(QueryError, match="took longer than 0 seconds"):
            db.query("members of CSTO as of 2006")
