"""What `check` finds in files that could be loaded, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb

HEAD = """\
tempodb: 1
dataset: d
sources: {s: {title: S}, r: {title: R}}
states: {a: {name: Exampleland}}
persons: {p: {name: Ann}}
organizations: {o: {name: Club, founded: 1992-05, source: [s, r]}}
offices: {o/chair: {title: Chair}}
"""


def found(folder: Path, *texts: str) -> list[str]:
    """Return what is found in files, checked on 1 June 2024: the line, what it is, and what to try."""
    files = [folder / f"{number}.yaml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    return [
        f"{problem.line} {problem.code}: {problem.message} ({problem.hint})"
        for problem in tempodb.check(*files, now="2024-06-01")
    ]


@pytest.mark.parametrize(
    ("entries", "findings"),
    [
        ("memberships:\n  - {member: a, of: o, from: 1993}\n", []),
        # what was seen is no prophecy
        (
            "tenures:\n  - {holder: p, office: o/chair, observed: 2024-06-02}\n",
            ["9 warning: `observed: 2024-06-02` is in the future (correct the date)"],
        ),
        (
            "tenures:\n  - {holder: p, office: o/chair, observed: [2023-01-01, 2030-01-01]}\n",
            ["9 warning: `observed: 2030-01-01` is in the future (correct the date)"],
        ),
        ("tenures:\n  - {holder: p, office: o/chair, observed: 2024-06-01}\n", []),
        ("events:\n  - {id: e, date: 2031, source: s}\n", []),
        # founded after it was joined
        (
            "memberships:\n  - {member: a, of: o, from: 1991}\n",
            ["9 warning: `a` member in `o` from 1991 onwards begins before `o` was founded (1992-05) "
             "(correct one of the dates, or name what it succeeds)"],
        ),
        ("memberships:\n  - {member: a, of: o, from: 1992}\n", []),
        ("memberships:\n  - {member: a, of: o}\n", []),
        ("memberships:\n  - {member: a, of: o, from: 1991, standing: disputed}\n", []),
        # two ends
        (
            "memberships:\n  - {member: a, of: o, from: 1993, to: 2000, source: s}\n  - {member: a, of: o, from: 1993, to: 2001, source: r}\n",
            ["10 warning: `a` member in `o` from 1993 to 2001 overlaps `a` member in `o` from 1993 to 2000 of another source "
             "(two sources, two ends: mark one `standing: disputed`?)"],
        ),
        (
            "memberships:\n  - {member: a, of: o, from: 1993, source: s}\n  - {member: a, of: o, from: 1993, to: 2001, source: r}\n",
            ["10 warning: `a` member in `o` from 1993 to 2001 overlaps `a` member in `o` from 1993 onwards of another source "
             "(two sources, two ends: mark one `standing: disputed`?)"],
        ),
        # two claims that a third one spans do not overlap each other
        (
            "memberships:\n  - {member: a, of: o, from: 1993, to: 2000, source: s}\n"
            "  - {member: a, of: o, from: 2002, to: 2004, source: s}\n  - {member: a, of: o, from: 1993, source: r}\n",
            [f"11 warning: `a` member in `o` from 1993 onwards overlaps `a` member in `o` from {dates} of another source "
             "(two sources, two ends: mark one `standing: disputed`?)" for dates in ("1993 to 2000", "2002 to 2004")],
        ),
        ("memberships:\n  - {member: a, of: o, from: 1993, to: 2000, source: s}\n  - {member: a, of: o, from: 1993-05, to: 2000-06, source: r}\n", []),
        ("memberships:\n  - {member: a, of: o, from: 1993, to: 2000, source: s}\n  - {member: a, of: o, from: 2000, to: 2001, source: r}\n", []),
        ("memberships:\n  - {member: a, of: o, from: 1993, to: 2000, source: s}\n  - {member: a, of: o, from: 1993, to: 2001, source: r, standing: disputed}\n", []),
        ("tenures:\n  - {holder: p, office: o/chair, observed: 2017-01-01, source: s}\n  - {holder: p, office: o/chair, observed: 2019-01-01, source: r}\n", []),
    ],
)  # fmt: skip
def test_doubts_about_dates(tmp_path: Path, entries: str, findings: list[str]) -> None:
    assert found(tmp_path, HEAD + entries) == findings


def test_a_source_of_the_future(tmp_path: Path) -> None:
    text = HEAD.replace("{title: R}", "{title: R, published: 2025}")

    assert found(tmp_path, text) == ["3 warning: `published: 2025` is in the future (correct the date)"]


@pytest.mark.parametrize(
    ("parties", "findings"),
    [
        ("states: {a: {name: Exampleland}, b: {name: exampleland}}",
         ["3 warning: `b` has the name `exampleland`, which `a` has too (if they are one state, give it one id)"]),
        ("persons: {a: {name: Ichung'wah Al-Sabah}, b: {name: Ichung’wah Al Sabah}}",
         ["3 warning: `b` has the name `Ichung’wah Al Sabah`, which `a` has too (if they are one person, give it one id)"]),
        ("persons: {a: {name: Ann}, b: {name: A\u200dnn}}",
         ["3 warning: `b` has the name `A\u200dnn`, which `a` has too (if they are one person, give it one id)"]),
        ("states: {a: {name: Exampleland}}\norganizations: {b: {name: Exampleland}}", []),
        ("states: {a: {names: [{name: X, to: 1990}, {name: Y, from: 1990, to: 1995}, {name: X, from: 1995}]}}", []),
    ],
)  # fmt: skip
def test_two_of_a_class_with_one_name(tmp_path: Path, parties: str, findings: list[str]) -> None:
    assert found(tmp_path, f"tempodb: 1\ndataset: d\n{parties}\n") == findings


def test_the_same_name_in_two_files_is_no_fault(tmp_path: Path) -> None:
    files = [f"tempodb: 1\ndataset: d{n}\nstates: {{x{n}: {{name: Exampleland}}}}\n" for n in range(2)]

    assert found(tmp_path, *files) == []


def test_files_are_checked_as_one_load_sees_them(tmp_path: Path) -> None:
    seats = "tempodb: 1\ndataset: e\npersons: {q: {name: Bob}}\ntenures:\n  - {holder: q, office: o/chair, from: 2000, to: 2001}\n"
    taken = HEAD + "tenures:\n  - {holder: p, office: o/chair, from: 2000, to: 2001}\n"
    contradicting = (
        "tempodb: 1\ndataset: f\nmemberships:\n  - {member: a, of: o, status: observer, from: 1995}\n"
    )
    member = HEAD + "memberships:\n  - {member: a, of: o, from: 1993}\n"

    assert "no office has the id `o/chair`" in found(tmp_path, seats)[0]
    assert "`o/chair` has 1 seat(s)" in found(tmp_path, taken, seats)[0]
    assert "contradicts" in found(tmp_path, member, contradicting)[0]
    assert "are both the dataset `d`" in found(tmp_path, HEAD, HEAD)[0]


def test_findings_come_in_the_order_of_lines(tmp_path: Path) -> None:
    text = (
        "tempodb: 1\ndataset: d\nsources: {s: {title: S, published: 2030}}\nstates: {a: {name: X}, b: {name: X}}\n"
        "memberships:\n  - {member: a, of: nowhere, from: 2000}\n  - {member: c, of: nowhere, from: 2000, source: s}\n"
    )

    lines = [int(finding.split()[0]) for finding in found(tmp_path, text)]

    assert lines == sorted(lines)
    assert set(lines) == {3, 4, 6, 7}


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("sources: {s: {title: S}}\nstates: {a: {name: A}}", ["3 warning: the source `s` is named by nothing (name it, or leave it out)"]),
        ("sources: {s: {title: S}}\nstates: {a: {name: A, source: s, cod: A}}",
         ["4 unknown-key: there is no key `cod` here (the nearest key is `code`)"]),
        ("sources: {s: {title: S}}\ndefaults: {source: t}\nstates: {a: {name: A}}",
         ["4 undefined: no source has the id `t` (the nearest is `s`)"]),
    ],
)  # fmt: skip
def test_what_a_refused_entry_names_is_not_named_by_nothing(
    tmp_path: Path, text: str, findings: list[str]
) -> None:
    assert found(tmp_path, f"tempodb: 1\ndataset: d\n{text}\n") == findings


def test_one_name_with_and_without_its_short_one_is_told_apart(tmp_path: Path) -> None:
    files = [
        f"tempodb: 1\ndataset: {id_}\norganizations: {{o: {{names: [{{name: Club{short}}}]}}}}\n"
        for id_, short in (("one", ", short: C"), ("two", ""))
    ]

    assert found(tmp_path, *files) == [
        "3 contradiction: the name `Club` of `o` without dates contradicts the name `Club` (short `C`) of `o` "
        "without dates of dataset `one` (give both the same `short`)"
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("O/CHAIR", "the nearest is `o/chair`"),
        ("chair", "the nearest is `o/chair`"),
        ("c/chair", "the nearest is `o/chair`"),
        ("seat", "define it under offices"),
        ("treasurer", "define it under offices"),
    ],
)
def test_of_an_office_the_nearest_id_is_told(tmp_path: Path, written: str, hint: str) -> None:
    text = (
        "tempodb: 1\ndataset: d\npersons: {p: {name: P}}\norganizations: {o: {name: O}, c: {name: C}}\n"
        "offices: {o/chair: {title: Chair}, o/seat: {title: Seat}, c/seat: {title: Seat}}\n"
        f"tenures: [{{holder: p, office: {written}, from: 2000}}]\n"
    )

    assert found(tmp_path, text) == [f"6 undefined: no office has the id `{written}` ({hint})"]
