"""The numbers that stand for ids and texts in stored rows."""

from __future__ import annotations

from tempodb.model.kinds import Entity
from tempodb.store.engines.port import WriteTransaction


class Interner:
    """The numbers of ids and texts: those given before, and new ones for what is new."""

    def __init__(self, transaction: WriteTransaction) -> None:
        self._transaction = transaction
        self._entities: dict[Entity, int] = {}
        self._texts: dict[str, int] = {}
        self._last_entity = last_number(transaction, "entity")
        self._last_text = last_number(transaction, "interned")
        self._known_entity, self._known_text = self._last_entity, self._last_text

    def entity(self, entity: Entity | None) -> int:
        """Return the number of *entity*; 0 for none."""
        if entity is None:
            return 0
        if entity not in self._entities:
            found = self._known_entity and self._stored(entity)
            if not found:
                self._last_entity += 1
                found = self._last_entity
            self._entities[entity] = found
        return self._entities[entity]

    def known(self, entity: Entity | None) -> int | None:
        """Return the number of *entity* if it has one; 0 for none."""
        if entity is None or entity in self._entities:
            return self.entity(entity)
        return self._stored(entity) or None

    def id_of(self, number: int) -> str:
        """Return the id of the entity that *number* stands for; an empty text for none."""
        given = next((entity.id for entity, own in self._entities.items() if own == number), None)
        row = self._transaction.execute("SELECT slug FROM entity WHERE id = ?", (number,)).fetchone()
        return given or ("" if row is None else str(row[0]))

    def text(self, text: str) -> int:
        """Return the number of *text*."""
        if text not in self._texts:
            found = self._known_text and self._one("SELECT id FROM interned WHERE text = ?", (text,))
            if not found:
                self._last_text += 1
                found = self._last_text
            self._texts[text] = found
        return self._texts[text]

    def meaning(self, number: int) -> str:
        """Return the text that *number* stands for."""
        given = (text for text, own in self._texts.items() if own == number)
        row = self._transaction.execute("SELECT text FROM interned WHERE id = ?", (number,)).fetchone()
        return next(given) if row is None else str(row[0])

    def write(self) -> None:
        """Insert what was given a new number."""
        entities = [(n, int(e.type), e.id) for e, n in self._entities.items() if n > self._known_entity]
        texts = [(n, text) for text, n in self._texts.items() if n > self._known_text]
        self._transaction.insert("entity", entities)
        self._transaction.insert("interned", texts)
        self._known_entity, self._known_text = self._last_entity, self._last_text

    def _stored(self, entity: Entity) -> int:
        return self._one("SELECT id FROM entity WHERE type = ? AND slug = ?", (int(entity.type), entity.id))

    def _one(self, sql: str, parameters: tuple[object, ...]) -> int:
        row = self._transaction.execute(sql, parameters).fetchone()
        return 0 if row is None else int(row[0])


def last_number(transaction: WriteTransaction, table: str) -> int:
    """Return the last number that was given in a table, 0 before the first."""
    return int(transaction.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])
