# VALUES as a table of its own.
query
VALUES (1, 'a'), (2, 'b')
----
1 | a
2 | b

query
SELECT * FROM (VALUES 1, 2, 3) AS t(v)
duckdb
SELECT * FROM (VALUES (1), (2), (3)) AS t(v)
----
1
2
3

query
SELECT v + 1 FROM (VALUES (1), (NULL)) AS t(v)
----
2
NULL

query ordered
SELECT v FROM (VALUES (2),(1)) AS t(v) ORDER BY v
----
1
2

query
SELECT * FROM (VALUES ('a'), ('bbb')) AS t(v) WHERE v = 'a'
----
a

query
SELECT length(v) FROM (VALUES ('a'), ('bbb')) AS t(v)
----
1
3
