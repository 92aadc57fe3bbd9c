# Numbers of different types meet.
query
SELECT 1 = 1.0, 1 < 1.5E0, CAST(2 AS BIGINT) = 2, 1.50 = 1.5
----
true | true | true | true

query
SELECT 1 + 1.5E0, CAST(1 AS BIGINT) * 3, 2.5E0 - 1
----
2.5 | 3 | 1.5

query
SELECT sum(v), avg(v) FROM (VALUES (1),(2),(2.5E0)) AS t(v)
----
5.5 | 1.83333333333

query
SELECT v FROM (VALUES (1),(2),(3)) AS t(v) WHERE v > 1.5E0
----
2
3

query
SELECT CASE WHEN v > 1 THEN v ELSE 0.5E0 END FROM (VALUES (1),(2)) AS t(v)
----
0.5
2

query
SELECT coalesce(NULL, 1, 2.5E0), greatest(1, 2.5E0), least(3, 2)
----
1 | 2.5 | 2

query
SELECT x.a FROM (VALUES (1),(2)) AS x(a) JOIN (VALUES (1.0E0),(3E0)) AS y(b) ON x.a = y.b
----
1
