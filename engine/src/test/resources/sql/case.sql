# CASE in both forms, COALESCE, NULLIF, IF.
query
SELECT id, CASE WHEN n > 25 THEN 'many' WHEN n > 15 THEN 'some' ELSE 'few' END FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | few
2 | some
3 | many
4 | many
5 | few

query
SELECT id, CASE k WHEN 'a' THEN 1 WHEN 'b' THEN 2 END FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | 1
2 | 2
3 | 1
4 | NULL
5 | NULL

query
SELECT id, CASE k WHEN NULL THEN 'null' ELSE 'other' END FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | other
2 | other
3 | other
4 | other
5 | other

query
SELECT id, coalesce(k, 'none'), coalesce(n, id, 0) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | a | 10
2 | b | 20
3 | a | 30
4 | none | 40
5 | c | 5

query
SELECT id, nullif(k, 'a'), nullif(n, 40) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | NULL | 10
2 | b | 20
3 | NULL | 30
4 | NULL | NULL
5 | c | NULL

query
SELECT id, if(n > 15, 'yes', 'no') FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | no
2 | yes
3 | yes
4 | yes
5 | no

query
SELECT id, if(n > 15, 'yes') FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
duckdb
SELECT id, if(n > 15, 'yes', NULL) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | NULL
2 | yes
3 | yes
4 | yes
5 | NULL

query
SELECT CASE WHEN a = 0 THEN NULL ELSE 10 / a END FROM (VALUES (0),(2),(5)) AS t(a)
duckdb
SELECT CASE WHEN a = 0 THEN NULL ELSE 10 // a END FROM (VALUES (0),(2),(5)) AS t(a)
----
2
5
NULL

query
SELECT CASE WHEN id = 1 THEN 'read' ELSE 'mutating' END || '.' FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
mutating.
mutating.
mutating.
mutating.
read.

query
SELECT sum(CASE WHEN k = 'a' THEN 1 ELSE 0 END) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
2

query
SELECT coalesce(NULL, NULL, 'x'), coalesce(NULL, NULL)
----
x | NULL
