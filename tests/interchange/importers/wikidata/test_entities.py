"""Entities of Wikidata become tenures and memberships, with what their qualifiers, ranks and references say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb
from interchange.importers.wikidata.entity_files import (
    HUMAN,
    JULIAN,
    entity,
    item,
    snak,
    statement,
    text,
    time,
    without,
    write_entities,
)

A, BODY, CHAIR, G, AREA, TERM = "Q1001", "Q5001", "Q2001", "Q3001", "Q4001", "Q6001"
EARLIER, DAY = time("+1999-05-06T00:00:00Z"), time("+2001-05-06T00:00:00Z")
LATER = time("+2003-00-00T00:00:00Z", 9)
ORGANIZATION = entity(BODY, "Organization O")
OFFICE = entity(CHAIR, "Chair of O", P361=statement(item(BODY)))


def read(tmp_path: Path, *entities: dict[str, Any], **options: Any) -> tempodb.ForeignSource:
    return tempodb.read_foreign("wikidata", write_entities(tmp_path / "x.json", *entities), **options)


def tenure(tmp_path: Path, *others: dict[str, Any], **qualifiers: Any) -> dict[str, Any]:
    """Return the one tenure that a position held with some qualifiers becomes."""
    held = statement(item(CHAIR), **qualifiers)
    source = read(tmp_path, entity(A, "Person A", P31=HUMAN, P39=held), ORGANIZATION, OFFICE, *others)
    (found,) = json.loads(source.text("json"))["tenures"]
    return dict(found)


def content_of_persons(tmp_path: Path, *held: dict[str, Any]) -> dict[str, Any]:
    source = read(tmp_path, entity(A, "Person A", P31=HUMAN, P39=list(held)), ORGANIZATION, OFFICE)
    return dict(json.loads(source.text("json")))


@pytest.mark.parametrize(
    ("qualifiers", "said"),
    [
        ({"P580": time("+2001-05-06T00:00:00Z")}, {"from": "2001-05-06"}),
        ({"P580": time("+2001-05-00T00:00:00Z", 10)}, {"from": "2001-05"}),
        ({"P580": time("+2001-00-00T00:00:00Z", 9)}, {"from": "2001"}),
        ({"P580": time("+2001-01-01T00:00:00Z", 9)}, {"from": "2001"}),
        ({"P580": time("+1990-00-00T00:00:00Z", 8)}, {"from": "199X"}),
        ({"P580": time("+1900-00-00T00:00:00Z", 7)}, {"from": "[1801-01-01..1900-12-31]"}),
        ({"P580": time("+00000001917-10-25T00:00:00Z", 11, JULIAN)}, {"from": "1917-11-07"}),
        ({"P580": time("+1700-02-29T00:00:00Z", 11, JULIAN)}, {"from": "1700-03-11"}),
        ({"P580": time("+1500-00-00T00:00:00Z", 9, JULIAN)}, {"from": "[1500-01-10..1501-01-10]"}),
        ({"P582": time("+2001-05-06T00:00:00Z")}, {"to": "2001-05-06"}),
        ({"P580": without("somevalue")}, {"from": "unknown"}),
        ({"P580": time("+2001-00-00T00:00:00Z", 9), "P582": without("somevalue")}, {"from": "2001", "to": "unknown"}),
        ({"P580": time("+2001-00-00T00:00:00Z", 9), "P582": without("novalue")}, {"from": "2001"}),
        ({"P580": [time("+2001-00-00T00:00:00Z", 9), time("+2002-02-00T00:00:00Z", 10)]}, {"from": "[2001-01-01..2002-02-28]"}),
        ({"P8555": time("+2001-05-06T00:00:00Z")}, {"from": "[..2001-05-06]"}),
        ({"P8554": time("+2001-05-06T00:00:00Z")}, {"to": "[2001-05-06..]"}),
        ({"P580": without("somevalue"), "P8555": DAY}, {"from": "[..2001-05-06]"}),
        ({"P580": time("+2001-00-00T00:00:00Z", 9), "P8555": DAY}, {"from": "[2001-01-01..2001-05-06]"}),
        ({"P582": without("somevalue"), "P8554": DAY, "P12506": LATER}, {"to": "[2001-05-06..2003-12-31]"}),
        # An earliest and a latest date are those of what is not known to the day.
        ({"P580": without("somevalue"), "P1319": DAY, "P1326": LATER}, {"from": "[2001-05-06..2003-12-31]"}),
        ({"P580": time("+2000-00-00T00:00:00Z", 8), "P1319": DAY}, {"from": "[2001-05-06..2009-12-31]"}),
        ({"P580": EARLIER, "P582": without("somevalue"), "P1319": DAY, "P1326": LATER}, {"from": "1999-05-06", "to": "[2001-05-06..2003-12-31]"}),
        ({"P580": EARLIER, "P1326": LATER}, {"from": "1999-05-06", "to": "[..2003-12-31]"}),
        ({"P580": EARLIER, "P1319": DAY}, {"from": "1999-05-06"}),
        ({"P582": DAY, "P1319": EARLIER}, {"from": "[1999-05-06..]", "to": "2001-05-06"}),
        ({"P580": EARLIER, "P582": DAY, "P1326": LATER}, {"from": "1999-05-06", "to": "2001-05-06"}),
        ({"P580": without("somevalue"), "P582": without("somevalue"), "P1319": DAY, "P1326": LATER}, {"from": "[2001-05-06..]", "to": "[..2003-12-31]"}),
        ({"P1319": DAY, "P1326": LATER}, {"from": "[2001-05-06..]", "to": "[..2003-12-31]"}),
        ({"P1326": LATER}, {"to": "[..2003-12-31]"}),
        ({"P585": time("+2001-05-06T00:00:00Z")}, {"observed": "2001-05-06"}),
        ({"P585": time("+2001-00-00T00:00:00Z", 9)}, {"from": "[..2001-12-31]", "to": "[2001-01-02..]"}),
        ({"P585": without("somevalue"), "P1319": DAY, "P1326": LATER}, {"from": "[..2003-12-31]", "to": "[2001-05-07..]"}),
        ({}, {"from": "unknown", "to": "unknown"}),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_told(
    tmp_path: Path, qualifiers: dict[str, Any], said: dict[str, Any]
) -> None:
    found = tenure(tmp_path, **qualifiers)

    assert {key: found[key] for key in ("from", "to", "through", "observed") if key in found} == said


def test_a_position_is_held_with_what_its_qualifiers_say(tmp_path: Path) -> None:
    found = tenure(
        tmp_path,
        entity(G, "Group G"),
        entity(AREA, "Area A"),
        id_="Q1001$a",
        P1545=text("3"),
        P4100=item(G),
        P768=item(AREA),
        P5102=item("Q4676846"),
        P1534=item("Q7001"),
        P1365=item("Q1002"),
    )

    assert found["holder"] == A and found["office"] == CHAIR
    assert (found["capacity"], found["ordinal"], found["representing"]) == ("acting", 3, G)
    assert found["for"] == {"id": AREA, "name": "Area A"}
    assert found["end_reason"] == "Q7001"
    assert found["note"] == "replaces Q1002"
    assert found["source"] == {"id": "wikidata", "detail": "statement Q1001$a"}


def test_a_position_of_several_organizations_is_an_office_in_each(tmp_path: Path) -> None:
    chairs = [statement(item("Q140686"), P642=item(of)) for of in (BODY, "Q5002")]
    said = content_of_persons(tmp_path, *chairs)

    assert [each["office"] for each in said["tenures"]] == [f"{BODY}/Q140686", "Q5002/Q140686"]
    assert {id_: each["organization"] for id_, each in said["offices"].items()} == {
        f"{BODY}/Q140686": BODY,
        "Q5002/Q140686": "Q5002",
    }


def test_a_term_dates_what_has_no_dates(tmp_path: Path) -> None:
    term = entity(
        TERM,
        "First term",
        P580=statement(time("+2010-04-01T00:00:00Z")),
        P582=statement(time("+2014-03-31T00:00:00Z")),
    )

    found = tenure(tmp_path, term, P2937=item(TERM))

    assert (found["from"], found["to"]) == ("[2010-04-01..2014-03-31]", "[2010-04-02..2014-03-31]")
    assert found["note"] == f"term First term ({TERM})"


def test_persons_are_born_and_die_and_organizations_are_founded(tmp_path: Path) -> None:
    lives = {"P569": time("+1950-00-00T00:00:00Z", 9), "P570": time("+2010-06-07T00:00:00Z")}
    better = statement(time("+1951-00-00T00:00:00Z", 9), "preferred")
    person = entity(
        A,
        "Person A",
        P39=statement(item(CHAIR)),
        P569=[statement(lives["P569"]), better],
        P570=statement(lives["P570"]),
    )
    founded = entity(
        BODY, "O", P571=statement(time("+1990-00-00T00:00:00Z", 9)), P576=statement(without("somevalue"))
    )

    said = json.loads(read(tmp_path, person, founded, OFFICE).text("json"))

    assert (said["persons"][A]["born"], said["persons"][A]["died"]) == ("1951", "2010-06-07")
    assert said["organizations"][BODY]["founded"] == "1990"


def test_what_has_an_unknown_value_is_counted_where_nothing_limits_it(tmp_path: Path) -> None:
    told = "starts and ends that have an unknown value are unknown"
    for qualifiers, times in (
        ({"P580": without("somevalue"), "P582": without("somevalue")}, [2]),
        ({"P580": without("somevalue"), "P8555": DAY}, []),
        ({"P580": DAY}, []),
    ):
        person = entity(A, "Person A", P31=HUMAN, P39=statement(item(CHAIR), **qualifiers))
        source = read(tmp_path, person, ORGANIZATION, OFFICE)

        assert [count for convention, count in source.report.conventions if convention == told] == times


@pytest.mark.parametrize(
    ("qualifiers", "said", "left"),
    [
        ({"P585": [DAY, LATER]}, {"observed": "2001-05-06"}, {"points in time that are no days": 1}),
        ({"P585": [LATER, LATER]}, {"from": "[..2003-12-31]", "to": "[2003-01-02..]"}, {"points in time that are no days": 1}),
        ({"P585": LATER, "P580": DAY}, {"from": "2001-05-06"}, {"points in time beside a start or an end": 1}),
        ({"P585": DAY, "P8554": LATER}, {"to": "[2003-01-01..]"}, {"points in time beside a start or an end": 1}),
        ({"P585": DAY, "P1319": EARLIER}, {"observed": "2001-05-06"}, {"earliest and latest dates of what is known to the day": 1}),
        ({"P585": DAY}, {"observed": "2001-05-06"}, {}),
    ],
)  # fmt: skip
def test_points_in_time_that_say_no_more_are_told_as_left_out(
    qualifiers: dict[str, Any], said: dict[str, Any], left: dict[str, int], tmp_path: Path
) -> None:
    person = entity(A, "Person A", P31=HUMAN, P39=statement(item(CHAIR), **qualifiers))
    source = read(tmp_path, person, ORGANIZATION, OFFICE)
    (found,) = json.loads(source.text("json"))["tenures"]

    assert {key: found[key] for key in ("from", "to", "through", "observed") if key in found} == said
    assert {each.reason: each.count for each in source.report.unexpressed} == left


def test_a_life_has_its_earliest_and_latest_dates(tmp_path: Path) -> None:
    born = statement(without("somevalue"), P1319=time("+1950-00-00T00:00:00Z", 9))
    died = statement(time("+2010-00-00T00:00:00Z", 9), P1326=time("+2010-06-07T00:00:00Z"))
    person = entity(A, "Person A", P31=HUMAN, P39=statement(item(CHAIR)), P569=born, P570=died)

    found = json.loads(read(tmp_path, person, ORGANIZATION, OFFICE).text("json"))["persons"][A]

    assert (found["born"], found["died"]) == ("[1950-01-01..]", "[2010-01-01..2010-06-07]")


def test_what_is_no_entity_or_statement_among_others_is_told(tmp_path: Path) -> None:
    person = entity(A, "Person A", P31=HUMAN, P39=statement(item(CHAIR)))
    person["claims"]["P39"].append("x")
    (tmp_path / "x.json").write_text(
        json.dumps([person, 3, {"id": "Q9", "missing": ""}, {"a": 1}]), encoding="utf-8"
    )
    source = tempodb.read_foreign("wikidata", tmp_path / "x.json", skip_bad=True)

    assert [(each.pointer, each.message) for each in source.report.refused] == [
        ("/0/claims/P39/1", "this is no statement of Wikidata"),
        ("/1", "this is no entity of Wikidata"),
        ("/3", "this is no entity of Wikidata"),
    ]
    assert [(each.reason, each.count) for each in source.report.unexpressed] == [
        ("entities that there are not", 1)
    ]
    assert source.report.counts["tenures"] == 1


@pytest.mark.parametrize("key", ["before", "after"])
@pytest.mark.parametrize("number", ["1", -1, 1.5, float("nan"), [1]])
def test_a_margin_that_is_no_number_is_refused(key: str, number: Any, tmp_path: Path) -> None:
    date = time("+2001-00-00T00:00:00Z", 9)
    date["datavalue"]["value"][key] = number
    held = statement(item(CHAIR), P580=date)
    source = read(tmp_path, entity(A, "Person A", P31=HUMAN, P39=held), ORGANIZATION, OFFICE)

    (problem,) = source.report.refused
    assert problem.hint == "write 0 as its `before` and `after`"


def test_limits_that_leave_no_day_are_refused(tmp_path: Path) -> None:
    held = statement(item(CHAIR), P580=time("+2000-00-00T00:00:00Z", 9), P8555=EARLIER)
    source = read(tmp_path, entity(A, "Person A", P31=HUMAN, P39=held), ORGANIZATION, OFFICE)

    (problem,) = source.report.refused
    assert problem.message == "its earliest and latest dates leave [..1999-05-06], and no day of 2000"
    assert problem.place.endswith("x.json#/entities/Q1001/claims/P39/0")


def test_organizations_are_part_of_others_and_replace_others(tmp_path: Path) -> None:
    before, whole = entity("Q5002", "Before O"), entity("Q5003", "Whole", P1365=statement(item(BODY)))
    body = entity(
        BODY,
        "O",
        P361=[statement(item("Q5003")), statement(item("Q1"))],
        P1365=statement(item("Q5002")),
        P463=statement(item("Q5004")),
    )

    said = json.loads(read(tmp_path, body, before, whole).text("json"))["organizations"]

    assert said[BODY]["part_of"] == [{"of": "Q5003"}] and said[BODY]["succeeds"] == [{"of": "Q5002"}]
    assert set(said) == {BODY, "Q5002", "Q5003", "Q5004"}


def test_references_are_sources(tmp_path: Path) -> None:
    page = {"P854": [text("https://example.org/a")], "P577": [time("+2001-05-06T00:00:00Z")]}
    book = {"P248": [item("Q8001")]}
    references = [{"hash": "aa", "snaks": page}, {"hash": "bb", "snaks": book}, {"hash": "cc", "snaks": {}}]
    held = statement(item(CHAIR), references=references)
    source = read(tmp_path, entity(A, "Person A", P39=held), ORGANIZATION, OFFICE, entity("Q8001", "A book"))

    said = json.loads(source.text("json"))

    assert said["sources"] == {
        "wikidata": {"title": "Wikidata", "url": "https://www.wikidata.org/"},
        "reference-aa": {"title": "example.org", "url": "https://example.org/a", "published": "2001-05-06"},
        "reference-bb": {"title": "A book"},
    }
    assert said["tenures"][0]["source"] == ["wikidata", "reference-aa", "reference-bb"]
    assert [each.count for each in source.report.unexpressed if "a reference" in each.reason] == [1]


def test_what_is_deprecated_is_disputed_and_what_has_no_value_is_left_out(tmp_path: Path) -> None:
    held = [
        statement(item(CHAIR), P580=time("+2001-00-00T00:00:00Z", 9)),
        statement(item(CHAIR), "deprecated", P580=time("+1999-00-00T00:00:00Z", 9)),
        statement(without("somevalue")),
        statement(without("novalue")),
    ]
    source = read(tmp_path, entity(A, "Person A", P39=held), ORGANIZATION, OFFICE)

    standings = [each.get("standing") for each in json.loads(source.text("json"))["tenures"]]

    assert standings == [None, "disputed"]
    told = {each.reason: each.count for each in source.report.unexpressed}
    assert told["statements of P39 with an unknown value"] == told["statements of P39 with no value"] == 1
    assert ("statements of deprecated rank are disputed", 1) in source.report.conventions


def test_states_and_persons_are_members(tmp_path: Path) -> None:
    country = entity("Q9001", "Country C", P31=statement(item("Q6256")), P463=statement(item(BODY)))
    member = entity(A, {"fr": "Personne A", "en": "Person A"}, P102=statement(item("Q9002")))
    source = read(tmp_path, country, member, ORGANIZATION, language="fr")

    said = json.loads(source.text("json"))

    assert [(each["member"], each["of"]) for each in said["memberships"]] == [("Q9001", BODY), (A, "Q9002")]
    assert list(said["states"]) == ["Q9001"] and list(said["organizations"]) == [BODY, "Q9002"]
    assert said["persons"][A]["names"][0]["name"] == "Personne A"
    assert any("called by its id (such as Q9002)" in said for said, _ in source.report.conventions)


@pytest.mark.parametrize("shape", ["{0}\n{1}\n", "[\n{0},\n{1}\n]\n", "[{0}, {1}]"])
def test_lines_of_a_dump_and_lists_are_read_too(tmp_path: Path, shape: str) -> None:
    held = statement(item(CHAIR), P580=time("+2001-00-00T00:00:00Z", 9))
    both = entity(A, "Person A", P39=held), entity(CHAIR, "Chair", P361=statement(item(BODY)))
    path = tmp_path / "x.json"
    path.write_text(shape.format(*map(json.dumps, both)), encoding="utf-8")

    source = tempodb.read_foreign("wikidata", path)

    assert source.report.counts["tenures"] == 1
    assert json.loads(source.text("json"))["offices"][CHAIR]["organization"] == BODY


@pytest.mark.parametrize("shape", ["entities", "lines"])
def test_most_of_an_entity_is_counted_and_not_kept(tmp_path: Path, shape: str) -> None:
    held = entity(A, "Person A", P31=HUMAN, P39=[statement(item(CHAIR))], P999=[statement(item(A))] * 3)
    held |= {"sitelinks": {"enwiki": {"site": "enwiki", "title": "A"}}, "descriptions": {"en": "x"}}
    path = write_entities(tmp_path / "x.json", held, OFFICE)
    if shape == "lines":
        path.write_text(f"{json.dumps(held)}\n{json.dumps(OFFICE)}\n", encoding="utf-8")
    source = tempodb.read_foreign("wikidata", path)

    assert [(each.reason, each.count) for each in source.report.unexpressed] == [
        ("statements of other properties", 3)
    ]
    assert source.report.counts["tenures"] == 1


def test_a_date_that_cannot_be_is_refused_at_its_statement(tmp_path: Path) -> None:
    held = [
        statement(item(CHAIR), P580=time("-0044-03-15T00:00:00Z")),
        statement(item(CHAIR), P580=time("+2001-02-30T00:00:00Z")),
        statement(item(CHAIR), P580=time("+1000000000-00-00T00:00:00Z", 3)),
        statement(item(CHAIR), P580=time("+2001-00-00T00:00:00Z", 9)),
    ]
    source = read(tmp_path, entity(A, "Person A", P39=held), ORGANIZATION, OFFICE, skip_bad=True)

    assert [problem.pointer for problem in source.report.refused] == [
        f"/entities/{A}/claims/P39/{i}" for i in range(3)
    ]
    assert source.report.counts["tenures"] == 1


@pytest.mark.parametrize(
    "content", ["{}", "[]", "3", '{"entities": {"Q1": {"id": "Q1", "missing": ""}}}', "null"]
)
def test_a_file_without_entities_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(tempodb.DatasetError, match="nothing in here is an entity"):
        tempodb.read_foreign("wikidata", path)


@pytest.mark.parametrize(
    "claims",
    [
        {"P39": 3},
        {"P39": [None, 3, {}, {"mainsnak": 3}, {"mainsnak": {"datavalue": 3}}]},
        {"P39": [{"mainsnak": item(CHAIR), "qualifiers": [], "references": [3, {"snaks": []}]}]},
        {"P39": [{"mainsnak": item(CHAIR), "qualifiers": {"P580": [3, {"datavalue": {"value": {"time": 3}}}]}}]},
        3,
    ],
)  # fmt: skip
def test_entities_of_other_shapes_give_no_traceback(tmp_path: Path, claims: Any) -> None:
    source = read(tmp_path, {"id": A, "labels": [], "aliases": 3, "claims": claims})

    assert source.report.as_dict()["format"] == "wikidata"


def official(value: str, language: str, **qualifiers: Any) -> dict[str, Any]:
    return statement(snak({"text": value, "language": language}, "monolingualtext"), **qualifiers)


@pytest.mark.parametrize(
    ("labels", "names", "language", "said"),
    [
        ({"en": "Group G", "fr": "Groupe G", "de": "Group G"}, [], None,
         {"names": [{"name": "Group G"}, {"name": "Groupe G", "language": "fr"}]}),
        ({"en": "Group G", "fr": "Groupe G"}, [], "fr",
         {"names": [{"name": "Groupe G"}, {"name": "Group G", "language": "en"}]}),
        ({"en": "Group G", "fr": "Groupe G"},
         [official("Groupe H", "fr", P582=time("+2001-05-06T00:00:00Z")), official("Groupe I", "fr", P580=time("+2001-05-06T00:00:00Z"))], None,
         {"names": [{"name": "Group G"}, {"name": "Groupe H", "language": "fr", "to": "2001-05-06"},
                    {"name": "Groupe I", "language": "fr", "from": "2001-05-06"}],
          "aliases": [{"name": "Groupe G", "language": "fr"}]}),
        ({"en": "Group G"}, [official("G One", "en"), official("G Two", "en")], None,
         {"names": [{"name": "Group G"}, {"name": "G One", "language": "en"}], "aliases": [{"name": "G Two", "language": "en"}]}),
    ],
)  # fmt: skip
def test_labels_and_official_names_are_names_in_their_languages(
    tmp_path: Path,
    labels: dict[str, str],
    names: list[dict[str, Any]],
    language: str | None,
    said: dict[str, Any],
) -> None:
    group = entity(G, labels, P1448=names)
    member = statement(item(G), P580=time("+2001-05-06T00:00:00Z"))
    source = read(tmp_path, entity(A, "Person A", P31=HUMAN, P463=member), group, language=language)

    found = json.loads(source.text("json"))["organizations"][G]

    assert {key: found[key] for key in ("names", "aliases") if key in found} == said
