# What a SELECT without much else can do.
query
SELECT 1
----
1

query
SELECT 1 AS one, 'two' AS two, TRUE AS three, NULL AS four
----
1 | two | true | NULL

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1
2
3
4
5

query
SELECT * FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | a | 10
2 | b | 20
3 | a | 30
4 | NULL | 40
5 | c | NULL

query
SELECT t.* FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
1 | a | 10
2 | b | 20
3 | a | 30
4 | NULL | 40
5 | c | NULL

query
SELECT t.id, t.* FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE t.id < 3
----
1 | 1 | a | 10
2 | 2 | b | 20

query
SELECT id + 1 AS next, n * 2 AS twice FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
2 | 20
3 | 40
4 | 60
5 | 80
6 | NULL

query
SELECT DISTINCT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
NULL
a
b
c

query
SELECT DISTINCT k, n IS NULL FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n)
----
NULL | false
a | false
b | false
c | true

query
SELECT 'it''s', '', ' padded ', 'NULL', 'a|b'
----
it's | '' | ' padded ' | 'NULL' | a\pb

query
SELECT 9223372036854775807, -9223372036854775807, 0
----
9223372036854775807 | -9223372036854775807 | 0

query
SELECT 'größe', '請求書', '🔒'
----
größe | 請求書 | 🔒

query
SELECT "id", "t"."k" FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE ID = 1
----
1 | a

query
SELECT ID, Id, iD FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) WHERE id = 2
----
2 | 2 | 2

query
SELECT a FROM (SELECT 1 AS a) WHERE a = 1
duckdb
SELECT a FROM (SELECT 1 AS a) AS x WHERE a = 1
----
1

query
SELECT count(*) FROM (SELECT 1 AS a WHERE 1 = 0) AS t
----
0
