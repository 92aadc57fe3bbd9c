# Sketches, bits, moments, checksums, several extremes, most frequent values, folds, texts that are cut.
query
SELECT k, approx_distinct(x), approx_distinct(x, 0.01), approx_percentile(x, 0.5), approx_percentile(x, ARRAY[0.0, 0.5, 1.0]), approx_percentile(x, x, 0.5), approx_percentile(x / 2.0, 0.75, 0.05) FROM (VALUES ('a', 1), ('a', 2), ('a', 9), ('b', NULL), ('b', 5), ('c', NULL)) AS t(k, x) GROUP BY k ORDER BY k
duckdb none
----
a | 3 | 3 | 2 | [1, 2, 9] | 9 | 4.5
b | 1 | 1 | 5 | [5, 5, 5] | 5 | 2.5
c | 0 | 0 | NULL | NULL | NULL | NULL

# 2.3 % of 100 000, four times over; the same with 1 or 4 workers.
query
SELECT approx_distinct(x) BETWEEN 90800 AND 109200, approx_distinct(x, 0.005) BETWEEN 98000 AND 102000, approx_percentile(x, 0.9) BETWEEN 88500 AND 91500, approx_percentile(x, 0.9, 0.1) BETWEEN 60000 AND 100000, approx_percentile(CAST(x AS double), ARRAY[0.0, 1.0]) FROM (SELECT y + 50 * z + 2500 * v AS x FROM UNNEST(sequence(1, 50)) AS a(y) CROSS JOIN UNNEST(sequence(0, 49)) AS b(z) CROSS JOIN UNNEST(sequence(0, 39)) AS c(v))
duckdb none
----
true | true | true | true | [1, 100000]

error INVALID_ARGUMENT
SELECT approx_distinct(x, 0.5) FROM (VALUES 1) AS t(x)
----

error INVALID_ARGUMENT
SELECT approx_percentile(x, 0, 0.5) FROM (VALUES 1) AS t(x)
----

error INVALID_ARGUMENT
SELECT approx_percentile(x, 0.5, 2.0) FROM (VALUES 1) AS t(x)
----

query
SELECT k, bitwise_and_agg(x), bitwise_or_agg(x), bitwise_xor_agg(x), max(x, 2), min(x, 2), max(s, 1), max_by(s, x, 2), min_by(s, x, 5) FROM (VALUES ('a', 7, 'u'), ('a', 3, 'v'), ('a', 10, 'w'), ('b', NULL, 'x'), ('b', 4, NULL), ('c', NULL, NULL)) AS t(k, x, s) GROUP BY k ORDER BY k
duckdb none
----
a | 2 | 15 | 14 | [10, 7] | [3, 7] | ['w'] | ['w', 'u'] | ['v', 'u', 'w']
b | 4 | 4 | 4 | [4] | [4] | ['x'] | [NULL] | [NULL]
c | NULL | NULL | NULL | NULL | NULL | NULL | NULL | NULL

error INVALID_ARGUMENT
SELECT max(x, 0) FROM (VALUES 1) AS t(x)
----

query
SELECT round(skewness(x), 6), round(kurtosis(x), 6), skewness(CASE WHEN x < 3 THEN x END), kurtosis(CASE WHEN x < 4 THEN x END) FROM (VALUES 1, 2, 2, 3, 9, 12, NULL) AS t(x)
duckdb none
----
0.780897 | -0.796319 | -0.707106781187 | 1.5

query
SELECT checksum(x) = checksum(y), checksum(x) = checksum(z), checksum(CASE WHEN false THEN 1 END) IS NULL, (SELECT checksum(1) FROM (VALUES 1) AS e(a) WHERE a > 1) FROM (VALUES ('a', 'é', 'a'), ('é', NULL, 'a'), (NULL, 'a', 'é')) AS t(x, y, z)
duckdb none
----
true | false | false | NULL

query
SELECT k, approx_most_frequent(2, x, 100) FROM (VALUES (1, 'a'), (1, 'b'), (1, 'c'), (1, 'c'), (1, 'b'), (2, NULL), (3, 'z')) AS t(k, x) GROUP BY k ORDER BY k
duckdb none
----
1 | {'b': 2, 'c': 2}
2 | NULL
3 | {'z': 1}

query
SELECT k, reduce_agg(x, 0, (s, v) -> s + v, (a, b) -> a + b), reduce_agg(x, 1, (s, v) -> s * v, (a, b) -> a * b) FILTER (WHERE x > 2) FROM (VALUES ('a', 2), ('a', 3), ('a', 4), ('b', NULL), ('c', NULL), ('c', 5)) AS t(k, x) GROUP BY k ORDER BY k
duckdb none
----
a | 9 | 12
b | NULL | NULL
c | 5 | 5

error SYNTAX_ERROR
SELECT reduce_agg(x, 0) FROM (VALUES 1) AS t(x)
----

query
SELECT listagg(x, ', ' ON OVERFLOW TRUNCATE '...' WITH COUNT) WITHIN GROUP (ORDER BY x), listagg(x, ', ' ON OVERFLOW ERROR) WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a', NULL) AS t(x)
duckdb none
----
a, b | a, b

query
SELECT length(a), substr(a, -8), length(b), substr(b, -4), length(c) FROM (SELECT listagg(x, ',' ON OVERFLOW TRUNCATE '..' WITH COUNT) WITHIN GROUP (ORDER BY x) AS a, listagg(x, ',' ON OVERFLOW TRUNCATE WITHOUT COUNT) WITHIN GROUP (ORDER BY x) AS b, listagg(x, ',') WITHIN GROUP (ORDER BY x) AS c FROM (SELECT lpad('', 99999, 'x') AS x FROM UNNEST(sequence(1, 15)) AS s(n)))
duckdb none
----
1000005 | xx,..(5) | 1000003 | ,... | 1499999

# On the logs.
query
SELECT approx_distinct(eventName) - count(DISTINCT eventName), cardinality(approx_most_frequent(3, eventName, 10)) FROM events
duckdb none
----
0 | 3
