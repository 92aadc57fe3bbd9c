# Inner joins: by key, by several keys, USING, without key; NULL keys never meet.
query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.k = b.k
----
1 | 1
1 | 3
2 | 2
3 | 1
3 | 3
5 | 5

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.k = b.k AND a.id < b.id
----
1 | 3

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) INNER JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.id = b.id AND a.k = b.k
----
1 | 1
2 | 2
3 | 3
5 | 5

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.n < b.n
----
1 | 2
1 | 3
1 | 4
2 | 3
2 | 4
3 | 4

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n), (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE a.id = b.n / 10
duckdb
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n), (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE a.id = b.n // 10
----
1 | 1
2 | 2
3 | 3
4 | 4

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) CROSS JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE a.id + b.id = 4
----
1 | 3
2 | 2
3 | 1

query
SELECT id, a.k, b.n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) USING (id) WHERE id < 3
----
1 | a | 10
2 | b | 20

query
SELECT count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) CROSS JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n)
----
25

query
SELECT a.id, b.id, c.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.k = b.k JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS c(id,k,n) ON b.id = c.id
----
1 | 1 | 1
1 | 3 | 3
2 | 2 | 2
3 | 1 | 1
3 | 3 | 3
5 | 5 | 5

query
SELECT x.a, y.b FROM (VALUES (1),(2)) AS x(a) JOIN (VALUES (CAST(1 AS BIGINT)),(3)) AS y(b) ON x.a = y.b
----
1 | 1

query
SELECT a.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.k = b.k WHERE 1 = 0
----

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON upper(a.k) = upper(b.k) AND a.id <> b.id
----
1 | 3
3 | 1

query
SELECT * FROM (VALUES (1,2)) AS x(a,b) NATURAL JOIN (VALUES (1,3)) AS y(a,c)
----
1 | 2 | 3
