# EXISTS, IN and their negations, with NULL in the way.
query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE EXISTS (SELECT 1 FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.k = a.k AND b.id <> a.id)
----
1
3

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE NOT EXISTS (SELECT 1 FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.k = a.k AND b.id <> a.id)
----
2
4
5

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE k IN (SELECT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE id > 2)
----
1
3
5

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE k NOT IN (SELECT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE id = 2)
----
1
3
5

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE k NOT IN (SELECT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE id >= 4)
----

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE id NOT IN (SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE 1 = 0)
----
1
2
3
4
5

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE EXISTS (SELECT 1 FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.id = 99)
----

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE EXISTS (SELECT 1 FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.n > a.n)
----
1
2
3

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE n = ANY (SELECT n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE id < 3)
----
1
2

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE n >= ALL (SELECT n FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE n IS NOT NULL)
----
4

query
SELECT id, k IN (SELECT k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE id < 3) FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n)
----
1 | true
2 | true
3 | true
4 | NULL
5 | false

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE (id, k) IN (SELECT id, k FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE id < 4)
----
1
2
3

query
SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS a(id,k,n) WHERE id IN (SELECT id FROM (VALUES (1,'a',10),(2,'b',20),(3,'a',30),(4,NULL,40),(5,'c',NULL)) AS b(id,k,n) WHERE b.k = a.k AND n < 25)
----
1
2
