"""What to say of a name that means nothing in its place: what it is instead, or what may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tempodb.base.errors import QueryError, Span
from tempodb.base.folding import fold
from tempodb.base.nearest import nearest
from tempodb.base.printable import shortened
from tempodb.binding.name_kinds import ANYTHING, BODY, OFFICE, NameKind
from tempodb.binding.overviews import in_quotes, overview
from tempodb.binding.source_text import SourceText
from tempodb.model.kinds import CORE_STATUSES, EntityType, PartyClass
from tempodb.questions.name_catalog import Catalog, Match, Named
from tempodb.tql import ast
from tempodb.tql.diagnosis.paraphrases import paraphrases
from tempodb.tql.diagnosis.repairs import CLAUSES, STARTS, keywords, stretches
from tempodb.tql.diagnosis.undated import time_clause, vague_end
from tempodb.tql.printing.written_names import bare, name_text, quoted

MAX_WRONG_NAME_WORDS = 12
"""How many words of a wrong name are looked at."""
MAX_LISTED_IDS = 10
"""How many ids are listed."""


class UnknownName:
    """Says why names mean nothing to *catalog* as known at an instant; what is offered was looked up before."""

    def __init__(self, catalog: Catalog, asked: SourceText, known_at: int) -> None:
        self._catalog = catalog
        self._asked = asked
        self._known_at = known_at

    def name(self, name: ast.Name, wanted: NameKind) -> QueryError:
        """Return why nothing that is *wanted* has this name."""
        if later := self._named_later(name, wanted.noun, [wanted]):
            return later
        for kind in (wanted, *ANYTHING):
            if called := self._called(name.text, kind):
                return self._other_kind(name, called[0].match, wanted)
        message = f"no {wanted.noun} is called `{shortened(name.text)}`"
        hint, suggestions = self._meant(name, wanted)
        hint = hint or vague_end(name.text) or overview([wanted], name)
        return self._unknown(wanted.noun, message, hint, suggestions, name)

    def anything(self, name: ast.Name) -> QueryError:
        """Return why nothing at all has this name."""
        if later := self._named_later(name, "name", ANYTHING):
            return later
        message = f"nothing is called `{shortened(name.text)}`"
        meant = [self._meant(name, kind) for kind in ANYTHING]
        hint, suggestions = next(
            (found for found in meant if found[1]), next((found for found in meant if found[0]), (None, ()))
        )
        return self._unknown("name", message, hint or overview(ANYTHING, name), suggestions, name)

    def office(self, title: ast.Name, wanted: str, known: Sequence[str]) -> QueryError:
        """Return why none of the *known* offices of a body has the title that is *wanted*."""
        message = f"no office is called `{shortened(title.text)}`"
        titles = [named for office in known for named in self._names_of(office)]
        near = nearest(fold(wanted), [fold(named.name) for named in titles])
        chosen = {named.match.id: named for named in reversed(titles) if fold(named.name) == near}
        if chosen:
            hint, suggestions = f"the nearest is {_told_one(chosen.values())}", tuple(map(bare, chosen))
            return self._unknown("office", message, hint, suggestions, title)
        if mended := self._asked.mended(title.span, self._swallowed(title)):
            return self._unknown("office", message, f"write `{mended}`", (mended,), title)
        hint = f"its offices are {_listed(known)}{in_quotes(title)}"
        return self._unknown("office", message, hint, (), title)

    def ambiguous(self, name: ast.Name, found: Sequence[Named], may: str) -> QueryError:
        """Return that a name may mean several things, what each is called where that differs, and when it existed."""
        message = f"`{shortened(name.text)}` may {may.format(len(found))}"
        differ = len({each.name for each in found}) > 1
        told = [
            _told_of(each, [each.name] if differ and each.name != each.match.id else []) for each in found
        ]
        hint = f"name one by its id: {_listed(told)}"
        ids = tuple(bare(named.match.id) for named in found)
        return self._asked.error("ambiguous", message, hint, ids, name.span)

    def partly(self, name: ast.Name, found: Named) -> QueryError:
        """Return that a name is not the whole of what it would be taken for."""
        message = f"`{shortened(name.text)}` is not the whole name or id of a person"
        hint = f"`{found.name}` may be meant: write `{bare(found.match.id)}`"
        return self._asked.error("partly-named", message, hint, (bare(found.match.id),), name.span)

    def status(self, name: ast.Name) -> QueryError:
        """Return that no status is called so."""
        words = [*CORE_STATUSES, *(match.id for _, match in self._catalog.names(EntityType.STATUS))]
        message = f"no status is called `{shortened(name.text)}`"
        for span, meant in self._no_status(name):
            if mended := self._asked.mended(span, meant):
                hint = f"write `{mended}`"
                return self._asked.error("unknown-status", message, hint, (mended,), span)
        near = nearest(name.text, words)
        hint = f"the nearest is `{near}`" if near else f"the statuses are {', '.join(dict.fromkeys(words))}"
        return self._unknown("status", message, hint, (near,) if near else (), name)

    def _no_status(self, name: ast.Name) -> Iterator[tuple[Span, list[str]]]:
        """Yield where the words are that may be no status, and what may be meant: a question, or an office."""
        if name.span is None:
            return
        start, end = name.span.start, name.span.end
        begun = max(0, start - len("is  "))
        if joint := re.search(r"(?i)\bis\s+$", self._asked.written(Span(begun, start)) or ""):
            yield Span(begun + joint.start(), end), [f"holds {name.text}"]
        if members := re.match(
            r"(?i)\s+members", self._asked.written(Span(end, end + MAX_WRONG_NAME_WORDS)) or ""
        ):
            span = Span(start, end + members.end())
            written = self._asked.written(span) or ""
            repairs = chain(
                paraphrases(written, 0, len(written)),
                keywords(written, stretches(written, 0, len(written)), STARTS),
            )
            yield span, [repair.applied(written) for repair in repairs]

    def focus(self, foci: Sequence[tuple[str, str]]) -> QueryError:
        """Return that no organization is named, and that none of *foci*, or not one alone, is meant."""
        if not foci:
            message = "no organization is named, and no dataset has a focus"
            return self._asked.error("no-focus", message, "add `of` and a name")
        listed = ", ".join(f"{focus} (dataset {dataset})" for dataset, focus in foci)
        message = f"no organization is named, and there are several foci: {listed}"
        hint = f"choose one with `use {bare(foci[0][1])}`, or add `of` and a name"
        return self._asked.error("several-foci", message, hint)

    def _unknown(
        self, noun: str, message: str, hint: str | None, suggestions: tuple[str, ...], name: ast.Name
    ) -> QueryError:
        return self._asked.error(f"unknown-{noun.split()[0]}", message, hint, suggestions, name.span)

    def _other_kind(self, name: ast.Name, match: Match, wanted: NameKind) -> QueryError:
        message = f"`{shortened(name.text)}` is {_a(_noun(match))}, and {_a(wanted.noun)} is wanted here"
        question = QUESTION_INSTEAD.get((wanted.noun, match.class_ or match.type))
        hint = f"try `{question.format(shortened(bare(name.text)))}`" if question else None
        return self._asked.error("wrong-kind", message, hint, (), name.span)

    def _meant(self, name: ast.Name, wanted: NameKind) -> tuple[str | None, tuple[str, ...]]:
        """Return a hint at what may be meant, and what to put in the place of the name."""
        known = self._known_prefix(name.text, wanted)
        mended = self._asked.mended(
            name.span, chain(self._swallowed(name, known), self._elsewhere(name, wanted))
        )
        if known is not None and mended is not None:
            return f"{_told_apart(name.text, known)}: write `{mended}`", (mended,)
        if mended is not None:
            return f"write `{mended}`", (mended,)
        labels = list(self._catalog.names(wanted.type))
        near = self._nearest(name.text, [(label, m) for label, m in labels if wanted.fits(m.class_)])
        if near and (known is None or fold(near[0].name) != fold(known)):
            ids = tuple(sorted({bare(named.match.id) for named in near}))
            return f"the nearest name is {_told_one(near)}", ids
        if known is not None:
            return f"{_told_apart(name.text, known)}; {time_clause(name.text[len(known) :])}", ()
        if near := self._nearest(name.text, labels):
            return f"the nearest name is {_quoted(near[0])}, which is {_a(_noun(near[0].match))}", ()
        return None, ()

    def _nearest(self, text: str, labels: Sequence[tuple[str, Match]]) -> list[Named]:
        """Return the names, as they are written, that are nearest to a text when folded."""
        near = nearest(fold(text), [label for label, _ in labels])
        matches = sorted({match.id: match for label, match in labels if label == near}.items())
        return [self._written(near, match) for _, match in matches if near is not None]

    def _written(self, folded: str, match: Match) -> Named:
        """Return how the name is written that something has, rather than its id."""
        called = [n for n in self._catalog.names_of(match, self._known_at) if fold(n.name) == folded]
        return min(
            called,
            key=lambda n: (n.unbelieved is not None, n.name == match.id),
            default=Named(match.id, match),
        )

    def _names_of(self, office: str) -> Sequence[Named]:
        """Return what an office is called, its titles first."""
        named = self._catalog.names_of(Match(office, EntityType.OFFICE, None), self._known_at)
        believed = [each for each in named if each.unbelieved is None]
        return sorted(believed, key=lambda each: office.endswith(each.name))

    def _called(self, text: str, wanted: NameKind) -> Sequence[Named]:
        return self._catalog.called(text, wanted.type, self._known_at)

    def _named_later(self, name: ast.Name, noun: str, wanted: Iterable[NameKind]) -> QueryError | None:
        """Return that what is called so was not called so yet, as far as was known."""
        ids = [
            bare(named.match.id)
            for kind in wanted
            for named in self._catalog.called_later(name.text, kind.type, self._known_at)
            if kind.fits(named.match.class_)
        ]
        if not ids:
            return None
        message = f"nothing was called `{shortened(name.text)}` at the instant of `known at`"
        return self._unknown(
            noun, message, f"the name was recorded later: write `{ids[0]}`", tuple(ids), name
        )

    def _elsewhere(self, name: ast.Name, wanted: NameKind) -> Iterator[str]:
        """Yield the same title in the body that has the nearest name to the one that was written."""
        title, of, body = name.text.rpartition(" of ")
        if not of or wanted != OFFICE:
            return
        named = [(label, m) for label, m in self._catalog.names(EntityType.PARTY) if BODY.fits(m.class_)]
        near = nearest(fold(body), [label for label, _ in named])
        for id_ in sorted({match.id for label, match in named if label == near}):
            yield f"{title} of {bare(id_)}"

    def _known_prefix(self, text: str, wanted: NameKind) -> str | None:
        words = text.split(" ")
        for count in range(min(len(words) - 1, MAX_WRONG_NAME_WORDS), 0, -1):
            prefix = " ".join(words[:count])
            if wanted == OFFICE and words[count].lower() == "of":
                continue
            if self._called(prefix, wanted):
                return prefix
        return None

    def _swallowed(self, name: ast.Name, known: str | None = None) -> Iterator[str]:
        """Yield what the name may be in the text, if it holds a keyword that is spelt wrong or missing."""
        written = self._asked.written(name.span) or ""
        words = stretches(written, 0, len(written))[: MAX_WRONG_NAME_WORDS + 1]
        for repair in paraphrases(written, 0, words[-1].end if words else 0):
            yield repair.applied(written)
        for i in range(1, len(words)):
            for repair in keywords(written, words[i : i + 2], CLAUSES):
                yield repair.applied(written)
        if known is not None and len(words) > (count := len(known.split(" "))):
            before, rest = written[: words[count - 1].end], written[words[count].start :]
            if rest.lower().startswith("of "):
                yield f"{before} in {rest[3:].lstrip()}"
            kind, _, second = rest.partition(" ")
            if kind.lower() == "for":
                yield f"{before} for {quoted(second.strip())}"
            if kind.lower() in {*ast.SetKind}:
                yield f"{before} {kind} ({second.strip()})"
            for lacking in ("as of", "in"):
                yield f"{before} {lacking} {rest}"


def _quoted(named: Named) -> str:
    return f"`{name_text(ast.Name(named.name), 'NAME')}`"


def _told_one(near: Iterable[Named]) -> str:
    """Return a name as it is written, with the ids of what has it."""
    named = sorted(near, key=lambda each: each.match.id)
    ids = [each.match.id for each in named]
    return _quoted(named[0]) if ids == [named[0].name] else f"{_quoted(named[0])} ({_listed(ids)})"


def _told_of(named: Named, called: Sequence[str]) -> str:
    """Return an id with what it is *called*, and when it existed, or else when it was called so."""
    told = [*called, *(days.text for days in named.existing or named.used if days.text)]
    return f"{named.match.id} ({', '.join(told)})" if told else named.match.id


def _told_apart(text: str, known: str) -> str:
    rest = text[len(known) :].strip()
    return f"`{shortened(known)}` is known, but `{shortened(rest)}` does not go on the query"


def _noun(match: Match) -> str:
    return str(match.class_) if match.class_ is not None else match.type.name.lower()


def _listed(ids: Sequence[str], most: int = MAX_LISTED_IDS) -> str:
    rest = f" and {len(ids) - most} more" if len(ids) > most else ""
    return ", ".join(ids[:most]) + rest


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


QUESTION_INSTEAD: dict[tuple[str, PartyClass | EntityType], str] = {
    ("office", PartyClass.ORGANIZATION): "offices in {}",
    ("office", PartyClass.STATE): "offices in {}",
    ("office", PartyClass.PERSON): "offices of {}",
    ("organization", PartyClass.STATE): "organizations of {}",
    ("organization", PartyClass.PERSON): "offices of {}",
    ("organization or state", PartyClass.PERSON): "offices of {}",
    ("organization", EntityType.OFFICE): "holders of {}",
    ("organization or state", EntityType.OFFICE): "holders of {}",
    ("party", EntityType.OFFICE): "holders of {}",
    ("person", EntityType.OFFICE): "holders of {}",
}
"""What is asked of what was named, where something else is wanted."""
