"""Which clauses questions take, by what their rows are."""

from __future__ import annotations

from tempodb.questions.form import Clause

ENDING: frozenset[Clause] = frozenset({"order_by", "limit"})
SUPPORTED: frozenset[Clause] = ENDING | {"where", "known_at", "published_by", "according_to", "disputed"}
OF_QUERIES: frozenset[Clause] = ENDING | {"having_"}
"""Those of questions about the answers to others."""
TIMED: frozenset[Clause] = SUPPORTED | {"when"}
HOLDING_WHILE: frozenset[Clause] = TIMED | {"while_", "that"}
"""Those of questions whose rows hold while others do, and begin and end."""
RANKED: frozenset[Clause] = HOLDING_WHILE | {"rank", "ages"}
"""Those of questions whose rows are parts of terms, of which one is the first and another the longest."""
