# WITH: named once, used several times, nested, shadowing.
query
WITH x AS (SELECT * FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)) SELECT count(*) FROM x
----
5

query
WITH x AS (SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)), y AS (SELECT id FROM x WHERE id > 2) SELECT x.id, y.id FROM x JOIN y ON x.id = y.id - 2
----
1 | 3
2 | 4
3 | 5

query
WITH x(a, b) AS (SELECT id, k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)) SELECT a FROM x WHERE b = 'a'
----
1
3

query
WITH x AS (SELECT 1 AS a) SELECT * FROM (WITH x AS (SELECT 2 AS a) SELECT a FROM x) AS y
----
2

query
WITH events AS (SELECT 'mine' AS eventName) SELECT eventName FROM events
----
mine

query
WITH x AS (SELECT k, sum(n) AS s FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k) SELECT a.k, b.k FROM x AS a JOIN x AS b ON a.s < b.s
----
b | NULL
b | a
