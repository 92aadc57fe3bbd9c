# LIMIT, OFFSET and FETCH, alone and on top of an order.
query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id LIMIT 2
----
1
2

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id LIMIT 2 OFFSET 2
----
3
4

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id OFFSET 3
----
4
5

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY
----
2
3

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id FETCH FIRST 1 ROW ONLY
----
1

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) LIMIT 0
----

query
SELECT count(*) FROM (SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) LIMIT 3) AS x
----
3

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id LIMIT 99
----
1
2
3
4
5

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id OFFSET 99
----

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n DESC NULLS LAST LIMIT 3
----
4
3
2

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n NULLS FIRST LIMIT 1 OFFSET 1
----
1

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id LIMIT ALL
duckdb
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id
----
1
2
3
4
5

query
SELECT count(*) FROM (SELECT * FROM events LIMIT 10) AS x
----
10
