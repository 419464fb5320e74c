"""A second verifier of tempodb files, from docs/dev/LAYOUT.md and MEANING.md alone: `python3 verify.py FILE [DIGEST …]` tells what is wrong."""
import calendar, hashlib, itertools, json, pathlib, re, sqlite3, sys, unicodedata
from datetime import date
SCHEMA = "45baa3ed6a65052f5d8529d516056b604ad515f25ffed04276e9e399842f7410"
FOREVER, NEVER, DAY, EPOCH = 2**63 - 1, date.max.toordinal() + 1, 86_400_000_000, date(1970, 1, 1).toordinal()
FILED = {kind: [(place, int(type_)) for place, type_ in (word.split(":") for word in words)] for kind, *words in map(str.split, (
    "dataset 0:5|status 0:4|source 0:3|party 0:1 0:1|office 0:2 organization:1|existence 0:1 0:1|name 0:1 0:1 1:7|part_of 1:1 0:1|"
    "succeeds 1:1 0:1|membership 1:1 0:1 2:1|tenure 1:2 0:1 2:1|event 0:6 body:1|title 0:2 1:7|same_as 0:1 0:1 1:8|"
    "office_of 0:2 organization:1").split("|"))}  # The kinds by their numbers; each is filed under places of the key, or fields, of a type.
KINDS, LASTING, ERASABLE = list(FILED), ("name", "title", "existence", "same_as", "part_of", "succeeds"), ("state", "clear", "say", "remark")
NAMES, SIGNS = {"source": ["title"], "name": ["name", "short"], "title": ["name"]}, str.maketrans("’‘‛ʼʻ`´′-_‐‑–", "'" * 8 + " " * 5)
STROKES = str.maketrans({**dict(zip("łøđðħŧıŋɓɗƙƶɨʉ", "loddhtinbdkziu")), "þ": "th", "æ": "ae", "œ": "oe"})
MARKS = re.compile("(?<![\u0400-\u052f])[\u0300-\u036f]|(?<=[\u0400-\u052f])[\u0300\u0301]|(?<=\u0435)\u0308|[\u0591-\u05c7\u064b-\u0652\u0670\u1ab0-\u1aff\u1dc0-\u1dff]")
canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
def digest(*parts): return hashlib.sha256(canonical(parts).encode()).hexdigest()
def fold(name): return " ".join("".join(c for c in MARKS.sub("", unicodedata.normalize("NFKD", name.translate(SIGNS)).casefold())
                                        if unicodedata.category(c) != "Cf").translate(STROKES).split())
ALWAYS, ONGOING, UNKNOWN = (0, 0, None), (NEVER, NEVER, None), (1, NEVER, None)  # Dates: the first day, the last one, the text that is stored.
def point(text):
    year, month, day = (*map(int, text.replace("X", "0").split("-")), 0, 0)[:3]
    last = date(year + 9 * ("X" in text), month or 12, day or calendar.monthrange(year, month or 12)[1])
    return date(max(year, 1), month or 1, day or 1).toordinal(), last.toordinal()
def bound(text):
    words = text.strip("[]").replace("unknown", "..").split("..")
    if not all(re.fullmatch(r"(\d{3}(X|\d(-\d\d){0,2}))?", word) for word in words): return None
    first, last = point(words[0])[0] if words[0] else 1, point(words[-1])[1] if words[-1] else NEVER
    days = ["" if n in (1, NEVER) and first < last else str(date.fromordinal(n)) for n in (first, last)]
    short = [word for word in (days[0], days[0][:7], days[0][:4], days[0][:3] + "X") if days[0] and point(word) == (first, last)]
    return first, last, None if text in (*short[:1], "unknown") or text == "[{}..{}]".format(*days) and not short else text
def period(kind, when, at=None):  # Both ends of a claim that was recorded at an instant (M3), or of a window.
    ends, seen = {end: bound(when[end]) for end in ("from", "to", "through", "date") if end in when}, when.get("observed", [])
    days = [bound(day) for day in ([seen] if isinstance(seen, str) else seen)]
    if KINDS.index(kind) < 5 or not when and kind in LASTING: return ALWAYS, ONGOING
    if days: return (None, None) if None in days else ((1, min(days)[0], None), (max(day[1] for day in days) + 1, NEVER, None))
    begin = UNKNOWN if kind == "event" and not when else ALWAYS if at is None or kind in ("existence", "office_of") else (1, at // DAY + EPOCH, "unknown")
    after = [end and (end[0] + (not end[0] <= 1 < end[1]), min(end[1] + 1, NEVER), None) for name, end in ends.items() if name in ("date", "through")]
    return ends.get("date", ends.get("from", begin)), [*after, ends.get("to", UNKNOWN if begin == UNKNOWN else ONGOING)][0]
def same(a, b): return a[:2] == b[:2]
def upto(a, b): return a[0] <= b[0] and a[1] <= b[1]
def around(part, both): return [(a, b) for a, b in ((part[0], both[0]), (both[1], part[1])) if not same(a, b)]
def vague(end): return bool(re.match(r"unknown|\[\.\.|.*\.\.]", end[2] or "unknown" * (end[0] < end[1] and (end[0] <= 1 or end[1] == NEVER))))
def common(a, b):  # The later beginning and the earlier end, where these are in an order (M12).
    later, sooner = b[0] if upto(a[0], b[0]) else a[0], a[1] if upto(a[1], b[1]) else b[1]
    return (later, sooner) if all(upto(*pair) or upto(*pair[::-1]) for pair in zip(a, b)) else None
def apart(a, b):  # Whether one period is over when another begins; a vague end makes no overlap.
    first, second, over = a[not vague(a[1])], b[vague(b[0])], max(a[1][0], a[0][0] + 1) <= min(b[0][1], b[1][1] - 1)
    moved = not (same(first, a[1]) and same(second, b[0])) and not same(first, second)
    return upto(a[1], b[0]) or moved and upto(first, second) and over
def cut(part, window):  # What a window leaves of a period (M41); an ArithmeticError where the dates leave that open.
    (begin, end), (first, last), both = part, window, common(part, window)
    pairs = [(begin, last)] * (not upto(end, last)) + [(end, first)] * (not upto(first, begin))  # Ends that matter have to be in an order.
    is_apart = not all(map(same, part, window)) and (apart(part, window) or apart(window, part))
    left = [part] if is_apart else around(part, both or window)
    is_open = not both or not all(upto(a, b) or upto(b, a) for a, b in pairs) or same(*both) and len(left) == 2
    if (same(begin, end) and (same(begin, first) or same(begin, last)) if is_apart else left and is_open): raise ArithmeticError
    return left
def carried(stated, known, at):  # What is stated, in parts that have been believed since then or before (M39).
    new, kept = [stated], []
    for old, since in sorted(known, key=lambda each: each[1]):
        parts, new = new, []
        for part, both in ((part, common(part, old)) for part in parts):
            ends = [part[0], *(end for end, own in zip(both or (), part) if not same(end, own)), part[1]]
            is_clear = all(a[0] < b[0] and a[1] < b[1] for a, b in zip(ends, ends[1:])) and not any(map(vague, ends[1:-1]))
            is_old = both and both[0][0] < both[1][1] and (is_clear or len(ends) == 2)
            kept, new = kept + [(both, since)] * bool(is_old), new + (around(part, both) if is_old else [part])
    return sorted(kept + [(part, at) for part in new], key=lambda each: each[0][0][:2])
def cleared(rows, window, at):  # What is left of a claim; rows that the window does not meet stay as they are.
    left = [(row, cut(row[2], window)) for row in rows]
    return [new for row, parts in left for new in ([row] if parts == [row[2]] else [[0, row[1], part, row[3], at] for part in parts])]
def derived(acts, said):  # All rows that a key ever had, by what was done to it (M38, M55), in the order of their numbers.
    held, rows, ended = set(), [], {}
    for at, together in itertools.groupby(acts, key=lambda act: act[0]):
        some, live = list(together), sorted((row for row in rows if row[0] not in ended), key=lambda row: (row[2][0][0], row[0]))
        now = before = {row[1]: [each for each in live if each[1] == row[1]] for row in live}
        for _, number, operation, of in some: (held.discard if operation in ("withdraw", "revoke") else held.add)(of or number)
        for _, number, operation, of in some:
            is_undone = operation in ("revoke", "restore")
            now = {n: [] if n == of or is_undone else own for n, own in now.items()}
            for n in sorted(held) if is_undone else [number] * (not of):
                known = [row[2:4] for row in live if said[row[1]][2] == said[n][2]]
                if said[n][2]: now[n] = [[0, n, *part, at] for part in carried(said[n][1], known, at)]
                else: now |= {claim: cleared(own, said[n][1], at) for claim, own in now.items() if own and not said[claim][2][-1]}
            now |= {n: own for n, own in before.items() if is_undone and {(*row[2], row[3]) for row in now[n]} == {(*row[2], row[3]) for row in own}}
        left = [row for own in now.values() for row in own]
        ended |= {row[0]: at for row in live if row not in left}
        for row in (row for row in left if not row[0]): rows, row[0] = [*rows, row], len(rows) + 1
    return [(claim, *part[0], *part[1], since, begun, ended.get(number, FOREVER)) for number, claim, part, since, begun in rows]
def log(db, kept):  # What is wrong with the digests.
    emptied, blanked, headers, seen, previous, recorded, next_ = set(), {}, {}, set(), "0" * 64, -1, 1
    for number, tx, body in db.execute("SELECT id, tx, body FROM assertion WHERE operation = 'erase' AND body > ''"):
        said = json.loads(body)
        emptied |= {id_ for id_ in said.get("emptied", ()) if id_ < number}
        blanked |= {int(id_): to for id_, to in said.get("blanked", {}).items() if int(id_) < number}
        headers |= {int(id_): to for id_, to in said.get("headers", {}).items() if int(id_) < tx}
    for place, header in enumerate(db.execute("SELECT digest, id, recorded, clock, dataset, author, note FROM tx ORDER BY id"), 1):
        if header[1] != place or header[2] <= recorded: yield f"transaction {place} is missing, or does not come after the one before"
        digests, sql = [], "SELECT id, operation, claim, body, salt, digest FROM assertion WHERE tx = ? ORDER BY id"
        for id_, operation, claim, body, salt, due in db.execute(sql, header[1:2]):
            own, is_left = (blanked.get(id_, due), id_ in emptied) if operation in ERASABLE else (due, False)
            if id_ != next_ or not (is_left and body is salt is None or own == digest(salt, id_, operation, claim, body)): yield f"assertion {id_} is altered, or not the next one"
            digests, next_ = [*digests, due], id_ + 1
        if headers.get(place, header[0]) != digest(previous, *header[1:], *digests): yield f"transaction {place} was altered"
        previous, recorded, seen = *header[:3:2], seen | {header[0]}
    if db.execute("SELECT count(*) FROM assertion").fetchone() != (next_ - 1,): yield "there are assertions of no transaction"
    yield from (f"no transaction has the digest {each}" for each in kept if each not in seen)
def beliefs(db):  # What does not follow from the log.
    ids, texts, said, names, latest, acts, rows = {}, {}, {}, set(), 0, {}, {}
    for id_, operation, of, text, at in db.execute("SELECT a.id, operation, claim, body, recorded FROM assertion a JOIN tx t ON t.id = a.tx ORDER BY a.id"):
        if text and operation in ("state", "clear"):
            body, filed, sources = json.loads(text), None, None
            kind, fields, due = body["kind"], body.get("value", {}), period(body["kind"], body)
            if operation == "state":
                due = period(kind, body.get("when", {}), at)
                parts = {**dict(zip("012", body["key"])), **fields}
                numbers = [ids.setdefault((type_, parts[place]), len(ids) + 1) if parts.get(place) else 0 for place, type_ in FILED[kind]]
                value, sources = (texts.setdefault(canonical(part), len(texts) + 1) for part in (fields, sorted(body.get("sources", ()))))
                filed = (KINDS.index(kind) + 1, *(*numbers, 0, 0)[:3], value, int("standing" in body))
            said[id_] = (kind, *body["key"]), due, filed, sources, fields
        if (about := id_ if id_ in said else of) in said: acts.setdefault(said[about][0], []).append((at, id_, operation, of))
    sql = "SELECT id, kind, scope, party, other, value, disputed, sources, claim, f1, f2, from_text, t1, t2, to_text, since, "
    for place, row in enumerate(db.execute(sql + "recorded_from, recorded_to FROM belief ORDER BY id"), 1):
        is_right = row[0] == place and row[16] >= latest and row[8] in said and (row[1:7], row[7]) == said[row[8]][2:4]
        if not is_right: yield f"belief {row[0]} is not that of claim {row[8]}"
        rows[row[8]], latest = [*rows.get(row[8], ()), row], row[16]
    for id_, (key, due, filed, sources, fields) in said.items():
        ends = [row[9:15] for row in rows.get(id_, ())] or [(*ALWAYS, *ONGOING)]  # A date in other words is taken as it is stored.
        said[id_] = key, (due[0] or min(ends)[:3], due[1] or max(end[3:] for end in ends)), filed, sources, fields
        found = key[1:2] * (key[0] in (*KINDS[:5], "event")) + (key[1].rpartition("/")[2],) * (key[0] in ("party", "office"))
        found += (*map(fields.get, NAMES.get(key[0], ())), *(each if isinstance(each, str) else each["name"] for each in fields.get("aliases", ())))
        names |= {(fold(name), ids[dict(FILED[key[0]])["0"], key[1]]) for name in found if name and id_ in rows}
    for done in acts.values():
        try: due, there = derived(done, said), [row[8:] for row in sorted(row for n in {act[1] for act in done} for row in rows.get(n, ()))]
        except ArithmeticError: continue  # A write has cut a claim that tells more vaguely what another tells, too (M17, M41).
        if due != there: yield f"what is believed does not follow from claim {min({*due} ^ {*there} or due)[0]}"
    due = {"label": names, "entity": {(n, *each) for each, n in ids.items()}, "interned": {(n, text) for text, n in texts.items()}}
    yield from (f"the table {table} does not follow from the log" for table in due if {*db.execute(f"SELECT * FROM {table}")} != due[table])
def findings(path, kept=()):
    db = sqlite3.connect(pathlib.Path(path).resolve().as_uri() + "?mode=ro", uri=True)
    try:
        made = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql > '' ORDER BY 1, 2").fetchall()
        marks = [db.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
        if digest(*(" ".join(" ".join(row).split()) for row in made), *marks) != SCHEMA: yield "the tables and what guards them are not those of version 7"
        yield from (said for (said,) in db.execute("PRAGMA integrity_check(5)") if said != "ok")
        yield from itertools.chain(log(db, kept), beliefs(db))
    except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        yield f"the file holds what tempodb never wrote: {error!r}"
if __name__ == "__main__":
    told = list(findings(sys.argv[1], sys.argv[2:])) if sys.argv[1:] else [__doc__]
    print("\n".join(told or ["the log and what follows from it are whole"]))
    sys.exit(bool(told))
