"""A world of awkward timelines: one-sided and unknown ends between neighbours, equal values in several grains, chains of imprecise events."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tempodb
from tempodb import Database, TempodbError

SEED = 5
STATUSES = ("member", "suspended", "observer")
Key = tuple[str, str]


def _day(r: random.Random) -> date:
    return date(r.randint(1995, 2012), r.randint(1, 12), r.randint(1, 28))


def _grain(r: random.Random, day: date) -> str:
    text = str(day)
    return r.choice([text, text[:7], text[:4], f"[{text}..{day + timedelta(days=r.randint(5, 200))}]"])


def _side(r: random.Random, day: date, is_from: bool) -> str:
    kind = r.random()
    if kind < 0.45:
        return _grain(r, day)
    if kind < 0.6:
        return "unknown"
    return f"[..{day}]" if (r.random() < 0.5) == is_from else f"[{day}..]"


def _timeline(r: random.Random) -> Iterator[dict[str, str]]:
    days = sorted(_day(r) for _ in range(r.randint(2, 8)))
    at, last = 0, None
    while at + 1 < len(days):
        said = {"status": r.choice(STATUSES)}
        if r.random() < 0.25:
            said["observed"], last = str(days[at]), None
        else:
            from_ = last if last and r.random() < 0.6 else _side(r, days[at], True)
            to = _side(r, days[at + 1], False)
            said |= {"from": from_, "to": to}
            last = to if to != "unknown" else None
        yield said
        at += r.choice([1, 1, 2])
        if r.random() < 0.25:
            coarser = re.fullmatch(r"\d{4}-\d\d-\d\d", said.get("to", "")) is not None
            yield {**said, "to": said["to"][:4]} if coarser else said


def load_awkward(db: Database, folder: Path, keys: int = 1500) -> None:
    """Load such a world, without the timelines that contradict themselves."""
    r = random.Random(SEED)
    organizations, parties = [f"org-{i:03}" for i in range(40)], [f"p-{i:04}" for i in range(300)]
    world: dict[Key, list[dict[str, str]]] = {}
    while len(world) < keys:
        world[r.choice(organizations), r.choice(parties)] = list(_timeline(r))
    while True:
        owners, path = _written(world, organizations, parties, folder / "awkward.json")
        try:
            db.load(path, recorded_at="2020-01-01T00:00:00Z")
            return
        except TempodbError as error:
            for key in {owners[line] for line in _lines(error) if line in owners}:
                world.pop(key, None)


def _written(
    world: dict[Key, list[dict[str, str]]], organizations: list[str], parties: list[str], path: Path
) -> tuple[dict[int, Key], Path]:
    base: dict[str, Any] = {
        "tempodb": 1,
        "dataset": "a",
        "sources": {"s": {"title": "s", "published": "2020-01-01"}},
        "states": {id_: {"name": id_} for id_ in parties},
        "organizations": {id_: {"name": id_} for id_ in organizations},
    }
    lines, owners = [json.dumps(base)[:-1] + ', "memberships": ['], dict[int, Key]()
    for (of, member), said in world.items():
        for text in dict.fromkeys(json.dumps({"member": member, "of": of, **each}) for each in said):
            lines.append(f"{',' if owners else ''}{text}")
            owners[len(lines)] = of, member
    path.write_text("\n".join([*lines, "]}"]), encoding="utf-8")
    return owners, path


def _lines(error: TempodbError) -> set[int]:
    told = {problem.line for problem in error.problems if problem.line is not None}
    named = re.findall(r"line (\d+)", " ".join(problem.message for problem in error.problems))
    return told | set(map(int, named))


def opened(folder: Path, keys: int = 1500) -> Database:
    """Return a database with such a world."""
    db = tempodb.open(":memory:")
    load_awkward(db, folder, keys)
    return db
