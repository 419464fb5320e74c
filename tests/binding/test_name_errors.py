"""Names that mean nothing, too much, or something else, and what is offered in their place."""

from __future__ import annotations

import pytest

from binding.catalog import NOW, ORGANIZATION, WORLD, Names, asked, problem, refusal
from tempodb.base.errors import Problem, QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import bind
from tempodb.model.kinds import EntityType
from tempodb.questions import resolved
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse


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
        ("members of CSTO in the 90s", "members of CSTO in 199X"),
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
        *("holders of any office n CSTO as of 2017", "names; members of EU from 2006", "members of EU at 2006-03-01"),
        *("members of EU as of now", "members of EU between 1998 to 2007", "members of EU between 2007 and 1998"),
    ],
)  # fmt: skip
def test_what_is_put_right_in_a_text_leaves_its_names_alone(text: str) -> None:
    with pytest.raises(QueryError) as refused:
        parse(text)

    (found,) = refused.value.problems
    (mended,) = applied(text, found)
    assert all(
        bind(query, WORLD, AskedAt(NOW), mended) for query in parse(mended) if isinstance(query, ast.Query)
    )


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

    assert f"CSTO {kind} (organizations of Uzbekistan)`" in (found.hint or "")
