"""What `show` tells of some ids, for whoever lists a few of very many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from tempodb.answers.listing import rows_of_ids
from tempodb.base.clock import timer
from tempodb.execution.allowance import MEGABYTES, SECONDS, Allowance
from tempodb.execution.choice import ChosenExecutor
from tempodb.execution.view import View

if TYPE_CHECKING:
    from tempodb.api.engine import Engine
    from tempodb.model.kinds import EntityType
    from tempodb.questions.rows import EntityRow
    from tempodb.store.engines.port import Snapshot


def listed_entities(
    engine: Engine, type_: EntityType, ids: Iterable[str], known_at: int
) -> Mapping[str, EntityRow]:
    """Return the rows of those of some ids that were defined by an instant, named as they are today."""
    allowance = Allowance(SECONDS, MEGABYTES, timer)

    def look(snapshot: Snapshot) -> Mapping[str, EntityRow]:
        view = View(engine.reader(snapshot), ChosenExecutor(), known_at, allowance)
        return rows_of_ids(type_, ids, view, engine.today())

    return engine.read(look)
