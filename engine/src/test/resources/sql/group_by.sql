# Grouping: by columns, expressions, positions, NULL as a group.
query
SELECT k, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k
----
NULL | 1
a | 2
b | 1
c | 1

query
SELECT k, sum(n), count(n), min(id) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k
----
NULL | 40 | 1 | 4
a | 40 | 2 | 1
b | 20 | 1 | 2
c | NULL | 0 | 5

query
SELECT k, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY 1
----
NULL | 1
a | 2
b | 1
c | 1

query
SELECT n > 15 AS big, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY n > 15
----
NULL | 1
false | 1
true | 3

query
SELECT n > 15 AS big, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY big
----
NULL | 1
false | 1
true | 3

query
SELECT k, n, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k, n
----
NULL | 40 | 1
a | 10 | 1
a | 30 | 1
b | 20 | 1
c | NULL | 1

query
SELECT count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k
----
1
1
1
2

query
SELECT upper(k), count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY upper(k)
----
A | 2
B | 1
C | 1
NULL | 1

query
SELECT k || '!', count(*) + 1 FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k
----
NULL | 2
a! | 3
b! | 2
c! | 2

query
SELECT k, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE 1 = 0 GROUP BY k
----

query
SELECT r, p, sum(q), sum(v), count(*) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY r, p
----
NULL | y | 5 | 50 | 1
eu | x | 1 | 10 | 1
eu | y | 2 | 20 | 1
us | x | 7 | 30 | 2

query ordered
SELECT k, count(*) AS c FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k ORDER BY c DESC, k
----
a | 2
b | 1
c | 1
NULL | 1

query
SELECT x, count(*) FROM (VALUES (0.0E0),(-0.0E0),(1E0)) AS t(x) GROUP BY x
----
0 | 2
1 | 1

query
SELECT b, t, count(*) FROM (VALUES (TRUE, TIMESTAMP '2026-03-01 00:00:00'),(TRUE, TIMESTAMP '2026-03-01 00:00:00'),(NULL,NULL)) AS x(b,t) GROUP BY b, t
----
NULL | NULL | 1
true | 2026-03-01T00:00 | 2

error INVALID_STATEMENT
SELECT k, n, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k
----
n

error INVALID_STATEMENT
SELECT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE count(*) > 1 GROUP BY k
----
