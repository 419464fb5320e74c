"""Made-up worlds that are written in the formats of others."""

from __future__ import annotations

from pathlib import Path

import tempodb

EXACT = """
tempodb: 1
dataset: d
sources:
  s: {title: A list, publisher: The press, url: "https://example.org/s"}
states: {a: {name: Aland, code: AX}}
persons:
  q1: {name: Person A, aliases: [A. Person]}
  q2: {name: Person B}
organizations:
  o: {names: [{name: Old Org, to: "1990"}, {name: Org, short: "OO", from: "1990"}], founded: 1980-01-01}
  q9: {name: Party P, kind: party}
offices:
  q7: {title: Chair, organization: o, seats: 3}
memberships:
  - {member: a, of: o, from: 1999-05-01, to: 2006-03-01, source: s}
  - {member: a, of: o, status: observer, from: 2006-03-01}
  - {member: q1, of: q9, from: 2001}
tenures:
  - {holder: q1, office: q7, from: 2001-05-01, to: 2003-05-01, representing: q9, for: North, source: s}
  - {holder: q2, office: q7, from: 2001-05-01, to: 2002-01-01}
  - {holder: q2, office: q7, from: 2003-05-01}
"""
VAGUE = """
tempodb: 1
dataset: d
persons: {q1: {name: Person A}, q2: {name: Person B}, q3: {name: Person C}, q4: {name: Person D}, x: {name: X}}
organizations: {o: {name: Org}}
offices: {q7: {title: Chair, organization: o, seats: many}}
tenures:
  - {holder: q1, office: q7, from: "[1999-04..1999-06]", through: 2001}
  - {holder: q2, office: q7, from: 199X, to: 2001}
  - {holder: q3, office: q7, observed: 2005-05-05}
  - {holder: q4, office: q7, capacity: acting, from: 2001, to: unknown}
  - {holder: x, office: q7, from: 2000-01, to: 2000-03, note: as told}
  - {holder: x, office: q7, from: 1990, to: 1991, standing: disputed}
"""


def exported(folder: Path, text: str, format: str) -> tuple[str, list[str]]:
    """Return a dataset in a format, and what is told of it."""
    (folder / "d.yaml").write_text(text, encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(folder / "d.yaml")
        written = db.export(format=format)
    return str(written), [problem.message for problem in written.remarks]


def again(folder: Path, written: str, name: str, format: str) -> str:
    """Return what was written, read back by our importer and written again."""
    (folder / name).write_text(written, encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load_foreign(tempodb.read_foreign(format, folder / name, dataset="d"))
        return str(db.export("d", format=format))
