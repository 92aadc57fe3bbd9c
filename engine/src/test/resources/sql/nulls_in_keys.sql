# NULL in keys of joins, groups, orders and sets.
query
SELECT a, b FROM (VALUES (1),(NULL)) AS x(a) FULL JOIN (VALUES (2),(NULL)) AS y(b) ON a = b
----
1 | NULL
NULL | 2
NULL | NULL
NULL | NULL

query
SELECT a, count(*) FROM (VALUES (1),(NULL),(NULL)) AS x(a) GROUP BY a
----
1 | 1
NULL | 2

query
SELECT a, row_number() OVER (PARTITION BY a ORDER BY b) FROM (VALUES (1,1),(NULL,1),(NULL,2)) AS x(a,b)
----
1 | 1
NULL | 1
NULL | 2

query
SELECT a FROM (VALUES (1),(NULL)) AS x(a) INTERSECT SELECT NULL
----
NULL

query
SELECT count(*) FROM (VALUES (1,NULL),(NULL,1),(NULL,NULL)) AS x(a,b) WHERE a = b OR a IS NULL AND b IS NULL
----
1

query
SELECT CASE WHEN a NOT IN (SELECT b FROM (VALUES (2),(NULL)) AS y(b)) THEN 'out' ELSE 'unknown' END FROM (VALUES (1),(2)) AS x(a)
----
unknown
unknown

query ordered
SELECT a, b FROM (VALUES (NULL,1),(1,NULL),(NULL,NULL),(0,0)) AS x(a,b) ORDER BY a DESC NULLS LAST, b NULLS FIRST
----
1 | NULL
0 | 0
NULL | NULL
NULL | 1
