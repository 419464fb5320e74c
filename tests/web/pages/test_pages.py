"""Each kind of page: what it says, that its address says all of it, and that its links lead somewhere."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, unquote_plus, urlsplit

import pytest

import tempodb
from tempodb.web.all_time import AnswersOfAllTime
from web.exploring import FIRST, SECOND, Client, exploring, path_of

if TYPE_CHECKING:
    from tempodb import Database

PAGES = {
    "/": ["Collective Security Treaty Organization"],
    "/organization/csto": ["1 January 2013", "6 members", "1 suspended", "Nikolai Bordyuzha"],
    "/party/uzbekistan": ["suspended in", "Collective Security Treaty Organization"],
    "/person/nikolai-bordyuzha": ["Secretary-General"],
    "/office/csto/secretary-general": ["Nikolai Bordyuzha", "Valery Semerikov", "2003-04-28"],
    "/event/csto-charter-2002": ["Charter of the Collective Security Treaty Organization", "Chisinau"],
    "/source/tass-687141": ["http://tass.com/russia/687141", "TASS", "membership", "event"],
    "/transaction/2": ["A. Researcher", "Exact dates", "1 December 2025", "withdrawn", "tenure", "existence"],
    "/dataset/csto": ["csto"],
    "/organizations": ["Collective Security Council"],
    "/states": ["Uzbekistan"],
    "/people": ["Valery Semerikov"],
    "/offices": ["Deputy Secretary-General"],
    "/events": ["Signing of the Collective Security Treaty"],
    "/sources": ["tass-687141"],
    "/transactions": [SECOND],
    "/datasets": ["csto"],
    "/tql": ["Ask who held which office"],
    "/search": ["Search"],
}
THEN = f"as-of=2013-01-01&known-at={SECOND}"


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an address."""
        self.found += [value for name, value in attrs if name in ("href", "action", "src") and value]


@pytest.mark.parametrize(("path", "said"), PAGES.items(), ids=PAGES)
def test_a_page_says_what_is_asked(client: Client, path: str, said: list[str]) -> None:
    """A page holds what its questions answer, as HTML and as JSON."""
    answer = client.get(f"{path}?{THEN}")
    assert answer.status == 200
    assert [words for words in said if words not in answer.text] == []
    as_json = client.get(f"{path}?{THEN}&format=json").json()
    assert as_json["as_of"] == "2013-01-01"
    assert as_json["known_at"] == SECOND


IN_PLAIN_WORDS = {
    "/organization/csto?as-of=2006": (
        [
            "Members in 2006",
            "As it was in</label>",
            "existed",
            'title="[..2003-04-28]"><span class="whole">2003-04-28</span> ',
            "also called",
        ],
        ["founded to dissolved", "on 2006", "substantive", ">known by<"],
    ),
    "/organization/csto?as-of=2013-01-01&why=uzbekistan is suspended in csto": (
        [
            "Uzbekistan: suspended in Collective Security Treaty Organization from 28 June 2012 to 19 December 2012",
            "and 1 January 2013 lies between.",
            "claims say otherwise, or did",
        ],
        ["some day of", "uzbekistan suspended in csto", "[..2018-11]"],
    ),
    "/office/csto/secretary-general?as-of=2013-01-01&why=valery-semerikov holds csto/secretary-general as of 2019": (
        [
            "Valery Semerikov: acting Secretary-General from 2 November 2018 to 1 January 2020",
            "1 claim says otherwise",
        ],
        ["holders of csto/secretary-general ever"],
    ),
    "/organization/csto?as-of=2013-01-01&compare=1998": (
        ["in 1998</th>", "on 1 January 2013</th>"],
        [">before</th>"],
    ),
    "/tql?q=membrs of the of CSTO&as-of=2013": (["<code>membrs</code> does not fit here"], ["Membrs"]),
    "/transactions?as-of=2013": (["1 December 2025</a>"], [f">{SECOND}<"]),
    "/search?q=kaz&as-of=2013": (["Prime Minister", "of Kazakhstan", ">state<"], [">party<"]),
    "/organization/nothing": (["The search above"], ["show persons", "as-of-slide"]),
    "/tql?q=members of CSTA&as-of=2013": (["<code>CSTA</code>"], ["`"]),
    "/source/report-2017-04-18?as-of=2013": (
        ["What it states", " is called ", "Valery Semerikov: acting Secretary-General of C"],
        ["without dates", "`", "the name ", "csto/secretary-general from"],
    ),
    "/source/tass-687141?as-of=2013": (
        [
            "Uzbekistan: suspended in Collective Security Treaty Organization from 19 December 2012 onwards",
            ">Decision on the suspension of Uzbekistan on 19 December 2012<",
        ],
        ["participants", "the event"],
    ),
    "/tql?q=count members of CSTO by year&as-of=2013": (
        ["<h2>count members of CSTO by year"],
        ["by year known at", "Z by year"],
    ),
    "/organization/csto?as-of=2006&why=uzbekistan is suspended in csto&known-at=2023-06": (
        ["It may have ended by 1 January 2006, before 2006. It began on 1 January 1999 at the earliest."],
        ["2006 through"],
    ),
}


@pytest.mark.parametrize(("address", "words"), IN_PLAIN_WORDS.items(), ids=IN_PLAIN_WORDS)
def test_a_page_speaks_as_people_do(client: Client, address: str, words: tuple[list[str], list[str]]) -> None:
    """No notation of archives, no marks of code and no words of the program, where there are plain ones."""
    text = client.get(address).text
    said, unsaid = words
    assert [each for each in said if each not in text] == []
    assert [each for each in unsaid if each in text] == []


PIECES = re.compile(r'<p class="lead">.*?</p>|<span class="steps">.*?</span>|<table.*?</table>', re.DOTALL)


@pytest.mark.parametrize("path", PAGES)
def test_what_moves_with_the_day_is_what_the_page_says(client: Client, path: str) -> None:
    """The sentence, the steps and the tables that a script puts in their places are those of the page, which has more."""
    page, moved = (client.get(f"{path}?{THEN}{more}").text for more in ("", "&format=moved"))
    assert PIECES.findall(moved) == PIECES.findall(page)
    assert len(PIECES.findall(moved)) > (path == "/organization/csto") * 4
    assert "<svg" not in moved
    assert "format=moved" not in moved
    assert len(moved) < len(page)


SEEN: set[str] = set()
"""Where links led already that other pages have as well."""


@pytest.mark.parametrize("path", PAGES)
def test_every_link_keeps_both_instants_and_leads_somewhere(client: Client, path: str) -> None:
    """Whoever follows links stays at the instants that were asked for, but where a link moves one of them."""
    links = [urlsplit(link) for link in Links(client.get(f"{path}?{THEN}").text).found]
    inside = [link for link in links if not link.netloc and link.scheme != "data" and link.fragment == ""]
    assert len(inside) > 10
    for link in inside:
        if link.query:
            moved = {"as-of", "known-at"} - parse_qs(link.query).keys()
            # `today` and `latest` leave out what they mean to be asked anew.
            assert not moved or (link.path == path and len(moved) == 1), link
        if link.path.startswith("/answer.") or link.path in SEEN:
            continue
        SEEN.add(link.path)
        target = client.get(f"{link.path}?{link.query}" if link.query else f"{link.path}?{THEN}")
        assert target.status == 200, link


def test_an_address_without_instants_leads_to_one_with_both(client: Client) -> None:
    """What is asked of today is kept under an address that will say the same tomorrow."""
    answer = client.once("/organization/csto")
    assert answer.status == 302
    assert answer.headers["cache-control"] == "no-store"
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked == {"as-of": ["2026-11-29"], "known-at": [SECOND]}


def test_the_same_address_shows_the_same_page(client: Client) -> None:
    """A page at a past instant may be kept for ever."""
    first, second = (client.get(f"/organization/csto?{THEN}") for _ in range(2))
    assert first.text == second.text
    assert first.headers["etag"] == second.headers["etag"]


def test_a_day_in_other_words_is_one_address(client: Client) -> None:
    """What a person types becomes what the address of that day is."""
    answer = client.get("/organization/csto?as-of=28 June 2012&known-at=2026")
    assert parse_qs(urlsplit(answer.address).query)["as-of"] == ["2012-06-28"]


def test_what_was_known_before_is_told_as_it_was_known(client: Client) -> None:
    """In 2023 the database knew years alone."""
    then = client.get(f"/organization/csto?as-of=1992-03-01&known-at={FIRST}").text
    assert "perhaps 6 members" in then
    later = client.get(f"/organization/csto?as-of=1992-03-01&known-at={SECOND}").text
    assert "perhaps 6 members" not in later


def test_why_tells_the_claims_and_who_speaks_against_them(client: Client) -> None:
    """Beside what is chosen stand its claims, the disputed ones, and the statement that would correct it."""
    text = client.get(f"/organization/csto?{THEN}&why=uzbekistan is suspended in csto").text
    for words in ("rbc-2012-06-28", "disputed", "no longer believed", "By the decision of the Collective"):
        assert words in text
    statement = re.search(r'<pre class="statement"[^>]*>([^<]+)</pre>', text)
    assert statement is not None
    assert statement[1].startswith(
        "correct membership of &#34;uzbekistan&#34; in &#34;csto&#34; at 2012-12-19"
    )


WHYS = re.compile(r'<a href="[^"]*[?;]why=([^"&]*)[^"]*" rel="noreferrer"( aria-current="true")?')


@pytest.mark.parametrize(
    ("why", "chosen"),
    [
        ("", []),
        ("georgia is member in csto", []),
        ("georgia is member in csto as of 1995", ["georgia is member in csto as of 1993-12-09"]),
        ("uzbekistan is suspended in csto", ["uzbekistan is suspended in csto"]),
        ("uzbekistan is suspended in csto as of 2000", ["uzbekistan is suspended in csto as of 1999-04-02"]),
        ("uzbekistan is suspended in csto as of soon", []),
    ],
)
def test_a_bar_asks_of_a_day_on_which_it_holds_and_the_chosen_one_says_so(
    client: Client, why: str, chosen: list[str]
) -> None:
    """Each bar is drawn for a window and for a phone, and in both the same one is chosen."""
    text = client.get(f"/organization/csto?{THEN}&why={why}").text
    found = [(unquote_plus(asked).replace('"', ""), bool(current)) for asked, current in WHYS.findall(text)]

    assert ("armenia is member in csto", False) in found
    assert [asked for asked, current in found if current] == chosen * 2
    assert text.count('class="ring"') == 2 * len(chosen)


@pytest.mark.parametrize(
    ("page", "least"),
    [
        ("/organization/csto?", 12),
        ("/tql?q=holders of secretary-general of CSTO ever&", 4),
    ],
)
def test_what_a_bar_asks_has_claims(client: Client, page: str, least: int) -> None:
    """Whatever bar somebody chooses, there is something behind it, and it is told beside the picture."""
    text = client.get(f"{page}{THEN}").text
    asked = sorted({unquote_plus(why) for why, _ in WHYS.findall(text)})

    assert len(asked) >= least
    told = [client.get(f"{page}{THEN}&why={why}&format=json").json()["why"] for why in asked]
    assert [why for why, says in zip(asked, told, strict=True) if not says or not says["claims"]] == []


@pytest.mark.parametrize(
    ("page", "is_offered"),
    [
        ("/organization/csto?", True),
        ("/tql?q=holders of secretary-general of CSTO ever&", True),
        ("/tql?q=count members of CSTO by year&", False),
        ("/tql?q=changes in CSTO&", False),
        ("/transaction/2?", False),
    ],
)
def test_a_reason_is_offered_where_a_bar_has_one(client: Client, page: str, is_offered: bool) -> None:
    """Beside a picture that leads to no reasons, nobody is told to choose a bar."""
    assert ("Choose a bar" in client.get(f"{page}{THEN}").text) == is_offered


@pytest.mark.parametrize(
    "question", ["count members of CSTO by year", "revisions of Uzbekistan in CSTO", "changes in CSTO",
                 "compare members of CSTO as of 1998 with as of 2013", "holders of secretary-general of CSTO ever"],
)  # fmt: skip
def test_an_answer_has_its_picture(client: Client, question: str) -> None:
    """Whatever has a picture has it on the page of a question too, and as a file."""
    assert client.get(f"/tql?q={question}&{THEN}").text.count("<svg xmlns") == 2
    assert client.get(f"/tql?q={question}&{THEN}&format=svg").text.startswith("<svg xmlns")


def test_two_days_are_compared(client: Client) -> None:
    """What differs between the asked day and another is told on the page."""
    told = client.get(f"/organization/csto?{THEN}&compare=1998&format=json").json()["compared"]["table"][
        "rows"
    ]
    assert [row[1][0]["text"] for row in told] == ["Azerbaijan", "Georgia", "Uzbekistan"]


def test_a_dataset_and_a_party_of_one_id_are_two_things(client: Client) -> None:
    """The page of a dataset has its own title, leads to what it is about, and lists its own transactions."""
    told = client.get(f"/dataset/csto?{THEN}&format=json").json()
    assert told["title"] == "Collective Security Treaty Organization, exact dates"
    assert [row[0][0]["text"] for row in told["tables"][0]["rows"]] == ["1", "2"]
    assert 'About <a href="/organization/csto?' in client.get(f"/dataset/csto?{THEN}").text
    assert {client.get(f"/{kind}/uzbekistan").status for kind in ("dataset", "source", "event")} == {404}


def test_an_event_leads_to_who_took_part(client: Client) -> None:
    """Its body, its participants and what came of it are told, and its day in words."""
    told = client.get(f"/event/csto-charter-2002?{THEN}").text
    assert "Signing on 7 October 2002." in told
    assert '<dt>of</dt><dd><a href="/organization/csto?' in told
    assert "<dt>outcome</dt><dd>The Collective Security Treaty becomes" in told
    decided = client.get(f"/event/csc-decision-2012?{THEN}").text
    assert ">Uzbekistan</a></dd>" in decided


def test_a_party_is_found_under_any_of_its_pages(client: Client) -> None:
    """A link that does not know whether a member is a state or an organization leads to its page."""
    answer = client.get(f"/party/csto?{THEN}")
    assert path_of(answer.address) == "/organization/csto"


@pytest.mark.parametrize("day", ["nonsense", "2013-02-31"])
def test_a_day_to_compare_with_that_is_none_is_told(client: Client, day: str) -> None:
    """What somebody typed who wants to compare is not passed over."""
    told = client.get(f"/organization/csto?{THEN}&compare={day}&format=json").json()["compared"]
    assert told["day"] == day
    assert told["table"]["rows"] == []
    assert day in told["table"]["empty"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-30"])
def test_a_clock_goes_as_far_as_there_are_days(client: Client, day: str) -> None:
    """No end of its slider is a day that no address can have."""
    text = client.get(f"/organization/csto?as-of={day}&known-at={SECOND}").text
    found = re.search(r'id="as-of-slide" min="(-?[0-9]+)" max="([0-9]+)"', text)
    assert found is not None
    assert 1 <= int(found[1]) < int(found[2]) <= date.max.toordinal()


def test_whoever_has_no_question_is_offered_some(client: Client) -> None:
    """They are about what is recorded, and each has an answer."""
    offered = client.get(f"/tql?{THEN}&format=json").json()["examples"]
    assert "members of csto including any status" in offered
    assert len(offered) > 3
    assert {client.get(f"/tql?q={question}&{THEN}").status for question in offered} == {200}


def test_code_within_a_reason_is_set_as_code(client: Client) -> None:
    """No mark of the command line is left in why a table is empty."""
    text = client.get(f"/tql?q=members of CSTO as of 1900&{THEN}").text
    assert "<code>including disputed</code>" in text
    assert "`" not in text


def test_a_clock_is_at_hand_where_a_day_is_none(client: Client) -> None:
    """Whoever typed a day wrongly types it again there, and loses nothing of what was asked besides."""
    text = client.get(f"/organization/csto?as-of=20x&known-at={SECOND}&compare=1998").text
    assert "as in 2012-06-28" in text
    assert '<input id="as-of"' in text
    assert 'name="compare" value="1998"' in text


TROUBLES = {
    "/organization/nothing": (404, "nothing"),
    "/office/csto/nothing": (404, "nothing"),
    "/transaction/99": (404, "there is no transaction 99"),
    "/transaction/x": (404, "there is no transaction x"),
    "/source/nothing": (404, "nothing"),
    "/nowhere": (404, "There is no such page"),
    "/tql?q=members of CSTA": (400, "no organization is called"),
    "/tql?q=erase valery-semerikov": (400, "this writes"),
    "/organization/csto?as-of=never": (400, "never"),
    "/organization/csto?as-of=[..2013]": (400, "name a day, a month or a year"),
    "/answer.csv?q=members of CSTA": (400, "no organization is called"),
    "/answer.exe?q=members of CSTO": (400, "there is no format"),
}


@pytest.mark.parametrize(("address", "expected"), TROUBLES.items(), ids=TROUBLES)
def test_what_cannot_be_shown_has_a_page_that_helps(
    client: Client, address: str, expected: tuple[int, str]
) -> None:
    """A page that is not there, or a question that is refused, says what is wrong and leads on."""
    status, said = expected
    answer = client.get(address)
    assert answer.status == status
    assert said.casefold() in re.sub("</?code>", "`", answer.text).casefold()
    assert 'href="/organizations?' in answer.text
    assert "Traceback" not in answer.text


def test_a_question_that_is_wrong_offers_what_is_right(client: Client) -> None:
    """What is wrong is marked at its place, and one key puts it right."""
    text = client.get(f"/tql?q=members of CSTA&{THEN}").text
    assert "members of <mark>CSTA</mark>" in text
    repair = next(link for link in Links(text).found if "q=members+of+csto" in link)
    assert client.get(repair).status == 200


def test_nothing_at_all_is_recorded() -> None:
    """The pages of an empty database say how to begin."""
    with exploring(":memory:") as client:
        assert client.get("/").status == 200
        for address in ("/", "/organizations", "/organization/csto", "/tql"):
            text = client.get(address).text
            assert "Nothing is recorded yet" in text, address
            assert "tempodb load FILE" in text, address


def test_what_is_left_out_is_offered_where_it_can_be_had(client: Client) -> None:
    """Of more claims than a page shows there is no file, and none is promised."""
    text = client.get(f"/transaction/2?{THEN}").text
    assert re.search(r"and [0-9]+ more</p>", text)
    assert "which a download has" not in text


def test_the_answer_to_a_question_has_a_picture(client: Client) -> None:
    """What can be drawn is, at the instants that the page is asked for."""
    text = client.get(f"/tql?q=members of CSTO ever&{THEN}").text
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="tempodb"' in text
    assert 'class="tempodb"' not in client.get(f"/tql?q=show states&{THEN}").text


def test_what_was_answered_before_is_not_answered_anew_unless_something_was_recorded() -> None:
    """What is of all time is kept for the next day that is asked for, and forgotten with the next transaction."""
    asked: list[str] = []

    class Counting:
        recorded = 1

        def last_recorded(self) -> int:
            return self.recorded

        def today(self) -> int:
            return 1

        def query(self, question: str, **_: str) -> list[str]:
            asked.append(question)
            return []

    database, answers = Counting(), AnswersOfAllTime()
    for _ in range(3):
        answers.of(cast("Database", database), "timeline of :it", {"it": "a"})
    answers.of(cast("Database", database), "timeline of :it", {"it": "b"})
    assert len(asked) == 2
    database.recorded = 2
    answers.of(cast("Database", database), "timeline of :it", {"it": "a"})
    assert len(asked) == 3


def test_a_clock_has_as_many_marks_as_can_be_told_apart(tmp_path: Path) -> None:
    """A page of a thousand changes says the next and the last of them, and draws some."""
    place = tmp_path / "many.db"
    dates = "\n".join(
        f"  - {{member: s, of: o, from: '{1000 + year}-01-02', to: '{1000 + year}-07-01'}}"
        for year in range(900)
    )
    (tmp_path / "many.yaml").write_text(
        f"tempodb: 1\ndataset: m\nstates: {{s: {{name: S}}}}\norganizations: {{o: {{name: O}}}}\nmemberships:\n{dates}\n",
        encoding="utf-8",
    )
    with tempodb.open(place) as database:
        database.load(tmp_path / "many.yaml", recorded_at="2020-01-01")
    with exploring(place) as client:
        text = client.get("/organization/o?as-of=1500-01-02").text
        told = client.get("/organization/o?as-of=1500-01-02&format=json").json()
    assert len(told["steps"]) == 1800
    assert 100 < text.count("<rect x=") < 500
    assert "as-of=1500-07-01" in text
    assert "as-of=1499-07-01" in text


def test_an_answer_that_is_too_long_is_refused_on_its_page(place: Path) -> None:
    """What only whoever reads the rows is told, is told beside the question."""
    with exploring(place, memory=1) as client:
        answer = client.get("/tql?q=count members of every organization by day between 1960 and 2025")
    assert answer.status == 400
    assert 'id="trouble"' in answer.text
    assert "are allowed" in answer.text
