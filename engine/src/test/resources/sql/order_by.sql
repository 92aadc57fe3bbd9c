# ORDER BY: direction, NULLs, expressions, positions, names, what is not selected.
query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY id DESC
----
5
4
3
2
1

query ordered
SELECT n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n
----
10
20
30
40
NULL

query ordered
SELECT n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n DESC
----
40
30
20
10
NULL

query ordered
SELECT n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n NULLS FIRST
----
NULL
10
20
30
40

query ordered
SELECT n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n DESC NULLS LAST
----
40
30
20
10
NULL

query ordered
SELECT n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n DESC NULLS FIRST
----
NULL
40
30
20
10

query ordered
SELECT k, id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY k NULLS FIRST, id DESC
----
NULL | 4
a | 3
a | 1
b | 2
c | 5

query ordered
SELECT id AS x FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY x DESC
----
5
4
3
2
1

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY n % 3, id
----
3
1
4
2
5

query ordered
SELECT k, id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY 1 NULLS LAST, 2
----
a | 1
a | 3
b | 2
c | 5
NULL | 4

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY k NULLS LAST, n DESC
----
3
1
2
5
4

query ordered
SELECT v FROM (VALUES ('b'),('B'),('a'),('ä'),('Z'),('')) AS t(v) ORDER BY v
----
''
B
Z
a
b
ä

query ordered
SELECT v FROM (VALUES (1.5E0),(-2E0),(0E0),(NULL)) AS t(v) ORDER BY v NULLS FIRST
----
NULL
-2
0
1.5

query ordered
SELECT b FROM (VALUES (TRUE),(FALSE),(NULL)) AS t(b) ORDER BY b NULLS LAST
----
false
true
NULL

query ordered
SELECT DISTINCT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY k NULLS LAST
----
a
b
c
NULL

query ordered
SELECT k, count(*) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) GROUP BY k ORDER BY count(*) DESC, k NULLS LAST
----
a | 2
b | 1
c | 1
NULL | 1

query ordered
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS t(id,k,n) ORDER BY CASE WHEN k = 'a' THEN 0 ELSE 1 END, id
----
1
3
2
4
5
