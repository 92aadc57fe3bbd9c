# HAVING filters groups.
query
SELECT k, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k HAVING count(*) > 1
----
a | 2

query
SELECT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k HAVING sum(n) > 15
----
NULL
a
b

query
SELECT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k HAVING sum(n) IS NULL
----
c

query
SELECT count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) HAVING count(*) > 99
----

query
SELECT k, max(n) AS m FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k HAVING max(n) BETWEEN 20 AND 35 OR k IS NULL
----
NULL | 40
a | 30
b | 20
