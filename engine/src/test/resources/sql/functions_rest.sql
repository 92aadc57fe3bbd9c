# Comparators, lambdas on matches, arrays and elements, networks, names of types, random values, hashes, buckets.
query
SELECT id, array_sort(a, (x, y) -> IF(x > y, -1, IF(x < y, 1, 0))), array_sort(a, (x, y) -> IF(abs(x - n) < abs(y - n), -1, IF(abs(x - n) = abs(y - n), 0, 1))) FROM (VALUES (1, ARRAY[3, 1, 2, 5, 4, 9, 7], 4), (2, ARRAY[7], 0), (3, NULL, 1), (4, ARRAY[2, 2, 1], 2)) AS t(id, a, n) ORDER BY id
duckdb none
----
1 | [9, 7, 5, 4, 3, 2, 1] | [4, 3, 5, 2, 1, 7, 9]
2 | [7] | [7]
3 | NULL | NULL
4 | [2, 2, 1] | [2, 2, 1]

query
SELECT array_sort(ARRAY['bb', NULL, 'a', 'ccc'], (x, y) -> CASE WHEN x IS NULL THEN -1 WHEN y IS NULL THEN 1 WHEN length(x) < length(y) THEN 1 WHEN length(x) = length(y) THEN 0 ELSE -1 END), cardinality(array_sort(sequence(1, 1000), (x, y) -> IF(x < y, 1, -1))), array_sort(sequence(1, 1000), (x, y) -> IF(x < y, 1, -1))[1]
duckdb none
----
[NULL, 'ccc', 'bb', 'a'] | 1000 | 1000

error INVALID_ARGUMENT
SELECT array_sort(ARRAY[1, NULL], (x, y) -> IF(x < y, -1, IF(x >= y, 1)))
----

error TYPE_MISMATCH
SELECT array_sort(ARRAY[1, 2], (x, y) -> x < y)
----

query
SELECT regexp_replace(s, '(\w)(\w*)', x -> upper(x[1]) || lower(x[2])), regexp_replace(s, 'o', x -> '0'), regexp_replace(s, '(z)?y', x -> x[1]) FROM (VALUES ('new york'), (NULL), ('tOKYO')) AS t(s)
duckdb none
----
New York | new y0rk | NULL
NULL | NULL | NULL
Tokyo | tOKYO | tOKYO

query
SELECT ARRAY[1, 2] || 3, 0 || ARRAY[1], ARRAY[1] || 2.5, ARRAY['a'] || x, x || ARRAY['a'], ARRAY[ARRAY[1]] || ARRAY[2], ARRAY[1] || ARRAY[2] || 3, 'a' || 'b' || x FROM (VALUES 'z', NULL) AS t(x)
duckdb none
----
[1, 2, 3] | [0, 1] | [1, 2.5] | ['a', 'z'] | ['z', 'a'] | [[1], [2]] | [1, 2, 3] | abz
[1, 2, 3] | [0, 1] | [1, 2.5] | ['a', NULL] | [NULL, 'a'] | [[1], [2]] | [1, 2, 3] | NULL

query
SELECT transform(ip_subnet_range('10.1.2.3/31'), x -> CAST(x AS varchar)), CAST(ip_subnet_min('::ffff/112') AS varchar), CAST(ip_subnet_max('10.0.0.1/32') AS varchar), is_subnet_of('10.0.0.0/8', TRY_CAST('ec2.amazonaws.com' AS ipaddress)), TRY(ip_subnet_min('nothing'))
duckdb none
----
['10.1.2.2', '10.1.2.3'] | :: | 10.0.0.1 | NULL | NULL

query
SELECT typeof(NULL), typeof(now()), typeof(timestamp '2026-01-31 10:00:00'), typeof(1.55), typeof(CAST(ROW(1, 'x') AS row(a bigint, "b c" varchar))), typeof(MAP(ARRAY['a'], ARRAY[ARRAY[1]])), typeof(interval '1' day), typeof(CAST(NULL AS double)), typeof(ROW(1, 'x'))
duckdb none
----
unknown | timestamp(3) with time zone | timestamp(3) | decimal(3,2) | row(a bigint, b c varchar) | map(varchar, array(integer)) | interval day to second | double | row(integer, varchar)

query
SELECT uuid() <> uuid(), count(DISTINCT u), min(length(u)), count(DISTINCT s), version() LIKE 'Spoor%' FROM (SELECT uuid() AS u, array_sort(shuffle(ARRAY[1, 2, 3])) AS s FROM UNNEST(sequence(1, 100)) AS q(n))
duckdb none
----
true | 100 | 36 | 1 | true

query
SELECT to_hex(xxhash64(to_utf8(x))), width_bucket(length(x), 0, 100, 10), width_bucket(length(x), ARRAY[1, 30, 60]) FROM (VALUES 'abc', 'xxhash', 'Call me Ishmael. Some years ago--never mind how long precisely-') AS t(x)
duckdb none
----
44BC2CF5AD770999 | 1 | 1
32DD38952C4BC720 | 1 | 1
02A2E85470D6FD96 | 7 | 3

error NOT_SUPPORTED
SELECT word_stem('running')
----
