"""Names to ids, and dates to windows: the binder against a catalog that is a few dicts, without a database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest

from tempodb.base.errors import Problem, QueryError
from tempodb.base.folding import fold
from tempodb.binding.binder import bind
from tempodb.binding.time_clauses import Present
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.questions import resolved
from tempodb.questions.resolved import Match, Named
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.instants import instant_text, read_instant
from tempodb.temporal.periods import Window
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse, parse_one

PERSON, STATE, ORGANIZATION = PartyClass.PERSON, PartyClass.STATE, PartyClass.ORGANIZATION
NOW = read_instant("2025-06-01T12:00:00Z")


@dataclass
class Names:
    """A catalog of what is written down here: each id with what it is and all it is called."""

    parties: Mapping[str, tuple[PartyClass, Sequence[str]]] = field(default_factory=dict)
    offices: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    statuses: Sequence[str] = ()
    datasets: Mapping[str, str] = field(default_factory=dict)
    focused: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    lookups: int = 0

    def called(self, name: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id and name that reads like this one."""
        self.lookups += 1
        return [named for named in self._named(type_) if fold(named.name) == fold(name)]

    def holding(self, words: str, type_: EntityType, known_at: int) -> Sequence[Named]:
        """Return each id and name that has these words within it."""
        within = f" {fold(words)} "
        named = self._named(type_)
        fitting = [each for each in named if within in f" {fold(each.name)} " and not each.is_path]
        return [each.having(is_part=True) for each in fitting]

    def names(self, type_: EntityType) -> Iterable[tuple[str, Match]]:
        """Return every folded name."""
        return [(fold(named.name), named.match) for named in self._named(type_)]

    def names_of(self, match: Match, known_at: int) -> Sequence[Named]:
        """Return all the names of one thing."""
        return [named for named in self._named(match.type) if named.match.id == match.id]

    def offices_of(self, organization: str) -> Sequence[str]:
        """Return the offices of a party."""
        return [id_ for id_, (of, _) in self.offices.items() if of == organization]

    def foci(self) -> Sequence[tuple[str, str]]:
        """Return the foci of datasets."""
        return list(self.focused.items())

    def _named(self, type_: EntityType) -> list[Named]:
        return [Named(name, match) for _, match, names in self._called(type_) for name in names]

    def _called(self, type_: EntityType) -> list[tuple[str, Match, list[str]]]:
        match type_:
            case EntityType.PARTY:
                named = {id_: (class_, names) for id_, (class_, names) in self.parties.items()}
            case EntityType.OFFICE:
                named = {id_: (None, titles) for id_, (_, titles) in self.offices.items()}
            case EntityType.STATUS:
                named = {id_: (None, []) for id_ in self.statuses}
            case _:
                told = {
                    EntityType.SOURCE: self.sources,
                    EntityType.DATASET: self.datasets,
                    EntityType.EVENT: self.events,
                }
                named = {id_: (None, [title]) for id_, title in told[type_].items()}
        return [(id_, Match(id_, type_, class_), [id_, *names]) for id_, (class_, names) in named.items()]


WORLD = Names(
    parties={
        "csto": (ORGANIZATION, ["Collective Security Treaty", "CST", "CSTO", "Collective Security Treaty Organization"]),
        "sco": (ORGANIZATION, ["Shanghai Cooperation Organisation", "SCO", "上海合作组织", "ШОС"]),
        "eu": (ORGANIZATION, ["European Union", "EU"]),
        "union": (ORGANIZATION, ["Union"]),
        "georgian-club": (ORGANIZATION, ["Georgia"]),
        "foreign-affairs": (ORGANIZATION, ["Foreign Affairs of Tajikistan"]),
        "members": (ORGANIZATION, ["Members Club"]),
        "congo-1": (STATE, ["Congo", "Congo-Brazzaville"]),
        "congo-2": (STATE, ["Congo", "Zaïre"]),
        "georgia": (STATE, ["Georgia"]),
        "tajikistan": (STATE, ["Tajikistan"]),
        "uzbekistan": (STATE, ["Uzbekistan", "Özbekiston"]),
        "cote-d-ivoire": (STATE, ["Côte d’Ivoire", "Ivory Coast"]),
        "trinidad-and-tobago": (STATE, ["Trinidad and Tobago"]),
        "zoe": (PERSON, ["Zoë Sándor"]),
        "ann": (PERSON, ["Ann Lee"]),
    },
    offices={
        "csto/secretary-general": ("csto", ["Secretary-General"]),
        "csto/chairman": ("csto", ["Chairman"]),
        "sco/secretary-general": ("sco", ["Secretary-General"]),
        "sco/chairman": ("sco", ["Chairman"]),
        "eu/president": ("eu", ["President"]),
        "tajikistan/foreign-minister": ("tajikistan", ["Foreign Minister", "Minister of Foreign Affairs"]),
        "tajikistan/minister": ("tajikistan", ["Minister"]),
        "tajikistan/president": ("tajikistan", ["President"]),
        "foreign-affairs/head": ("foreign-affairs", ["Head"]),
        "csto/head-of-staff": ("csto", ["Head of Staff"]),
    },
    sources={"report-2017": "Report of 2017", "note-b": "A note", "note-a": "A Note"},
    statuses=["frozen", "member"],
    datasets={"csto-data": "All of the CSTO"},
    focused={"csto-data": "csto"},
    events={"summit-21": "21st summit"},
)  # fmt: skip


def asked(text: str, catalog: Names = WORLD, focus: str | None = None) -> resolved.Bound:
    """Return what *text* means."""
    return bind(parse_one(text), catalog, Present(NOW, focus and ast.Name(focus)), text)


def problem(text: str, catalog: Names = WORLD, focus: str | None = None) -> Problem:
    """Return why *text* means nothing."""
    with pytest.raises(QueryError) as refusal:
        asked(text, catalog, focus)
    (found,) = refusal.value.problems
    return found


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


# ── names that mean nothing, too much, or something else ─────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "column", "message", "suggestions"),
    [
        ("members of CSTOO", "unknown-organization", 12, "no organization is called `CSTOO`", ("csto",)),
        ("members of Europian Union", "unknown-organization", 12, "no organization is called `Europian Union`", ("eu",)),
        ("members of Foo", "unknown-organization", 12, "no organization is called `Foo`", ()),
        ("names of club", "ambiguous", 10, "`club` may mean 2 of them", ("georgian-club", "members")),
        ("describe Zaire and", "unknown-name", 10, "nothing is called `Zaire and`", ()),
        ("members of of", "unknown-organization", 12, "no organization is called `of`", ()),
        ("status of Uzbekstan in CSTO", "unknown-party", 11, "no party is called `Uzbekstan`", ("uzbekistan",)),
        ("status of Uzbekistan in CTSO", "unknown-organization", 25, "no organization is called `CTSO`", ("csto",)),
        ("names of Tajikstan", "unknown-party", 10, "no party is called `Tajikstan`", ("tajikistan",)),
        ("whether Zo Sandor holds chairman", "unknown-person", 9, "no person is called `Zo Sandor`", ("zoe",)),
        ("members according to report-2018", "unknown-source", 22, "no source is called `report-2018`", ("report-2017",)),
        ("frozn members", "unknown-status", 1, "no status is called `frozn`", ("frozen",)),
        ("members including susspended", "unknown-status", 19, "no status is called `susspended`", ("suspended",)),
        ("whether zoe is membr", "unknown-status", 16, "no status is called `membr`", ("member",)),
        ("whether zoe is foo", "unknown-status", 16, "no status is called `foo`", ()),
        ("names of Congo", "ambiguous", 10, "`Congo` may mean 2 of them", ("congo-1", "congo-2")),
        ("members of Uzbekistan", "wrong-kind", 12, "`Uzbekistan` is a state, and an organization is wanted here", ()),
        ("members of zoe", "wrong-kind", 12, "`zoe` is a person, and an organization is wanted here", ()),
        ("whether CSTO holds chairman", "wrong-kind", 9, "`CSTO` is an organization, and a person is wanted here", ()),
        ("bodies of Ann Lee", "wrong-kind", 11, "`Ann Lee` is a person, and an organization or state is wanted here", ()),
        ("events of Ann Lee", "wrong-kind", 11, "`Ann Lee` is a person, and an organization or state is wanted here", ()),
        ("holders of any office in zoe", "wrong-kind", 26, "`zoe` is a person, and an organization or state is wanted here", ()),
    ],
)  # fmt: skip
def test_a_name_that_means_nothing_here_is_refused_with_what_it_may_mean(
    text: str, code: str, column: int, message: str, suggestions: tuple[str, ...]
) -> None:
    found = problem(text)

    assert (found.code, found.column, found.suggestions) == (code, column, suggestions)
    assert found.message == message
    for suggestion in suggestions:
        assert suggestion in (found.hint or "")


@pytest.mark.parametrize(
    ("text", "question", "note"),
    [
        ("offices of Lee", resolved.TenuresBy("ann"), "`Lee` is read as `Ann Lee` (ann)"),
        ("names of security", resolved.NamesOf("csto"), "`security` is read as `Collective Security Treaty Organization` (csto)"),
        ("bodies of Cooperation Organisation", resolved.BodiesOf("sco"), "`Cooperation Organisation` is read as `Shanghai Cooperation Organisation` (sco)"),
        ("offices of affairs", resolved.OfficesIn("foreign-affairs"), "`affairs` is read as `Foreign Affairs of Tajikistan` (foreign-affairs)"),
        ("describe Brazzaville", resolved.Describe(EntityType.PARTY, "congo-1"), "`Brazzaville` is read as `Congo-Brazzaville` (congo-1)"),
        ("holders of minister of foreign", resolved.TenuresOf("tajikistan/foreign-minister"), "`minister of foreign` is read as `Minister of Foreign Affairs` (tajikistan/foreign-minister)"),
        ("holders of chairman of Cooperation", resolved.TenuresOf("sco/chairman"), "`chairman of Cooperation` is read as `Chairman` (sco/chairman)"),
    ],
)  # fmt: skip
def test_whole_words_of_a_name_will_do_where_one_thing_has_them_and_it_is_said(
    text: str, question: resolved.Question, note: str
) -> None:
    meant = asked(text)

    assert (meant.question, meant.notes) == (question, (note,))


@pytest.mark.parametrize("text", ["names of ee", "names of the", "members of of", "names of ?"])
def test_what_is_no_whole_word_or_tells_nothing_is_no_part_of_a_name(text: str) -> None:
    assert problem(text).code in ("unknown-party", "unknown-organization")


def test_every_candidate_of_an_ambiguous_name_is_listed() -> None:
    catalog = Names({f"ministry-{i}": (ORGANIZATION, ["Ministry"]) for i in range(5)})

    found = problem("members of ministry", catalog)

    assert found.suggestions == tuple(f"ministry-{i}" for i in range(5))
    assert all(id_ in (found.hint or "") for id_ in found.suggestions)


def test_a_list_that_is_cut_short_says_so() -> None:
    catalog = Names({f"ministry-{i}": (ORGANIZATION, ["Ministry"]) for i in range(12)})

    hint = problem("members of ministry", catalog).hint or ""

    assert "ministry-11" in hint or "more" in hint or "…" in hint


@pytest.mark.parametrize(
    ("text", "known", "rest"),
    [
        ("members of CSTO as 2006", "CSTO", "as 2006"),
        ("members of CSTO limt 3", "CSTO", "limt 3"),
        ("members of European Union until 2006", "European Union", "until 2006"),
        ("names of Trinidad and Tobago befor 2006", "Trinidad and Tobago", "befor 2006"),
        ("status of Uzbekistan CSTO", "Uzbekistan", "CSTO"),
        ("members according to report-2017 asof 2006", "report-2017", "asof 2006"),
    ],
)
def test_a_name_that_swallowed_a_typo_is_told_from_it(text: str, known: str, rest: str) -> None:
    hint = problem(text).hint or ""

    assert f"`{known}`" in hint
    assert f"`{rest}`" in hint


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("members of CSTO limt 3", "members of CSTO limit 3"),
        ("members of CSTO as 2006", "members of CSTO as of 2006"),
        ("members of CSTO asof 2006", "members of CSTO as of 2006"),
        ("members of CSTO durin 2006", "members of CSTO during 2006"),
        ("members of European Union publshed by 2006", "members of European Union published by 2006"),
        ("members of CSTO order from", "members of CSTO order by from"),
        ("status of Uzbekistan of CSTO", "status of Uzbekistan in CSTO"),
        ("members of CSTO now", "members of CSTO as of today"),
        ("members of CSTO before 1998", "members of CSTO that joined before 1998"),
        ("members of CSTO sorted by from", "members of CSTO order by from"),
        ("members of CSTO in the 1990s", "members of CSTO in 199X"),
        ("members of CSTO wihle zoe is member of SCO", "members of CSTO while zoe is member of SCO"),
        (
            "holders of chairman of CSTO whlie zoe is member",
            "holders of chairman of CSTO while zoe is member",
        ),
        ("list members of CSTO", "members of CSTO"),
        ("which members of CSTO", "members of CSTO"),
        ("countt members of CSTO", "count members of CSTO"),
        ("history members of CSTO", "history of members of CSTO"),
        ("whether zoe is chairman of CSTO", "whether zoe holds chairman of CSTO"),
    ],
)
def test_a_typo_that_a_name_swallowed_is_repaired(text: str, meant: str) -> None:
    (mended,) = applied(text, problem(text))

    assert parse(mended) == parse(meant)
    assert asked(mended).question


def applied(text: str, found: Problem) -> list[str]:
    """Return *text* with each suggestion in the place of the blamed words."""
    assert found.offset is not None and found.length is not None
    before, after = text[: found.offset], text[found.offset + found.length :]
    return [before + suggestion + after for suggestion in found.suggestions]


MEANINGLESS = [
    *(
        "members of CSTOO",
        "members of Europian Union as of 2006",
        "names of Congo",
        "names of Georgia limit 1",
    ),
    *("status of Uzbekstan in CSTO", "status of Uzbekistan in CTSO", "whether Zo Sandor holds chairman"),
    *("frozn members", "members including susspended", "whether zoe is membr of CSTO", "describe Ann Le"),
    *("holders of president", "holders of chairmann of SCO", "holders of csto/chairmann as of 2006"),
    *("holders of chairman of SCOO", "holders of chairman of CSTO limt 3", "describe CSTO limt 3"),
    *('members of "CSTOO"', "members according to report-2018", "members order by member_nam"),
    *("members of CSTO limt 3", "status of Uzbekistan CSTO", "members of EU as 2006; names of Congoo"),
    *("members order by from desc, member_nam desc limit 3", "names of Trinidad anb Tobago"),
    *("names of zoee; members of CSTO durin 2006", "status of zoe in Tody"),
]


@pytest.mark.parametrize("text", MEANINGLESS)
def test_every_suggestion_in_its_place_makes_a_text_whose_names_are_found(text: str) -> None:
    catalog = Names(**{**vars(WORLD), "parties": {**WORLD.parties, "today": (ORGANIZATION, ["Tody!"])}})
    statements = [statement for statement in parse(text) if isinstance(statement, ast.Query)]
    refused = [found for query in statements if (found := refusal(query, catalog, text))]

    assert refused
    for found in refused:
        assert found.suggestions
        for mended in applied(text, found):
            assert found.code not in {
                other.code
                for query in parse(mended)
                if isinstance(query, ast.Query) and query.span and query.span.start <= (found.offset or 0)
                if (other := refusal(query, catalog, mended)) and other.offset == found.offset
            }


@pytest.mark.parametrize(
    "text",
    [
        *("membres of CSTO", "member of European Union", "members off CSTO", "members in CSTO", "status Uzbekistan"),
        *("members as 2006", "members of as of 2006", "members of CSTO as of 2006-8", "members in 199x limit 3"),
        *("members of CSTO as of 2006 certainly", "members of EU from 1998 to 2007", "members of EU knwon at 2005"),
        *("whether zoe is a member of CSTO", "whether zoe is in CSTO", "members of EU known at 2017-04-21 12:00"),
        *("holders of any office n CSTO as of 2017", "names; members of EU since 2006", "members of EU on 2006-03-01"),
        *("members of EU as of now", "members of EU between 1998 to 2007", "members of EU between 2007 and 1998"),
    ],
)  # fmt: skip
def test_what_is_put_right_in_a_text_leaves_its_names_alone(text: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(text)

    (found,) = refused.value.problems
    (mended,) = applied(text, found)
    assert all(
        bind(query, WORLD, Present(NOW), mended) for query in parse(mended) if isinstance(query, ast.Query)
    )


def refusal(query: ast.Query, catalog: Names, text: str) -> Problem | None:
    """Return why *query* means nothing, or None if it means something."""
    try:
        bind(query, catalog, Present(NOW), text)
    except QueryError as error:
        return error.problems[0]
    return None


@pytest.mark.parametrize("text", ["members of {}", "holders of {}", "describe {}", "holders of x of {}"])
@pytest.mark.parametrize("word", ["a ", "of ", "x of "])
def test_a_long_name_is_not_looked_up_word_by_word(text: str, word: str) -> None:
    catalog = Names()
    long_name = (word * 1000).strip() + " z"

    problem(text.format(long_name), catalog)

    assert catalog.lookups < 200


def test_a_long_name_is_cut_short_in_the_message() -> None:
    found = problem("members of " + "a" * 60_000)

    assert len(found.message) < 500


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("whether Foo holds chairman", "show persons"),
        ("members of Foo", "show organizations"),
        ("holders of Foo", "show offices"),
        ("members according to Foo", "show sources"),
        ("offices of Foo", "show persons"),
        ("status of Foo", "show states"),
        ("events of Foo", "show states"),
        ("describe Foo", "show sources"),
        ("describe Foo", "show offices"),
    ],
)  # fmt: skip
def test_the_list_that_is_offered_is_of_what_is_wanted(text: str, wanted: str) -> None:
    assert wanted in (problem(text).hint or "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("members of secretary-general", "office"),
        ("holders of Ann Lee", "person"),
        ("holders of CSTO", "organization"),
        ("names of csto/chairman", "office"),
        ("members according to csto", "organization"),
        ("members of uzbekstan", "`Uzbekistan`"),
        ("holders of CSTO", "`offices in CSTO`"),
        ("holders of Zoe Sandor as of 2006", "`offices of Zoe Sandor`"),
        ("members of Uzbekistan", "`organizations of Uzbekistan`"),
        ("names of csto/chairman", "`holders of csto/chairman`"),
        ("events of report-2017", "source"),
    ],
)
def test_the_right_name_of_the_wrong_thing_says_what_it_is(text: str, says: str) -> None:
    found = problem(text)

    assert says in found.message.partition("`")[2].partition("`")[2] + (found.hint or "")


@pytest.mark.parametrize("kind", ["union", "EXCEPT", "intersect"])
def test_the_second_of_two_queries_is_offered_in_parentheses(kind: str) -> None:
    found = problem(f"members of CSTO {kind} organizations of Uzbekistan")

    assert f"write `CSTO {kind} (organizations of Uzbekistan)`" in (found.hint or "")


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


# ── the focus ────────────────────────────────────────────────────────────────────────────────────

FOCUSABLE = ["members", "status of zoe", "periods of zoe", "whether zoe is member", "holders of any office",
             "offices", "names", "bodies"]  # fmt: skip


@pytest.mark.parametrize("text", FOCUSABLE)
def test_the_focus_is_the_last_use_or_else_that_of_the_only_dataset(text: str) -> None:
    assert "csto" in str(asked(text).question)
    assert "sco" in str(asked(text, focus="SCO").question)


def focused_on(**foci: str) -> Names:
    """Return the same catalog with other datasets."""
    return Names(WORLD.parties, WORLD.offices, focused=foci)


@pytest.mark.parametrize("text", FOCUSABLE)
def test_several_foci_are_an_error_that_lists_them(text: str) -> None:
    found = problem(text, focused_on(a="csto", b="sco"))

    assert found.code == "several-foci"
    assert "csto (dataset a)" in found.message
    assert "sco (dataset b)" in found.message
    assert "`use " in (found.hint or "")


def test_several_datasets_with_one_focus_are_no_error() -> None:
    assert asked("names", focused_on(a="csto", b="csto")).question == resolved.NamesOf("csto")


def test_the_last_use_settles_several_foci() -> None:
    assert asked("names", focused_on(a="csto", b="sco"), focus="sco").question == resolved.NamesOf("sco")


@pytest.mark.parametrize("text", FOCUSABLE)
def test_no_focus_is_an_error_that_says_what_to_add(text: str) -> None:
    found = problem(text, focused_on())

    assert (found.code, found.hint) == ("no-focus", "add `of` and a name")


def test_events_need_no_focus() -> None:
    assert asked("events", focused_on(a="csto", b="sco")).question == resolved.EventsOf(None)


def test_a_title_that_is_unique_needs_no_focus() -> None:
    assert asked("holders of head", focused_on(a="csto", b="sco")).question == resolved.TenuresOf(
        "foreign-affairs/head"
    )


# ── time ─────────────────────────────────────────────────────────────────────────────────────────


def day(text: str) -> int:
    """Return the number of an ISO day."""
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("clause", "first", "last", "valid"),
    [
        ("", "2025-06-01", "2025-06-01", "2025-06-01"),
        ("as of today", "2025-06-01", "2025-06-01", "2025-06-01"),
        ("as of 2006", "2006-01-01", "2006-12-31", "2006"),
        ("in October 2002", "2002-10-01", "2002-10-31", "2002-10"),
        ("during 2012-06-28", "2012-06-28", "2012-06-28", "2012-06-28"),
        ("as of 199X", "1990-01-01", "1999-12-31", "199X"),
        ("as of [1999-04..1999-06]", "1999-04-01", "1999-06-30", "[1999-04..1999-06]"),
        ("as of 0001", "0001-01-01", "0001-12-31", "0001"),
        ("as of 9999", "9999-01-01", "9999-12-31", "9999"),
        ("between 1998 and 2007", "1998-01-01", "2007-12-31", "1998/2007"),
        ("between 1998 and today", "1998-01-01", "2025-06-01", "1998/2025-06-01"),
        ("between 2006 and 2006", "2006-01-01", "2006-12-31", "2006/2006"),
        ("between 2006-03 and 2006", "2006-03-01", "2006-12-31", "2006-03/2006"),
        ("throughout between 1994 and 1998", "1994-01-01", "1998-12-31", "1994/1998"),
    ],
)
def test_a_time_clause_is_a_window_of_days(clause: str, first: str, last: str, valid: str) -> None:
    meant = asked(f"members {clause}")

    assert meant.scope.window == Window(day(first), day(last) + 1)
    assert meant.valid == valid
    assert meant.scope.quantifier is (Quantifier.EVERY if "throughout" in clause else Quantifier.SOME)


@pytest.mark.parametrize("text", ["periods of zoe", "names", "events", "show states", "describe zoe"])
def test_what_has_no_time_clause_may_ask_for_all_time(text: str) -> None:
    meant = asked(text)

    assert (meant.scope.window, meant.valid) == (None, None)


@pytest.mark.parametrize("text", ["members", "organizations of zoe", "status of zoe", "whether zoe is member",
                                  "holders of head", "holders of any office", "offices", "bodies"])  # fmt: skip
def test_what_has_no_time_clause_else_asks_for_today(text: str) -> None:
    assert asked(text).valid == "2025-06-01"


@pytest.mark.parametrize(
    ("clause", "instant"),
    [
        ("", "2025-06-01T12:00:00.000000Z"),
        ("known at today", "2025-06-01T12:00:00.000000Z"),
        ("known at 2017", "2017-12-31T23:59:59.999999Z"),
        ("known at 2017-04", "2017-04-30T23:59:59.999999Z"),
        ("known at 2017-04-21", "2017-04-21T23:59:59.999999Z"),
        ("known at 2017-04-21T12:00:00Z", "2017-04-21T12:00:00.000000Z"),
        ("known at 2017-04-21T12:00:00+05:00", "2017-04-21T07:00:00.000000Z"),
        # What is not over yet is answered at now.
        ("known at 2025", "2025-06-01T12:00:00.000000Z"),
        ("known at 2025-06-01", "2025-06-01T12:00:00.000000Z"),
        ("known at 2030", "2025-06-01T12:00:00.000000Z"),
        ("known at 2030-01-01T00:00Z", "2025-06-01T12:00:00.000000Z"),
        ("known at [2017..]", "2025-06-01T12:00:00.000000Z"),
        ("known at [..2017]", "2017-12-31T23:59:59.999999Z"),
        ("known at 0001", "0001-12-31T23:59:59.999999Z"),
    ],
)
def test_known_at_means_the_last_instant_of_what_is_over(clause: str, instant: str) -> None:
    assert instant_text(asked(f"members {clause}").scope.known_at) == instant


def test_published_by_includes_its_end() -> None:
    assert asked("members published by 2017").scope.published_by == day("2017-12-31")
    assert asked("members published by today").scope.published_by == day("2025-06-01")


@pytest.mark.parametrize(
    ("text", "column", "length"),
    [("members between today and 2006", 9, 22), ("members throughout between 2026 and today", 9, 33)],
)
def test_a_window_that_turns_out_reversed_is_refused(text: str, column: int, length: int) -> None:
    found = problem(text)

    assert (found.code, found.column, found.length) == ("reversed", column, length)


def test_a_query_built_in_python_is_refused_without_a_place() -> None:
    window = ast.Between(read_date("2007"), read_date("1998"))
    query = ast.Query(ast.Members(), ast.Clauses(when=ast.When(window)))

    with pytest.raises(QueryError) as refusal:
        bind(query, WORLD, Present(NOW))

    (found,) = refusal.value.problems
    assert (found.code, found.line, found.excerpt) == ("reversed", None, None)


# ── clauses that mean nothing here ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("question", ["show states", "describe zoe"])
@pytest.mark.parametrize("clause", ["as of 2006", "during 2006", "throughout 2006", "possibly as of 2006"])
def test_what_is_listed_takes_no_time_clause(question: str, clause: str) -> None:
    found = problem(f"{question} {clause}")

    assert (found.code, found.column) == ("out-of-place", len(question) + 2)


@pytest.mark.parametrize(
    "question", ["holders of head", "offices", "names", "bodies", "events", "status of zoe", "periods of zoe"]
)
@pytest.mark.parametrize("clause", ["including suspended", "including any status"])
def test_statuses_are_included_only_where_there_are_any(question: str, clause: str) -> None:
    assert problem(f"{question} {clause}").code == "out-of-place"


def test_a_clause_out_of_place_is_pointed_at() -> None:
    assert problem("holders of head including any status").column == 17


@pytest.mark.parametrize(
    ("text", "column"),
    [("members order by name", 18), ("events order by from", 17), ("names order by party, foo desc", 23)],
)
def test_an_unknown_column_lists_those_there_are(text: str, column: int) -> None:
    found = problem(text)

    assert (found.code, found.column) == ("unknown-column", column)
    assert "the columns are " in (found.hint or "")


def test_a_misspelt_column_is_answered_with_the_nearest() -> None:
    assert problem("members order by member_nam").suggestions == ("member_name",)


@pytest.mark.parametrize("sort", ["sources", "datasets", "transactions"])
@pytest.mark.parametrize("clause", ["published by 2018", "according to note-a"])
def test_what_has_no_source_is_not_asked_for_by_its_source(sort: str, clause: str) -> None:
    found = problem(f"show {sort} {clause}")

    assert (found.code, found.message) == ("out-of-place", f"{sort} have no sources of their own")
    assert " ".join(clause.split()[:2]) in (found.hint or "")
    assert problem(f"describe report-2017 {clause}").code == "out-of-place"


def test_a_right_question_does_not_load_what_only_a_wrong_one_needs() -> None:
    code = (
        "import sys, tempodb; db = tempodb.open(':memory:'); db.load(tempodb.bundled_fixture('csto.yaml')); "
        "rows = db.query('holders of secretary-general of CSTO as of :t', t='2017-04-19').to_dicts(); "
        "print(*sys.modules)"
    )

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    wrong = {f"tempodb.tql.{name}" for name in ("misplaced", "repairs", "syntax_errors", "unfound", "asked")}
    assert not {*wrong, "rapidfuzz"} & set(ran.stdout.split())
