"""Names → ids, for the binder: what each place of a question may name, and what to say if it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tempodb.claims import CORE_STATUSES, EntityType, PartyClass
from tempodb.errors import QueryError
from tempodb.folding import fold
from tempodb.nearest import nearest
from tempodb.query import ast
from tempodb.query.bound import Catalog, Match

ANY = tuple(PartyClass)
BODY = (PartyClass.ORGANIZATION, PartyClass.STATE)
LONGEST = 12
"""How many words of a wrong name, and how many `of` in it, are looked at."""
WANTED = {ANY: "party", BODY: "organization or state"}


class Lookup:
    """Finds what names mean in *catalog*; *refuse* makes the error for what it cannot find."""

    def __init__(self, catalog: Catalog, focus: ast.Name | None, refuse: Callable[..., QueryError]) -> None:
        self._catalog = catalog
        self._focus = focus
        self._refuse = refuse

    def organization(self, name: ast.Name | None) -> str:
        """Return the organization that *name* means, or else the focus."""
        return self._focus_id() if name is None else self._party(name, (PartyClass.ORGANIZATION,)).id

    def body(self, name: ast.Name | None) -> str:
        """Return what has offices, bodies and events: an organization or a state, else the focus."""
        return self._focus_id() if name is None else self._party(name, BODY).id

    def party(self, name: ast.Name, class_: PartyClass | None = None) -> str:
        """Return the party that *name* means."""
        return self._party(name, ANY if class_ is None else (class_,)).id

    def classed(self, name: ast.Name) -> tuple[str, PartyClass]:
        """Return the party that *name* means, and what it is."""
        match = self._party(name, ANY)
        return match.id, match.class_ or PartyClass.ORGANIZATION

    def source(self, name: ast.Name) -> str:
        """Return the source that *name* means."""
        return self._one(
            name, self._catalog.find(name.text, EntityType.SOURCE), EntityType.SOURCE, "source"
        ).id

    def status(self, name: ast.Name) -> str:
        """Return the status that *name* means: a core word, or one that a dataset declares."""
        if name.text in CORE_STATUSES:
            return name.text
        matches = self._catalog.find(name.text, EntityType.STATUS)
        if matches:
            return matches[0].id
        words = [*CORE_STATUSES, *(match.id for _, match in self._catalog.names(EntityType.STATUS))]
        near = nearest(name.text, words)
        hint = f"the nearest is `{near}`" if near else f"the statuses are {', '.join(dict.fromkeys(words))}"
        raise self._refuse(
            "unknown-status",
            f"no status is called `{_short(name.text)}`",
            hint,
            (near,) if near else (),
            name.span,
        )

    def anything(self, name: ast.Name) -> tuple[EntityType, str]:
        """Return whatever *name* means: a party first, then an office, a source, a dataset or an event."""
        for type_ in (
            EntityType.PARTY,
            EntityType.OFFICE,
            EntityType.SOURCE,
            EntityType.DATASET,
            EntityType.EVENT,
        ):
            matches = self._catalog.find(name.text, type_)
            if matches:
                return type_, self._one(name, matches, type_, type_.name.lower()).id
        try:
            return EntityType.OFFICE, self.office(ast.OfficeName(name))
        except QueryError:
            raise self._unknown(name, EntityType.PARTY, ANY, "name") from None

    def office(self, office: ast.OfficeName) -> str:
        """Return the office that is meant: by id, by `TITLE of X`, by title in the focus, or by title alone."""
        title = office.title
        if office.organization is not None:
            body = self.body(office.organization)
            return self._one_office(title, self._titled(title.text, [body]), [body])
        exact = [m for m in self._catalog.find(title.text, EntityType.OFFICE) if m.id == title.text]
        if exact:
            return exact[0].id
        for left, right in _splits(title.text):
            bodies = [m.id for m in self._catalog.find(right, EntityType.PARTY) if m.class_ in BODY]
            if found := self._titled(left, bodies):
                return self._one_office(title, found, bodies)
        everywhere = [match.id for match in self._catalog.find(title.text, EntityType.OFFICE)]
        in_focus = self._titled(title.text, [focus]) if (focus := self._known_focus()) else []
        return self._one_office(title, in_focus or everywhere, self._named_bodies(title.text))

    def _titled(self, title: str, bodies: Iterable[str]) -> list[str]:
        offices = {office for body in bodies for office in self._catalog.offices_of(body)}
        return sorted({match.id for match in self._catalog.find(title, EntityType.OFFICE)} & offices)

    def _named_bodies(self, title: str) -> list[str]:
        for _, right in _splits(title):
            if matches := self._catalog.find(right, EntityType.PARTY):
                return [match.id for match in matches]
        return []

    def _one_office(self, title: ast.Name, found: Sequence[str], bodies: Sequence[str]) -> str:
        if len(found) == 1:
            return found[0]
        if found:
            hint = f"name one by its id: {_listed(found)}"
            raise self._refuse(
                "ambiguous",
                f"`{_short(title.text)}` may be any of {len(found)} offices",
                hint,
                tuple(found),
                title.span,
            )
        known = [office for body in bodies for office in self._catalog.offices_of(body)]
        if not known:
            raise self._unknown(title, EntityType.OFFICE, ANY, "office")
        near = nearest(fold(_splits(title.text)[0][0] if _splits(title.text) else title.text), [
            fold(office.rpartition("/")[2]) for office in known
        ])  # fmt: skip
        chosen = [office for office in known if near and fold(office.rpartition("/")[2]) == near]
        hint = f"the nearest is `{chosen[0]}`" if chosen else f"its offices are {_listed(known)}"
        raise self._refuse(
            "unknown-office", f"no office is called `{_short(title.text)}`", hint, tuple(chosen), title.span
        )

    def _party(self, name: ast.Name, classes: tuple[PartyClass, ...]) -> Match:
        noun = WANTED.get(classes, str(classes[0]))
        matches = self._catalog.find(name.text, EntityType.PARTY)
        fitting = [match for match in matches if match.class_ in classes]
        if matches and not fitting:
            message = f"`{_short(name.text)}` is {_a(str(matches[0].class_))}, and {_a(noun)} is wanted here"
            raise self._refuse("wrong-kind", message, span=name.span)
        if not matches:
            raise self._unknown(name, EntityType.PARTY, classes, noun)
        return self._one(name, fitting, EntityType.PARTY, noun)

    def _one(self, name: ast.Name, matches: Sequence[Match], type_: EntityType, noun: str) -> Match:
        if not matches:
            raise self._unknown(name, type_, ANY, noun)
        if len(matches) > 1:
            ids = tuple(match.id for match in matches)
            hint = f"name one by its id: {_listed(ids)}"
            raise self._refuse(
                "ambiguous", f"`{_short(name.text)}` may mean {len(ids)} of them", hint, ids, name.span
            )
        return matches[0]

    def _unknown(
        self, name: ast.Name, type_: EntityType, classes: tuple[PartyClass, ...], noun: str
    ) -> QueryError:
        message = f"no {noun} is called `{_short(name.text)}`"
        if (known := self._known_prefix(name.text, type_)) is not None:
            rest = name.text[len(known) :].strip()
            hint = f"`{known}` is known, but `{rest}` does not go on the query; a time clause is `as of …`"
            return self._refuse(f"unknown-{noun.split()[0]}", message, hint, span=name.span)
        named = [
            (label, m) for label, m in self._catalog.names(type_) if m.class_ is None or m.class_ in classes
        ]
        near = nearest(fold(name.text), [label for label, _ in named])
        ids = tuple(sorted({match.id for label, match in named if label == near}))
        hint = f"the nearest name is `{near}` ({', '.join(ids)})" if near else _overview(type_, classes)
        return self._refuse(f"unknown-{noun.split()[0]}", message, hint, ids, name.span)

    def _known_prefix(self, text: str, type_: EntityType) -> str | None:
        words = text.split(" ")
        for count in range(min(len(words) - 1, LONGEST), 0, -1):
            prefix = " ".join(words[:count])
            if self._catalog.find(prefix, type_):
                return prefix
        return None

    def _known_focus(self) -> str | None:
        try:
            return self._focus_id()
        except QueryError:
            return None

    def _focus_id(self) -> str:
        if self._focus is not None:
            return self._party(self._focus, (PartyClass.ORGANIZATION,)).id
        foci = self._catalog.foci()
        if len({focus for _, focus in foci}) == 1:
            return foci[0][1]
        if not foci:
            raise self._refuse(
                "no-focus", "no organization is named, and no dataset has a focus", "add `of` and a name"
            )
        listed = ", ".join(f"{focus} (dataset {dataset})" for dataset, focus in foci)
        hint = f"choose one with `use {foci[0][1]}`, or add `of` and a name"
        raise self._refuse(
            "several-foci", f"no organization is named, and there are several foci: {listed}", hint
        )


def _splits(text: str) -> list[tuple[str, str]]:
    """Return the text split at each ` of `, the rightmost first."""
    words = text.split(" ")
    at = [i for i, word in enumerate(words) if word.lower() == "of" and 0 < i < len(words) - 1]
    return [(" ".join(words[:i]), " ".join(words[i + 1 :])) for i in reversed(at[-LONGEST:])]


def _listed(ids: Sequence[str], most: int = 10) -> str:
    rest = f" and {len(ids) - most} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + rest


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _overview(type_: EntityType, classes: tuple[PartyClass, ...]) -> str:
    if type_ is EntityType.PARTY and len(classes) == 1:
        return f"`show {classes[0]}s` lists what there is"
    sorts = {EntityType.OFFICE: "offices", EntityType.SOURCE: "sources", EntityType.DATASET: "datasets"}
    return f"`show {sorts.get(type_, 'organizations')}` lists what there is"
