CREATE VIEW stated_ends AS
SELECT b.id AS belief, b.scope, b.kind, b.party, b.other, b.disputed, b.since, b.value, b.sources,
  CASE WHEN b.f1 <= 1 AND b.f2 > 1 AND coalesce(b.from_text, '[..') GLOB '[[u]*' AND coalesce(b.from_text, '[..') NOT GLOB '[[][0-9]*'
    THEN 0 ELSE b.f1 END AS f1,
  CASE WHEN b.from_text = 'unknown' THEN 3652060 ELSE b.f2 END AS f2,
  CASE WHEN b.t1 <= 1 AND b.t2 > 1 AND coalesce(b.to_text, '[..') GLOB '[[u]*' AND coalesce(b.to_text, '[..') NOT GLOB '[[][0-9]*'
    THEN 0 ELSE b.t1 END AS t1,
  CASE WHEN b.to_text = 'unknown' THEN 3652060 ELSE b.t2 END AS t2,
  b.from_text, b.to_text,
  date(max(b.f1, 1) + 1721424.5) AS f, date(min(b.f2, 3652059) + 1721424.5) AS g,
  date(max(b.t1, 1) + 1721424.5) AS t, date(min(b.t2, 3652059) + 1721424.5) AS u
FROM belief b WHERE b.recorded_to = 9223372036854775807;
CREATE VIEW believed AS
SELECT belief, scope, kind, party, other, disputed, since, value, sources,
  CASE WHEN f2 = 0 THEN NULL WHEN from_text IS NOT NULL THEN from_text
    WHEN f1 = f2 THEN f WHEN f1 = 0 AND f2 = 3652060 THEN 'unknown' WHEN f1 = 0 THEN '[..' || g || ']' WHEN f2 = 3652060 THEN '[' || f || '..]'
    WHEN f GLOB '*-01-01' AND g = substr(f, 1, 4) || '-12-31' THEN substr(f, 1, 4)
    WHEN f GLOB '???0-01-01' AND g = substr(f, 1, 3) || '9-12-31' THEN substr(f, 1, 3) || 'X'
    WHEN f GLOB '*-01' AND g = date(f, '+1 month', '-1 day') THEN substr(f, 1, 7)
    ELSE '[' || f || '..' || g || ']' END AS "from",
  CASE WHEN t1 = 3652060 THEN NULL WHEN to_text IS NOT NULL THEN to_text
    WHEN t1 = t2 THEN t WHEN t1 = 0 AND t2 = 3652060 THEN 'unknown' WHEN t1 = 0 THEN '[..' || u || ']' WHEN t2 = 3652060 THEN '[' || t || '..]'
    WHEN t GLOB '*-01-01' AND u = substr(t, 1, 4) || '-12-31' THEN substr(t, 1, 4)
    WHEN t GLOB '???0-01-01' AND u = substr(t, 1, 3) || '9-12-31' THEN substr(t, 1, 3) || 'X'
    WHEN t GLOB '*-01' AND u = date(t, '+1 month', '-1 day') THEN substr(t, 1, 7)
    ELSE '[' || t || '..' || u || ']' END AS "to",
  CASE WHEN f1 > 0 THEN f END AS from_earliest,
  CASE WHEN t2 < 3652060 AND t2 <= f2 THEN date(t2 + 1721423.5) WHEN f2 BETWEEN 1 AND 3652059 THEN g END AS from_latest,
  CASE WHEN f1 > 0 AND f1 >= t1 THEN date(f1 + 1721425.5) WHEN t1 BETWEEN 1 AND 3652059 THEN t END AS to_earliest,
  CASE WHEN t2 < 3652060 THEN u END AS to_latest,
  f1 AS first_day, t2 AS last_day
FROM stated_ends;
CREATE VIEW membership_history AS
SELECT m.slug AS member,
  (SELECT json_extract(v.text, '$.name') FROM belief n JOIN interned v ON v.id = n.value WHERE n.scope = b.party AND n.kind = 7
    AND n.recorded_to = 9223372036854775807 AND n.disputed = 0
    ORDER BY n.t2 DESC, (SELECT slug FROM entity WHERE id = n.other), n.f2 DESC, n.id LIMIT 1) AS member_name,
  o.slug AS organization,
  (SELECT json_extract(v.text, '$.name') FROM belief n JOIN interned v ON v.id = n.value WHERE n.scope = b.scope AND n.kind = 7
    AND n.recorded_to = 9223372036854775807 AND n.disputed = 0
    ORDER BY n.t2 DESC, (SELECT slug FROM entity WHERE id = n.other), n.f2 DESC, n.id LIMIT 1) AS organization_name,
  json_extract(s.text, '$.status') AS status, r.slug AS representing,
  coalesce(json_extract(s.text, '$.for'), json_extract(s.text, '$.for_name')) AS "for",
  b."from", b."to", b.from_earliest, b.from_latest, b.to_earliest, b.to_latest,
  json_extract(s.text, '$.end_reason') AS end_reason,
  CASE b.disputed WHEN 0 THEN 'accepted' ELSE 'disputed' END AS standing, c.text AS sources,
  strftime('%Y-%m-%dT%H:%M:%S', b.since / 1000000, 'unixepoch') || printf('.%06dZ', b.since % 1000000) AS believed_since
FROM believed b JOIN entity o ON o.id = b.scope AND o.type = 1 JOIN entity m ON m.id = b.party
JOIN interned s ON s.id = b.value JOIN interned c ON c.id = b.sources LEFT JOIN entity r ON r.id = b.other
WHERE b.kind = 10;
CREATE VIEW current_memberships AS
SELECT * FROM membership_history
WHERE standing = 'accepted' AND coalesce(from_earliest <= current_date, 1) AND coalesce(to_latest > current_date, 1);
CREATE VIEW tenure_history AS
SELECT h.slug AS holder,
  (SELECT json_extract(v.text, '$.name') FROM belief n JOIN interned v ON v.id = n.value WHERE n.scope = b.party AND n.kind = 7
    AND n.recorded_to = 9223372036854775807 AND n.disputed = 0
    ORDER BY n.t2 DESC, (SELECT slug FROM entity WHERE id = n.other), n.f2 DESC, n.id LIMIT 1) AS holder_name,
  p.slug AS office,
  (SELECT json_extract(v.text, '$.name') FROM belief n JOIN interned v ON v.id = n.value WHERE n.scope = b.scope AND n.kind = 13
    AND n.recorded_to = 9223372036854775807 AND n.disputed = 0
    ORDER BY n.t2 DESC, (SELECT slug FROM entity WHERE id = n.party), n.f2 DESC, n.id LIMIT 1) AS title,
  coalesce((SELECT e.slug FROM belief n JOIN entity e ON e.id = n.party WHERE n.scope = b.scope AND n.kind IN (5, 15)
    AND n.recorded_to = 9223372036854775807 AND n.disputed = 0 AND n.f1 < b.last_day
    AND n.f1 <= julianday(date('now')) - 1721424.5 ORDER BY n.t2 DESC, n.f2 DESC, n.id LIMIT 1),
    (SELECT e.slug FROM belief n JOIN entity e ON e.id = n.party WHERE n.scope = b.scope AND n.kind IN (5, 15)
    AND n.recorded_to = 9223372036854775807 AND n.disputed = 0 ORDER BY n.f1, n.id LIMIT 1)) AS organization,
  json_extract(s.text, '$.capacity') AS capacity, json_extract(s.text, '$.ordinal') AS ordinal, r.slug AS representing,
  coalesce(json_extract(s.text, '$.for'), json_extract(s.text, '$.for_name')) AS "for",
  b."from", b."to", b.from_earliest, b.from_latest, b.to_earliest, b.to_latest,
  json_extract(s.text, '$.end_reason') AS end_reason,
  CASE b.disputed WHEN 0 THEN 'accepted' ELSE 'disputed' END AS standing, c.text AS sources,
  strftime('%Y-%m-%dT%H:%M:%S', b.since / 1000000, 'unixepoch') || printf('.%06dZ', b.since % 1000000) AS believed_since
FROM believed b JOIN entity p ON p.id = b.scope AND p.type = 2 JOIN entity h ON h.id = b.party
JOIN interned s ON s.id = b.value JOIN interned c ON c.id = b.sources LEFT JOIN entity r ON r.id = b.other
WHERE b.kind = 11;
CREATE VIEW current_tenures AS
SELECT * FROM tenure_history
WHERE standing = 'accepted' AND coalesce(from_earliest <= current_date, 1) AND coalesce(to_latest > current_date, 1);
CREATE VIEW names AS
SELECT e.slug AS party, json_extract(s.text, '$.name') AS name, json_extract(s.text, '$.short') AS short, l.slug AS language,
  b."from", b."to", b.from_earliest, b.from_latest, b.to_earliest, b.to_latest,
  CASE b.disputed WHEN 0 THEN 'accepted' ELSE 'disputed' END AS standing, c.text AS sources
FROM believed b JOIN entity e ON e.id = b.scope AND e.type = 1
JOIN interned s ON s.id = b.value JOIN interned c ON c.id = b.sources LEFT JOIN entity l ON l.id = b.other
WHERE b.kind = 7;
CREATE VIEW sources AS
SELECT e.slug AS source, json_extract(s.text, '$.title') AS title, json_extract(s.text, '$.publisher') AS publisher,
  json_extract(s.text, '$.published') AS published, json_extract(s.text, '$.url') AS url
FROM believed b JOIN entity e ON e.id = b.scope AND e.type = 3 JOIN interned s ON s.id = b.value
WHERE b.kind = 3;
CREATE VIEW transactions AS
SELECT t.id AS "transaction",
  strftime('%Y-%m-%dT%H:%M:%S', t.recorded / 1000000, 'unixepoch') || printf('.%06dZ', t.recorded % 1000000) AS recorded_at,
  t.dataset, coalesce(t.author, json_extract(a.body, '$.author')) AS author,
  coalesce(t.note, json_extract(a.body, '$.note')) AS note, t.digest
FROM tx t LEFT JOIN assertion a ON a.tx = t.id AND a.operation = 'remark';
