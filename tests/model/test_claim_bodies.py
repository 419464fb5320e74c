"""Bodies of the log read in columns say what their claims say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.strategies import examples
from tempodb.model.canonical_json import canonical
from tempodb.model.claim_bodies import BodyReader
from tempodb.model.claim_columns import ClaimColumns
from tempodb.model.claim_words import ClaimWords
from tempodb.model.claims import NO_DATES, Claim, ClaimDates
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.temporal.facts import Standing

DAY = 730_000
IDS = st.sampled_from(
    ["a", "b", "o", "p/q", "é", "ist-1", "x y", 'qu"ote', "back\\slash", "a]", "line\nbreak"]
)
DATES = st.sampled_from(["1992", "1992-05", "1992-05-15", "[1990..1992]", "[..1992]", "unknown", "May 1992"])
TEXTS = st.sampled_from(["member", "Åland", "a,b", '"', "\\", "}", '},"when":{', "\u2028", "é]"])
NAMED = ["Å", {"name": "A", "language": "fr", "to": "1992"}]


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(Kind))
    key = tuple(draw(IDS) for _ in SCHEMA[kind].key)
    if SCHEMA[kind].key[-1].is_optional and draw(st.booleans()):
        key = (*key[:-1], "")
    said = {
        Kind.SOURCE: {"title": draw(TEXTS), **draw(st.sampled_from([{}, {"published": "2001-05"}]))},
        Kind.PARTY: {
            "class": "person",
            **draw(st.sampled_from([{}, {"aliases": ["A", "Å"]}, {"aliases": NAMED}])),
        },
        Kind.OFFICE: {"organization": draw(IDS), "seats": 1},
        Kind.NAME: {"name": draw(TEXTS), **draw(st.sampled_from([{}, {"short": "N"}]))},
        Kind.TITLE: {"name": draw(TEXTS)},
        Kind.MEMBERSHIP: {"status": draw(TEXTS), **draw(st.sampled_from([{}, {"for": "w"}]))},
        Kind.TENURE: {"capacity": draw(TEXTS), **draw(st.sampled_from([{}, {"ordinal": 3}]))},
        Kind.EVENT: {"state": "held", **draw(st.sampled_from([{}, {"body": "o"}, {"participants": ["a"]}]))},
    }.get(kind, {})
    from_, to = draw(st.none() | DATES), draw(st.none() | DATES)
    when = draw(
        st.sampled_from([ClaimDates(from_, to), ClaimDates(observed=("1992",)), ClaimDates(date="1992")])
    )
    when = NO_DATES if kind.defines else when
    sources = draw(st.sampled_from([(), ("s",), ("s", "r"), ("é", "a\\")]))
    note = draw(st.none() | TEXTS)
    details = draw(st.sampled_from([(), (("s", "p. 4"),), (("r", "}"), ("s", '","source_details":["'))]))
    return Claim(kind, key, canonical(said), when, draw(st.sampled_from(Standing)), sources, note, details)


def read(bodies: list[str]) -> ClaimColumns:
    words = ClaimWords()
    return ClaimColumns(words, BodyReader(words).rows(bodies))


@given(st.lists(claims(), min_size=1, max_size=8))
@examples(150)
def test_bodies_say_what_their_claims_say(stated: list[Claim]) -> None:
    found = read([claim.body() for claim in stated])

    assert list(found) == stated
    periods = [claim.period(DAY) for claim in stated]
    days = [(p.from_.earliest, p.from_.latest, p.to.earliest, p.to.latest) for p in periods]
    assert np.stack(found.candidates(DAY), axis=1).tolist() == [list(each) for each in days]


@pytest.mark.parametrize(
    "body",
    [
        '{"key":["a","o"],"kind":"membership","value":{"status":"member"},"when":{"from":"2001-02-30"}}',
        '{"key":["a","o"],"kind":"membership","value":{"status":"member"},"when":{"from":"soon"}}',
        '{"key":["a"],"kind":"membership","value":{"status":"member"},"when":{"from":"2001"}}',
        '{"key":["a","o"],"kind":"stranger","value":{"status":"member"}}',
        '{"key":["a","o"],"kind":"membership","value":{"status":"mem\tber"},"when":{"from":"2001"}}',
        '{"key":["a","o",""],"kind":"membership","value":{"status":"member"}}',
        '{"key":["a","o"],"kind":"membership","value":{"status":"member"}',
        '{"key":["a","o"],"kind":"membership","value":{"status":"member"}}}',
        '{"key":["a","o\tp"],"kind":"membership","value":{"status":"member"}}',
        '{"key":["a","o"],"kind":"membership","value":{"status":"member"},"when":{"from":""}}',
        '["a"]',
    ],
)
def test_a_body_that_this_program_never_wrote_is_refused_as_a_claim_is(body: str) -> None:
    with pytest.raises(Exception) as as_claim:
        claim = Claim.from_body(body)
        SCHEMA[claim.kind].filed_under(claim.key, claim.fields)
        claim.period(DAY)

    with pytest.raises(as_claim.type):
        read([PLAIN, body, PLAIN]).candidates(DAY)


PLAIN = '{"key":["a","o"],"kind":"membership","value":{"status":"member"},"when":{"from":"2001"}}'


def test_a_value_that_is_written_in_another_order_is_that_of_its_claim() -> None:
    body = '{"key":["p"],"kind":"name","value":{"short":"P","name":"Paula"}}'

    found = read([body, body.replace('"short":"P","name":"Paula"', '"name":"Paula","short":"P"')])

    assert found[0] == found[1] == Claim.from_body(body)


def test_a_value_without_an_end_does_not_end_in_the_next() -> None:
    endless = PLAIN.replace('"member"', '"mem')
    ending = PLAIN.replace('"status"', '","t"')

    with pytest.raises(ValueError):
        read([endless, ending])


@pytest.mark.parametrize(
    "bodies",
    [
        [f"{PLAIN}\n{PLAIN}", "{}"],
        [PLAIN.replace('"a"', '"a\nb"')],
        [PLAIN, PLAIN.replace("member", "mem\nber")],
    ],
    ids=["two in one", "in a key", "in what is said"],
)
def test_a_body_is_no_more_than_a_line(bodies: list[str]) -> None:
    with pytest.raises(ValueError):
        read(bodies)


@pytest.mark.parametrize("note", ["{", "a {b", '{"value":{', '{","value":{'])
def test_a_note_may_look_like_a_value(note: str) -> None:
    stated = [Claim(Kind.MEMBERSHIP, ("a", "o", ""), '{"status":"member"}', note=note)] * 2

    assert list(read([claim.body() for claim in stated])) == stated


def test_what_is_plain_is_not_read_claim_by_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [PLAIN.replace('"a"', f'"a{number}"') for number in range(100)]
    read_one, ones = Claim.from_body, list[str]()

    def counted(body: str) -> Claim:
        ones.append(body)
        return read_one(body)

    monkeypatch.setattr(Claim, "from_body", counted)

    found = read(bodies)

    assert [claim.key[0] for claim in found] == [f"a{number}" for number in range(100)]
    assert len(ones) == 2
