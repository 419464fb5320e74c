"""Statements of every form, and names that are known while they are typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tempodb.language_service.completions import Vocabulary
from tempodb.language_service.name_index import NameIndex
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.model.labels import Label
from tempodb.temporal.bounds import NEVER
from tempodb.tql.grammar import script_parser

FORMS = Path(__file__).parents[1] / "cases" / "forms"
QUESTIONS = [
    path.read_text(encoding="utf-8").split("\n----\n")[0].strip() for path in sorted(FORMS.glob("*.txt"))
]
WRITES = [
    "record membership of Uzbekistan in CSTO as suspended from 2012-06-28 onwards source report-1",
    "record tenure of Denis Manturov in secretary-general of CSTO as acting from 2017-01-01 to 2017-05-02",
    "record name of CSTO as \"Collective; Security\" short \"CST\" from 1992 through 2002 note \"as told\"",
    "change membership of Uzbekistan in CSTO as observer from 1999 to 2006 source a, b",
    "record membership of Uzbekistan in CSTO as member, end reason withdrew from 1992 to 1999",
    "end membership of Uzbekistan in CSTO from 2012-06-28",
    "record event meeting-1 as kind meeting, number 3 on 2023-04-27 disputed",
    "record ICMEC as part of CSTO from [1999-04..1999-06] to unknown",
    "erase Denis Manturov",
    "members of CSTO known at 2017-04-21T12:00:00Z; -- as told\nshow states;",
]  # fmt: skip
STATEMENTS = [*QUESTIONS, *WRITES]
TERMINALS = [name for name in script_parser().terminals if not name.startswith("__IGNORE")]


def day(year: int) -> int:
    return date(year, 1, 1).toordinal()


def organization(name: str, id_: str, *periods: tuple[int, int]) -> Label:
    return Label(name, id_, EntityType.PARTY, PartyClass.ORGANIZATION, periods)


CST, CSTO = (day(1992), day(2002)), (day(2002), NEVER)
LABELS = [
    organization("Collective Security Treaty", "csto", CST),
    organization("CST", "csto", CST),
    organization("Collective Security Treaty Organization", "csto", CSTO),
    organization("CSTO", "csto", CSTO),
    organization("European Union", "eu"),
    organization("SCO", "sco"),
    organization("2006 Group", "group"),
    organization("Limited, Inc", "inc"),
    organization("Bad\x1b[31m", "bad"),
    Label("Uzbekistan", "uzbekistan", EntityType.PARTY, PartyClass.STATE),
    Label("Belarus", "belarus", EntityType.PARTY, PartyClass.STATE),
    Label("Denis Manturov", "denis-manturov", EntityType.PARTY, PartyClass.PERSON),
    Label("Kim", "kim-1", EntityType.PARTY, PartyClass.PERSON),
    Label("Kim", "kim-2", EntityType.PARTY, PartyClass.PERSON),
    Label("Secretary-General", "csto/secretary-general", EntityType.OFFICE),
    Label("Secretary-General", "sco/secretary-general", EntityType.OFFICE),
    Label("Chairman", "icmec/chairman", EntityType.OFFICE),
    Label("Protocol signed", "report-1", EntityType.SOURCE),
]
KNOWN = Vocabulary(
    NameIndex(LABELS),
    today=day(2026),
    statuses=("guest",),
    dates=lambda question: [(f"1992-05-15 {question}"[:10], "+a"), ("2006-08-16", "-a +b")],
    instants=[("2026-02-03T04:05:06Z", "b"), ("2026-01-02T03:04:05Z", "a")],
)
