# Scalar and correlated sub-queries.
query
SELECT id, (SELECT max(n) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n)) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE id < 3
----
1 | 40
2 | 40

query
SELECT id, (SELECT max(b.n) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.k = a.k) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n)
----
1 | 30
2 | 20
3 | 30
4 | NULL
5 | NULL

query
SELECT id, (SELECT count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.k = a.k) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n)
----
1 | 2
2 | 1
3 | 2
4 | 0
5 | 1

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE n = (SELECT max(n) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n))
----
4

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE n > (SELECT avg(n) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.id <> a.id)
----
3
4

query
SELECT (SELECT 1 WHERE 1 = 0)
----
NULL

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE n = (SELECT min(n) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.k = a.k)
----
1
2

query
SELECT k, c FROM (SELECT k, count(*) AS c FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k) AS g WHERE c > 1
----
a | 2

query
SELECT * FROM (SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id DESC LIMIT 2) AS x
----
4
5

error CARDINALITY_VIOLATION
SELECT (SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n))
----
