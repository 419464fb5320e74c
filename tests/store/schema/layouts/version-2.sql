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
INSERT INTO "assertion" VALUES(1,1,'state',NULL,'{"key":["d"],"kind":"dataset","value":{"focus":"o","title":"An old file"}}','dc9ded2870c464a90642a53f25e50fb1','0514b37ef01f95fcf95c1b6f74542dd85c324e1dc1496679539a1f93653bdf9a');
INSERT INTO "assertion" VALUES(2,1,'state',NULL,'{"key":["s"],"kind":"source","value":{"published":"2017-04-21","title":"A report"}}','0eb4bc5c0600c0e4c67fc8866cad3a64','61f73fd349cbb9b2c0b32bb5af2b22a327884a50ab934cdb14645d9326b20aaa');
INSERT INTO "assertion" VALUES(3,1,'state',NULL,'{"key":["a"],"kind":"party","value":{"class":"state"}}','50749185083256e737f957e8f269f3f1','292377bd1c62a1a62287576d6f6165226cfd66d6ec7e5db8c344a0c056ea3022');
INSERT INTO "assertion" VALUES(4,1,'state',NULL,'{"key":["a"],"kind":"name","value":{"name":"Åland"}}','8674fb0cf9c68be733925ec49ab3e60b','92378a23d6370e6bb926efa0f26a96c30b1c89c65bdf062c41fb4de2be162eec');
INSERT INTO "assertion" VALUES(5,1,'state',NULL,'{"key":["b"],"kind":"party","value":{"aliases":["Strasse"],"class":"state"}}','cf7c9ba1a2a614e8e59ef4470bfee16e','57323546694aa16096774a443c2c18b8387d0fb725e5c3a57a2dc180c226850f');
INSERT INTO "assertion" VALUES(6,1,'state',NULL,'{"key":["b"],"kind":"name","value":{"name":"Straße"}}','e9cd94e80c6d26aa8cd59dad44217a8f','eae64005839ccb2077273616d6b8844cd1e7086cf056e0b06db7de522947406b');
INSERT INTO "assertion" VALUES(7,1,'state',NULL,NULL,NULL,'9789719bc2abb32dec220c08f5372edb94f02b76a15d8ee5757536423c728727');
INSERT INTO "assertion" VALUES(8,1,'state',NULL,NULL,NULL,'a629544ce3f2fe1167226d2133a27b9c4f8a8fa55fdbef4d75060eb54970301a');
INSERT INTO "assertion" VALUES(9,1,'state',NULL,'{"key":["q"],"kind":"party","value":{"class":"person"}}','49a4d7893453ff30c88471970fb5fdf1','193604f34ab00f586bc8645c717f7c1093b59209c8fa1bb985e8a5c39d2b07f1');
INSERT INTO "assertion" VALUES(10,1,'state',NULL,'{"key":["q"],"kind":"name","value":{"name":"Łukasz Quist"}}','fdc3539ba6befdb2e91f94b1c168c693','f0508b469929b72d94642455e96127c8e961005d05d52812f9287e5f60509d20');
INSERT INTO "assertion" VALUES(11,1,'state',NULL,'{"key":["o"],"kind":"party","value":{"class":"organization"}}','6b29dd1926dbc8262e6c3e5085d8d3f2','157f545f3234c731a440089efe21ad59b1e2ed857ca7db5fbedeb97f0fe13564');
INSERT INTO "assertion" VALUES(12,1,'state',NULL,'{"key":["o"],"kind":"existence","value":{},"when":{"from":"1990"}}','fe157cea88c9b8da4a2d03e39b84e350','1e33ba12164d6bd09d7ef99548a3ff37cdd8d7cbed7e6a4a49b82eb24f264358');
INSERT INTO "assertion" VALUES(13,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"First Name","short":"FN"},"when":{"to":"2001"}}','a11e245fdd964120ce9b4780d8650a43','222a7adb4fca5217d11a77f8f1ec592ba1a9129a5fc6e1e496b579e1c56a34c7');
INSERT INTO "assertion" VALUES(14,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"Second Name","short":"SN"},"when":{"from":"2001"}}','facc9e34562ef6a2533f60206b48fa34','e1ba92a4fdab9102a125858608f35c67041f230a235e4ddf7de9bdc39d21665b');
INSERT INTO "assertion" VALUES(15,1,'state',NULL,'{"key":["u"],"kind":"party","value":{"class":"organization"}}','65f502752314a0742e375a7f6aafa7c9','6de66fbc643baa4278f872c9cec1af18b8ff14672cc8025ecd5eba3c36523646');
INSERT INTO "assertion" VALUES(16,1,'state',NULL,'{"key":["u"],"kind":"name","value":{"name":"Union"}}','9e2841f7ce127e481bfb6095d17bba0c','9e4c155d462796e95268c7b4deacb144a4041a3a7b389678ac2d901cc4206c5c');
INSERT INTO "assertion" VALUES(17,1,'state',NULL,'{"key":["u","o"],"kind":"part_of","value":{}}','48d537f372c15ba7a1e2b572645e1f60','6c04a971a84b002bbe2896abe0571cef1f273a8fa574442ad99a6641f1140224');
INSERT INTO "assertion" VALUES(18,1,'state',NULL,'{"key":["o/chair"],"kind":"office","value":{"organization":"o","seats":1}}','ce19d53257eecfeb8fe023b5c3ae202b','897720ecc1b2f46fd1a5542c0e83d2ed47f0831fbbaeacfb8a8c68ffc4e58035');
INSERT INTO "assertion" VALUES(19,1,'state',NULL,'{"key":["o/chair"],"kind":"title","value":{"name":"Chair"}}','dd86851d5650e7368ad004048ac84c3a','e0741c00884066fe840e0d4075d61086fa78acc5549856ed921548afb4a76475');
INSERT INTO "assertion" VALUES(20,1,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"June 1999"}}','07646461acb08f50dffb989258598113','0cf8137b00da824382a1858c715df351b48504418c1210bb13ed77cec1f629ae');
INSERT INTO "assertion" VALUES(21,1,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"[1993..1994]"}}','f32b4e42135151dc31e5f9cd3a758b30','a0460ca51a8cc5d91aadcbf3237e789f602a86a4ae7e1a9a2f74b85179472106');
INSERT INTO "assertion" VALUES(22,1,'state',NULL,NULL,NULL,'bd221a257ed4bc638d4943f870f2a8ff71e14cd3e70af0817c826bd4efa811ff');
INSERT INTO "assertion" VALUES(23,1,'state',NULL,'{"key":["q","o/chair",""],"kind":"tenure","sources":["s"],"value":{"capacity":"acting"},"when":{"from":"2001-03-01"}}','1c47acde2938cf78c3e80facdc8b217d','82fba92a46e10f430781d526e79ed609585f2fa83267943812efe6ec67e16768');
INSERT INTO "assertion" VALUES(24,1,'state',NULL,'{"key":["e"],"kind":"event","value":{"body":"o","kind":"meeting","participants":["a"],"place":"Rome","state":"held"},"when":{"date":"1996-05-15"}}','bcbce1cef41289c116a6c4a23f7a98b3','39ceb8c609908158deb6513d9bc803fec49d12089a390c70f9b4a6d856d57757');
INSERT INTO "assertion" VALUES(25,1,'remark',NULL,'{"author":"Ann","note":"first"}','1232f9a93cc1ab7dea836ce2bd63e686','1feea8dcb2022331c6d9675fdaeb66e79cc1a6aae15bf735c2ff97e95aa63eac');
INSERT INTO "assertion" VALUES(26,2,'withdraw',21,NULL,'4cc382881708b6f6fddb8742bbbf008b','0a25880abf3d5006c84a5cbf12edfbef12562bcc4d5383d7a139c9ccc97c0bb2');
INSERT INTO "assertion" VALUES(27,2,'withdraw',20,NULL,'60b8ef6a5b991e6f601d2cf84aff1335','82fb9b8147ad0a5f733141891cd6e4ccbecf1d3249353e365e98b2f51d93bbd6');
INSERT INTO "assertion" VALUES(28,2,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"2000"}}','c2c59dcd99a6e97a56afc218d2c407a6','84c806eae68e14b3aa56076dc1ae6d4bd321fed74d6a6366bb3a9dbfa46fbec6');
INSERT INTO "assertion" VALUES(29,2,'remark',NULL,'{"author":"Bo"}','02550626fae2fc2b04743a4ea884270c','3a47248539f5f821ff1ab274007ef01208880b1b2127eabe6fd3f640e638fe2d');
INSERT INTO "assertion" VALUES(30,3,'say',NULL,'{"words":"record membership of b in o as observer from 2005 to 2007 source s"}','b5452b2a5420865f8d960d1b7c82b1b2','f8af350c9623596754d58ffa6a40a53a2c30122fc4c2fb688f1b9ca214f83846');
INSERT INTO "assertion" VALUES(31,3,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"2005","to":"2007"}}','b412522f3d4c8ef1d360cc45a16a236e','404e1f5eb46b7eabd1cf09c42535188cf46a45611db5f855ef4aab365bb9e5ad');
INSERT INTO "assertion" VALUES(32,4,'say',NULL,'{"words":"retract membership of a in o from 1996-01-01 to 1997-01-01"}','da5e10298f4c912ee83640c6f5d1215d','f23634aa015b10783e41d3e2d8b307ba8c71342312b245e0cd23028fea289ec1');
INSERT INTO "assertion" VALUES(33,4,'clear',NULL,'{"from":"1996-01-01","key":["a","o"],"kind":"membership","to":"1997-01-01"}','eb1500fc871728cead801303cec21d84','56de4b69c61e98500ecfbd0281ecaef79c5bc6eefcd90bbd5005c100534f9c43');
INSERT INTO "assertion" VALUES(34,5,'erase',NULL,'{"blanked":{"24":"4aba1ff329a599fb07d3378b620a7c55cf330642d677a9d40001ea4e1cec42ec"},"emptied":[7,8,22],"mark":"ffc0b6ef7241969324595eb089c07df3:390a72193bb77ab95c5f7bc1e64e9cbecd699e689215222e425150f4b0b0d9ab"}','dc67179e43a54a7dfdbe3d97d7ba26b0','a823fb1f4979b7fff70c86c2cd1dbf9768fce1ca788680638f53f294f69d1d30');
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
INSERT INTO "belief" VALUES(6,10,727198,22,3,0,17,727563,729906,729935,NULL,NULL,1492732800000000,1514764800000000,1795944208500337,0,18,28);
INSERT INTO "belief" VALUES(6,10,727198,25,3,0,17,727563,728659,728659,NULL,NULL,1492732800000000,1795944208500337,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(6,10,729025,26,3,0,17,729025,729906,729935,NULL,NULL,1492732800000000,1795944208500337,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(6,10,729906,23,3,0,17,729935,730120,730485,NULL,NULL,1514764800000000,1514764800000000,9223372036854775807,0,18,28);
INSERT INTO "belief" VALUES(4,4,0,5,4,0,6,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,5);
INSERT INTO "belief" VALUES(4,7,0,6,4,0,7,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,6);
INSERT INTO "belief" VALUES(6,10,727564,19,4,0,19,728293,3652060,3652060,'[1993..1994]',NULL,1492732800000000,1492732800000000,1514764800000000,0,18,21);
INSERT INTO "belief" VALUES(6,10,731947,24,4,0,19,732311,732677,733041,NULL,NULL,1795944208133895,1795944208133895,9223372036854775807,0,18,31);
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
INSERT INTO "label" VALUES('o',6);
INSERT INTO "label" VALUES('o/chair',8);
INSERT INTO "label" VALUES('q',5);
INSERT INTO "label" VALUES('s',2);
INSERT INTO "label" VALUES('second name',6);
INSERT INTO "label" VALUES('sn',6);
INSERT INTO "label" VALUES('strasse',4);
INSERT INTO "label" VALUES('u',7);
INSERT INTO "label" VALUES('union',7);
INSERT INTO "label" VALUES('łukasz quist',5);
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
INSERT INTO "tx" VALUES(1,1492732800000000,1795944204724361,'d',NULL,NULL,'a45b30e9c7b33ba8a1e3ac3e8e86bdbd14e02a494a644b5212ce41703b5e2d0a');
INSERT INTO "tx" VALUES(2,1514764800000000,1795944206579225,'d',NULL,NULL,'d6ed4aa9aea668dfc05d396c37d8a2f4b2456df092cfbba7e18382fcb1b0c851');
INSERT INTO "tx" VALUES(3,1795944208133895,1795944208133895,NULL,NULL,NULL,'1b77cac11f01261a2a95ee16b51cea91711729d574f61ffa9a84aae3fabac669');
INSERT INTO "tx" VALUES(4,1795944208500337,1795944208500337,NULL,NULL,NULL,'c7f0590ffa265e750d2570866778978d93228162e4cc9c3eb32d4a1e119770b3');
INSERT INTO "tx" VALUES(5,1795944210220750,1795944210220750,NULL,NULL,NULL,'dd4f8612cb7e2cc6320983f959fc8164ccd0191d7c0dd70d4a1129cc17d6f634');
CREATE INDEX belief_party ON belief (party, kind, f1, recorded_from, recorded_to, other, value, f2, t1, t2, from_text, to_text, since, disputed, sources, claim);
CREATE INDEX ix_assertion_tx ON assertion (tx);
CREATE INDEX ix_assertion_claim ON assertion (claim);
COMMIT;
PRAGMA application_id=1414549316;
PRAGMA user_version=2;
