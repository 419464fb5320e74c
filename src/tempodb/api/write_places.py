"""Where writes are carried out: in a database, on nothing until there is one, or so that nothing stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from tempodb.base.errors import InputError
from tempodb.store.engines.locations import MEMORY, storage
from tempodb.store.engines.port import Storage
from tempodb.store.engines.trial import TrialStorage

if TYPE_CHECKING:
    from tempodb.store.journal.journal import Journal
    from tempodb.store.log.transaction_info import TransactionInfo
    from tempodb.store.writing.draft import Draft


def drafting_in(own: Storage, journal: Journal, info: TransactionInfo) -> AbstractContextManager[Draft]:
    """Give a draft of what a *journal* writes; where there is no database, one is made once all went well.

    Raises:
        InputError: a write is refused; where names mean nothing, it is because there is no database.

    """
    return journal.drafting(info) if own.exists() else _drafting_anew(own, journal, info)


@contextmanager
def _drafting_anew(missing: Storage, journal: Journal, info: TransactionInfo) -> Iterator[Draft]:
    with (
        journal.on(storage(MEMORY)).drafting(info) as draft,
        _on_nothing(missing, lambda: bool(draft.writes)),
    ):
        yield draft
    if draft.writes:
        with journal.drafting(info) as again:
            for write, said in draft.writes:
                again.do(write, said)


@contextmanager
def trying_in(own: Storage) -> Iterator[Storage]:
    """Yield a storage that is as another one, and of which nothing stays."""
    if own.exists():
        with own.writing() as transaction:
            yield TrialStorage(own, transaction)
        return
    made = storage(MEMORY)
    with made.writing() as transaction:
        trial = TrialStorage(made, transaction)
        with _on_nothing(own, lambda: trial.is_written):
            yield trial


@contextmanager
def _on_nothing(missing: Storage, has_begun: Callable[[], bool]) -> Iterator[None]:
    """Tell that a database is *missing*, where nothing would be found since no write has begun one."""
    try:
        yield
    except InputError as error:
        codes = {problem.code for problem in error.problems}
        finds_nothing = codes & {"nothing", "no-database"} or any(c.startswith("unknown-") for c in codes)
        if finds_nothing and not has_begun():
            missing.refuse_missing()
        raise
