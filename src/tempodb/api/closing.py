"""What is open until it is closed, as a `with` block does."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from tempodb.api.engine import Engine


class Closing:
    """Closes what reads and writes a database."""

    engine: Engine

    def close(self) -> None:
        """Close the database, which is asked in vain from then on; a throw-away one is gone.

        Raises:
            InputError: a transaction of it is open here.

        """
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
