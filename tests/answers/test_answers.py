"""Answers on the two datasets of the CSTO, row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import tempodb
from answers.csto import FOUNDERS, SIX, members
from tempodb.answers.result import Result
from tempodb.api.query_builder import Asking

FIXED = {"now": "2025-06-01T12:00:00.000000Z"}


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
    ("holders of secretary-general of CSTO as of 2020", [SEMERIKOV + " possible", TASMAGAMBETOV + " possible"]),
    ("holders of secretary-general of CSTO as of 2024", [TASMAGAMBETOV + " possible"]),
    ("holders of secretary-general as of 2017-04-22", [SEMERIKOV + " possible", TASMAGAMBETOV + " possible"]),
    ("holders of secretary-general as of 2023-04-23", [SEMERIKOV + " possible", TASMAGAMBETOV + " possible"]),
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
    ("changes of Uzbekistan in CSTO", lambda db: db.changes("CSTO", of="Uzbekistan")),
    ("overlap of Belarus and Uzbekistan in CSTO", lambda db: db.overlap("Belarus", "Uzbekistan", "CSTO")),
    ("members of CSTO before Georgia", lambda db: db.members("CSTO", before="Georgia")),
    ("members of CSTO after Georgia", lambda db: db.members("CSTO", after="Georgia")),
    ("overlap of Belarus and Armenia", lambda db: db.overlap("Belarus", "Armenia")),
    ("changes of Uzbekistan in every organization", lambda db: db.every_change(of="Uzbekistan")),
    (
        "history of Uzbekistan in CSTO",
        lambda db: db.periods("Uzbekistan", "CSTO").including("predecessors"),
    ),
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
