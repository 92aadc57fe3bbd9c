# LEFT, RIGHT and FULL joins: who has no partner gets NULLs.
query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.id = b.n / 10 AND b.id > 2
duckdb
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.id = b.n // 10 AND b.id > 2
----
1 | NULL
2 | NULL
3 | 3
4 | 4
5 | NULL

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.k = b.k AND a.id <> b.id
----
1 | 3
2 | NULL
3 | 1
4 | NULL
5 | NULL

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) RIGHT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.k = b.k AND a.id > b.id
----
3 | 1
NULL | 2
NULL | 3
NULL | 4
NULL | 5

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) FULL JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.id = b.id + 3
----
1 | NULL
2 | NULL
3 | NULL
4 | 1
5 | 2
NULL | 3
NULL | 4
NULL | 5

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.n < b.n AND b.id = 4
----
1 | 4
2 | 4
3 | 4
4 | NULL
5 | NULL

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) FULL OUTER JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.k = b.k AND a.n = 10
----
1 | 1
1 | 3
2 | NULL
3 | NULL
4 | NULL
5 | NULL
NULL | 2
NULL | 4
NULL | 5

query
SELECT a.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.id = b.id + 1 WHERE b.id IS NULL
----
1

query
SELECT a.id, b.k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (SELECT * FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE 1 = 0) AS b ON a.id = b.id
----
1 | NULL
2 | NULL
3 | NULL
4 | NULL
5 | NULL

query
SELECT b.id, a.k FROM (SELECT * FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE 1 = 0) AS a RIGHT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.id = b.id
----
1 | NULL
2 | NULL
3 | NULL
4 | NULL
5 | NULL

query
SELECT a.id, b.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON 1 = 0
----
1 | NULL
2 | NULL
3 | NULL
4 | NULL
5 | NULL

query
SELECT id, a.n, b.n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) FULL JOIN (VALUES (4,'z',1),(9,'z',2)) AS b(id,k,n) USING (id)
----
1 | 10 | NULL
2 | 20 | NULL
3 | 30 | NULL
4 | 40 | 1
5 | NULL | NULL
9 | NULL | 2

query
SELECT a.id, b.id, c.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) ON a.id = b.id AND b.k = 'a' LEFT JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS c(id,k,n) ON b.id = c.id
----
1 | 1 | 1
2 | NULL | NULL
3 | 3 | 3
4 | NULL | NULL
5 | NULL | NULL

query
SELECT count(*) FROM events AS a RIGHT JOIN events AS b ON a.eventSource = b.userAgent WHERE a.eventTime >= TIMESTAMP '2026-02-26 00:00:00'
----
723
