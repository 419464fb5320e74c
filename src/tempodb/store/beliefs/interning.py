"""The numbers that stand for ids and texts in stored rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from tempodb.model.kinds import Entity, EntityType
from tempodb.store.engines.asking_many import of_each
from tempodb.store.engines.port import WriteTransaction

_ENTITIES = "SELECT slug, id FROM entity WHERE type = ? AND slug IN"
_TEXTS = "SELECT text, id FROM interned WHERE text IN"
_MEANINGS = "SELECT text, id FROM interned WHERE id IN"


class Numbers(Protocol):
    """The numbers of ids and texts: those given before, and new ones for what is new."""

    def entity(self, entity: Entity | None) -> int:
        """Return the number of *entity*; 0 for none."""

    def known(self, entity: Entity | None) -> int | None:
        """Return the number of *entity* if it has one; 0 for none."""

    def id_of(self, number: int) -> str:
        """Return the id of the entity that *number* stands for; an empty text for none."""

    def text(self, text: str) -> int:
        """Return the number of *text*."""

    def meaning(self, number: int) -> str:
        """Return the text that *number* stands for."""


class Interner:
    """The numbers in a database; what is new is written when all is known. Implements `Numbers`.

    The last ones that were given are those of an *entity* and a *text*, 0 before the first.
    """

    def __init__(self, transaction: WriteTransaction, entity: int, text: int) -> None:
        self._transaction = transaction
        self._entities: dict[Entity, int] = {}
        self._ids: dict[int, str] = {0: ""}
        self._texts: dict[str, int] = {}
        self._meanings: dict[int, str] = {}
        self._last_entity = self._known_entity = entity
        self._last_text = self._known_text = text
        self._looked_for: set[Entity | str] = set()

    def look_ahead(self, entities: Iterable[Entity], texts: Iterable[str]) -> None:
        """Read which of some ids and texts have numbers, all at once."""
        by_type: dict[EntityType, list[str]] = defaultdict(list)
        for entity in entities if self._known_entity else ():
            if entity not in self._entities and entity not in self._looked_for:
                self._looked_for.add(entity)
                by_type[entity.type].append(entity.id)
        for type_, ids in by_type.items():
            for id_, number in of_each(self._transaction, _ENTITIES, (int(type_),), ids):
                self.learn(Entity(type_, id_), number)
        unread = dict.fromkeys(text for text in texts if text not in self._texts) if self._known_text else ()
        self._looked_for.update(unread)
        for text, number in of_each(self._transaction, _TEXTS, (), unread):
            self.learn_text(text, number)

    def entity(self, entity: Entity | None) -> int:
        """Return the number of *entity*; 0 for none."""
        found = self.known(entity)
        if found is None:
            assert entity is not None
            found = self._last_entity = self._last_entity + 1
            self.learn(entity, found)
        return found

    def known(self, entity: Entity | None) -> int | None:
        """Return the number of *entity* if it has one; 0 for none."""
        if entity is None:
            return 0
        found = self._entities.get(entity)
        if found is None and self._known_entity and entity not in self._looked_for:
            found = self._one(
                "SELECT id FROM entity WHERE type = ? AND slug = ?", (int(entity.type), entity.id)
            )
            if found is not None:
                self.learn(entity, found)
        return found

    def id_of(self, number: int) -> str:
        """Return the id of the entity that *number* stands for; an empty text for none."""
        if number not in self._ids:
            row = self._transaction.execute("SELECT slug FROM entity WHERE id = ?", (number,)).fetchone()
            self._ids[number] = "" if row is None else str(row[0])
        return self._ids[number]

    def text(self, text: str) -> int:
        """Return the number of *text*."""
        found = self._texts.get(text)
        if found is None:
            if self._known_text and text not in self._looked_for:
                found = self._one("SELECT id FROM interned WHERE text = ?", (text,))
            if found is None:
                found = self._last_text = self._last_text + 1
            self.learn_text(text, found)
        return found

    def meaning(self, number: int) -> str:
        """Return the text that *number* stands for."""
        if number not in self._meanings:
            row = self._transaction.execute("SELECT text FROM interned WHERE id = ?", (number,)).fetchone()
            self._meanings[number] = str(row[0])
        return self._meanings[number]

    def learn_texts(self, numbers: Iterable[int]) -> None:
        """Read for which texts some numbers stand, all at once."""
        unread = dict.fromkeys(number for number in numbers if number not in self._meanings)
        for text, number in of_each(self._transaction, _MEANINGS, (), unread):
            self.learn_text(text, number)

    def write(self) -> None:
        """Insert what was given a new number."""
        entities = [(n, int(e.type), e.id) for e, n in self._entities.items() if n > self._known_entity]
        texts = [(n, text) for text, n in self._texts.items() if n > self._known_text]
        if entities:
            self._transaction.insert("entity", entities)
        if texts:
            self._transaction.insert("interned", texts)
        self._known_entity, self._known_text = self._last_entity, self._last_text

    def learn(self, entity: Entity, number: int) -> None:
        """Take note of the number of an entity, which somebody has read."""
        self._entities[entity] = number
        self._ids[number] = entity.id

    def learn_text(self, text: str, number: int) -> None:
        """Take note of the number of a text, which somebody has read."""
        self._texts[text] = number
        self._meanings[number] = text

    def _one(self, sql: str, parameters: tuple[object, ...]) -> int | None:
        row = self._transaction.execute(sql, parameters).fetchone()
        return None if row is None else int(row[0])
