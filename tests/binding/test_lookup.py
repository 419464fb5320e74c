"""What a name means: parties, offices and the words of them."""

from __future__ import annotations

import pytest

from binding.catalog import ORGANIZATION, Names, asked, problem
from tempodb.model.kinds import EntityType
from tempodb.questions import resolved

# ── what a name means ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        *(("csto", "csto"), ("CSTO", "csto"), ("cst", "csto"), ("Csto", "csto"), ('"csto"', "csto")),
        *(("collective security treaty", "csto"), ("COLLECTIVE  SECURITY\tTREATY", "csto"), ('" CSTO "', "csto")),
        *(("European Union", "eu"), ("european-union", "eu"), ("Union", "union"), ("ШОС", "sco"), ("шос", "sco")),
        *(("上海合作组织", "sco"), ("Shanghai Cooperation Organisation", "sco"), ("Members Club", "members")),
    ],
)  # fmt: skip
def test_a_name_is_an_id_or_any_name_ever_held_in_any_case(written: str, id_: str) -> None:
    assert asked(f"members of {written}").question == resolved.Memberships(id_, None, frozenset({"member"}))


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        *(("Zaire", "congo-2"), ("ZAÏRE", "congo-2"), ("Za\u0131\u0308re", "congo-2"), ("Zai\u0308re", "congo-2")),
        *(("Ozbekiston", "uzbekistan"), ("Cote d'Ivoire", "cote-d-ivoire"), ("CÔTE D’IVOIRE", "cote-d-ivoire")),
        *(("Cote d Ivoire", "cote-d-ivoire"), ("zoe sandor", "zoe"), ("Ｚｏｅ Ｓａｎｄｏｒ", "zoe"), ("Zoe-Sandor", "zoe")),
        *(("Congo Brazzaville", "congo-1"), ("Trinidad and Tobago", "trinidad-and-tobago")),
        *(("U\u00adzbekistan", "uzbekistan"), ("\u202euzbekistan", "uzbekistan")),
    ],
)  # fmt: skip
def test_accents_width_and_hyphens_do_not_matter(written: str, id_: str) -> None:
    assert asked(f"names of {written}").question == resolved.NamesOf(id_)


@pytest.mark.parametrize("written", ["the European Union", "The EU", "the Shanghai Cooperation Organisation"])
def test_an_article_before_a_name_is_no_part_of_it(written: str) -> None:
    assert asked(f"members of {written}").question in (
        resolved.Memberships("eu", None, frozenset({"member"})),
        resolved.Memberships("sco", None, frozenset({"member"})),
    )
    assert asked("holders of secretary-general of the SCO").question == resolved.TenuresOf(
        "sco/secretary-general"
    )


def test_an_exact_id_wins_over_what_others_are_called() -> None:
    catalog = Names({"un": (ORGANIZATION, []), "united-nations": (ORGANIZATION, ["UN"])})

    assert asked("members of un", catalog).question == resolved.Memberships("un", None, frozenset({"member"}))
    # So does what is written alike over what differs in case; of what differs in case, neither.
    assert asked("members of UN", catalog).question == resolved.Memberships(
        "united-nations", None, frozenset({"member"})
    )
    assert problem("members of Un", catalog).suggestions == ("un", "united-nations")


def test_the_place_of_a_name_chooses_among_its_meanings() -> None:
    assert asked("members of Georgia").question == resolved.Memberships(
        "georgian-club", None, frozenset({"member"})
    )
    assert problem("names of Georgia").suggestions == ("georgian-club", "georgia")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("organizations of Uzbekistan", resolved.Memberships(None, "uzbekistan", frozenset({"member"}))),
        ("organizations of zoe including any status", resolved.Memberships(None, "zoe", None)),
        ("status of Uzbekistan in CST", resolved.Memberships("csto", "uzbekistan", None)),
        ("periods of EU in SCO", resolved.Memberships("sco", "eu", None)),
        ("observers of SCO", resolved.Memberships("sco", None, frozenset({"observer"}))),
        ("members of SCO including frozen, suspended", resolved.Memberships("sco", None, frozenset({"member", "frozen", "suspended"}))),
        ("whether zoe is frozen in SCO", resolved.Whether(resolved.Memberships("sco", "zoe", frozenset({"frozen"})))),
        ("whether Zoe Sandor holds chairman of SCO", resolved.Whether(resolved.Holding("zoe", "sco/chairman"))),
        ("holders of any office in SCO", resolved.TenuresIn("sco")),
        ("acting holders of any office of Tajikistan", resolved.TenuresIn("tajikistan", "acting")),
        ("interim holders of csto/chairman", resolved.TenuresOf("csto/chairman", "interim")),
        ("offices of Zoe Sandor", resolved.TenuresBy("zoe")),
        ("offices in Zoe Sandor", resolved.TenuresBy("zoe")),
        ("offices of SCO", resolved.OfficesIn("sco")),
        ("offices in Tajikistan", resolved.OfficesIn("tajikistan")),
        ("names of Ann Lee", resolved.NamesOf("ann")),
        ("bodies of Tajikistan", resolved.BodiesOf("tajikistan")),
        ("events of SCO", resolved.EventsOf("sco")),
        ("events", resolved.EventsOf(None)),
        ("show sources", resolved.Show("sources")),
        ("describe Tajikistan", resolved.Describe(EntityType.PARTY, "tajikistan")),
        ("describe secretary-general of SCO", resolved.Describe(EntityType.OFFICE, "sco/secretary-general")),
        ("describe President of EU", resolved.Describe(EntityType.OFFICE, "eu/president")),
        ("describe report of 2017", resolved.Describe(EntityType.SOURCE, "report-2017")),
        ("describe csto-data", resolved.Describe(EntityType.DATASET, "csto-data")),
        ("describe 21st summit", resolved.Describe(EntityType.EVENT, "summit-21")),
    ],
)  # fmt: skip
def test_each_question_finds_its_names(text: str, question: resolved.Question) -> None:
    assert asked(text).question == question


def test_a_source_is_found_by_its_title() -> None:
    assert asked("members according to Report of 2017").scope.according_to == "report-2017"
    assert problem("members according to a note").suggestions == ("note-b", "note-a")


# ── offices ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("tajikistan/foreign-minister", "tajikistan/foreign-minister"),
        ("Minister of Foreign Affairs of Tajikistan", "tajikistan/foreign-minister"),
        ("minister  OF foreign affairs Of TAJIKISTAN", "tajikistan/foreign-minister"),
        ("Foreign Minister of Tajikistan", "tajikistan/foreign-minister"),
        ("Minister of Tajikistan", "tajikistan/minister"),
        ("Minister of Foreign Affairs", "tajikistan/foreign-minister"),
        # The rightmost `of` names no party with such an office: the one before it does.
        ("Head of Foreign Affairs of Tajikistan", "foreign-affairs/head"),
        ("secretary-general of Shanghai Cooperation Organisation", "sco/secretary-general"),
        ("Secretary General of SCO", "sco/secretary-general"),
        ("SCO/Chairman", "sco/chairman"),
        ('"Chairman" of SCO', "sco/chairman"),
        ('Chairman of "SCO"', "sco/chairman"),
        ('"Minister of Foreign Affairs" of Tajikistan', "tajikistan/foreign-minister"),
        ('"Minister of Foreign Affairs of Tajikistan"', "tajikistan/foreign-minister"),
        ('"tajikistan/minister"', "tajikistan/minister"),
        # Without an organization: the focus first, then wherever there is just one.
        ("chairman", "csto/chairman"),
        ("secretary-general", "csto/secretary-general"),
        ("Head of Staff", "csto/head-of-staff"),
        ("head of staff of CST", "csto/head-of-staff"),
        ("head", "foreign-affairs/head"),
    ],
)
def test_an_office_is_named_by_id_by_title_of_x_or_by_title(written: str, id_: str) -> None:
    assert asked(f"holders of {written}").question == resolved.TenuresOf(id_)


@pytest.mark.parametrize(
    ("focus", "id_"), [("SCO", "sco/chairman"), ("csto", "csto/chairman"), ("EU", None), ("union", None)]
)
def test_a_title_alone_means_the_office_in_the_focus(focus: str, id_: str | None) -> None:
    if id_ is None:
        assert problem("holders of chairman", focus=focus).suggestions == ("csto/chairman", "sco/chairman")
    else:
        assert asked("holders of chairman", focus=focus).question == resolved.TenuresOf(id_)


@pytest.mark.parametrize(
    ("written", "code", "message", "suggestions"),
    [
        ("president", "ambiguous", "`president` may be any of 2 offices", ("eu/president", "tajikistan/president")),
        ("chairmann of SCO", "unknown-office", "no office is called `chairmann of SCO`", ("sco/chairman",)),
        ("csto/chairmann", "unknown-office", "no office is called `csto/chairmann`", ("csto/chairman",)),
        ("Foo of Bar", "unknown-office", "no office is called `Foo of Bar`", ()),
        ("chairman of EU", "unknown-office", "no office is called `chairman of EU`", ()),
    ],
)  # fmt: skip
def test_an_office_that_cannot_be_found_is_answered_with_what_it_may_be(
    written: str, code: str, message: str, suggestions: tuple[str, ...]
) -> None:
    found = problem(f"holders of {written}")

    assert (found.code, found.message, found.suggestions) == (code, message, suggestions)
    assert (found.column, found.length) == (12, len(written))


def test_a_body_with_offices_lists_them_where_none_is_near() -> None:
    hint = problem("holders of janitor of SCO").hint

    assert hint is not None
    assert "sco/chairman, sco/secretary-general" in hint or "sco/secretary-general, sco/chairman" in hint


def test_an_office_of_an_unknown_organization_blames_the_organization() -> None:
    found = problem('holders of "Chairman" of SCOO')

    assert (found.code, found.column, found.length) == ("unknown-organization", 26, 4)


# ── statuses ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "status", ["member", "associate", "observer", "candidate", "partner", "suspended", "frozen", "FROZEN"]
)
def test_core_statuses_and_declared_ones_are_known(status: str) -> None:
    expected = resolved.Memberships("csto", None, frozenset({status.lower()}))

    assert asked(f"{status} members").question == expected


def test_a_status_that_no_dataset_declares_lists_the_others() -> None:
    found = problem("frozen members", Names(focused={"d": "csto"}, parties={"csto": (ORGANIZATION, [])}))

    assert found.code == "unknown-status"
    assert "member, associate, observer, candidate, partner, suspended" in (found.hint or "")
