# JSON text: extraction by path.
query
SELECT json_extract_scalar('{"a":{"b":[1,"x"]}}', '$.a.b[1]'), json_extract_scalar('{"a":1}', '$.a'), json_extract_scalar('{"a":1}', '$.z')
duckdb
SELECT 'x', '1', NULL
----
x | 1 | NULL

query
SELECT json_extract_scalar('{"a":{"b":1}}', '$.a'), json_extract_scalar('{"a":null}', '$.a'), json_extract_scalar('{"a":true}', '$.a')
duckdb
SELECT NULL, NULL, 'true'
----
NULL | NULL | true

query
SELECT json_format(json_extract('{"a":{"b":[1, 2]}}', '$.a'))
duckdb none
----
{"b":[1,2]}

query
SELECT json_array_length('[1,2,3]'), json_array_contains('[1,2,3]', 2), is_json_scalar('1')
duckdb none
----
3 | true | true

query
SELECT json_extract_scalar('not json', '$.a')
duckdb none
----
NULL

query
SELECT json_extract_scalar('{"x-amz-id-2":"q","a.b":"r"}', '$.x-amz-id-2'), json_extract_scalar('{"a.b":"r"}', '$["a.b"]')
duckdb none
----
q | r

query
SELECT json_extract_scalar('{"a":"caf\u00e9 \u003d"}', '$.a')
duckdb none
----
café =

query
SELECT json_extract_scalar(eventJson, '$.eventName') = eventName, count(*) FROM events WHERE eventName IS NOT NULL GROUP BY 1
duckdb
SELECT TRUE, count(*) FROM events WHERE eventName IS NOT NULL
----
true | 1545

query
SELECT count(*) FROM events WHERE json_extract_scalar(eventJson, '$.userIdentity.type') = 'IAMUser'
duckdb
SELECT count(*) FROM events WHERE userIdentity.type = 'IAMUser'
----
206
