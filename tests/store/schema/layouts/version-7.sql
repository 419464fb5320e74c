BEGIN TRANSACTION;
CREATE TABLE assertion (
	id INTEGER NOT NULL,
	tx INTEGER NOT NULL,
	operation TEXT NOT NULL,
	claim INTEGER,
	body TEXT,
	salt TEXT,
	digest TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(tx) REFERENCES tx (id),
	FOREIGN KEY(claim) REFERENCES assertion (id)
)
 STRICT;
INSERT INTO "assertion" VALUES(1,1,'state',NULL,'{"key":["d"],"kind":"dataset","value":{"focus":"o","title":"An old file"}}','e1eb6b7b813c8322088aa9219bee1b5d','98b3096b687a7c0c2e848e56cf898c90e22190e24075056d2fb63843a3fb8be5');
INSERT INTO "assertion" VALUES(2,1,'state',NULL,'{"key":["s"],"kind":"source","value":{"published":"2017-04-21","title":"A report"}}','0aaf1c63e300d3fa941686a192afa8ac','6056418420b068c226f1580e58532bf4d4fb87292cb5f40aefa8aa9091b4c393');
INSERT INTO "assertion" VALUES(3,1,'state',NULL,'{"key":["a"],"kind":"party","value":{"class":"state"}}','8cd124ac974411771ea82fd8b61a1ab5','af0422cede66057f1e68443fe5b0c38f2a2b63738be1061d930a755209ad33f5');
INSERT INTO "assertion" VALUES(4,1,'state',NULL,'{"key":["a"],"kind":"name","value":{"name":"Åland"}}','71259e7791a0ac14cb1ca21d711ae506','d8baf7e4ea1b01336a6d15b666cde2b2516c2424c176fc0b3b32fde067de1fa8');
INSERT INTO "assertion" VALUES(5,1,'state',NULL,'{"key":["b"],"kind":"party","value":{"aliases":["Strasse"],"class":"state"}}','886526d2dafaa1dc8797cfce1f5386cd','1ba500fb4f3afa932084d106921ac2d62067d9fff25162f0c0938be83c4215e8');
INSERT INTO "assertion" VALUES(6,1,'state',NULL,'{"key":["b"],"kind":"name","value":{"name":"Straße"}}','30750dce5bbaf6f5f4109c8514b12c0e','cbd2c2280d507b2c895ce90eaca3475bc546a09f4c964a98a7b6d35b5ec4ec11');
INSERT INTO "assertion" VALUES(7,1,'state',NULL,NULL,NULL,'66050b59da71bd429784ae638a45e625bd3550edbc066227e03d5e419c9487e8');
INSERT INTO "assertion" VALUES(8,1,'state',NULL,NULL,NULL,'218b0a8141655df684e1f19acea33e33091dbab4c483dd0e64ad404eabbebfba');
INSERT INTO "assertion" VALUES(9,1,'state',NULL,'{"key":["q"],"kind":"party","value":{"class":"person"}}','51c8df0ae01959e74ffa0543fe5a7922','e358ae16603494fd08de03e8c8f82c640ea496b6edc132a65a3d2c3573b4ce41');
INSERT INTO "assertion" VALUES(10,1,'state',NULL,'{"key":["q"],"kind":"name","value":{"name":"Łukasz Quist"}}','6ec9183cb17d8b4745675a54be7261e6','09f363a584c57a26bb8758ed0aeabcd9fcefe53218b45c255932aec13e23c85f');
INSERT INTO "assertion" VALUES(11,1,'state',NULL,'{"key":["o"],"kind":"party","value":{"class":"organization"}}','d9a5d75e2782ac5a57cd4323be2fc368','ca607c5820f77b649e3d158cf9fc526fd638f3e1e0f3aedc2b8e792161178af9');
INSERT INTO "assertion" VALUES(12,1,'state',NULL,'{"key":["o"],"kind":"existence","value":{},"when":{"from":"1990"}}','8312a2e68d7ff4291f005dcb3a8b8619','eb5c06903e6795cb82b33800d224a3ea5a434cbddfb99b8cce0621cd1e407350');
INSERT INTO "assertion" VALUES(13,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"First Name","short":"FN"},"when":{"to":"2001"}}','c2e75f427fc29c973cea5b9f71fa5662','9f2c7ffbb2845bcc27d70178ed5655f1b1023c4de35d0971d3f027422c19c245');
INSERT INTO "assertion" VALUES(14,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"Second Name","short":"SN"},"when":{"from":"2001"}}','7a7273e32f1c7b1b78c5f9239408290e','e9d23ec0e86c35feb4b42039bdfb88699ad3add220d928b1a0b32f9abdff97c9');
INSERT INTO "assertion" VALUES(15,1,'state',NULL,'{"key":["u"],"kind":"party","value":{"class":"organization"}}','5fcefdfa2a5ec1aea725b8c7518d8ff8','28f86c36139e14b862a6e0a70b82da849ebd5b1a08163bb33bac5510e6fbb367');
INSERT INTO "assertion" VALUES(16,1,'state',NULL,'{"key":["u"],"kind":"name","value":{"name":"Union"}}','f9ec08d9ab67cb0d99c0894ff999c664','fa89569704521532ba1526b22e3083e8c851d9e2b79f2e5831451e7a8dcf7582');
INSERT INTO "assertion" VALUES(17,1,'state',NULL,'{"key":["u","o"],"kind":"part_of","value":{}}','74b82b3ce50c2b20ee47ea7f295f9538','ac8cc026cbdf4a72bf93fbbaccc1f74bfb546d4650bf72227083e785f468c842');
INSERT INTO "assertion" VALUES(18,1,'state',NULL,'{"key":["o/chair"],"kind":"office","value":{"organization":"o","seats":1}}','6c31a7b45724c9a23a8912cf17eec0eb','21dc3e3d6fdb0048495b30b7e83e9e5d24f8c8437475591d6ef6a7db36063150');
INSERT INTO "assertion" VALUES(19,1,'state',NULL,'{"key":["o/chair"],"kind":"title","value":{"name":"Chair"}}','191dd8d2d5e23a1d71461360f00c2053','11430f15b020fb344bf182ccaf9dfe7f422a61d91e041460948a79cfeb227cbe');
INSERT INTO "assertion" VALUES(20,1,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"June 1999"}}','b1ed2d9c85c75a5409eb367f32cf0086','ba6d0b0098a65a1df53717da9362610e4f5bfdf28cc0d83cb7af40b956c19ed1');
INSERT INTO "assertion" VALUES(21,1,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"[1993..1994]"}}','39144dde75d94e21de721dfb1f0b898b','5715d94cae9a4de1cd7e22ab8f81450d97a89c3cbc632ec3fa050385d63779fc');
INSERT INTO "assertion" VALUES(22,1,'state',NULL,NULL,NULL,'f0c08f4b4fbbb8ec9bfee6ccaa14b8842b1a068c10b89ac31ab6643486c01c2e');
INSERT INTO "assertion" VALUES(23,1,'state',NULL,'{"key":["q","o/chair",""],"kind":"tenure","sources":["s"],"value":{"capacity":"acting"},"when":{"from":"2001-03-01"}}','e7d1c0bdad7a09edb7fda5f4c77a0e21','0b4ce4494988f049d7bd19ffaa084addd54964b868fa509a629d1e8f56b7b6ec');
INSERT INTO "assertion" VALUES(24,1,'state',NULL,'{"key":["e"],"kind":"event","value":{"body":"o","kind":"meeting","participants":["a"],"place":"Rome","state":"held"},"when":{"date":"1996-05-15"}}','1a161f0cc240716d1959fb3b3ae37a2a','dacc1d38f4543293e3bc73ed081a01beb9c233286b26edbc5799271baadbe241');
INSERT INTO "assertion" VALUES(25,1,'remark',NULL,'{"author":"Ann","note":"first"}','e0926240884b902119bf8133423c3df8','e29a0dfcdd061c486b2689a23d332297d955b742b6dfa2fd28c108098bd9194a');
INSERT INTO "assertion" VALUES(26,2,'withdraw',21,NULL,'9369f447d1714276625baae5d02270d6','8de7e4b9f317e4f2e4435235c4fe272df3583bec3e6bafe4d7ad441d4f4ed002');
INSERT INTO "assertion" VALUES(27,2,'withdraw',20,NULL,'1a7d691a8ab8d19301de8a4554c9482e','3aa31705a13b5df8cbd9c66e5c58a2b034fb1630fb6b32fce9b0af0bb0c26a33');
INSERT INTO "assertion" VALUES(28,2,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"2000"}}','a928816596083e769254ac97238c10be','780b1ae2a1056b664cbd666620ec0b2fab483c8a4ba4918db8b2fd3e0569b6d6');
INSERT INTO "assertion" VALUES(29,2,'remark',NULL,'{"author":"Bo"}','7d5c12e98e821c5aacc1bd756a08471d','ca8c50cbad5ac3d20eec4317be4f2bb27d603075e257f318e3c300441221ecf9');
INSERT INTO "assertion" VALUES(30,3,'say',NULL,'{"words":"record membership of b in o as observer from 2005 to 2007 source s"}','d820bb0ce1a057c040aac7f894f06675','021dd74c4422613d7a53af1f2b378a4149bf3e928a2636a587013a350a63040e');
INSERT INTO "assertion" VALUES(31,3,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"2005","to":"2007"}}','2525f5c7ba757148f6adfa3268aa3a0f','530552b6a049899139f77c00eeb99ecb2f6d04f9adccb8af3dab752a05e3840a');
INSERT INTO "assertion" VALUES(32,4,'say',NULL,'{"words":"retract membership of a in o from 1996-01-01 to 1997-01-01"}','c02587c7260723ae17a25542540e89b2','0a6ed3999ff7012e328065b1c2fc8f9e6c91c5924484fbd737ad5e63f6c3275c');
INSERT INTO "assertion" VALUES(33,4,'clear',NULL,'{"from":"1996-01-01","key":["a","o"],"kind":"membership","to":"1997-01-01"}','b7c40e4774368816ad01a59754c88e8c','88ee80c986d1ae32442068259341d6b143495ed619c69b09013db315054a5292');
INSERT INTO "assertion" VALUES(34,5,'erase',NULL,'{"blanked":{"24":"cb37ffee12802002557cdd44bf55be1c96c6ff17d3430cf8f29f4811eabfe84a"},"emptied":[7,8,22],"mark":"9d91148372a5357991884e6ca77e6664:99247e592aa10fd09b470ff8939f8e4b5f722eb198484e67f882cb650f4f5ad6"}','ecf930fa0f5b4a5052f8df4abc9a3054','90d4e2fe33b3581053ec5542f548e9717e8fdcd537ce663f5b573b43c210c351');
CREATE TABLE belief (
	scope INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	f1 INTEGER NOT NULL,
	id INTEGER NOT NULL,
	party INTEGER NOT NULL,
	other INTEGER NOT NULL,
	value INTEGER NOT NULL,
	f2 INTEGER NOT NULL,
	t1 INTEGER NOT NULL,
	t2 INTEGER NOT NULL,
	from_text TEXT,
	to_text TEXT,
	since INTEGER NOT NULL,
	recorded_from INTEGER NOT NULL,
	recorded_to INTEGER NOT NULL,
	disputed INTEGER NOT NULL,
	sources INTEGER NOT NULL,
	claim INTEGER NOT NULL,
	PRIMARY KEY (scope, kind, f1, id)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO "belief" VALUES(1,1,0,1,0,0,1,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,1);
INSERT INTO "belief" VALUES(2,3,0,2,0,0,3,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,2);
INSERT INTO "belief" VALUES(3,4,0,3,3,0,4,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,3);
INSERT INTO "belief" VALUES(3,7,0,4,3,0,5,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,4);
INSERT INTO "belief" VALUES(4,4,0,5,4,0,6,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,5);
INSERT INTO "belief" VALUES(4,7,0,6,4,0,7,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,6);
INSERT INTO "belief" VALUES(5,4,0,7,5,0,8,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,9);
INSERT INTO "belief" VALUES(5,7,0,8,5,0,9,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,10);
INSERT INTO "belief" VALUES(6,4,0,9,6,0,10,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,11);
INSERT INTO "belief" VALUES(6,6,726468,10,6,0,11,726832,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,12);
INSERT INTO "belief" VALUES(6,7,1,11,6,0,12,736440,730486,730850,'unknown',NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,13);
INSERT INTO "belief" VALUES(6,7,730486,12,6,0,13,730850,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,14);
INSERT INTO "belief" VALUES(6,8,0,15,7,0,11,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,17);
INSERT INTO "belief" VALUES(6,10,727198,18,3,0,17,727563,729906,729935,NULL,NULL,1492732800000000,1492732800000000,1514764800000000,0,18,20);
INSERT INTO "belief" VALUES(6,10,727198,22,3,0,17,727563,729906,729935,NULL,NULL,1492732800000000,1514764800000000,1795944226624555,0,18,28);
INSERT INTO "belief" VALUES(6,10,727198,25,3,0,17,727563,728659,728659,NULL,NULL,1492732800000000,1795944226624555,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(6,10,727564,19,4,0,19,728293,3652060,3652060,'[1993..1994]',NULL,1492732800000000,1492732800000000,1514764800000000,0,18,21);
INSERT INTO "belief" VALUES(6,10,729025,26,3,0,17,729025,729906,729935,NULL,NULL,1492732800000000,1795944226624555,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(6,10,729906,23,3,0,17,729935,730120,730485,NULL,NULL,1514764800000000,1514764800000000,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(6,10,731947,24,4,0,19,732311,732677,733041,NULL,NULL,1795944226566049,1795944226566049,9223372036854775807,0,18,31);
INSERT INTO "belief" VALUES(7,4,0,13,7,0,10,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,15);
INSERT INTO "belief" VALUES(7,7,0,14,7,0,14,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,16);
INSERT INTO "belief" VALUES(8,5,0,16,6,0,15,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,18);
INSERT INTO "belief" VALUES(8,11,730545,20,5,0,20,730545,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,18,23);
INSERT INTO "belief" VALUES(8,13,0,17,0,0,16,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,19);
INSERT INTO "belief" VALUES(9,12,728794,21,6,0,21,728794,728795,728795,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,24);
CREATE TABLE entity (
	id INTEGER NOT NULL,
	type INTEGER NOT NULL,
	slug TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (type, slug)
)
 STRICT;
INSERT INTO "entity" VALUES(1,5,'d');
INSERT INTO "entity" VALUES(2,3,'s');
INSERT INTO "entity" VALUES(3,1,'a');
INSERT INTO "entity" VALUES(4,1,'b');
INSERT INTO "entity" VALUES(5,1,'q');
INSERT INTO "entity" VALUES(6,1,'o');
INSERT INTO "entity" VALUES(7,1,'u');
INSERT INTO "entity" VALUES(8,2,'o/chair');
INSERT INTO "entity" VALUES(9,6,'e');
CREATE TABLE file_text (
	dataset TEXT NOT NULL,
	text BLOB NOT NULL,
	PRIMARY KEY (dataset)
)
 STRICT;
CREATE TABLE interned (
	id INTEGER NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (text)
)
 STRICT;
INSERT INTO "interned" VALUES(1,'{"focus":"o","title":"An old file"}');
INSERT INTO "interned" VALUES(2,'[]');
INSERT INTO "interned" VALUES(3,'{"published":"2017-04-21","title":"A report"}');
INSERT INTO "interned" VALUES(4,'{"class":"state"}');
INSERT INTO "interned" VALUES(5,'{"name":"Åland"}');
INSERT INTO "interned" VALUES(6,'{"aliases":["Strasse"],"class":"state"}');
INSERT INTO "interned" VALUES(7,'{"name":"Straße"}');
INSERT INTO "interned" VALUES(8,'{"class":"person"}');
INSERT INTO "interned" VALUES(9,'{"name":"Łukasz Quist"}');
INSERT INTO "interned" VALUES(10,'{"class":"organization"}');
INSERT INTO "interned" VALUES(11,'{}');
INSERT INTO "interned" VALUES(12,'{"name":"First Name","short":"FN"}');
INSERT INTO "interned" VALUES(13,'{"name":"Second Name","short":"SN"}');
INSERT INTO "interned" VALUES(14,'{"name":"Union"}');
INSERT INTO "interned" VALUES(15,'{"organization":"o","seats":1}');
INSERT INTO "interned" VALUES(16,'{"name":"Chair"}');
INSERT INTO "interned" VALUES(17,'{"status":"member"}');
INSERT INTO "interned" VALUES(18,'["s"]');
INSERT INTO "interned" VALUES(19,'{"status":"observer"}');
INSERT INTO "interned" VALUES(20,'{"capacity":"acting"}');
INSERT INTO "interned" VALUES(21,'{"body":"o","kind":"meeting","participants":["a"],"place":"Rome","state":"held"}');
CREATE TABLE label (
	folded TEXT NOT NULL,
	entity INTEGER NOT NULL,
	PRIMARY KEY (folded, entity)
)
 WITHOUT ROWID,
 STRICT;
INSERT INTO "label" VALUES('a',3);
INSERT INTO "label" VALUES('a report',2);
INSERT INTO "label" VALUES('aland',3);
INSERT INTO "label" VALUES('b',4);
INSERT INTO "label" VALUES('chair',8);
INSERT INTO "label" VALUES('d',1);
INSERT INTO "label" VALUES('e',9);
INSERT INTO "label" VALUES('first name',6);
INSERT INTO "label" VALUES('fn',6);
INSERT INTO "label" VALUES('lukasz quist',5);
INSERT INTO "label" VALUES('o',6);
INSERT INTO "label" VALUES('o/chair',8);
INSERT INTO "label" VALUES('q',5);
INSERT INTO "label" VALUES('s',2);
INSERT INTO "label" VALUES('second name',6);
INSERT INTO "label" VALUES('sn',6);
INSERT INTO "label" VALUES('strasse',4);
INSERT INTO "label" VALUES('u',7);
INSERT INTO "label" VALUES('union',7);
CREATE TABLE tx (
	id INTEGER NOT NULL,
	recorded INTEGER NOT NULL,
	clock INTEGER NOT NULL,
	dataset TEXT,
	author TEXT,
	note TEXT,
	digest TEXT NOT NULL,
	PRIMARY KEY (id),
	UNIQUE (recorded)
)
 STRICT;
INSERT INTO "tx" VALUES(1,1492732800000000,1795944225130673,'d',NULL,NULL,'161633f5c0cc6ad472785fe676cf10fbaf9287fb52b4164b5728e108b3b423e5');
INSERT INTO "tx" VALUES(2,1514764800000000,1795944225908343,'d',NULL,NULL,'cdfc8b5c97ec0ed457360554f218dc7e256751fc7c47a884dff7cd3a81dd4c93');
INSERT INTO "tx" VALUES(3,1795944226566049,1795944226566049,NULL,NULL,NULL,'3af73ae84f16175f2c8c75423e143cf5b8dde06639d9be6f49e067ea563697d1');
INSERT INTO "tx" VALUES(4,1795944226624555,1795944226624555,NULL,NULL,NULL,'af411f92ad72e3ecb25190cfa5d6f9c515549ba9b486bf87fb69b0f4e4f49ba4');
INSERT INTO "tx" VALUES(5,1795944227162145,1795944227162145,NULL,NULL,NULL,'e0a218b8f85a02d1d3db2ee355b6d16250eec90325e4e1ad58aa61663198b52f');
CREATE UNIQUE INDEX belief_id ON belief (id) WHERE id > 0;
CREATE INDEX ix_assertion_tx ON assertion (tx);
CREATE INDEX belief_party ON belief (party, kind, scope);
CREATE INDEX ix_assertion_claim ON assertion (claim) WHERE claim IS NOT NULL;
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
CREATE TRIGGER tx_unchanged BEFORE UPDATE ON tx
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER tx_undeleted BEFORE DELETE ON tx
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER assertion_unchanged BEFORE UPDATE ON assertion
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER assertion_undeleted BEFORE DELETE ON assertion
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER entity_unchanged BEFORE UPDATE ON entity
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER entity_undeleted BEFORE DELETE ON entity
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER interned_unchanged BEFORE UPDATE ON interned
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER interned_undeleted BEFORE DELETE ON interned
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER label_unchanged BEFORE UPDATE ON label
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER label_undeleted BEFORE DELETE ON label
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER belief_unchanged BEFORE UPDATE OF scope, kind, f1, id, party, other, value, f2, t1, t2, from_text, to_text, since, recorded_from, disputed, sources, claim ON belief
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER belief_closed BEFORE UPDATE OF recorded_to ON belief WHEN OLD.recorded_to <> 9223372036854775807 OR NEW.recorded_to <= OLD.recorded_from
  BEGIN SELECT RAISE(ABORT, 'tempodb: what is believed is closed once, after it began'); END;
CREATE TRIGGER belief_undeleted BEFORE DELETE ON belief
  BEGIN SELECT RAISE(ABORT, 'tempodb: what was recorded is neither changed nor deleted'); END;
CREATE TRIGGER tx_appended BEFORE INSERT ON tx WHEN EXISTS (SELECT 1 FROM tx WHERE id >= NEW.id) OR EXISTS (SELECT 1 FROM tx WHERE recorded >= NEW.recorded)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what is recorded comes after all that was'); END;
CREATE TRIGGER assertion_appended BEFORE INSERT ON assertion WHEN NEW.id <= (SELECT max(id) FROM assertion) OR NEW.tx < (SELECT max(id) FROM tx)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what is recorded comes after all that was'); END;
CREATE TRIGGER entity_added BEFORE INSERT ON entity WHEN EXISTS (SELECT 1 FROM entity WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM entity WHERE type = NEW.type AND slug = NEW.slug)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what has a number keeps it'); END;
CREATE TRIGGER interned_added BEFORE INSERT ON interned WHEN EXISTS (SELECT 1 FROM interned WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM interned WHERE text = NEW.text)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what has a number keeps it'); END;
CREATE TRIGGER belief_added BEFORE INSERT ON belief WHEN NEW.id <= 0 OR EXISTS (SELECT 1 FROM belief WHERE id = NEW.id AND id > 0)
  BEGIN SELECT RAISE(ABORT, 'tempodb: what has a number keeps it'); END;
COMMIT;
PRAGMA application_id=1414549316;
PRAGMA user_version=7;
