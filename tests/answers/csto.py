"""The two datasets of the CSTO, and answers on them in short."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import tempodb

NOW = "2025-06-01T12:00:00Z"
LOADED = "2024-01-01T00:00:00Z"

FOUNDERS = ["armenia", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"]
SIX = ["armenia", "belarus", "kazakhstan", "kyrgyzstan", "russia", "tajikistan"]
SINCE = {**dict.fromkeys(FOUNDERS, "1992"), "belarus": "1993", "azerbaijan": "1993", "georgia": "1993"}
TO = {"azerbaijan": "1999-04", "georgia": "1999-04"}


def members(*ids: str) -> list[str]:
    """Return the brief rows of those who are members once."""
    return [f"{id_} member {SINCE[id_]} → {TO.get(id_, '…')}" for id_ in ids]


MEMBERSHIP = {
    "member",
    "member_name",
    "organization",
    "organization_name",
    "status",
    "from",
    "to",
    "certainty",
    "sources",
}
TENURE = {"holder", "holder_name", "office", "title", "organization", "organization_name", "capacity", "ordinal",
          "representing", "representing_name", "for", "for_name", "from", "to", "certainty", "sources"}  # fmt: skip
KEYS: list[tuple[str, set[str], set[str]]] = [
    *((question, MEMBERSHIP, {"standing", "end_reason", "representing", "representing_name", "for", "for_name"}) for question in (
        "members as of 2006", "observers of un-general-assembly as of 2017-04-21", "organizations of Tajikistan",
        "status of Uzbekistan", "periods of Uzbekistan", "suspended members as of 2013",
    )),
    *((question, TENURE, {"standing", "end_reason"}) for question in (
        "holders of secretary-general as of 2020", "holders of any office in CSTO as of 2020",
        "offices of Denis Manturov", "offices in ICMEC",
    )),
    ("whether Uzbekistan is member", {"answer"}, set()),
    ("whether Denis Manturov holds chairman", {"answer"}, set()),
    ("bodies of CSTO", {"body", "body_name", "organization", "from", "to", "certainty"},
     {"organization_name", "standing", "sources"}),
    ("names of CSTO", {"party", "name", "short", "from", "to", "certainty"}, {"standing", "sources", "language", "kind"}),
    ("events", {"event", "kind", "body", "number", "title", "date", "place", "state", "certainty"},
     {"body_name", "participants", "outcome", "standing", "sources"}),
    *((f"show {sort}", {"id", "name", "kind"}, {"detail"}) for sort in (
        "organizations", "states", "persons", "offices", "sources", "datasets", "transactions",
    )),
    ("describe CSTO", {"id", "name", "kind"}, {"detail"}),
    ("describe csto/secretary-general", {"id", "name", "kind"}, {"detail"}),
]  # fmt: skip


def small(
    folder: Path, *, members: Sequence[str] = (), name: str = "club", focus: str = "club"
) -> tempodb.Database:
    """Return a database of one small club."""
    path = folder / f"{name}.json"
    states = {f"s{i}": {"name": member} for i, member in enumerate(members)}
    path.write_text(
        json.dumps(
            {
                "tempodb": 1,
                "dataset": name,
                "focus": focus,
                "states": states,
                "organizations": {focus: {"name": f"The {name}"}},
                "memberships": [{"member": id_, "of": focus, "from": "2000"} for id_ in states],
            }
        )
    )
    database = tempodb.open(":memory:", now=NOW)
    database.load(path, recorded_at=LOADED)
    return database
