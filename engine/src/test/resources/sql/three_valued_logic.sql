# AND, OR and NOT over TRUE, FALSE and NULL.
query
SELECT a, b, a AND b, a OR b FROM (VALUES (TRUE),(FALSE),(CAST(NULL AS BOOLEAN))) AS x(a), (VALUES (TRUE),(FALSE),(CAST(NULL AS BOOLEAN))) AS y(b)
----
NULL | NULL | NULL | NULL
NULL | false | false | NULL
NULL | true | NULL | true
false | NULL | false | NULL
false | false | false | false
false | true | false | true
true | NULL | NULL | true
true | false | false | true
true | true | true | true

query
SELECT a, NOT a, a IS NULL, a IS TRUE, a IS FALSE FROM (VALUES (TRUE),(FALSE),(CAST(NULL AS BOOLEAN))) AS x(a)
----
NULL | NULL | true | false | false
false | true | false | false | true
true | false | false | true | false

query
SELECT a FROM (VALUES (TRUE),(FALSE),(CAST(NULL AS BOOLEAN))) AS x(a) WHERE a
----
true

query
SELECT a FROM (VALUES (TRUE),(FALSE),(CAST(NULL AS BOOLEAN))) AS x(a) WHERE NOT a
----
false

query
SELECT a = b, a <> b FROM (VALUES (1, 1),(1, 2),(1, NULL)) AS x(a, b)
----
NULL | NULL
false | true
true | false
