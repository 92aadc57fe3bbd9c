# NaN equals nothing, not even itself, and stands in no order with numbers; it is not distinct from itself.
query
SELECT nan() = nan(), nan() <> nan(), nan() < 1e0, nan() >= 1e0, nan() IN (nan(), 1e0), nan() BETWEEN nan() AND nan()
duckdb none
----
false | true | false | false | false | false

query
SELECT x = x, x <> x, x >= x, x < x, x IS DISTINCT FROM x, nullif(x, x), CASE x WHEN x THEN 1 ELSE 2 END FROM (VALUES nan(), 1e0, CAST(NULL AS DOUBLE)) AS t(x)
duckdb none
----
false | true | false | false | false | NaN | 2
true | false | true | false | false | NULL | 1
NULL | NULL | NULL | NULL | false | NULL | 2

query
SELECT NOT x < 1e0, NOT x >= 1e0, x < 1e0 OR x >= 1e0, x BETWEEN 0e0 AND 9e0 OR x NOT BETWEEN 0e0 AND 9e0 FROM (VALUES nan(), 1e0) AS t(x)
duckdb none
----
true | true | false | true
true | false | true | true

query
SELECT x IS NOT DISTINCT FROM y, x IS DISTINCT FROM y FROM (VALUES (nan(), nan()), (nan(), 1e0), (1e0, 1e0), (nan(), NULL)) AS t(x, y)
duckdb none
----
true | false
false | true
true | false
false | true

query
SELECT ARRAY[x] = ARRAY[x], ROW(x, 1) = ROW(x, 1), contains(ARRAY[x], x) FROM (VALUES nan(), 2e0) AS t(x)
duckdb none
----
false | false | false
true | true | true

# a list or row with NULL need not equal itself either
query
SELECT ROW(1, x) = ROW(1, x), ARRAY[x] <> ARRAY[x] FROM (VALUES 1, NULL) AS t(x)
duckdb none
----
true | false
NULL | NULL

query
SELECT x, y FROM (VALUES nan(), 1e0, 0e0) AS a(x) JOIN (VALUES nan(), 1e0, -0e0) AS b(y) ON x = y
duckdb none
----
1 | 1
0 | 0

query
SELECT x, y FROM (VALUES nan(), 1e0) AS a(x) FULL JOIN (VALUES nan(), 1e0) AS b(y) ON x = y
duckdb none
----
1 | 1
NaN | NULL
NULL | NaN

query
SELECT x, y FROM (VALUES nan(), 1e0) AS a(x) JOIN (VALUES nan(), 1e0) AS b(y) ON x IS NOT DISTINCT FROM y
duckdb none
----
1 | 1
NaN | NaN

query
SELECT x FROM (VALUES nan(), 1e0) AS a(x) WHERE x IN (SELECT y FROM (VALUES nan(), 1e0) AS b(y))
duckdb none
----
1

query
SELECT x FROM (VALUES nan(), 1e0) AS a(x) WHERE x NOT IN (SELECT y FROM (VALUES nan(), 1e0) AS b(y))
duckdb none
----
NaN

query
SELECT x FROM (VALUES nan(), 1e0) AS a(x) WHERE NOT EXISTS (SELECT 1 FROM (VALUES nan(), 1e0) AS b(y) WHERE y = x)
duckdb none
----
NaN

query
SELECT count(*) FROM (SELECT ROW(1, x) AS r FROM (VALUES 2, NULL) AS t(x)) AS a JOIN (SELECT ROW(1, x) AS r FROM (VALUES 2, NULL) AS t(x)) AS b ON a.r = b.r
duckdb none
----
1

query
SELECT ROW(1, 2) IS DISTINCT FROM ROW(1, 3), ROW(1, x) IS NOT DISTINCT FROM ROW(1, x), ARRAY[1, x] IS DISTINCT FROM ARRAY[1, x], ARRAY[1, x] IS DISTINCT FROM ARRAY[1, 2] FROM (VALUES 2, NULL) AS t(x)
duckdb none
----
true | true | false | false
true | true | false | true

# grouping and sets take all NaN as one
query
SELECT x, count(*) FROM (VALUES nan(), nan(), 1e0, 0e0, -0e0) AS t(x) GROUP BY x
duckdb none
----
NaN | 2
1 | 1
0 | 2

query
SELECT count(DISTINCT x) FROM (VALUES nan(), nan(), 1e0) AS t(x)
duckdb none
----
2

query
SELECT x FROM (VALUES nan(), 1e0) AS a(x) INTERSECT SELECT y FROM (VALUES nan(), 2e0) AS b(y)
duckdb none
----
NaN

query ordered
SELECT x FROM (VALUES nan(), 1e0, NULL, 2e0) AS t(x) ORDER BY x
duckdb none
----
1
2
NaN
NULL
