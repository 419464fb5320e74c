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
 STRICT

;
INSERT INTO "assertion" VALUES(1,1,'state',NULL,'{"key":["d"],"kind":"dataset","value":{"focus":"o","title":"An old file"}}','f963eee2e76facc9335add0107a633d9','cb04c1b3e12159e0801a2d6e9d2feadd73b59ff027bc53e6362aaf2a292cf442');
INSERT INTO "assertion" VALUES(2,1,'state',NULL,'{"key":["s"],"kind":"source","value":{"published":"2017-04-21","title":"A report"}}','ed3c096b199e2f5a6254fc0ca476ea51','b566e3c0ff993e16a71fef84b13fd021a1c8af16472decd477c9383262fe67ea');
INSERT INTO "assertion" VALUES(3,1,'state',NULL,'{"key":["a"],"kind":"party","value":{"class":"state"}}','f91216abb517e286d5926df4ecb10188','916c1cf75b0a5949fc44529894c7de65a1a6326a92d46b4c8f0dc64d31c41a35');
INSERT INTO "assertion" VALUES(4,1,'state',NULL,'{"key":["a"],"kind":"name","value":{"name":"Åland"}}','8fc01d721d26352626a50330fd3ff984','6914ed85012d312a1daad19e428c1cf21da4683c7e1e0e87113c0062e5542483');
INSERT INTO "assertion" VALUES(5,1,'state',NULL,'{"key":["b"],"kind":"party","value":{"aliases":["Strasse"],"class":"state"}}','a0c719c7dca57eea497f4a5e5e73a2aa','14767744969da2eb9da6e79bbfe90bacd0c294ce25b366b5cc631a7e9de25b05');
INSERT INTO "assertion" VALUES(6,1,'state',NULL,'{"key":["b"],"kind":"name","value":{"name":"Straße"}}','cd10d00f7c313a33377b944aca43cba5','1b08e125b95d5311b958937d070b837cc878b6ba96f8f55665a3387f2eb6f906');
INSERT INTO "assertion" VALUES(7,1,'state',NULL,NULL,NULL,'9e1f23ecbff969110471d42ccf8526fffb1e4c34aba0f128bfd9a7241c029338');
INSERT INTO "assertion" VALUES(8,1,'state',NULL,NULL,NULL,'754306b7d126b2bf822046eda3f823939fb6f0d15080b6fbe03ceeb1c9e3de3d');
INSERT INTO "assertion" VALUES(9,1,'state',NULL,'{"key":["q"],"kind":"party","value":{"class":"person"}}','bbce8758775b9a6d77a2b17bd78e6675','f7570cab46093c5c6cdd3bec4413852a2d69739f2b757b10508e37c283e066b2');
INSERT INTO "assertion" VALUES(10,1,'state',NULL,'{"key":["q"],"kind":"name","value":{"name":"Łukasz Quist"}}','7a275afc67311bba22e12c7e05ec11aa','aebe6f051a49b4f5d6f6ffdec6cf372f46d0b12dc5ea0091f4f3658ab372cb16');
INSERT INTO "assertion" VALUES(11,1,'state',NULL,'{"key":["o"],"kind":"party","value":{"class":"organization"}}','058cd7fc3e135aed0895b5640b17850d','b5c406e6d95b90ba271412f7cc674c508355da992c5169456b7aaa6df995b0ab');
INSERT INTO "assertion" VALUES(12,1,'state',NULL,'{"key":["o"],"kind":"existence","value":{},"when":{"from":"1990"}}','ee76b3b903f71b2fc6269c2844d2d939','9da03c6da868227fbb100135d754a1586d46daf82d5b43a96a1115982050dadb');
INSERT INTO "assertion" VALUES(13,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"First Name","short":"FN"},"when":{"to":"2001"}}','0c60fdaf758ee556762951ff6a8fe95c','8a532da3943e078ae2e41b1ba69988e229a219e85924f5aeac47740288b05d12');
INSERT INTO "assertion" VALUES(14,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"Second Name","short":"SN"},"when":{"from":"2001"}}','f10d7d9926aeb06736222c7938e5010b','206fd0c60756718b40de8032fa6873bb194139cd725bcc86b29167c489242fb5');
INSERT INTO "assertion" VALUES(15,1,'state',NULL,'{"key":["u"],"kind":"party","value":{"class":"organization"}}','27c8da242ad73e647df53e262066946b','92a99745c1fb6fcd258e0c953addf7decee09c4e4a7244d9dee7c87e7de28f05');
INSERT INTO "assertion" VALUES(16,1,'state',NULL,'{"key":["u"],"kind":"name","value":{"name":"Union"}}','e37c471c6e67323b11e5011edc08f1ba','4798f59a621de66f4d512e5eb5189b84df5303d9605bd5b0682596efeee80595');
INSERT INTO "assertion" VALUES(17,1,'state',NULL,'{"key":["u","o"],"kind":"part_of","value":{}}','8b098c6295af028d1d971a70266cf91e','4166f9cf4a7b1682d0b51e645cf1c644c8e6f5f6b29d86d8939cbaddbbedb093');
INSERT INTO "assertion" VALUES(18,1,'state',NULL,'{"key":["o/chair"],"kind":"office","value":{"organization":"o","seats":1}}','2a402e0612ea988ac247e260b0012c6e','659f34badd044870f1f0c4dce7f20ddf120b52b8a851bd4f1c654d7265ff6bce');
INSERT INTO "assertion" VALUES(19,1,'state',NULL,'{"key":["o/chair"],"kind":"title","value":{"name":"Chair"}}','afaece8710770c3333dba41e41ee5a35','ae9898808755d1832db6024673050e4f813f52316000b6f2bed4c59bd90f76fb');
INSERT INTO "assertion" VALUES(20,1,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"June 1999"}}','a1e6682525a4dad8f9fb6a4ce680ef01','cd70a0bd35871841e24b32a7ed92df4bcc75139fa5eaa9b1a3e2bfc7a31bcf66');
INSERT INTO "assertion" VALUES(21,1,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"[1993..1994]"}}','24861a6c7cabbbb3e49624cc9fb27199','46e032648d5bc3064e8dca00ac2829f0608f4cbc98e1b7cd5dfc41cd82210cbe');
INSERT INTO "assertion" VALUES(22,1,'state',NULL,NULL,NULL,'d9a37799855b07499eed80326ab408b0c18d7fcdc1ba12722877fcf6bca6da89');
INSERT INTO "assertion" VALUES(23,1,'state',NULL,'{"key":["q","o/chair",""],"kind":"tenure","sources":["s"],"value":{"capacity":"acting"},"when":{"from":"2001-03-01"}}','0482aa6ce1add8f36f1c9c55d39a0a51','c0818af2c904b9c8213f6e89d34c8edb645a5b8e8421d5a3c134a8c3fcd96667');
INSERT INTO "assertion" VALUES(24,1,'state',NULL,'{"key":["e"],"kind":"event","value":{"body":"o","kind":"meeting","participants":["a"],"place":"Rome","state":"held"},"when":{"date":"1996-05-15"}}','bd5c51b0e6d12305b68fde98e65434bc','de4e6d2e839853405ae777d64ea3689fa68c0eec74dc544b9cea959fd6750987');
INSERT INTO "assertion" VALUES(25,1,'remark',NULL,'{"author":"Ann","note":"first"}','7106f1bb333634c57bfdf0390539e732','ba0f3e8d84f09fc02dac960d5cce787cd5ebac11503b9f29c527d3367ef0039e');
INSERT INTO "assertion" VALUES(26,2,'withdraw',21,NULL,'7467f59c6e8e6c34bfd7a3b0d1a14ed3','6f6770e8869dae1bb5091e0cec9f186bf5f42f4b745f0a71b1c04052f836cdd2');
INSERT INTO "assertion" VALUES(27,2,'withdraw',20,NULL,'62377d50965c08c25b8709169582389e','52fd08f7f166c3ca3bfae2dbeeed0b386cf4fbcd9076d8fe2f6bb4625c6fe826');
INSERT INTO "assertion" VALUES(28,2,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"2000"}}','54edc3cec7f68cd4887c8e9c597bf4a2','d2c5f5a48cd4da49ab81ab4e24e55ff0a78284185f791fbaddeba92c589669f3');
INSERT INTO "assertion" VALUES(29,2,'remark',NULL,'{"author":"Bo"}','c7f7830da12403c09f67b9c7763f93fa','44c43f66dc358833771d1afcf2fb1f59e4dde4ddc2e03dbe99fa7eed4d31354d');
INSERT INTO "assertion" VALUES(30,3,'say',NULL,'{"words":"record membership of b in o as observer from 2005 to 2007 source s"}','770f008c987df057819b429c81544ce4','14e46db1740ee0a8fc1309a4e9144cde14a61457503d4c12700af0bb702cc0ee');
INSERT INTO "assertion" VALUES(31,3,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"2005","to":"2007"}}','ea78293370b47f6558b1210236679167','47618c79a21faa14a930336e3ff5ebd37319d6f5ca8fa27176e272a573aa7e74');
INSERT INTO "assertion" VALUES(32,4,'say',NULL,'{"words":"retract membership of a in o from 1996-01-01 to 1997-01-01"}','43c0ecc55c352c2c6262c820aed55a5e','edb2d94e02da9c89eb7aa6e43a9921ad4a6e5862cb6b016836439edc0b34faf2');
INSERT INTO "assertion" VALUES(33,4,'clear',NULL,'{"from":"1996-01-01","key":["a","o"],"kind":"membership","to":"1997-01-01"}','90a67252524ebbae9fd9d373618144ec','dd4ab12dd4fa2e08657b2bc0a723944469b7f3fab68fd340b69136432f85cb41');
INSERT INTO "assertion" VALUES(34,5,'erase',NULL,'{"blanked":{"24":"801211ddb45ab9aee6452b6e29d812556dcf5b858c313a29230e1c149d760c98"},"emptied":[7,8,22],"mark":"308b1f0b86ae5da1b5629ada25d941a9:7378d76a793d66775ea92d6d2ddbce5b8a84c615abfa9de6de3fc40a2051b74c"}','5d37e72e8533ee6633e3fe0572cad98b','462c8112ac3caeadb7285c67e9097a8fd051bb2ed427373e8c6d821d09cb1315');
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
 STRICT

;
INSERT INTO "belief" VALUES(1,1,0,1,0,0,1,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,1);
INSERT INTO "belief" VALUES(2,3,0,2,0,0,3,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,2);
INSERT INTO "belief" VALUES(8,13,0,17,0,0,16,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,19);
INSERT INTO "belief" VALUES(3,4,0,3,3,0,4,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,3);
INSERT INTO "belief" VALUES(3,7,0,4,3,0,5,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,4);
INSERT INTO "belief" VALUES(6,10,727198,18,3,0,17,727563,729906,729935,NULL,NULL,1492732800000000,1492732800000000,1514764800000000,0,18,20);
INSERT INTO "belief" VALUES(6,10,727198,22,3,0,17,727563,729906,729935,NULL,NULL,1492732800000000,1514764800000000,1795944215159349,0,18,28);
INSERT INTO "belief" VALUES(6,10,727198,25,3,0,17,727563,728659,728659,NULL,NULL,1492732800000000,1795944215159349,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(6,10,729025,26,3,0,17,729025,729906,729935,NULL,NULL,1492732800000000,1795944215159349,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(6,10,729906,23,3,0,17,729935,730120,730485,NULL,NULL,1514764800000000,1514764800000000,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(4,4,0,5,4,0,6,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,5);
INSERT INTO "belief" VALUES(4,7,0,6,4,0,7,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,6);
INSERT INTO "belief" VALUES(6,10,727564,19,4,0,19,728293,3652060,3652060,'[1993..1994]',NULL,1492732800000000,1492732800000000,1514764800000000,0,18,21);
INSERT INTO "belief" VALUES(6,10,731947,24,4,0,19,732311,732677,733041,NULL,NULL,1795944215109037,1795944215109037,9223372036854775807,0,18,31);
INSERT INTO "belief" VALUES(5,4,0,7,5,0,8,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,9);
INSERT INTO "belief" VALUES(5,7,0,8,5,0,9,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,10);
INSERT INTO "belief" VALUES(8,11,730545,20,5,0,20,730545,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,18,23);
INSERT INTO "belief" VALUES(6,4,0,9,6,0,10,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,11);
INSERT INTO "belief" VALUES(8,5,0,16,6,0,15,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,18);
INSERT INTO "belief" VALUES(6,6,726468,10,6,0,11,726832,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,12);
INSERT INTO "belief" VALUES(6,7,1,11,6,0,12,736440,730486,730850,'unknown',NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,13);
INSERT INTO "belief" VALUES(6,7,730486,12,6,0,13,730850,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,14);
INSERT INTO "belief" VALUES(9,12,728794,21,6,0,21,728794,728795,728795,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,24);
INSERT INTO "belief" VALUES(7,4,0,13,7,0,10,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,15);
INSERT INTO "belief" VALUES(7,7,0,14,7,0,14,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,16);
INSERT INTO "belief" VALUES(6,8,0,15,7,0,11,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,17);
CREATE TABLE entity (
	id INTEGER NOT NULL, 
	type INTEGER NOT NULL, 
	slug TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (type, slug)
)
 STRICT

;
INSERT INTO "entity" VALUES(1,5,'d');
INSERT INTO "entity" VALUES(2,3,'s');
INSERT INTO "entity" VALUES(3,1,'a');
INSERT INTO "entity" VALUES(4,1,'b');
INSERT INTO "entity" VALUES(5,1,'q');
INSERT INTO "entity" VALUES(6,1,'o');
INSERT INTO "entity" VALUES(7,1,'u');
INSERT INTO "entity" VALUES(8,2,'o/chair');
INSERT INTO "entity" VALUES(9,6,'e');
CREATE TABLE interned (
	id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (text)
)
 STRICT

;
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
 STRICT

;
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
 STRICT

;
INSERT INTO "tx" VALUES(1,1492732800000000,1795944213805523,'d',NULL,NULL,'59ae7aed5c1bf19359fce9a57f573e48ca8eaec88ef199bc939b82e69d632dc0');
INSERT INTO "tx" VALUES(2,1514764800000000,1795944214580905,'d',NULL,NULL,'ea305250e158157671169d8ea022a0a07b6da4f9475e0f2ba279cd059b1b4365');
INSERT INTO "tx" VALUES(3,1795944215109037,1795944215109037,NULL,NULL,NULL,'01d6f5358248a5fe08f5fab6e02d4c97997c8df6486962ac78ddc67658a5eb8b');
INSERT INTO "tx" VALUES(4,1795944215159349,1795944215159349,NULL,NULL,NULL,'1590ba1a1b94989ffd3d531beed2a5a6f90e5e68a8d6463580012cb74b6a0c67');
INSERT INTO "tx" VALUES(5,1795944215550339,1795944215550339,NULL,NULL,NULL,'0f82291da4984890d4da5fb4dc922be8d9df8ea7fcb0179a122407ba963a5b2b');
CREATE INDEX ix_assertion_tx ON assertion (tx);
CREATE INDEX ix_assertion_claim ON assertion (claim);
CREATE INDEX belief_party ON belief (party, kind, f1, recorded_from, recorded_to, other, value, f2, t1, t2, from_text, to_text, since, disputed, sources, claim);
COMMIT;
PRAGMA application_id=1414549316;
PRAGMA user_version=3;
