"""Seats, vacancies and holders of an office: by holder and not by row, whichever question asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb

HEAD = """\
tempodb: 1
dataset: office
focus: o
sources: {s: {title: S}}
persons: {p: {name: Pip}, q: {name: Quo}, r: {name: Ros}}
organizations: {o: {name: Orgo, kind: alliance%s}}
offices: {o/c: {title: Chair, organization: o}}
tenures:
"""
TWO_PIECES = """\
- {holder: p, office: o/c, capacity: acting, from: 2001-01-01, to: '[2001-01-10..2001-01-20]'}
- {holder: p, office: o/c, from: '[2001-01-10..2001-01-20]', to: 2001-02-01}
- {holder: q, office: o/c, from: '[2001-01-05..2001-01-16]', to: '[2001-01-14..2001-01-25]'}
"""
TWO_ORDINALS = TWO_PIECES.replace("capacity: acting", "ordinal: 1").replace(
    "o/c, from: '[2001-01-10", "o/c, ordinal: 2, from: '[2001-01-10"
)
ONE_BEFORE = """\
- {holder: p, office: o/c, from: 2001, to: unknown}
- {holder: q, office: o/c, from: 2010-01-01, to: 2012-01-01}
"""
ONE_AFTER = """\
- {holder: q, office: o/c, from: 2010-01-01, to: 2012-01-01}
- {holder: r, office: o/c, from: unknown, to: 2020}
"""
Told = Callable[..., tempodb.Database]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def told(tenures: str, life: str = "") -> tempodb.Database:
        (tmp_path / "office.yaml").write_text(HEAD % life + (tenures or " []"), encoding="utf-8")
        db = tempodb.open(":memory:", now="2026-06-01T12:00:00Z")
        db.load(tmp_path / "office.yaml", recorded_at="2026-01-01T00:00:00Z")
        return db

    return told


def shown(db: tempodb.Database, question: str, *columns: str) -> list[str]:
    return [" ".join(str(row[column]) for column in columns) for row in db.query(question).to_dicts()]


@pytest.mark.parametrize("tenures", [TWO_PIECES, TWO_ORDINALS])
def test_pieces_of_one_holder_that_share_an_event_take_the_seat_all_through(told: Told, tenures: str) -> None:
    db = told(tenures)

    assert shown(db, "vacancies of o/c between 2001-01-01 and 2001-01-31", "from", "to") == []
    assert shown(db, "count holders of o/c as of 2001-01-15", "certain", "possible") == ["1 1"]
    assert shown(db, "whether q holds o/c as of 2001-01-15", "answer") == ["no"]
    assert shown(db, "when q holds o/c as of 2001-01-15", "from") == []
    assert shown(db, "offices of q as of 2001-01-15", "office") == []
    assert shown(db, "history of holders of o/c", "from", "to", "certain", "possible") == [
        "2001-01-01 2001-02-01 ('p',) ()"
    ]
    assert shown(db, "holders of o/c while p holds o/c", "holder", "certainty") == ["p certain", "p certain"]


@pytest.mark.parametrize(
    ("tenures", "question", "columns", "expected"),
    [
        (ONE_BEFORE, "holders of o/c as of 2009", "holder certainty", ["p possible"]),
        (ONE_BEFORE, "holders of o/c as of 2015", "holder certainty", []),
        (ONE_BEFORE, "history of holders of o/c", "from to certain possible", [
            "2001-01-01 2010-01-01 () ('p',)", "2010-01-01 2012-01-01 ('q',) ()"]),
        (ONE_BEFORE, "vacancies of o/c", "from to certainty", [
            "None 2001-01-01 certain", "2001-01-01 2010-01-01 possible", "2012-01-01 None certain"]),
        (ONE_BEFORE, "holders of o/c that ended before 2010-01-02", "holder certainty", ["p certain"]),
        (ONE_AFTER, "holders of o/c as of 2009", "holder certainty", []),
        (ONE_AFTER, "holders of o/c as of 2015", "holder certainty", ["r possible"]),
        (ONE_AFTER, "holders of o/c that began after 2011", "holder certainty", ["r certain"]),
        (ONE_BEFORE.replace("2012-01-01}", "2012-01-01, capacity: elect}"), "holders of o/c as of 2015",
         "holder certainty", ["p possible"]),
        (ONE_BEFORE.replace("2012-01-01}", "2012-01-01, standing: disputed}"), "holders of o/c as of 2015",
         "holder certainty", ["p possible"]),
    ],
)  # fmt: skip
def test_a_full_day_bounds_the_term_of_every_other_holder(
    told: Told, tenures: str, question: str, columns: str, expected: list[str]
) -> None:
    assert shown(told(tenures), question, *columns.split()) == expected


@pytest.mark.parametrize(
    ("tenures", "question", "because"),
    [
        (ONE_BEFORE, "why p holds o/c as of 2015",
         "it had ended by 2010-01-01, when others had all seats, before 2015-01-01 through 2015-12-31"),
        (ONE_AFTER, "why r holds o/c as of 2009",
         "it began on 2012-01-01 at the earliest, as others had all seats the day before, "
         "after 2009-01-01 through 2009-12-31"),
        (ONE_BEFORE, "why p holds o/c as of 2009",
         "it may have ended by 2001-01-02, before 2009-01-01 through 2009-12-31; it began on 2001-01-01 "
         "at the earliest; it had ended by 2010-01-01, when others had all seats"),
        (TWO_PIECES, "why q holds o/c as of 2001-01-15", "all seats were certainly taken by others"),
        ("- {holder: p, office: o/c, to: 2005-01-01}", "why p holds o/c as of 2001",
         "when it began is not known, and it may have been after 2001-01-01 through 2001-12-31; "
         "it had ended by 2005-01-01"),
        ("- {holder: p, office: o/c, from: 2001-01-01, to: unknown}", "why p holds o/c as of 2009",
         "it may have ended by 2001-01-02, before 2009-01-01 through 2009-12-31; it began on 2001-01-01 at the earliest"),
    ],
)  # fmt: skip
def test_why_names_the_rule_of_seats(told: Told, tenures: str, question: str, because: str) -> None:
    assert told(tenures).query(question).to_dicts()[0]["because"] == because


@pytest.mark.parametrize(
    ("dates", "life", "time", "expected"),
    [
        ("", "", "", ["None 2026-01-01 possible"]),
        ("observed: 1990-05-01", "", "", ["None 1990-05-01 possible", "1990-05-02 None possible"]),
        ('from: "[..1990-05-01]"', "", "", ["None 1990-05-01 possible"]),
        ("from: unknown", "", "", ["None None possible"]),
        ("from: unknown, to: unknown", "", "", ["None None possible"]),
        ('from: "[..1990-05-01]", to: "[1992-05-01..]"', "", "",
         ["None 1990-05-01 possible", "1992-05-01 None possible"]),
        ('from: 1990-05-01, to: "[1992-05-01..]"', "", "",
         ["None 1990-05-01 certain", "1992-05-01 None possible"]),
        ("to: 1990-05-01", "", "", ["None 1990-04-30 possible", "1990-05-01 None certain"]),
        ("", ", founded: 1980", "", ["1980-01-01 2026-01-01 possible"]),
        ("from: unknown", ", founded: 1980-02-01, dissolved: 2001-02-01", "",
         ["1980-02-01 2001-02-01 possible"]),
        ("observed: 1990-05-01", "", "between 1989 and 1990",
         ["1989-01-01 1990-05-01 possible", "1990-05-02 1991-01-01 possible"]),
        (None, "", "", ["None None certain"]),
        (None, ", founded: 1980-02-01", "between 1979 and 1981", ["1980-02-01 1982-01-01 certain"]),
    ],
)  # fmt: skip
def test_an_office_is_certainly_vacant_only_where_nobody_is_possible(
    told: Told, dates: str | None, life: str, time: str, expected: list[str]
) -> None:
    tenure = "" if dates is None else f"- {{holder: p, office: o/c, {dates}}}\n"
    asked = f"vacancies of o/c {time}"

    assert shown(told(tenure, life), asked, "from", "to", "certainty") == expected


def test_holders_of_more_ordinals_than_seats_are_in_conflict_however_they_are_cut(told: Told) -> None:
    db = told(
        TWO_ORDINALS.replace("holder: q", "holder: r, capacity: acting")
        + "- {holder: q, office: o/c, from: 2001-01-12, to: 2001-01-14}\n"
    )

    assert shown(db, "conflicts in o", "holder", "ordinal", "other") == [
        "p 1 Quo on 2001-01-12 too",
        "p 2 Quo on 2001-01-12 too",
        "q None Pip on 2001-01-12 too",
    ]


HELD = "- {holder: q, office: o/c, from: 2010-01-01, to: 2012-01-01}\n"


@pytest.mark.parametrize(
    ("write", "warning"),
    [
        ("record tenure of p in o/c from 2011-01-01 to 2013-01-01",
         "`o/c` has 1 seat, and on 2011-01-01 is held by `q` too"),
        ("record tenure of p in o/c from 2000-01-01 onwards", "`o/c` has 1 seat, and on 2010-01-01 is held by `q` too"),
        ("correct tenure of q in o/c to 2014-01-01", None),
        ("record tenure of p in o/c from 2012-01-01 to 2013-01-01", None),
        ("record tenure of p in o/c as acting from 2011-01-01 to 2013-01-01", None),
        ("record tenure of p in o/c from 2011 to 2011", None),
        ("record tenure of q in o/c as acting from 2013-01-01 to 2014-01-01", None),
    ],
)  # fmt: skip
def test_a_write_warns_of_more_holders_than_seats(told: Told, write: str, warning: str | None) -> None:
    (done,) = told(HELD).run(write)

    assert done.warning == warning
    assert [line for line in done.lines() if line.startswith("warning")] == (
        [] if warning is None else [f"warning: {warning}"]
    )


def test_a_transaction_in_python_warns_of_what_its_writes_come_to_together(told: Told) -> None:
    with told(HELD).transaction() as tx:
        moved = tx.record_tenure("p", "o/c", from_="2012-01-01", to="2013-01-01")
        doubled = tx.record_tenure("r", "o/c", from_="2012-06-01", to="2014-01-01")

    assert (moved.warning, doubled.warning) == (
        None,
        "`o/c` has 1 seat, and on 2012-06-01 is held by `p` too",
    )
