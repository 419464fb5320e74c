"""Questions about one thing go straight, and are answered as they are by the operators one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random

import pytest

import tempodb
from oracle.loaded_world import VERSIONS, dataset
from oracle.random_world import DAYS, OFFICES, ORGANIZATIONS, PERSONS, STATES, World, changed_versions, text
from oracle.thoroughness import rounds
from tempodb.execution import straight_executor
from tempodb.execution.straight import Straight, straight
from tempodb.model.kinds import Entity, EntityType, Kind
from tempodb.planning.plan import Side
from tempodb.planning.planner import plan
from tempodb.questions import resolved
from tempodb.temporal.facts import Quantifier
from tempodb.temporal.periods import Window

DAY = Window(DAYS.start, DAYS.start + 1)
SCOPE = resolved.Scope(DAY, Quantifier.SOME, None, 1, None, None, False)
O, P, X = Entity(EntityType.PARTY, "o"), Entity(EntityType.PARTY, "p"), Entity(EntityType.OFFICE, "o/x")  # noqa: E741
MEMBERS = Straight(Kind.MEMBERSHIP, Side.SCOPE, O, False, field=("status", frozenset({"member"})))
HOLDERS = Straight(Kind.TENURE, Side.SCOPE, X, False, is_seated=True)
HELD = HOLDERS._replace(key=(0, "p"))


def members(**named: object) -> resolved.Memberships:
    return resolved.Memberships("o", None, frozenset({"member"})).having(**named)


@pytest.mark.parametrize(
    ("question", "scope", "way"),
    [
        (members(), {}, MEMBERS),
        (members(), {"disputed": True}, MEMBERS._replace(disputed=True)),
        (members(statuses=None), {}, MEMBERS._replace(field=None)),
        (members(party="p", organization=None), {}, MEMBERS._replace(side=Side.PARTY, of=P)),
        (members(party="p"), {}, MEMBERS._replace(side=Side.PARTY, of=P, key=(1, "o"))),
        (members(), {"while_": (resolved.Holding("p", "o/x"),)}, MEMBERS._replace(while_=(HELD,))),
        (resolved.TenuresOf("o/x"), {}, HOLDERS),
        (resolved.TenuresOf("o/x", "acting"), {}, HOLDERS._replace(field=("capacity", frozenset({"acting"})))),
        (resolved.Holding("p", "o/x"), {}, HELD),
        (members(), {"according_to": "s"}, None),
        (members(), {"published_by": 1}, None),
        (members(organization=None), {}, None),
        (resolved.TenuresBy("p"), {}, None),
        (resolved.BodiesOf("o"), {}, None),
    ],
)  # fmt: skip
def test_a_plan_goes_straight_where_a_shelf_has_all_of_it(
    question: resolved.Question, scope: dict[str, object], way: Straight | None
) -> None:
    query = resolved.Query(question, SCOPE.having(**scope), (), None, "", None, 1)

    assert straight(plan(query).inner) == way


# ── the same rows ────────────────────────────────────────────────────────────────────────────────


def told_again(random: Random, world: World) -> str:
    """Return a dataset that tells facts of a world more vaguely, for somebody, with a reason; or disputes them."""
    told: dict[str, list[dict[str, object]]] = {"memberships": [], "tenures": []}
    for section, names, beside, said in (
        ("memberships", ("member", "of", "status"), {}, world.memberships),
        ("tenures", ("holder", "office", "capacity"), {"ordinal": 3}, world.tenures),
    ):
        for key, timeline in said.items():
            for fact in timeline:
                entry = dict(zip(names, (*key, fact.value), strict=True))
                if random.random() < 0.15:
                    told[section].append({**entry, "from": "2001", "to": "unknown", "source": "s"})
                if random.random() < 0.15:
                    dates = {"from": fact.from_, "to": "2001-03", "end_reason": "resigned"}
                    told[section].append({**entry, **beside, **dates, "standing": "disputed", "source": "t"})
    for person in PERSONS:
        office = random.choice(list(OFFICES))
        term = {"from": "2001-01", "to": "2001-02-10", "representing": random.choice(STATES)}
        told["tenures"].append({"holder": person, "office": office, **term})
    return json.dumps(
        {"tempodb": 1, "dataset": "again", "sources": {"s": {"title": "S"}, "t": {"title": "T"}}, **told}
    )


@pytest.fixture(scope="module", params=[1, 2])
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Random, tempodb.Database]]:
    """Yield a database that learned two versions of an awkward world."""
    random, folder = Random(request.param), tmp_path_factory.mktemp("world")
    with tempodb.open(folder / "x.db", now="2013-01-01") as db:
        for world, recorded_at in zip(changed_versions(random), VERSIONS, strict=True):
            (folder / "world.yaml").write_text(dataset(world), encoding="utf-8")
            (folder / "again.json").write_text(told_again(random, world), encoding="utf-8")
            db.load(folder / "world.yaml", folder / "again.json", recorded_at=recorded_at)
        yield random, db


def random_question(random: Random) -> str:
    state, organization, other = (
        random.choice(STATES),
        random.choice(ORGANIZATIONS),
        random.choice(ORGANIZATIONS),
    )
    person, office = random.choice(PERSONS), random.choice(list(OFFICES))
    question = random.choice([
        f"members of {organization}", f"observers of {organization}", f"members of {organization} including any status",
        f"organizations of {state}", f"status of {state} in {organization}", f"periods of {state} in {organization}",
        f"holders of {office}", f"acting holders of {office}", f"whether {person} holds {office}",
        f"whether {state} is member of {organization}", f"when {person} holds {office}",
    ])  # fmt: skip
    if not question.startswith("wh"):
        if "including" not in question and random.random() < 0.2:
            question += " including disputed"
        condition = random.choice([f"{person} holds {office}", f"{state} is member of {other}"])
        question += f" while {condition}" * random.choice([0, 0, 0, 1, 1, 2])
    start = random.choice(DAYS)
    first, last = text(start), text(start + random.choice([1, 5, 200]))
    sure = random.choice(["", "", "certainly ", "possibly "])
    when = random.choice([
        "", f" {sure}as of {first}", f" {sure}as of {first[:7]}", f" {sure}throughout {first}",
        f" {sure}between {first} and {last}",
    ])  # fmt: skip
    return f"{question}{when} known at {random.choice(VERSIONS)}"


def test_the_straight_way_gives_the_rows_of_the_long_way(
    asked: tuple[Random, tempodb.Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    random, db = asked
    went: list[bool] = []
    tried = rounds(150)
    for _ in tried:
        question = random_question(random)
        with monkeypatch.context() as patched:
            patched.setattr(straight_executor, "straight", lambda way: went.append(straight(way) is not None))
            expected = db.query(question).as_dict()

        assert db.query(question).as_dict() == expected, question
    assert went.count(True) > len(tried) * 2 / 3
