# Lambdas: fields of rows, captured columns, lambdas in lambdas, NULL elements, types.
query
SELECT filter(ARRAY[5, -6, NULL, 7], x -> x > 0), transform(ARRAY['a', NULL], x -> x || '!'), any_match(ARRAY[1, NULL], x -> x > 1), all_match(ARRAY[1, NULL], x -> x > 1), none_match(ARRAY[1, 2], X -> x > 2)
duckdb none
----
[5, 7] | ['a!', NULL] | NULL | false | true

query
SELECT id, filter(ARRAY[10, 20, 30], x -> x >= n) FROM (VALUES (1, 10), (2, 25), (3, NULL), (4, 40)) AS t(id, n) ORDER BY id
duckdb none
----
1 | [10, 20, 30]
2 | [30]
3 | []
4 | []

query
SELECT id, transform(ARRAY[1, 2], x -> transform(ARRAY[10, 20], y -> x + y + n)) FROM (VALUES (1, 100), (2, 200)) AS t(id, n) ORDER BY id
duckdb none
----
1 | [[111, 121], [112, 122]]
2 | [[211, 221], [212, 222]]

query
SELECT reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + coalesce(x, 1), s -> s), reduce(ARRAY[1.5, 2.5], 0, (s, x) -> s + x, s -> s * 2), reduce(ARRAY['a', 'b'], '', (s, x) -> s || x, s -> upper(s))
duckdb none
----
76 | 8 | AB

query
SELECT id, reduce(a, n, (s, x) -> s + x, s -> s + n) FROM (VALUES (1, 100, ARRAY[1, 2, 3]), (2, 200, ARRAY[5]), (3, 300, NULL)) AS t(id, n, a) ORDER BY id
duckdb none
----
1 | 206
2 | 405
3 | NULL

query
SELECT zip_with(ARRAY[1, 2, 3], ARRAY['a', 'b'], (x, y) -> CAST(x AS varchar) || coalesce(y, '?'))
duckdb none
----
['1a', '2b', '3?']

query
SELECT map_filter(MAP(ARRAY['a', 'b'], ARRAY[1, 5]), (k, v) -> v > 3 AND k <> 'c'), transform_values(MAP(ARRAY['a'], ARRAY[2]), (k, v) -> v * 10), transform_keys(MAP(ARRAY['a'], ARRAY[2]), (k, v) -> upper(k)), map_zip_with(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[2]), (k, v1, v2) -> v1 + v2)
duckdb none
----
{'b': 5} | {'a': 20} | {'A': 2} | {'a': 3}

query
SELECT count(*), count(*) - (SELECT count(DISTINCT eventID) FROM events CROSS JOIN UNNEST(resources) AS u (r) WHERE u.r.type = 'AWS::S3::Bucket' AND u.r.ARN NOT LIKE '%' || awsRegion || '%') FROM events WHERE any_match(resources, r -> r.type = 'AWS::S3::Bucket' AND r.ARN NOT LIKE '%' || awsRegion || '%')
duckdb none
----
465 | 0

query
SELECT TRY(1 / 0), TRY(split('a:b', ':')[5]), TRY(CAST('x' AS bigint)), TRY(5)
duckdb none
----
NULL | NULL | NULL | 5

error FUNCTION_NOT_FOUND
SELECT filter(ARRAY[1], x -> nosuch(x) > 0)
----

error TYPE_MISMATCH
SELECT filter(ARRAY[1], x -> x + 1)
----

error TYPE_MISMATCH
SELECT filter(ARRAY[1], (x, y) -> true)
----

error TYPE_MISMATCH
SELECT filter(ARRAY[1], true)
----

error TYPE_MISMATCH
SELECT lower(x -> x)
----

error NOT_SUPPORTED
SELECT filter(ARRAY[1], x -> x IN (SELECT 1))
----

query
SELECT count(*), count(*) - (SELECT count(DISTINCT eventID) FROM events CROSS JOIN UNNEST(resources) AS u (r) WHERE u.r.ARN LIKE '%' || recipientAccountId || '%' AND u.r.type IS NOT NULL) FROM events WHERE cardinality(filter(resources, r -> cardinality(filter(ARRAY[r.ARN], y -> y LIKE '%' || recipientAccountId || '%' AND r.type IS NOT NULL)) > 0)) > 0
duckdb none
----
410 | 0
