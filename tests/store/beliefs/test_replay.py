"""The whole log derived at once comes to what was written transaction by transaction."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tempodb
from oracle.strategies import examples
from store.histories import dump, run, verified
from store.written_histories import WrittenHistory
from tempodb.model.claims import Claim, ClaimDates, canonical
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.store.beliefs.belief_keys import belief_key, folded_names
from tempodb.store.beliefs.claim_reader import ClaimReader
from tempodb.store.beliefs.numbering import Numbering
from tempodb.store.beliefs.row_periods import stored_period
from tempodb.store.schema.layout import DERIVED
from tempodb.temporal.facts import Standing


@given(st.integers(0, 2**32))
@examples(25)
def test_what_is_written_one_by_one_follows_from_the_whole_log(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    path = tmp_path_factory.mktemp("history") / "x.db"
    WrittenHistory(seed, path).write()
    before = dump(path)
    run(path, *(f"DELETE FROM {table}" for table in DERIVED))
    lacking = verified(path)

    with tempodb.open(path) as db:
        db.rebuild()

    assert len(lacking) == len(DERIVED)
    assert dump(path) == before
    assert verified(path) == []


def test_random_histories_have_all_that_changes_beliefs(tmp_path: Path) -> None:
    found: Counter[str] = Counter()
    for seed in range(6):
        path = tmp_path / f"{seed}.db"
        WrittenHistory(seed, path).write()
        found.update(operation for _, _, operation, *_ in dump(path)["assertion"])

    assert {"state", "withdraw", "clear", "say", "erase"} <= found.keys()


def test_a_write_that_comes_to_nothing_leaves_the_others_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    WrittenHistory(0, path).write(0)
    with tempodb.open(path) as db:
        with db.transaction() as tx:
            tx.record_membership("a", "o", from_="1992")
        with db.transaction() as tx:
            tx.record_membership("a", "o", from_="1992")
            tx.record_membership("b", "u", from_="1992")
            tx.record_membership("b", "o", from_="1993")

    assert verified(path) == []


# --- one claim ------------------------------------------------------------------------------------------

IDS = st.sampled_from(
    ["a", "b", "o", "p/q", "é", "ist-1", "x y", 'qu"ote', "back\\slash", "a]", "line\nbreak"]
)
DATES = st.sampled_from(["1992", "1992-05", "1992-05-15", "[1990..1992]", "[..1992]", "unknown", "May 1992"])
TEXTS = st.sampled_from(["member", "Åland", "a,b", '"', "\\", "}", '},"when":{', "\u2028", "é]"])
KEYS = {Kind.MEMBERSHIP: 2, Kind.TENURE: 3, Kind.PART_OF: 2, Kind.SUCCEEDS: 2}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(Kind))
    key = tuple(draw(IDS) for _ in range(KEYS.get(kind, 1)))
    said = {
        Kind.SOURCE: {"title": draw(TEXTS), **draw(st.sampled_from([{}, {"published": "2001-05"}]))},
        Kind.PARTY: {"class": "person", **draw(st.sampled_from([{}, {"aliases": ["A", "Å"]}]))},
        Kind.OFFICE: {"organization": draw(IDS), "seats": 1},
        Kind.NAME: {"name": draw(TEXTS), **draw(st.sampled_from([{}, {"short": "N"}]))},
        Kind.TITLE: {"name": draw(TEXTS)},
        Kind.MEMBERSHIP: {"status": draw(TEXTS)},
        Kind.TENURE: {"capacity": draw(TEXTS), **draw(st.sampled_from([{}, {"ordinal": 3}]))},
        Kind.EVENT: {"state": "held", **draw(st.sampled_from([{}, {"body": "o"}, {"participants": ["a"]}]))},
    }.get(kind, {})
    from_, to = draw(st.none() | DATES), draw(st.none() | DATES)
    when = draw(
        st.sampled_from([ClaimDates(from_, to), ClaimDates(observed=("1992",)), ClaimDates(date="1992")])
    )
    sources = draw(st.sampled_from([(), ("s",), ("s", "r"), ("é", "a\\")]))
    note = draw(st.none() | TEXTS)
    return Claim(kind, key, canonical(said), when, draw(st.sampled_from(Standing)), sources, note)


@given(st.lists(claims(), min_size=1, max_size=8))
@examples(150)
def test_a_body_says_what_its_claim_says(stated: list[Claim]) -> None:
    plain, numbers, day = ClaimReader(Numbering()), Numbering(), 730_000
    for claim in stated:
        scope, party, other = map(numbers.entity, belief_key(claim))
        value, sources = numbers.text(claim.value), numbers.text(canonical(sorted(claim.sources)))
        key = (scope, int(claim.kind), party, other)
        disputed = int(claim.standing is Standing.DISPUTED)
        period = stored_period(claim.period(day))

        found = plain.read(claim.body(), day)

        assert found[:5] == (key, value, sources, disputed, period)
        assert set(found[5]) == {name for name, _ in folded_names(claim)}


@pytest.mark.parametrize(
    "body",
    [
        '{"key":["a","o"],"kind":"membership","value":{"status":"member"},"when":{"from":"2001-02-30"}}',
        '{"key":["a","o"],"kind":"membership","value":{"status":"member"},"when":{"from":"soon"}}',
        '{"key":["a"],"kind":"membership","value":{"status":"member"},"when":{"from":"2001"}}',
        '{"key":["a","o"],"kind":"stranger","value":{"status":"member"}}',
        '{"key":["a","o"],"kind":"membership","value":{"status":"mem\tber"},"when":{"from":"2001"}}',
    ],
)
def test_a_body_that_this_program_never_wrote_is_refused_as_a_claim_is(body: str) -> None:
    with pytest.raises(Exception) as as_claim:
        belief_key(claim := Claim.from_body(body))
        claim.period(730_000)

    with pytest.raises(as_claim.type):
        ClaimReader(Numbering()).read(body, 730_000)


def test_a_value_that_is_written_in_another_order_is_that_of_its_claim() -> None:
    reader, numbers = ClaimReader(Numbering()), Numbering()
    body = '{"key":["p"],"kind":"name","value":{"short":"P","name":"Paula"}}'
    numbers.entity(Entity(EntityType.PARTY, "p"))

    assert reader.read(body, 0)[1] == numbers.text(Claim.from_body(body).value)
    assert reader.read(body.replace('"short":"P","name":"Paula"', '"name":"Paula","short":"P"'), 0)[1] == 1
