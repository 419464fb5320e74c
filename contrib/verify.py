"""A second verifier of tempodb files, apart from tempodb: from docs/dev/LAYOUT.md, with the standard library alone.
Run `python3 verify.py FILE [DIGEST …]`: it tells what is wrong, and exits with 1 then; it only reads.
"""

# fmt: off
import calendar, hashlib, json, pathlib, re, sqlite3, sys, unicodedata
from collections import defaultdict
from datetime import date
SCHEMA = "45baa3ed6a65052f5d8529d516056b604ad515f25ffed04276e9e399842f7410"
FOREVER, NEVER, DAY, EPOCH = 2**63 - 1, date.max.toordinal() + 1, 86_400_000_000, date(1970, 1, 1).toordinal()
# The kinds in the order of their numbers, and what each is filed under: a place of the key, or a field, and the type.
FILED = {
    "dataset": [(0, 5)], "status": [(0, 4)], "source": [(0, 3)], "party": [(0, 1), (0, 1)],
    "office": [(0, 2), ("organization", 1)], "existence": [(0, 1), (0, 1)], "name": [(0, 1), (0, 1), (1, 7)],
    "part_of": [(1, 1), (0, 1)], "succeeds": [(1, 1), (0, 1)], "membership": [(1, 1), (0, 1), (2, 1)],
    "tenure": [(1, 2), (0, 1), (2, 1)], "event": [(0, 6), ("body", 1)], "title": [(0, 2), (1, 7)],
    "same_as": [(0, 1), (0, 1), (1, 8)], "office_of": [(0, 2), ("organization", 1)]}
KINDS, LASTING = list(FILED), ("name", "title", "existence", "same_as", "part_of", "succeeds")
ERASABLE, NAMES = ("state", "clear", "say", "remark"), {"source": ["title"], "name": ["name", "short"], "title": ["name"]}
SIGNS = str.maketrans("’‘‛ʼʻ`´′-_‐‑–", "'" * 8 + " " * 5)
STROKES = str.maketrans({**dict(zip("łøđðħŧıŋɓɗƙƶɨʉ", "loddhtinbdkziu")), "þ": "th", "æ": "ae", "œ": "oe"})
canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
MARKS = re.compile("(?<![\u0400-\u052f])[\u0300-\u036f]|(?<=[\u0400-\u052f])[\u0300\u0301]|(?<=\u0435)\u0308"
                   "|[\u0591-\u05c7\u064b-\u0652\u0670\u1ab0-\u1aff\u1dc0-\u1dff]")
def digest(*parts):
    return hashlib.sha256(canonical(parts).encode()).hexdigest()
def fold(name):
    found = MARKS.sub("", unicodedata.normalize("NFKD", name.translate(SIGNS)).casefold())
    return " ".join("".join(c for c in found if unicodedata.category(c) != "Cf").translate(STROKES).split())
def point(text):
    """The first and the last day of a day, month, year or decade; of other words None, which is not looked at."""
    if not re.fullmatch("[0-9]{3}(X|[0-9](-[0-9]{2}){0,2})", text):
        return None
    year, month, day = (*map(int, text.replace("X", "0").split("-")), 0, 0)[:3]
    last = date(year + 9 * ("X" in text), month or 12, day or (calendar.monthrange(year, month)[1] if month else 31))
    return date(max(year, 1), month or 1, day or 1).toordinal(), last.toordinal()
def shortest(first, last):
    ends = ["" if n in (1, NEVER) else str(date.fromordinal(n)) for n in (first, last)]
    texts = (ends[0], ends[0][:7], ends[0][:4], ends[0][:3] + "X")
    return next((text for text in texts if point(text) == (first, last)), "[{}..{}]".format(*ends))
def bound(text):
    """The candidates of a date and the text that is stored, None where the candidates say it."""
    if text[0] != "[":
        return (1, NEVER, None) if text == "unknown" else (found := point(text)) and (*found, None)
    first, last = (point(end) if end else (1, NEVER) for end in text[1:-1].split(".."))
    return first and last and (first[0], last[1], None if text == shortest(first[0], last[1]) else text)
def period(kind, when, at):
    """Both ends of a claim that was recorded at an instant; None for one that is not looked at."""
    if KINDS.index(kind) < 5 or (kind in LASTING and not when):
        return (0, 0, None), (NEVER, NEVER, None)
    if not {"through", "observed", "date"}.isdisjoint(when):
        return None, None
    ends = {end: bound(when[end]) for end in ("from", "to") if end in when}
    begin = (0, 0, None) if kind in ("existence", "office_of") else (1, at // DAY + EPOCH, "unknown")
    begin, end = ((1, NEVER, None),) * 2 if kind == "event" and not when else (begin, (NEVER, NEVER, None))
    return ends.get("from", begin), ends.get("to", end)

def log(db, kept):
    """What is wrong with the digests."""
    emptied, blanked, headers, seen, previous, recorded, next_ = set(), {}, {}, set(), "0" * 64, -1, 1
    for number, tx, body in db.execute("SELECT id, tx, body FROM assertion WHERE operation = 'erase' AND body > ''"):
        said = json.loads(body)
        emptied |= {id_ for id_ in said.get("emptied", ()) if id_ < number}
        blanked |= {int(id_): to for id_, to in said.get("blanked", {}).items() if int(id_) < number}
        headers |= {int(id_): to for id_, to in said.get("headers", {}).items() if int(id_) < tx}
    transactions = db.execute("SELECT id, recorded, clock, dataset, author, note, digest FROM tx ORDER BY id")
    for number, (*header, stored) in enumerate(transactions, 1):
        if header[0] != number or header[1] <= recorded:
            yield f"transaction {number} is missing, or does not come after the one before"
        digests, sql = [], "SELECT id, operation, claim, body, salt, digest FROM assertion WHERE tx = ? ORDER BY id"
        for id_, operation, claim, body, salt, due in db.execute(sql, header[:1]):
            own, is_left = (blanked.get(id_, due), id_ in emptied) if operation in ERASABLE else (due, False)
            if id_ != next_ or not (is_left and body is salt is None or own == digest(salt, id_, operation, claim, body)):
                yield f"assertion {id_} is altered, or not the next one"
            digests, next_ = [*digests, due], id_ + 1
        if headers.get(number, stored) != digest(previous, *header, *digests):
            yield f"transaction {number} was altered"
        previous, recorded, seen = stored, header[1], seen | {stored}
    if db.execute("SELECT count(*) FROM assertion").fetchone() != (next_ - 1,):
        yield "there are assertions of no transaction"
    yield from (f"no transaction has the digest {each}" for each in kept if each not in seen)

def beliefs(db):
    """What does not follow from the log; of keys of which something was cleared or undone, what cannot."""
    ids, texts, said, ends, cut, names, latest, (acts, days, rows, alike) = {}, {}, {}, {}, set(), set(), 0, (defaultdict(list) for _ in range(4))
    sql = "SELECT a.id, operation, claim, body, recorded FROM assertion a JOIN tx t ON t.id = a.tx ORDER BY a.id"
    for id_, operation, of, text, at in db.execute(sql):
        if text and operation in ("state", "clear"):
            body, row = json.loads(text), None
            kind, fields = body["kind"], body.get("value", {})
            key, due = (kind, *body["key"]), period(kind, body if operation == "clear" else body.get("when", {}), at)
            days[key] += [part for end in due for part in end or "?"]
            if operation == "state":
                parts = {**dict(enumerate(body["key"])), **fields}
                named = [(type_, parts[place]) if parts.get(place) else None for place, type_ in FILED[kind]]
                numbers = [ids.setdefault(each, len(ids) + 1) if each else 0 for each in named] + [0, 0]
                words = [texts.setdefault(canonical(part), len(texts) + 1) for part in (fields, sorted(body.get("sources", ())))]
                row = (numbers[0], KINDS.index(kind) + 1, *numbers[1:3], *words, int("standing" in body))
            said[id_] = key, due, at, row, fields
        if (about := id_ if id_ in said else of) in said:
            acts[said[about][0]].append(at)
            ends.setdefault(of, at)
            cut |= {said[about][0]} if operation in ("clear", "revoke", "restore") else set()
    sql = "SELECT id, scope, kind, party, other, value, sources, disputed, f1, f2, from_text, t1, t2, to_text, since, "
    for place, row in enumerate(db.execute(sql + "recorded_from, recorded_to, claim FROM belief ORDER BY id"), 1):
        if row[0] != place or row[15] < latest or row[17] not in said or row[1:8] != said[row[17]][3]:
            yield f"belief {row[0]} is not that of claim {row[17]}"
        latest = row[15]
        rows[row[17]].append(row)
        alike[row[1:6] + row[7:8]].append(row)
    for id_, (key, due, at, numbers, fields) in said.items():
        own = sorted(rows[id_], key=lambda row: row[8:10])
        for row in own:
            first, last, since, begun, closed = row[8:11], row[11:14], *row[14:17]
            before = [b for b in alike[row[1:6] + row[7:8]] if b[15] < begun <= b[16] and b[8] < last[1] and first[0] < b[12]]
            exact = [b[14] for b in before if (b[8], b[11], first[0], last[0]) == (b[9], b[12], first[1], last[1])]
            wrong = any(b is not row and b[8:14] == row[8:14] and max(b[15], begun) < min(b[16], closed) for b in own)
            wrong |= "?" not in days[key] and not {*first, *last} <= {None, "unknown", *days[key]}
            wrong |= key in cut and not ({since, begun, closed} <= {FOREVER, *acts[key]} and since <= begun < closed)
            if key not in cut:
                carried = since < at and since in [b[14] for b in before]
                wrong |= (begun, closed) != (at, ends.get(id_, FOREVER)) or min([since, *exact]) < since or since != at and not carried
                pairs = [(due[0], first)] * (row is own[0]) + [(due[1], last)] * (row is own[-1])
                wrong |= any(a and a[: 3 - carried] != b[: 3 - carried] for a, b in pairs)  # Its text may be that of before.
            if wrong:
                yield f"belief {row[0]} does not follow from claim {id_}"
        if numbers and key not in cut and (not own or any(a[11:13] != b[8:10] for a, b in zip(own, own[1:]))):
            yield f"claim {id_} is not believed over all of its time"
        found = key[1:2] * (key[0] in (*KINDS[:5], "event")) + (key[1].rpartition("/")[2],) * (key[0] in ("party", "office"))
        found += (*map(fields.get, NAMES.get(key[0], ())), *(each if isinstance(each, str) else each["name"] for each in fields.get("aliases", ())))
        names |= {(fold(name), ids[dict(FILED[key[0]])[0], key[1]]) for name in found if name and own}
    due = {"label": names, "entity": {(n, *each) for each, n in ids.items()}, "interned": {(n, text) for text, n in texts.items()}}
    yield from (f"the table {table} does not follow from the log" for table in due if {*db.execute(f"SELECT * FROM {table}")} != due[table])

def findings(path, kept=()):
    db = sqlite3.connect(pathlib.Path(path).resolve().as_uri() + "?mode=ro", uri=True)
    try:
        made = db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql > '' ORDER BY 1, 2").fetchall()
        marks = [db.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version")]
        if digest(*(" ".join(" ".join(row).split()) for row in made), *marks) != SCHEMA:
            yield "the tables and what guards them are not those of version 7"
        yield from (said for (said,) in db.execute("PRAGMA integrity_check(5)") if said != "ok")
        yield from log(db, kept)
        yield from beliefs(db)
    except (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        yield f"the file holds what tempodb never wrote: {error!r}"
if __name__ == "__main__":
    told = list(findings(sys.argv[1], sys.argv[2:])) if sys.argv[1:] else [__doc__]
    print("\n".join(told or ["the log and what follows from it are whole"]))
    sys.exit(bool(told))
