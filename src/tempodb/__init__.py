"""A bitemporal database of who held which office, and which body belonged to which organization.

>>> import tempodb
>>> db = tempodb.open(":memory:")
>>> reports = db.load(tempodb.bundled_fixture("csto.yaml"))
>>> [row.member_name for row in db.members("CSTO").as_of("2006") if row.certainty == "certain"][-1]
'Uzbekistan'
"""

from tempodb.database import Database, Session, bundled_fixture, check, open
from tempodb.errors import (
    DatasetError,
    DateError,
    InputError,
    Problem,
    QueryError,
    SurroundingsError,
    TempodbError,
)
from tempodb.query.result import Result

__all__ = [
    "Database",
    "DatasetError",
    "DateError",
    "InputError",
    "Problem",
    "QueryError",
    "Result",
    "Session",
    "SurroundingsError",
    "TempodbError",
    "bundled_fixture",
    "check",
    "open",
]
