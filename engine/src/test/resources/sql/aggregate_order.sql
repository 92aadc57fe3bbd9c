# Aggregates that take their rows in different orders, in one SELECT; with NULLs, FILTER, DISTINCT, groups.
query
SELECT k, array_agg(x ORDER BY y), array_agg(x ORDER BY y DESC), array_agg(x ORDER BY x DESC NULLS FIRST), listagg(s, ',') WITHIN GROUP (ORDER BY s DESC), array_agg(x ORDER BY z, y DESC) FILTER (WHERE x > 1), count(*) FROM (VALUES ('a', 1, 3, 'p', 0), ('a', 2, 1, 'q', 1), ('a', NULL, 2, 'r', 1), ('b', 5, NULL, 's', 0), ('b', 6, 1, NULL, 0), (NULL, 9, 9, 't', 9)) AS t(k, x, y, s, z) GROUP BY k ORDER BY k
duckdb none
----
a | [2, NULL, 1] | [1, NULL, 2] | [NULL, 2, 1] | r,q,p | [2] | 3
b | [6, 5] | [6, 5] | [6, 5] | s | [6, 5] | 2
NULL | [9] | [9] | [9] | t | [9] | 1

query
SELECT array_agg(DISTINCT x ORDER BY x DESC), array_agg(DISTINCT x ORDER BY x), array_agg(y ORDER BY x, y) FROM (VALUES (2, 'u'), (1, 'v'), (2, 't'), (3, 'w')) AS t(x, y)
duckdb none
----
[3, 2, 1] | [1, 2, 3] | ['v', 't', 'u', 'w']

query
SELECT array_agg(x ORDER BY x), array_agg(x ORDER BY x DESC) FROM (VALUES (1)) AS t(x) WHERE x > 1
duckdb none
----
NULL | NULL

# Many rows of many groups: every order is right, whichever worker saw a row.
query
SELECT count(*), count_if(array_sort(up) = up), count_if(reverse(up) = down), max(cardinality(up)) FROM (SELECT n % 97 AS g, array_agg(n * 7919 % 5003 ORDER BY n * 7919 % 5003) AS up, array_agg(n * 7919 % 5003 ORDER BY n * 7919 % 5003 DESC) AS down FROM (SELECT x + 50 * y AS n FROM UNNEST(sequence(1, 50)) AS a(x) CROSS JOIN UNNEST(sequence(0, 99)) AS b(y)) GROUP BY n % 97)
duckdb none
----
97 | 97 | 97 | 52
