# FILTER and DISTINCT inside aggregates, several at once.
query
SELECT count(*) FILTER (WHERE n > 15), sum(n) FILTER (WHERE k = 'a') FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
3 | 40

query
SELECT k, count(*) FILTER (WHERE n > 15), count(DISTINCT n) FILTER (WHERE n < 25) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k
----
NULL | 1 | 0
a | 1 | 1
b | 1 | 1
c | 0 | 0

query
SELECT count(DISTINCT k), count(DISTINCT n), sum(DISTINCT n), count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
3 | 4 | 100 | 5

query
SELECT p, count(DISTINCT r), count(DISTINCT v), sum(q) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY p
----
x | 2 | 2 | 8
y | 1 | 2 | 7

query
SELECT count(DISTINCT (r, p)) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) WHERE r IS NOT NULL
----
3

query
SELECT min(n) FILTER (WHERE n > 99), count(*) FILTER (WHERE NULL) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
NULL | 0
