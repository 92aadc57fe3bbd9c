# Ranking functions.
query
SELECT g, i, row_number() OVER (PARTITION BY g ORDER BY i) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 1
a | 1 | 1
a | 2 | 2
a | 3 | 3
b | 1 | 1
b | 2 | 2

query
SELECT g, i, rank() OVER (PARTITION BY g ORDER BY v), dense_rank() OVER (PARTITION BY g ORDER BY v) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 1 | 1
a | 1 | 1 | 1
a | 2 | 2 | 2
a | 3 | 2 | 2
b | 1 | 1 | 1
b | 2 | 2 | 2

query
SELECT g, i, percent_rank() OVER (PARTITION BY g ORDER BY v), cume_dist() OVER (PARTITION BY g ORDER BY v) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 0 | 1
a | 1 | 0 | 0.333333333333
a | 2 | 0.5 | 1
a | 3 | 0.5 | 1
b | 1 | 0 | 0.5
b | 2 | 1 | 1

query
SELECT i, g, ntile(2) OVER (ORDER BY g NULLS LAST, i), ntile(4) OVER (ORDER BY g NULLS LAST, i) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
1 | NULL | 2 | 4
1 | a | 1 | 1
1 | b | 2 | 2
2 | a | 1 | 1
2 | b | 2 | 3
3 | a | 1 | 2

query
SELECT g, i, row_number() OVER (ORDER BY g NULLS LAST, i DESC) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 6
a | 1 | 3
a | 2 | 2
a | 3 | 1
b | 1 | 5
b | 2 | 4

query
SELECT g, i FROM (SELECT g, i, row_number() OVER (PARTITION BY g ORDER BY i DESC) AS r FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)) AS x WHERE r = 1
----
NULL | 1
a | 3
b | 2

query
SELECT g, rank() OVER (ORDER BY count(*) DESC) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v) GROUP BY g
----
NULL | 3
a | 1
b | 2

query
SELECT row_number() OVER () FROM (VALUES (1),(1)) AS t(a)
----
1
2
