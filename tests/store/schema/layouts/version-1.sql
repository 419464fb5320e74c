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
INSERT INTO "assertion" VALUES(1,1,'state',NULL,'{"key":["d"],"kind":"dataset","value":{"focus":"o","title":"An old file"}}','38c07897736a556abddc5101e1ba9beb','5c5b74987973308e05b97c0dcefc9a52b7c3d1994644795e675e232b320c1bf0');
INSERT INTO "assertion" VALUES(2,1,'state',NULL,'{"key":["s"],"kind":"source","value":{"published":"2017-04-21","title":"A report"}}','2b502976ad6efb5cf481c2a91bba54a2','462e1aebd0cfec0f9f1752585f4f7d86867a00d17b6c2f81d86068b33f379411');
INSERT INTO "assertion" VALUES(3,1,'state',NULL,'{"key":["a"],"kind":"party","value":{"class":"state"}}','297f7e2483c489eaff72cb7f51043f28','b8dffc19eb58f91571c96a722436a2b93fe67e362832fe2ba7bec98df283db0d');
INSERT INTO "assertion" VALUES(4,1,'state',NULL,'{"key":["a"],"kind":"name","value":{"name":"Åland"}}','132cdca8571f9e609e2af25200fe2d3a','3f215d1db95cb2991443b5d4a564beaa039abe4dca713dbbff5fec8e38489fde');
INSERT INTO "assertion" VALUES(5,1,'state',NULL,'{"key":["b"],"kind":"party","value":{"aliases":["Strasse"],"class":"state"}}','1b0440179e22cc000659e8f281875b85','4c0d66c4977415dbe3894ea81a9e380dc3ed50fbe5b230b728f025ff6809fc72');
INSERT INTO "assertion" VALUES(6,1,'state',NULL,'{"key":["b"],"kind":"name","value":{"name":"Straße"}}','c94ee8533331dd12a66f8bff766bcfa7','fca43eb8495c29a780ff7c3eb15292bebbc6c889ba47c560f9e26ff059d09178');
INSERT INTO "assertion" VALUES(7,1,'state',NULL,NULL,NULL,'6cbebb464c2c40a520f097cae5197b5943d3f4ab1d16b001bd3ead4c2698e31c');
INSERT INTO "assertion" VALUES(8,1,'state',NULL,NULL,NULL,'542ed401426d7d801da111c92fba9fbca42ea84a3b6fd428c82b2aadbc94a10f');
INSERT INTO "assertion" VALUES(9,1,'state',NULL,'{"key":["q"],"kind":"party","value":{"class":"person"}}','fb2733af2bea7e4b119e929392de9908','1899267764a333fafe448bbd3bfb1db255aa42e47104c5e533824857bf0aa040');
INSERT INTO "assertion" VALUES(10,1,'state',NULL,'{"key":["q"],"kind":"name","value":{"name":"Łukasz Quist"}}','7558870fb573ed1bd3dd1c45cbc9a16d','c6954dc70eac747e196831d321a1691d915b5e9ca7ff09a8442acd02d212c3e5');
INSERT INTO "assertion" VALUES(11,1,'state',NULL,'{"key":["o"],"kind":"party","value":{"class":"organization"}}','7933fe1790373e4de03ca3004d2c7fa0','19c5bea5aa97598918e9cf19b91f5a0ad7c353b3b26aff649bc5a00ed3059906');
INSERT INTO "assertion" VALUES(12,1,'state',NULL,'{"key":["o"],"kind":"existence","value":{},"when":{"from":"1990"}}','c24894a83292c94cda49ac872d963872','d1e44d6f419b696ed6f7b70fbd72ba32717bbccc5724c4d2416650a679e5be88');
INSERT INTO "assertion" VALUES(13,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"First Name","short":"FN"},"when":{"to":"2001"}}','06d98f346f50a3e881e0183cb5360ce6','51f4d8bfe1374d2588ca76a972c190ccf7fa7fbf913285f8fd5ec58ecf81f918');
INSERT INTO "assertion" VALUES(14,1,'state',NULL,'{"key":["o"],"kind":"name","value":{"name":"Second Name","short":"SN"},"when":{"from":"2001"}}','7816edecf9f5c67301eb165661466ab9','f9a57d411e62e97d86c3baf2b7bc6af1ee80d598e6e22d517f7023f337c81e77');
INSERT INTO "assertion" VALUES(15,1,'state',NULL,'{"key":["u"],"kind":"party","value":{"class":"organization"}}','a7e45b95ed41fecdc2fed5a306b015fb','8cd850e9bd4b0a6b40e06a3816acadf692ef96f9ce1b30be149217e4598a4607');
INSERT INTO "assertion" VALUES(16,1,'state',NULL,'{"key":["u"],"kind":"name","value":{"name":"Union"}}','e3309c7ad26ea0af294b8289cfff91b4','0f0d735aa6a047dcaae15ca247ec92abf36c928210765e1aa3bd14651b932eca');
INSERT INTO "assertion" VALUES(17,1,'state',NULL,'{"key":["u","o"],"kind":"part_of","value":{}}','e41c96904bac06ee5e95d0eac455f124','629c81319616b3cc32accfefa26c64c7a54b07678916db179413208154671454');
INSERT INTO "assertion" VALUES(18,1,'state',NULL,'{"key":["o/chair"],"kind":"office","value":{"organization":"o","seats":1}}','646608943226ab14f16ac3703a43d50c','f7ae15d04277cf695f1010ff6bf29f4d323028311d2ec485e75b91d2e13092c5');
INSERT INTO "assertion" VALUES(19,1,'state',NULL,'{"key":["o/chair"],"kind":"title","value":{"name":"Chair"}}','1d3ea8939f1ff75085e3fab7af1ecdee','7e3a6f7536a1d36af6ae0aff32eaea467865f5b5754aabf0a97cc16e3db734c8');
INSERT INTO "assertion" VALUES(20,1,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"June 1999"}}','ac69a10723d625689d5ed67887e570ee','a3e04066ba582bb9992a1bd6793bd90f24adbf5040006edcce78a5f70c32c200');
INSERT INTO "assertion" VALUES(21,1,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"[1993..1994]"}}','c695c5ade510c12396d9a0c19c3e67ce','410b02c106ccf3a0a153c6bab4e3488b1018a00a265bccdfe458135ca53c76f8');
INSERT INTO "assertion" VALUES(22,1,'state',NULL,NULL,NULL,'9481b95ca842cc67263fbf36ad88802891deae83dc87138388612cb0e3a4d9b5');
INSERT INTO "assertion" VALUES(23,1,'state',NULL,'{"key":["q","o/chair",""],"kind":"tenure","sources":["s"],"value":{"capacity":"acting"},"when":{"from":"2001-03-01"}}','e2e0483dd1fbf4a8d6d33241f2f73266','7c4aba31eadae8a8ed8ae8412620a0f467958415c6c96a40aa1743062bd55e78');
INSERT INTO "assertion" VALUES(24,1,'state',NULL,NULL,NULL,'c5b4a7d78329527a53e60cc797763c51faa2a69955d6c7c0d06bf65e0bfa92d1');
INSERT INTO "assertion" VALUES(25,2,'withdraw',21,NULL,'89456b2e4f8cc5338a5eedfde165614c','8ad04c31c5dac2a5ba238f58f31417310e8abe4407e5a2bb802ed29e57a694d9');
INSERT INTO "assertion" VALUES(26,2,'withdraw',20,NULL,'0e3cbd45d6484ba11271c8cd7b5542ac','a8ff9ba89fb2390f1e60c336460199ad44d731911f84861db4c891da2ab9f946');
INSERT INTO "assertion" VALUES(27,2,'state',NULL,'{"key":["a","o"],"kind":"membership","sources":["s"],"value":{"status":"member"},"when":{"from":"1992","to":"2000"}}','6149581179bfc663463b60734223490b','ccfeafe087a45450897882a03a6c11b4bc869cc714e3ba3a6183d04ae3a0ad1b');
INSERT INTO "assertion" VALUES(28,3,'say',NULL,'{"words":"record membership of b in o as observer from 2005 to 2007 source s"}','ad48def718dc1b4a39a40f6ec13f4721','151455c3ba6a6b76b6796b459ac46d69e2ca170364f87f7a5961adcc0fd0712f');
INSERT INTO "assertion" VALUES(29,3,'state',NULL,'{"key":["b","o"],"kind":"membership","sources":["s"],"value":{"status":"observer"},"when":{"from":"2005","to":"2007"}}','84943ce3d6f5c7e6d9ae465bebb50952','21ddee5857ad71999b46599d91e008ddd70b779915d05c112220f1d1027347d7');
INSERT INTO "assertion" VALUES(30,4,'say',NULL,'{"words":"retract membership of a in o from 1996-01-01 to 1997-01-01"}','eadaf9d633b3420bd5c91719df3786cc','1cfab3859285a69b3f0e830d3f85d2e63960c665f45a7de680a77aeb3804e1b4');
INSERT INTO "assertion" VALUES(31,4,'clear',NULL,'{"from":"1996-01-01","key":["a","o"],"kind":"membership","to":"1997-01-01"}','f597299f7342486d3899aef955c93a53','2cdaa4c29d9f313fb56feec20af832494ec8175fd008ac30f054598ed4070739');
INSERT INTO "assertion" VALUES(32,5,'erase',NULL,'{"emptied":[7,8,22,24]}','d774799331ceb6361a4c2c5639edf452','92ec311e13a165e724f29d09b1d4e06a6030374a8bd64ac9ffd55af238110b41');
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
INSERT INTO "belief" VALUES(6,10,727198,21,3,0,17,727563,729906,729935,NULL,NULL,1492732800000000,1514764800000000,1795944198964638,0,18,27);
INSERT INTO "belief" VALUES(6,10,727198,24,3,0,17,727563,728659,728659,NULL,NULL,1492732800000000,1795944198964638,9223372036854775807,0,18,27);
INSERT INTO "belief" VALUES(6,10,729025,25,3,0,17,729025,729906,729935,NULL,NULL,1492732800000000,1795944198964638,9223372036854775807,0,18,27);
INSERT INTO "belief" VALUES(6,10,729906,22,3,0,17,729935,730120,730485,NULL,NULL,1514764800000000,1514764800000000,9223372036854775807,0,18,27);
INSERT INTO "belief" VALUES(4,4,0,5,4,0,6,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,5);
INSERT INTO "belief" VALUES(4,7,0,6,4,0,7,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,6);
INSERT INTO "belief" VALUES(6,10,727564,19,4,0,19,728293,3652060,3652060,'[1993..1994]',NULL,1492732800000000,1492732800000000,1514764800000000,0,18,21);
INSERT INTO "belief" VALUES(6,10,731947,23,4,0,19,732311,732677,733041,NULL,NULL,1795944198417187,1795944198417187,9223372036854775807,0,18,29);
INSERT INTO "belief" VALUES(5,4,0,7,5,0,8,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,9);
INSERT INTO "belief" VALUES(5,7,0,8,5,0,9,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,10);
INSERT INTO "belief" VALUES(8,11,730545,20,5,0,20,730545,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,18,23);
INSERT INTO "belief" VALUES(6,4,0,9,6,0,10,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,11);
INSERT INTO "belief" VALUES(8,5,0,16,6,0,15,0,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,18);
INSERT INTO "belief" VALUES(6,6,726468,10,6,0,11,726832,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,12);
INSERT INTO "belief" VALUES(6,7,1,11,6,0,12,736440,730486,730850,'unknown',NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,13);
INSERT INTO "belief" VALUES(6,7,730486,12,6,0,13,730850,3652060,3652060,NULL,NULL,1492732800000000,1492732800000000,9223372036854775807,0,2,14);
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
INSERT INTO "tx" VALUES(1,1492732800000000,1795944194329877,'d','Ann','first','b9aeafeee3f5ad54e9ecb459f3aa7b6f06361bed5c24d0872c5cc53cebc81ae6');
INSERT INTO "tx" VALUES(2,1514764800000000,1795944196689813,'d','Bo',NULL,'90544eb457bf28b3965e7984d18a2380ebd846d744ec64d7ca7aa87d7c0ac85a');
INSERT INTO "tx" VALUES(3,1795944198417187,1795944198417187,NULL,NULL,NULL,'0b4aaffdcdbc9afcfdb3de2e28cccce04042c1f4f98911a835ca4ccab17af479');
INSERT INTO "tx" VALUES(4,1795944198964638,1795944198964638,NULL,NULL,NULL,'bbbff79ef8715ca7a591a92dd1035654c542dbe9d9c4e82d8d0156023ec489b4');
INSERT INTO "tx" VALUES(5,1795944200638079,1795944200638079,NULL,NULL,NULL,'99dbb062ab40c4e8627c6e350e508adb4a5150c0de5ec158cdadbb4ae31c3a1b');
CREATE INDEX belief_party ON belief (party, kind, f1, recorded_from, recorded_to, other, value, f2, t1, t2, from_text, to_text, since, disputed, sources, claim);
CREATE INDEX ix_assertion_claim ON assertion (claim);
CREATE INDEX ix_assertion_tx ON assertion (tx);
COMMIT;
PRAGMA application_id=1414549316;
PRAGMA user_version=1;
