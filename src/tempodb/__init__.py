"""A bitemporal database of who held which office, and which body belonged to which organization.

>>> import tempodb
>>> db = tempodb.open(":memory:")
>>> reports = db.load(tempodb.bundled_fixture("csto.yaml"))
>>> [row.member_name for row in db.members("CSTO").as_of("2006") if row.certainty == "certain"][-1]
'Uzbekistan'
"""

# As `typing` has it, whose import an interrupt of the command line would show.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from tempodb.answers.result import Result
    from tempodb.api.database import Database, open
    from tempodb.api.datasets import bundled_fixture, check
    from tempodb.api.imports import ForeignSource, ImportReport, read_foreign, suggest_map
    from tempodb.api.lake_care import adopt_lake, check_lake, vacuum_lake
    from tempodb.api.lake_opening import open_lake
    from tempodb.api.query_builder import has_status, holds
    from tempodb.api.row_filters import column
    from tempodb.api.session import Session
    from tempodb.base.errors import (
        DatasetError,
        DateError,
        InputError,
        OperationalError,
        Problem,
        QueryError,
        SurroundingsError,
        TempodbError,
    )

__all__ = [
    "Database",
    "DatasetError",
    "DateError",
    "ForeignSource",
    "ImportReport",
    "InputError",
    "OperationalError",
    "Problem",
    "QueryError",
    "Result",
    "Session",
    "SurroundingsError",
    "TempodbError",
    "adopt_lake",
    "bundled_fixture",
    "check",
    "check_lake",
    "column",
    "has_status",
    "holds",
    "open",
    "open_lake",
    "read_foreign",
    "suggest_map",
    "vacuum_lake",
]

_HOMES = {
    "tempodb.api.database": ("Database", "open"),
    "tempodb.api.datasets": ("bundled_fixture", "check"),
    "tempodb.api.lake_care": ("adopt_lake", "check_lake", "vacuum_lake"),
    "tempodb.api.imports": ("ForeignSource", "ImportReport", "read_foreign", "suggest_map"),
    "tempodb.api.lake_opening": ("open_lake",),
    "tempodb.api.query_builder": ("has_status", "holds"),
    "tempodb.api.row_filters": ("column",),
    "tempodb.answers.result": ("Result",),
    "tempodb.api.session": ("Session",),
    "tempodb.notebook": ("load_ipython_extension", "unload_ipython_extension"),
}


def __getattr__(name: str) -> "Any":
    """Import what is asked for when it is asked for, so that the command line is up before all else."""
    from importlib import import_module

    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None and name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = home or "tempodb.base.errors"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
