# Aggregates over frames of ROWS, RANGE and GROUPS.
query
SELECT g, i, sum(v) OVER (PARTITION BY g ORDER BY i) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 7
a | 1 | 10
a | 2 | 30
a | 3 | 50
b | 1 | 5
b | 2 | 5

query
SELECT g, i, sum(v) OVER (PARTITION BY g) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 7
a | 1 | 50
a | 2 | 50
a | 3 | 50
b | 1 | 5
b | 2 | 5

query
SELECT g, i, sum(v) OVER (), count(*) OVER () FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 62 | 6
a | 1 | 62 | 6
a | 2 | 62 | 6
a | 3 | 62 | 6
b | 1 | 62 | 6
b | 2 | 62 | 6

query
SELECT g, i, sum(v) OVER (PARTITION BY g ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 7
a | 1 | 10
a | 2 | 30
a | 3 | 40
b | 1 | 5
b | 2 | 5

query
SELECT g, i, count(v) OVER (PARTITION BY g ORDER BY i ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 1
a | 1 | 2
a | 2 | 3
a | 3 | 2
b | 1 | 1
b | 2 | 1

query
SELECT g, i, sum(v) OVER (PARTITION BY g ORDER BY v) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 7
a | 1 | 10
a | 2 | 50
a | 3 | 50
b | 1 | 5
b | 2 | 5

query
SELECT i, sum(v) OVER (ORDER BY v RANGE BETWEEN 5 PRECEDING AND 5 FOLLOWING) FROM (VALUES (1,1),(2,4),(3,10),(4,10),(5,30)) AS t(i,v)
----
1 | 5
2 | 5
3 | 20
4 | 20
5 | 30

query
SELECT i, sum(v) OVER (ORDER BY v GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW), count(*) OVER (ORDER BY v DESC GROUPS BETWEEN 1 FOLLOWING AND 2 FOLLOWING), count(*) OVER (ORDER BY v GROUPS UNBOUNDED PRECEDING), first_value(i) OVER w, sum(v) OVER (ORDER BY v ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1,1),(2,4),(3,10),(4,10),(5,30)) AS t(i,v) WINDOW w AS (ORDER BY v GROUPS BETWEEN 2 PRECEDING AND 2 PRECEDING) ORDER BY i
duckdb none
----
1 | 1 | 0 | 1 | NULL | 1
2 | 5 | 1 | 2 | NULL | 5
3 | 24 | 2 | 4 | 1 | 14
4 | 24 | 2 | 4 | 1 | 20
5 | 50 | 3 | 5 | 2 | 40

query
SELECT g, i, max(v) OVER (PARTITION BY g ORDER BY i ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING), min(v) OVER (PARTITION BY g ORDER BY i ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | NULL | NULL
a | 1 | NULL | 20
a | 2 | 10 | 20
a | 3 | 20 | NULL
b | 1 | NULL | NULL
b | 2 | 5 | NULL

query
SELECT i, avg(v) OVER (ORDER BY i ROWS 2 PRECEDING) FROM (VALUES (1,1),(2,4),(3,10),(4,10),(5,30)) AS t(i,v)
----
1 | 1
2 | 2.5
3 | 5
4 | 8
5 | 16.6666666667

query
SELECT t, count(*) OVER (ORDER BY t RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW) FROM (VALUES (TIMESTAMP '2026-03-01 00:00:00'),(TIMESTAMP '2026-03-01 00:05:00'),(TIMESTAMP '2026-03-01 00:14:00')) AS x(t)
----
2026-03-01T00:00 | 1
2026-03-01T00:05 | 2
2026-03-01T00:14 | 2

query
SELECT g, i, sum(v) OVER win, count(*) OVER win FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v) WINDOW win AS (PARTITION BY g ORDER BY i)
----
NULL | 1 | 7 | 1
a | 1 | 10 | 1
a | 2 | 30 | 2
a | 3 | 50 | 3
b | 1 | 5 | 1
b | 2 | 5 | 2

query
SELECT g, i, count(*) FILTER (WHERE v > 6) OVER (PARTITION BY g) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 1
a | 1 | 3
a | 2 | 3
a | 3 | 3
b | 1 | 0
b | 2 | 0
