# Equality of what holds other values: NULL inside makes it unknown unless something else differs; kinds that do not meet are told apart at validation.
query
SELECT ARRAY[1, NULL] = ARRAY[1, NULL], ARRAY[1, NULL] <> ARRAY[1, NULL], ARRAY[1, NULL] = ARRAY[2, NULL], ARRAY[1, NULL] = ARRAY[1], row(1, NULL) = row(1, NULL), row(1, NULL) = row(2, NULL), row(1, NULL) <> row(2, NULL), MAP(ARRAY['a'], ARRAY[NULL]) = MAP(ARRAY['a'], ARRAY[NULL]), MAP(ARRAY['a', 'b'], ARRAY[1, 2]) = MAP(ARRAY['b', 'a'], ARRAY[2, 1])
duckdb none
----
NULL | NULL | false | false | NULL | false | true | NULL | true

query
SELECT a = a, a = b, a <> b, a IN (ARRAY[1, NULL]), ARRAY[2] IN (a), r = r, r = (1, NULL) FROM (VALUES (ARRAY[1, NULL], ARRAY[1, NULL], row(1, NULL))) AS v(a, b, r)
duckdb none
----
NULL | NULL | NULL | NULL | false | NULL | NULL

query
SELECT count(*) FROM (SELECT ARRAY[errorCode, eventName] AS a, ARRAY[errorCode, eventName] AS b FROM events) WHERE a = b OR (a <> b) IS NOT NULL
duckdb none
----
78

query
SELECT row(1, NULL) IN (row(1, NULL)), row(1, NULL) IN (row(2, NULL)), row(1, 2) IN (row(1, NULL), row(1, 2)), (1, NULL) NOT IN ((1, NULL)), ARRAY[1, NULL] IS DISTINCT FROM ARRAY[1, NULL]
duckdb none
----
NULL | false | true | NULL | false

query
SELECT a = b, a <> b, a < b FROM (VALUES (nan(), nan())) AS v(a, b)
duckdb none
----
false | true | false

# numbers inside meet as numbers do outside
query
SELECT ARRAY[1.5] = ARRAY[2], ARRAY[2] = ARRAY[2.0], row(1, 2) = row(1.0, 2e0), element_at(MAP(ARRAY[2], ARRAY['x']), 1.5), element_at(MAP(ARRAY[2], ARRAY['x']), 2.0), element_at(MAP(ARRAY[2], ARRAY['x']), bigint '20000000000'), MAP(ARRAY[2], ARRAY['x'])[1.5], row(timestamp '2026-01-01 00:00:00') = row(date '2026-01-01')
duckdb none
----
false | true | true | NULL | x | NULL | NULL | true

query
SELECT ARRAY[1, 2] < ARRAY[1, 3], ARRAY[1] < ARRAY[1, 2], row(1, 2) < row(1, 3)
duckdb none
----
true | true | true

error TYPE_MISMATCH
SELECT MAP(ARRAY['a'], ARRAY[1]) < MAP(ARRAY['a'], ARRAY[2])
----
map(varchar, integer) has no order

error TYPE_MISMATCH
SELECT eventName FROM events WHERE requestParameters BETWEEN responseElements AND responseElements
----
has no order

error TYPE_MISMATCH
SELECT ARRAY[MAP(ARRAY['a'], ARRAY[1])] >= ARRAY[MAP(ARRAY['a'], ARRAY[2])]
----
has no order

error TYPE_MISMATCH
SELECT json '1' < json '2'
----
json has no order

error TYPE_MISMATCH
SELECT row(1, 2) = row(1, 'a')
----
row(field0 integer, field1 varchar) cannot be compared

error TYPE_MISMATCH
SELECT row(1, 2) IN (row(1, 'a'))
----
cannot be compared

error TYPE_MISMATCH
SELECT ARRAY[1] = ARRAY['a']
----
array(integer) and array(varchar) cannot be compared

error TYPE_MISMATCH
SELECT MAP(ARRAY['a'], ARRAY[1]) = MAP(ARRAY[1], ARRAY[1])
----
cannot be compared

error TYPE_MISMATCH
SELECT element_at(requestParameters, 1) FROM events WHERE false
----
element_at

error TYPE_MISMATCH
SELECT requestParameters[1] FROM events WHERE false
----

error TYPE_MISMATCH
SELECT MAP(ARRAY[1], ARRAY['x'])['a']
----

# JSON of one value is one text, as in Trino: keys sorted, of a repeated key the last, escapes only where they must be
query
SELECT json '{"a":1,"b":2}' = json '{"b":2, "a":1}', json_parse('{"a":"\u0041", "b":[{"z":1,"y":2}]}') = json_parse('{"b":[{"y":2,"z":1}], "a":"A"}'), json '[1,2]' = json '[2,1]', json '{"a":1}' = json '{"a":2}', json '1' IS DISTINCT FROM json ' 1 ', CAST(MAP(ARRAY['b', 'a'], ARRAY[2, 1]) AS json) = json '{"a":1,"b":2}'
duckdb none
----
true | true | false | false | false | true

query
SELECT json_format(json_parse('{"b": {"d": 1, "c": [ ]}, "a": "\u00e9\n\"", "b2": null, "a": 2.50}')), json_parse('[{"b":1,"a":[2]}]')
duckdb none
----
{"a":2.50,"b":{"c":[],"d":1},"b2":null} | [{"a":[2],"b":1}]

query
SELECT x, count(*) FROM (VALUES json '{"a":1,"b":2}', json '{"b":2,"a":1}', json '{"a":2}') AS v(x) GROUP BY x
duckdb none
----
{"a":1,"b":2} | 2
{"a":2} | 1

query
SELECT count(*) FROM (VALUES json '{"a":1,"b":2}') AS v(x) JOIN (VALUES json '{"b":2,"a":1}') AS w(y) ON x = y
duckdb none
----
1

query
SELECT count_if(ARRAY[errorCode] = ARRAY[errorCode]), count_if((ARRAY[errorCode] = ARRAY[errorCode]) IS NULL), count_if(coalesce(ARRAY[errorCode] NOT IN (ARRAY[errorCode]), true)), count_if(((errorCode, 1) IN ((errorCode, 1), (errorCode, 2))) IS NULL) FROM events
duckdb none
----
78 | 1497 | 1497 | 1497

query
SELECT ARRAY[1] BETWEEN ARRAY[1] AND ARRAY[2], ARRAY[1] NOT BETWEEN ARRAY[1] AND ARRAY[2], row(1, 2) NOT IN (row(1, 2), row(2, 3)), CASE ARRAY[1] WHEN ARRAY[1] THEN 1 END, 1 = ANY (SELECT 1)
duckdb none
----
true | false | false | 1 | true

error TYPE_MISMATCH
SELECT count(eventName, awsRegion) FROM events
----
count() takes one argument

query
SELECT (SELECT count(*) FROM (SELECT ARRAY[errorCode] = ARRAY[errorCode] AS b FROM events) WHERE b IS NULL), (SELECT count(*) FROM (SELECT ARRAY[errorCode] = ARRAY[errorCode] AS b FROM events) AS x LEFT JOIN (VALUES true) AS v(t) ON x.b = v.t OR x.b IS NULL WHERE t)
duckdb none
----
1497 | 1575

query
SELECT b, count(*) FROM (SELECT ARRAY[errorCode] = ARRAY[errorCode] AS b FROM events) GROUP BY b HAVING b IS NULL
duckdb none
----
NULL | 1497

query
SELECT coalesce(CAST(b AS varchar), 'unknown'), n FROM (SELECT (errorCode, 1) <> (errorCode, 1) AS b, count(*) AS n FROM events GROUP BY 1) WHERE b IS NULL OR NOT b ORDER BY 2
duckdb none
----
false | 78
unknown | 1497
