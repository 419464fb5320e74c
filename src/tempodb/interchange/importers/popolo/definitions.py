"""Persons, organizations, posts and events of Popolo → parties, offices and events of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tempodb.base.spelling import LONGEST_NAME, spelt_out
from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_names import ForeignName, naming
from tempodb.interchange.importers.foreign_numbers import number_told
from tempodb.interchange.importers.foreign_statements import ForeignStatements, first_of
from tempodb.interchange.importers.popolo.documents import Documents, PopoloObject
from tempodb.interchange.importers.popolo.named import OtherCalled, is_placeholder_of_party, names_in
from tempodb.markup.tree import Place

_TOLD = {
    "persons": "id name other_names given_name family_name sort_name birth_date death_date sources memberships redirect",
    "organizations": "id name other_names classification parent_id founding_date dissolution_date sources memberships posts",
    "posts": "id label role organization_id area_id area maximum_memberships memberships sources",
    "events": "id name label classification organization_id start_date end_date sources source",
    "areas": "id name",
}


class Definitions:
    """States what the documents define, each once; what they name and do not define, too."""

    def __init__(self, documents: Documents, statements: ForeignStatements) -> None:
        self._out = statements
        self._entries = {
            class_: {id_: entry for entry in entries if (id_ := entry.text("id"))}
            for class_, entries in documents.entries.items()
        }
        self._documents = documents
        self._parents: list[tuple[str, Place]] = []

    def state_all(self) -> None:
        """State all that is defined; of two with one id, the second is refused."""
        for class_ in ("organizations", "persons", "posts"):
            seen: dict[str, Mapping[str, object]] = {}
            for entry in self._documents.entries[class_]:
                id_ = entry.text("id")
                if id_ is None:
                    self._out.refuse(entry.place, "missing", f"one of the {class_} has no id", "give it one")
                elif seen.setdefault(id_, entry.said) is not entry.said:
                    if seen[id_] != entry.said:
                        hint = "give one of them another id"
                        self._out.refuse(entry.place, "duplicate", f"the id `{id_}` is there twice", hint)
                else:
                    self._define(class_, id_, entry)
        for entry in self._documents.entries["events"]:
            self._event(entry)
        for entry in self._documents.entries["areas"]:
            self._count_others("areas", entry)

    def _count_others(self, class_: str, entry: PopoloObject) -> None:
        for key in sorted(entry.said.keys() - set(_TOLD[class_].split())):
            if entry.said[key] not in (None, "", [], {}):
                self._out.leave_out(f"`{spelt_out(key)}` of {class_}", entry.place)

    def _define(self, class_: str, id_: str, entry: PopoloObject) -> None:
        self._count_others(class_, entry)
        if class_ == "posts":
            self.office(id_, None, entry.place)
        elif class_ == "persons" and entry.text("redirect"):
            self._out.leave_out("persons that are told to be another one", entry.place)
        elif class_ == "organizations" and is_placeholder_of_party(id_, entry.text("name")):
            self._out.take(f"`{id_}` stands for no party: nobody represents it", 0)
        else:
            self.party(id_, entry.place, class_)

    def person(self, id_: str, place: Place) -> str:
        """Return our id of a person, or of who a redirection means, who is stated if that was not done yet."""
        for _ in range(10):
            entry = self._entries["persons"].get(id_)
            if entry is None or (further := entry.text("redirect")) is None:
                break
            id_ = further
        return self.party(id_, place, "persons")

    def member(self, id_: str, place: Place) -> str:
        """Return our id of a member that may be a person or an organization."""
        if id_ in self._entries["organizations"]:
            return self.party(id_, place, "organizations")
        return self.person(id_, place)

    def role(self, organization: str, role: str, place: Place) -> str:
        """Return our id of the office that a role in one of our organizations is."""
        ours = self._out.ids.of("office", f"{organization}/{role.lower()}")
        return self._out.once("offices", ours, place, title=role, organization=organization, seats="many")

    def party(self, id_: str, place: Place, class_: str) -> str:
        """Return our id of a person or an organization, which is stated if that was not done yet."""
        ours = self._out.ids.of("party", id_)
        if not self._out.is_defined(class_, ours):
            self._state(id_, ours, place, class_)
        # One after the other, since what one is part of may go up without end, or round in a circle.
        while self._parents:
            parent, of = self._parents.pop()
            its = self._out.ids.of("party", parent)
            if not self._out.is_defined("organizations", its):
                self._state(parent, its, of, "organizations")
        return ours

    def _state(self, id_: str, ours: str, place: Place, class_: str) -> None:
        """State a person or an organization by our id."""
        entry = self._entries[class_].get(id_)
        names = entry and names_in(entry, self._out.conventions.language)
        name, others = names or (self._out.unnamed(id_), [])
        if entry is None:
            self._out.define(class_, ours, place, name=name)
            return
        keys = {"born": "birth_date", "died": "death_date"}
        if class_ == "organizations":
            keys = {"founded": "founding_date", "dissolved": "dissolution_date"}
        dates = {key: self._out.date(entry.date(theirs), entry.place) for key, theirs in keys.items()}
        self._out.define(
            class_,
            ours,
            entry.place,
            **naming(name, self._dated(name, others, entry.place)),
            kind=entry.text("classification"),
            part_of=self._parent(entry),
            source=self.sources(entry),
            **dates,
        )

    def _dated(self, shown: str, others: Sequence[OtherCalled], place: Place) -> Iterator[ForeignName]:
        for each in others:
            if each.name == shown and (each.start or each.end):
                self._out.leave_out("dates of the name that is shown", place)
                continue
            dates = self._out.span(each.start, each.end, place)
            yield ForeignName(each.name, each.language, dates.get("from"), dates.get("to"))

    def _parent(self, entry: PopoloObject) -> str | None:
        parent = entry.text("parent_id")
        if not parent or parent == entry.text("id"):
            return None
        self._parents.append((parent, entry.place))
        return self._out.ids.of("party", parent)

    def represented(self, id_: str, place: Place) -> str | None:
        """Return our id of the party that somebody represents, None for a placeholder of one."""
        entry = self._entries["organizations"].get(id_)
        if is_placeholder_of_party(id_, entry and entry.text("name")):
            self._out.take("memberships on behalf of an unknown party represent nobody")
            return None
        return self.party(id_, place, "organizations")

    def office(self, id_: str, organization: str | None, place: Place) -> str:
        """Return our id of a post, which is stated if that was not done yet, as one of an *organization*."""
        ours = self._out.ids.of("office", id_)
        if self._out.is_defined("offices", ours):
            return ours
        entry = self._entries["posts"].get(id_)
        body = first_of([entry and entry.text("organization_id"), organization])
        seats = entry and entry.text("maximum_memberships")
        if not number_told(seats):
            self._out.take("posts of which the source does not say how many hold them are held by many")
            seats = "many"
        self._out.define(
            "offices",
            ours,
            place if entry is None else entry.place,
            title=(entry and entry.text("label", "role", "name")) or id_,
            organization=self.party(body, place, "organizations") if body else self._out.nowhere(place),
            seats=seats,
        )
        return ours

    def area(self, entry: PopoloObject) -> dict[str, str] | None:
        """Return the area that a membership or its post is for."""
        id_ = entry.text("area_id")
        embedded = next(entry.objects("area"), {})
        own = embedded.get("id")
        id_ = id_ or (own if isinstance(own, str) else None)
        known = self._entries["areas"].get(id_ or "")
        name = embedded.get("name") or (known and known.text("name"))
        if id_ is None and not isinstance(name, str):
            post = self._entries["posts"].get(entry.text("post_id") or "")
            return self.area(post) if post is not None and post is not entry else None
        text = name if isinstance(name, str) and name else str(id_)
        return {"id": self._out.ids.of("area", id_ or text), "name": text}

    def period(self, entry: PopoloObject) -> tuple[str | None, str | None] | None:
        """Return the dates of the legislative period of a membership."""
        id_ = entry.text("legislative_period_id")
        if id_ is None:
            return None
        term = self._entries["events"].get(id_)
        if term is None:
            self._out.take("memberships are of a legislative period that the source does not date")
            return None
        return term.date("start_date"), term.date("end_date")

    def _event(self, entry: PopoloObject) -> None:
        id_ = entry.text("id")
        if id_ is None:
            self._out.leave_out("events without an id", entry.place)
            return
        body = entry.text("organization_id")
        said = {
            "id": self._out.ids.of("event", id_),
            "kind": entry.text("classification"),
            "title": entry.text("name", "label"),
            "body": self.party(body, entry.place, "organizations") if body else None,
            "source": self.sources(entry),
        }
        spell = Spell(entry.date("start_date"), entry.date("end_date"))
        self._count_others("events", entry)
        self._out.hold("events", spell, entry.place, **said)

    def sources(self, entry: PopoloObject) -> list[str]:
        """Return our ids of the sources of an entry."""
        found = []
        for each in (*entry.objects("sources"), *map(_source_called, entry.texts("sources", "source"))):
            url, note = each.get("url"), each.get("note")
            if isinstance(url, str) and url.strip():
                found.append(self._out.address(url.strip(), entry.place))
            elif isinstance(note, str) and (title := " ".join(note.split())):
                id_ = self._out.ids.of("source", title)
                found.append(self._out.once("sources", id_, entry.place, title=title[:LONGEST_NAME]))
            else:
                self._out.leave_out("sources without an address or a note", entry.place)
        return list(dict.fromkeys(filter(None, found)))


def _source_called(text: str) -> dict[str, str]:
    """Return a source that is told by a text alone: its address, or what it is called."""
    return {"url" if "://" in text else "note": text}
