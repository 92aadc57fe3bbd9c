# json_value, json_query, json_exists, json_object and json_array of standard SQL, with all their clauses.
query
SELECT json_value('{"a": {"b": "x"}}', 'lax $.a.b'), json_value('{"a": 1.5}', 'lax $.a' RETURNING bigint), json_value('{"a": "12"}', 'strict $.a' RETURNING integer), json_value('{"a": null}', 'lax $.a' DEFAULT 'd' ON EMPTY), json_value('{"a": true}', '$.a' RETURNING boolean), json_value('{"a": "2026-01-31 10:00:00"}', 'lax $.a' RETURNING timestamp)
duckdb none
----
x | 2 | 12 | NULL | true | 2026-01-31T10:00

query
SELECT json_value('{}', 'lax $.a'), json_value('{}', 'strict $.a'), json_value('{}', 'lax $.a' DEFAULT 7 ON EMPTY), json_value('{}', 'strict $.a' DEFAULT 8 ON ERROR), json_value('{bad', 'lax $.a' DEFAULT 'broken' ON ERROR), json_value('{"a": {}}', 'lax $.a' DEFAULT 'nested' ON ERROR), json_value('{"a": "x"}', 'lax $.a' RETURNING bigint), json_value('{"a": "x"}', 'lax $.a' RETURNING bigint DEFAULT -1 ON ERROR), json_value('{}', 'lax $.a' RETURNING bigint DEFAULT 5 ON EMPTY DEFAULT -1 ON ERROR)
duckdb none
----
NULL | NULL | 7 | 8 | broken | nested | NULL | -1 | 5

error INVALID_ARGUMENT
SELECT json_value('{}', 'lax $.a' ERROR ON EMPTY)
----

error INVALID_ARGUMENT
SELECT json_value('{}', 'strict $.a' ERROR ON ERROR)
----

error INVALID_CAST
SELECT json_value('{"a": "x"}', 'lax $.a' RETURNING bigint ERROR ON ERROR)
----

error INVALID_ARGUMENT
SELECT json_value('{"a-b": 1}', 'lax $.a-b')
----

error NOT_SUPPORTED
SELECT json_exists('{}', 'lax $.a ? (@ like_regex "x")')
----

# A path over rows: constants in the documents, NULL, text that is not JSON.
query
SELECT id, json_value(j, 'lax $.a[last]'), json_query(j, 'lax $.a'), json_exists(j, 'lax $.a[*] ? (@ > 1)') FROM (VALUES (1, '{"a": [1, 2]}'), (2, '{"a": 5}'), (3, 'no json'), (4, NULL), (5, '{"a": []}')) AS t(id, j) ORDER BY id
duckdb none
----
1 | 2 | [1,2] | true
2 | 5 | 5 | true
3 | NULL | NULL | false
4 | NULL | NULL | NULL
5 | NULL | [] | false

query
SELECT json_query('{"a": [1, "x"]}', 'lax $.a[*]'), json_query('{"a": [1, "x"]}', 'lax $.a[*]' WITH ARRAY WRAPPER), json_query('{"a": [1]}', 'lax $.a' WITH CONDITIONAL ARRAY WRAPPER), json_query('{"a": [1]}', 'lax $.a' WITH UNCONDITIONAL ARRAY WRAPPER), json_query('{"a": 1}', 'lax $.a' WITH CONDITIONAL ARRAY WRAPPER), json_query('{"a": "x"}', 'lax $.a'), json_query('{"a": "x"}', 'lax $.a' OMIT QUOTES), json_query('{}', 'lax $.a' EMPTY OBJECT ON EMPTY), json_query('{', 'lax $.a' EMPTY ARRAY ON ERROR)
duckdb none
----
NULL | [1,"x"] | [1] | [[1]] | [1] | "x" | x | {} | []

# The path language: wildcards, ranges, descendants, methods, arithmetic, three-valued filters, variables.
query
SELECT json_query(j, 'lax $.*.n' WITH ARRAY WRAPPER), json_query(j, 'lax $.l[0, 2 to last]' WITH ARRAY WRAPPER), json_query(j, 'lax $..n' WITH ARRAY WRAPPER), json_query(j, 'lax $.l.size()'), json_query(j, 'strict $.l[*].type()' WITH ARRAY WRAPPER), json_query(j, 'lax -$.x.n + 2 * 3'), json_query(j, 'lax $.x.keyvalue()'), json_query(j, 'lax $.l[last - 1]'), json_query(j, 'lax $.l.floor()') FROM (VALUES '{"x": {"n": 1}, "y": {"n": 2.5}, "l": [10, "a", null, {"n": 3}]}') AS t(j)
duckdb none
----
[1,2.5,3] | [10,null,{"n":3}] | [1,2.5,3] | 4 | ["number","string","null","object"] | 5 | {"name":"n","value":1,"id":0} | null | NULL

query
SELECT json_query(j, 'lax $[*] ? (@.a == 1 || @.b starts with "y").i' WITH ARRAY WRAPPER), json_query(j, 'lax $[*] ? (!(@.a == 1)).i' WITH ARRAY WRAPPER), json_query(j, 'lax $[*] ? ((@.a > "t") is unknown).i' WITH ARRAY WRAPPER), json_query(j, 'lax $[*] ? (exists(@.b) && (@.a + 1) <= 3).i' WITH ARRAY WRAPPER), json_query(j, 'lax $[*] ? (@.a == null).i' WITH ARRAY WRAPPER), json_query(j, 'lax $[*] ? (@.a == $v).i' PASSING 2 AS "v" WITH ARRAY WRAPPER) FROM (VALUES '[{"i": 1, "a": 1, "b": "x"}, {"i": 2, "a": 2, "b": "yes"}, {"i": 3, "a": null}, {"i": 4}]') AS t(j)
duckdb none
----
[1,2] | [2,3,4] | [1,2] | [1,2] | [3] | [2]

query
SELECT json_object('a' VALUE 1, 'b': 'x"y', 'c': NULL), json_object('a': 1, 'b': NULL ABSENT ON NULL), json_object('a': ARRAY[1, 2], 'j': json_object('k': true), 't': date '2026-01-31'), json_object('f': '{"x": 1}' FORMAT JSON), json_array(1, 'x', NULL, true), json_array(1, NULL NULL ON NULL), json_array()
duckdb none
----
{"a":1,"b":"x\\"y","c":null} | {"a":1} | {"a":[1,2],"j":{"k":true},"t":"2026-01-31"} | {"f":{"x":1}} | [1,"x",true] | [1,null] | []

error INVALID_ARGUMENT
SELECT json_object('a': 1, 'a': 2 WITH UNIQUE KEYS)
----

# On the logs: the free-form columns are JSON.
query
SELECT count(*) FROM events WHERE json_exists(CAST(resources AS json), 'lax $[*] ? (@.type == "AWS::S3::Bucket")') <> any_match(resources, r -> r.type = 'AWS::S3::Bucket')
duckdb none
----
0
