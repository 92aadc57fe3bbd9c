# Sub-queries over a row's own arrays: EXISTS, IN, aggregates, single values; without a join.
query
SELECT id FROM (VALUES (1, ARRAY[1, 2], 5), (2, ARRAY[7], 6), (3, NULL, 7), (4, CAST(ARRAY[] AS array(integer)), 8), (5, ARRAY[NULL, 5], 5)) AS t(id, a, z) WHERE EXISTS (SELECT 1 FROM UNNEST(a) AS r(x) WHERE x = id) ORDER BY id
duckdb none
----
1
5

query
SELECT id, EXISTS (SELECT 1 FROM UNNEST(a) AS r(x)), EXISTS (SELECT * FROM UNNEST(a) AS r(x) WHERE x > z), (SELECT count(*) FROM UNNEST(a) AS r(x)), (SELECT count(x) FROM UNNEST(a) AS r(x) WHERE x < z), (SELECT sum(x) * 2 + 1 FROM UNNEST(a) AS r(x)) + id - 1, (SELECT max(x) FILTER (WHERE x < 5) FROM UNNEST(a) AS r(x)) FROM (VALUES (1, ARRAY[1, 2], 5), (2, ARRAY[7], 6), (3, NULL, 7), (4, CAST(ARRAY[] AS array(integer)), 8), (5, ARRAY[NULL, 5], 5)) AS t(id, a, z) ORDER BY id
duckdb none
----
1 | true | false | 2 | 2 | 7 | 2
2 | true | true | 1 | 0 | 16 | NULL
3 | false | false | 0 | 0 | NULL | NULL
4 | false | false | 0 | 0 | NULL | NULL
5 | true | false | 2 | 0 | 15 | NULL

query
SELECT id FROM (VALUES (1, ARRAY[1, 2], 5), (2, ARRAY[7], 6), (3, NULL, 7), (5, ARRAY[NULL, 5], 5)) AS t(id, a, z) WHERE NOT EXISTS (SELECT 1 FROM UNNEST(a) AS r(x) WHERE x > 1) OR z = 6 ORDER BY id
duckdb none
----
2
3

# IN over elements; NOT IN is unknown where an element is NULL.
query
SELECT id, 2 IN (SELECT x FROM UNNEST(a) AS r(x)) FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[7]), (3, NULL), (5, ARRAY[NULL, 5])) AS t(id, a) WHERE id IN (SELECT x FROM UNNEST(a) AS r(x)) ORDER BY id
duckdb none
----
1 | true
5 | NULL

query
SELECT id FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[7]), (3, NULL), (5, ARRAY[NULL, 5])) AS t(id, a) WHERE 2 NOT IN (SELECT x FROM UNNEST(a) AS r(x)) ORDER BY id
duckdb none
----
2
3

query
SELECT id, id IN (SELECT x FROM UNNEST(a) AS r(x)), id NOT IN (SELECT x FROM UNNEST(a) AS r(x)), 1 < ANY (SELECT x FROM UNNEST(a) AS r(x)), id <= ALL (SELECT x FROM UNNEST(a) AS r(x)) FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[7]), (3, NULL), (5, ARRAY[NULL, 5]), (6, ARRAY[NULL, 5])) AS t(id, a) ORDER BY id
duckdb none
----
1 | true | false | true | true
2 | false | true | true | true
3 | false | true | false | true
5 | true | false | true | NULL
6 | NULL | NULL | true | false

# A single value, ordinality, maps, two arrays side by side, DISTINCT, arrays of rows.
query
SELECT id, (SELECT x FROM UNNEST(a) AS r(x) WHERE x > 1), (SELECT x FROM UNNEST(a) WITH ORDINALITY AS r(x, n) WHERE n = 1), (SELECT listagg(k, ',') WITHIN GROUP (ORDER BY k) FROM UNNEST(ARRAY['a']) AS q(k)), (SELECT sum(v) FROM UNNEST(m) AS e(k, v) WHERE k <> 'b'), (SELECT count(DISTINCT x) FROM UNNEST(a || a) AS r(x)) FROM (VALUES (1, ARRAY[1, 2], MAP(ARRAY['a', 'b'], ARRAY[1, 2])), (2, ARRAY[7], NULL)) AS t(id, a, m) ORDER BY id
duckdb none
----
1 | 2 | 1 | a | 1 | 2
2 | 7 | 7 | a | NULL | 1

query
SELECT id, (SELECT array_agg(x ORDER BY x DESC) FROM UNNEST(a) AS r(x)), (SELECT listagg(CAST(x AS varchar), '<') WITHIN GROUP (ORDER BY x) FROM UNNEST(a) AS r(x) WHERE x > 1) FROM (VALUES (1, ARRAY[3, 1, 2]), (2, NULL), (3, ARRAY[NULL, 7])) AS t(id, a) ORDER BY id
duckdb none
----
1 | [3, 2, 1] | 2<3
2 | NULL | NULL
3 | [7, NULL] | 7

error CARDINALITY_VIOLATION
SELECT (SELECT x FROM UNNEST(a) AS r(x)) FROM (VALUES (1, ARRAY[1, 2])) AS t(id, a)
----

query
SELECT id, (SELECT count(*) FROM UNNEST(a, b) AS r(x, y) WHERE x IS NULL OR y IS NULL), (SELECT count(*) FROM UNNEST(c) AS e(k, v) WHERE v = id) FROM (VALUES (1, ARRAY[1, 2], ARRAY['u'], ARRAY[ROW('p', 1), ROW('q', 3)]), (2, ARRAY[1], ARRAY['u'], NULL)) AS t(id, a, b, c) ORDER BY id
duckdb none
----
1 | 1 | 1
2 | 0 | 0

# Above a join, a grouping, in CASE, twice.
query
SELECT n, sum(c) FROM (SELECT b.n, CASE WHEN EXISTS (SELECT 1 FROM UNNEST(a) AS r(x) WHERE x = b.n) THEN (SELECT count(*) FROM UNNEST(a) AS r(x)) ELSE -1 END AS c FROM (VALUES (1, ARRAY[1, 2]), (2, ARRAY[2, 2, 2])) AS t(id, a) CROSS JOIN (VALUES 1, 2) AS b(n)) GROUP BY n ORDER BY n
duckdb none
----
1 | 1
2 | 5

error NOT_SUPPORTED
SELECT (SELECT x FROM UNNEST(a) AS r(x) ORDER BY x LIMIT 1) FROM (VALUES (1, ARRAY[1, 2])) AS t(id, a)
----

# On the logs; the same by lambdas.
query
SELECT count(*), count(*) - (SELECT count(*) FROM events WHERE any_match(resources, r -> r.type = 'AWS::S3::Bucket')) FROM events WHERE EXISTS (SELECT 1 FROM UNNEST(resources) AS r(x) WHERE x.type = 'AWS::S3::Bucket')
duckdb none
----
465 | 0

query
SELECT count(*), sum((SELECT count(*) FROM UNNEST(resources) AS r(x) WHERE x.ARN LIKE '%' || e.awsRegion || '%' OR x.accountId = e.recipientAccountId)) - sum(coalesce(cardinality(filter(resources, x -> x.ARN LIKE '%' || awsRegion || '%' OR x.accountId = recipientAccountId)), 0)) FROM events e WHERE eventName <> 'none' AND NOT EXISTS (SELECT 1 FROM UNNEST(e.resources) AS r(x) WHERE x.type IS NULL AND e.userIdentity.arn = x.ARN)
duckdb none
----
1545 | 0
