# Comparison that treats NULL as a value.
query
SELECT a, b, a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b FROM (VALUES (1,1),(1,2),(1,NULL),(NULL,NULL)) AS t(a,b)
----
1 | 1 | false | true
1 | 2 | true | false
1 | NULL | true | false
NULL | NULL | false | true

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE k IS DISTINCT FROM 'a'
----
2
4
5

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE k IS NOT DISTINCT FROM NULL
----
4

query
SELECT x.id, y.id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS x(id,k,n) JOIN (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS y(id,k,n) ON x.k IS NOT DISTINCT FROM y.k AND x.id < y.id
----
1 | 3

# of what is known before any row is read
query
SELECT k FROM (SELECT 6 AS c, k FROM (VALUES ('a'), ('b')) AS t(k)) AS e WHERE (e.c + e.c) IS DISTINCT FROM e.c
----
a
b
