# Aggregates over everything, over nothing, over NULL.
query
SELECT count(*), count(n), count(k), sum(n), min(n), max(n), avg(n) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
5 | 4 | 4 | 100 | 10 | 40 | 25

query
SELECT count(*), count(n), sum(n), min(n), max(n), avg(n), min(k) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE 1 = 0
----
0 | 0 | NULL | NULL | NULL | NULL | NULL

query
SELECT min(k), max(k), count(DISTINCT k), count(DISTINCT n) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
a | c | 3 | 4

query
SELECT sum(n + id), sum(DISTINCT n), avg(CAST(n AS DOUBLE)) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
110 | 100 | 25

query
SELECT bool_and(n > 5), bool_or(n > 35), bool_and(n > 10), every(n > 5) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
duckdb
SELECT bool_and(n > 5), bool_or(n > 35), bool_and(n > 10), bool_and(n > 5) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
true | true | false | true

query
SELECT count_if(n > 15), count_if(k = 'a') FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
3 | 2

query
SELECT max_by(id, n), min_by(id, n), max_by(k, id) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
4 | 1 | c

query
SELECT min(t), max(t) FROM (VALUES (TIMESTAMP '2026-03-01 00:00:00'),(TIMESTAMP '2026-03-02 00:00:00'),(NULL)) AS x(t)
----
2026-03-01T00:00 | 2026-03-02T00:00

query
SELECT min(b), max(b), count(b) FROM (VALUES (TRUE),(FALSE),(NULL)) AS x(b)
----
false | true | 2

query
SELECT sum(v), avg(v), min(v), max(v) FROM (VALUES (1.5E0),(2.25E0),(NULL)) AS x(v)
----
3.75 | 1.875 | 1.5 | 2.25

query
SELECT array_agg(v ORDER BY v) FROM (VALUES (3),(1),(2)) AS x(v)
----
[1, 2, 3]

query
SELECT array_agg(v ORDER BY v DESC) FILTER (WHERE v > 1) FROM (VALUES (3),(1),(2)) AS x(v)
----
[3, 2]

query
SELECT listagg(v, ',') WITHIN GROUP (ORDER BY v) FROM (VALUES ('b'),('a'),('c')) AS x(v)
duckdb
SELECT string_agg(v, ',' ORDER BY v) FROM (VALUES ('b'),('a'),('c')) AS x(v)
----
a,b,c

query
SELECT stddev_pop(v), stddev_samp(v), var_pop(v), variance(v) FROM (VALUES (1),(2),(4),(NULL)) AS x(v)
----
1.24721912892 | 1.52752523165 | 1.55555555556 | 2.33333333333

query
SELECT approx_distinct(v) FROM (VALUES ('a'),('b'),('a')) AS x(v)
duckdb
SELECT 2
----
2

query
SELECT arbitrary(v), any_value(v) FROM (VALUES (7),(7)) AS x(v)
----
7 | 7

error NUMERIC_OVERFLOW
SELECT sum(v) FROM (VALUES (9223372036854775807),(1)) AS x(v)
----

error TYPE_MISMATCH
SELECT sum('a')
----
