"""Popolo, and what EveryPolitician and parlparse make of it, becomes memberships and tenures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb

TERM = {
    "id": "term/1",
    "classification": "legislative period",
    "start_date": "2010-04-01",
    "end_date": "2014-03-31",
}
HOUSE = {"id": "house", "name": "House", "classification": "legislature"}


def read(tmp_path: Path, document: Any, name: str = "x.json", **options: Any) -> tempodb.ForeignSource:
    (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    return tempodb.read_foreign("popolo", tmp_path / name, **options)


def content(source: tempodb.ForeignSource) -> dict[str, Any]:
    return dict(json.loads(source.text("json")))


def held(tmp_path: Path, membership: dict[str, Any], **options: Any) -> dict[str, Any]:
    """Return what a membership of person a in the house becomes."""
    document = {
        "persons": [{"id": "a", "name": "Person A"}],
        "organizations": [HOUSE, {"id": "p", "name": "Party P"}, {"id": "party/unknown", "name": "unknown"}],
        "posts": [{"id": "chair", "label": "Chair", "organization_id": "house", "maximum_memberships": 1}],
        "events": [TERM],
        "areas": [{"id": "n", "name": "North"}],
        "memberships": [{"person_id": "a", **membership}],
    }
    said = content(read(tmp_path, document, **options))
    return dict([*said.get("tenures", []), *said.get("memberships", [])][0])


@pytest.mark.parametrize(
    ("membership", "options", "said"),
    [
        ({"organization_id": "house"}, {}, {"member": "a", "of": "house", "status": "member", "from": "unknown"}),
        ({"organization_id": "house", "role": "Observer"}, {}, {"status": "observer"}),
        ({"organization_id": "house", "start_date": "2010", "end_date": "2012-05"}, {}, {"from": "2010", "through": "2012-05"}),
        ({"organization_id": "house", "legislative_period_id": "term/1"}, {}, {"from": "[2010-04-01..2014-03-31]", "to": "[2010-04-02..2014-04-01]"}),
        ({"organization_id": "house", "legislative_period_id": "term/1"}, {"undated": "whole"}, {"from": "2010-04-01", "through": "2014-03-31"}),
        ({"organization_id": "house", "end_date": "9999-12-31", "start_date": "2010"}, {}, {"from": "2010"}),
        ({"post_id": "chair", "id": "m1"}, {}, {"holder": "a", "office": "chair", "source": {"id": "x.json", "detail": "membership m1"}}),
        ({"post_id": "chair", "on_behalf_of_id": "p"}, {}, {"representing": "p"}),
        ({"organization_id": "house", "on_behalf_of_id": "p", "area_id": "n"}, {}, {"representing": "p", "for": {"id": "n", "name": "North"}}),
        ({"organization_id": "house", "role": "Chair"}, {}, {"holder": "a", "office": "house/chair"}),
        ({"organization_id": "nowhere"}, {}, {"of": "nowhere"}),
    ],
)  # fmt: skip
def test_a_membership_says_who_was_what_and_when(
    tmp_path: Path, membership: dict[str, Any], options: dict[str, Any], said: dict[str, Any]
) -> None:
    found = held(tmp_path, membership, **options)

    assert {key: found.get(key) for key in said} == said


def test_an_unknown_party_is_represented_by_nobody(tmp_path: Path) -> None:
    assert "representing" not in held(tmp_path, {"post_id": "chair", "on_behalf_of_id": "party/unknown"})


def test_parties_and_offices_are_what_is_defined(tmp_path: Path) -> None:
    document = {
        "persons": [
            {
                "id": "a",
                "name": "Person A",
                "birth_date": "1950-05",
                "death_date": "2010-06-07",
                "other_names": [{"name": "Personne A", "lang": "fr"}, {"name": "A."}],
            },
            {"id": "b", "other_names": [{"given_name": "Person", "family_name": "B", "note": "Main"}]},
            {"id": "c", "redirect": "a"},
        ],
        "organizations": [
            {"id": "o", "name": "O", "founding_date": "1990", "classification": "Commission"},
            {"id": "o/sub", "name": "Sub", "parent_id": "o", "links": [{"url": "https://example.org"}]},
        ],
        "posts": [{"id": "seat", "role": "Member", "organization_id": "o", "maximum_memberships": 7}],
        "memberships": [{"person_id": "c", "post_id": "seat"}],
    }
    source = read(tmp_path, document, language="fr")

    said = content(source)

    assert said["persons"]["a"] == {
        "aliases": ["Person A", "A."],
        "names": [{"name": "Personne A"}],
        "born": "1950-05",
        "died": "2010-06-07",
    }
    assert said["persons"]["b"]["names"] == [{"name": "Person B"}]
    assert (
        said["organizations"]["o"]["founded"] == "1990" and said["organizations"]["o"]["kind"] == "Commission"
    )
    assert said["organizations"]["o/sub"]["part_of"] == [{"of": "o"}]
    assert said["offices"]["seat"] == {"organization": "o", "seats": 7, "titles": [{"title": "Member"}]}
    assert said["tenures"][0]["holder"] == "a"
    assert "`links` of organizations" in [each.reason for each in source.report.unexpressed]


def test_what_parlparse_makes_of_it_is_read(tmp_path: Path) -> None:
    document = {
        "persons": [
            {"id": "p/1", "other_names": [
                {"given_name": "Person", "family_name": "A", "note": "Main", "end_date": "2005-01-01"},
                {"honorific_prefix": "Lord", "lordname": "A", "lordofname": "O", "note": "Main", "start_date": "2005-01-02"},
            ]},
        ],
        "posts": [{"id": "c/1", "label": "MP for North", "role": "MP", "organization_id": "commons",
                   "area": {"name": "North"}, "start_date": "1997-05-01"}],
        "organizations": [{"id": "commons", "name": "Commons"}, {"id": "p", "name": "Party P"}],
        "memberships": [
            {"id": "m/1", "person_id": "p/1", "post_id": "c/1", "on_behalf_of_id": "p", "start_date": "1997-05-01",
             "end_date": "2001-05-14", "start_reason": "general_election", "end_reason": "general_election"},
            {"id": "m/2", "redirect": "m/1"},
            {"id": "m/3", "person_id": "p/1", "organization_id": "lords", "role": "Peer", "end_date": "9999-12-31",
             "start_date": "2005-01-02"},
        ],
    }  # fmt: skip
    source = read(tmp_path, document)

    said = content(source)

    assert said["persons"]["p/1"] == {
        "aliases": [{"name": "Person A", "to": "2005-01-02"}],
        "names": [{"name": "Lord A of O"}],
    }
    first, second = said["tenures"]
    assert (first["office"], first["representing"], first["through"]) == ("c/1", "p", "2001-05-14")
    assert (first["for"], first["end_reason"]) == ("North", "general_election")
    assert (second["office"], second["from"]) == ("lords/peer", "2005-01-02") and "to" not in second
    assert {each.reason for each in source.report.unexpressed} >= {
        "memberships that are told to be another one", "`start_reason` of memberships", "dates of the name that is shown",
    }  # fmt: skip


def test_sources_are_those_of_a_membership_or_of_the_whole_file(tmp_path: Path) -> None:
    own = {
        "person_id": "a",
        "organization_id": "o",
        "sources": [{"url": "https://example.org/a"}, {"note": "A book"}],
    }
    document = {
        "meta": {"sources": ["https://example.org/all"]},
        "memberships": [own, {"person_id": "b", "organization_id": "o"}],
    }

    said = content(read(tmp_path, document))

    titles = [[said["sources"][id_]["title"] for id_ in each] if isinstance(each, list) else said["sources"][each]["url"]
              for each in (membership["source"] for membership in said["memberships"])]  # fmt: skip
    assert titles == [["example.org", "A book"], "https://example.org/all"]


@pytest.mark.parametrize(
    "said",
    [
        {"source": "https://example.org/roll"},
        {"source": ["https://example.org/roll"]},
        {"sources": ["https://example.org/roll"]},
    ],
)
def test_a_source_may_be_told_by_its_address_alone(tmp_path: Path, said: dict[str, Any]) -> None:
    source = content(read(tmp_path, [{"person_id": "a", "organization_id": "o", **said}]))

    (id_,) = source["sources"]
    assert source["memberships"][0]["source"] == id_
    assert source["sources"][id_]["url"] == "https://example.org/roll"


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("x.json", [{"person_id": "a", "organization_id": "o"}]),
        ("x.json", {"result": [{"person_id": "a", "organization_id": "o"}]}),
        ("sp-ministers.json", [{"person_id": ["a"], "role": "Minister", "organization_id": "o"}]),
        ("x.json", [{"id": "a", "name": "A", "memberships": [{"organization_id": "o"}]}]),
        ("x.json", [{"id": "o", "classification": "c", "memberships": [{"person_id": "a"}]}]),
        ("x.json", {"result": [{"id": "a", "memberships": [{"organization_id": "o"}]}], "total": 1}),
        ("x.json", {"persons": [{"id": "a", "name": "A", "memberships": [{"organization_id": "o"}]}]}),
        ("x.json", {"organizations": [{"id": "o", "name": "O", "memberships": [{"person_id": "a"}]}]}),
    ],
)
def test_memberships_may_stand_alone_or_within_others(tmp_path: Path, name: str, document: Any) -> None:
    (membership,) = content(read(tmp_path, document, name))["memberships"]

    assert (membership["member"], membership["of"]) == ("a", "o")


def test_lists_of_one_class_make_one_dataset(tmp_path: Path) -> None:
    files = {
        "persons.json": [{"id": "a", "name": "Person A"}],
        "organizations.json": [{"id": "o", "name": "O"}],
        "memberships.json": [{"person_id": "a", "organization_id": "o", "start_date": "2001"}],
    }
    for name, objects in files.items():
        (tmp_path / name).write_text(json.dumps(objects), encoding="utf-8")

    source = tempodb.read_foreign("popolo", *(tmp_path / name for name in files))

    assert source.report.counts == {"organizations": 1, "persons": 1, "memberships": 1}
    assert content(source)["persons"]["a"]["names"] == [{"name": "Person A"}]


def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path) -> None:
    document = {
        "persons": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}, {"name": "nobody"}, {"id": "d", "name": "x\ny"}],
        "organizations": [HOUSE],
        "events": [TERM],
        "memberships": [
            {"organization_id": "house"},
            {"person_id": "a"},
            {"person_id": "a", "organization_id": "house", "start_date": "1/2/2003"},
            {"person_id": "a", "organization_id": "house", "end_date": "2009", "legislative_period_id": "term/1"},
            {"person_id": "d", "organization_id": "house"},
            {"person_id": "a", "organization_id": "house", "start_date": "2003"},
        ],
    }  # fmt: skip
    source = read(tmp_path, document, skip_bad=True)

    assert [(each.pointer, each.code) for each in source.report.refused] == [
        ("/memberships/0", "missing"),
        ("/memberships/1", "missing"),
        ("/memberships/2", "date"),
        ("/memberships/3", "date"),
        ("/memberships/4", "depends"),
        ("/persons/1", "duplicate"),
        ("/persons/2", "missing"),
        ("/persons/3", "value"),
    ]
    assert source.report.counts["memberships"] == 1


def test_what_is_no_object_is_refused_and_what_has_no_words_is_told(tmp_path: Path) -> None:
    document = {
        "persons": [{"id": "a", "name": "A", "memberships": [None]}, "x"],
        "organizations": [HOUSE],
        "memberships": [None, 3, {"person_id": "a", "organization_id": "house", "start_date": "2001"}],
        "events": {"id": "e"},
        "motions": [{"id": "m"}, {"id": "n"}],
        "meta": {"sources": []},
        "areas": [{"id": "n", "name": "N", "type": "seat"}],
        "posts": None,
    }
    source = read(tmp_path, document, skip_bad=True)

    assert [(each.pointer, each.code) for each in source.report.refused] == [
        ("/events", "format"),
        ("/memberships/0", "format"),
        ("/memberships/1", "format"),
        ("/persons/0/memberships/0", "format"),
        ("/persons/1", "format"),
    ]
    left = [(each.reason, each.count) for each in source.report.unexpressed]
    assert left == [("`motions` of the document", 2), ("`type` of areas", 1)]
    assert source.report.counts["memberships"] == 1


@pytest.mark.parametrize("value", [float("nan"), 2001.5, True, {"year": 2001}, ["2001", "2002"]])
def test_a_date_that_is_no_text_is_refused_and_not_passed_over(tmp_path: Path, value: Any) -> None:
    entry = {"person_id": "a", "organization_id": "o", "start_date": value}
    source = read(tmp_path, {"memberships": [entry]}, skip_bad=True)

    assert [(each.pointer, each.code) for each in source.report.refused] == [("/memberships/0", "date")]


@pytest.mark.parametrize("document", [{}, {"votes": []}, [{"a": 1}], 3, None, "x"])
def test_what_is_no_popolo_is_refused(tmp_path: Path, document: Any) -> None:
    with pytest.raises(tempodb.DatasetError):
        read(tmp_path, document)


@pytest.mark.parametrize(
    "entry",
    [
        {"person_id": ["a"], "organization_id": {"id": "o"}},
        {
            "person_id": "a",
            "organization_id": "o",
            "sources": "x",
            "area": 3,
            "start_date": 2001,
            "end_date": [],
        },
        {"person_id": 3, "organization_id": 4, "sources": [3, {"url": 3}, {"url": "javascript:alert(1)"}]},
        {"person_id": "\u0000", "organization_id": "..", "post_id": "a/../b"},
    ],
)
def test_hostile_memberships_give_no_traceback(tmp_path: Path, entry: dict[str, Any]) -> None:
    source = read(tmp_path, {"persons": 3, "memberships": [entry, 3, None]}, skip_bad=True)

    assert source.report.as_dict()["format"] == "popolo"


@pytest.mark.parametrize(
    ("others", "options", "named"),
    [
        (
            [{"lang": "fr", "name": "Personne A"}, {"lang": "sr_Latn", "name": "Osoba A"}, {"lang": "de", "name": "Person A"}],
            {},
            {"names": [{"name": "Person A"}, {"name": "Personne A", "language": "fr"}, {"name": "Osoba A", "language": "sr-latn"}]},
        ),
        (
            [{"lang": "fr", "name": "Personne A"}, {"lang": "fr", "name": "Mme A"}],
            {},
            {"names": [{"name": "Person A"}, {"name": "Personne A", "language": "fr"}], "aliases": [{"name": "Mme A", "language": "fr"}]},
        ),
        (
            [{"lang": "fr", "name": "Personne A"}, {"lang": "ru", "name": "Лицо А"}],
            {"language": "ru"},
            {"names": [{"name": "Лицо А"}, {"name": "Personne A", "language": "fr"}], "aliases": ["Person A"]},
        ),
        (
            [{"name": "Person B", "start_date": "1999", "end_date": "2001-05-06", "lang": "en"}, {"name": "A.", "end_date": "2000"}],
            {},
            {"names": [{"name": "Person A"}], "aliases": [
                {"name": "Person B", "language": "en", "from": "1999", "to": "2001-05-07"}, {"name": "A.", "to": "[2000-01-02..2001-01-01]"}]},
        ),
        ([{"name": "Person B", "start_date": "soon"}], {}, {"names": [{"name": "Person A"}], "aliases": ["Person B"]}),
        ([{"lang": "an old one", "name": "Person B"}], {}, {"names": [{"name": "Person A"}], "aliases": ["Person B"]}),
    ],
)  # fmt: skip
def test_names_in_languages_and_of_a_time_stay_what_they_are(
    tmp_path: Path, others: list[dict[str, str]], options: dict[str, str], named: dict[str, Any]
) -> None:
    person = {"id": "a", "name": "Person A", "other_names": others}

    said = content(read(tmp_path, {"persons": [person], "organizations": [], "memberships": []}, **options))

    assert said["persons"]["a"] == named


def test_the_id_of_a_membership_is_where_it_stands_in_its_source(tmp_path: Path) -> None:
    document = {
        "meta": {"sources": ["https://example.org/all"]},
        "persons": [{"id": "a", "name": "Person A"}],
        "organizations": [{"id": "o", "name": "O"}],
        "memberships": [
            {"id": "1", "person_id": "a", "organization_id": "o", "start_date": "2001", "end_date": "2002"},
            {"id": "2", "person_id": "a", "organization_id": "o", "start_date": "2003",
             "sources": [{"url": "https://example.org/b"}, {"note": "A book"}]},
        ],
    }  # fmt: skip

    said = content(read(tmp_path, document))

    assert [each["source"] for each in said["memberships"]] == [
        {"id": "example.org/all", "detail": "membership 1"},
        [{"id": "example.org/b", "detail": "membership 2"}, "A-book"],
    ]


def test_organizations_may_be_parts_of_one_another_in_a_circle_and_in_a_long_chain(tmp_path: Path) -> None:
    chain = [{"id": f"o{i}", "name": f"O{i}", "parent_id": f"o{i + 1}"} for i in range(2_000)]
    circle = [{"id": "a", "name": "A", "parent_id": "b"}, {"id": "b", "name": "B", "parent_id": "a"}]

    source = read(tmp_path, {"organizations": [*chain, *circle]}, skip_bad=True)

    said = content(source)["organizations"]
    parents = [said[id_]["part_of"][0]["of"] for id_ in ("o0", "o1999", "a", "b")]
    assert parents == ["o1", "o2000", "b", "a"]
    assert source.report.counts == {"organizations": 2_003}
