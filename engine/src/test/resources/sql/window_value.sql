# lag, lead, first, last and nth value.
query
SELECT g, i, lag(v) OVER (PARTITION BY g ORDER BY i), lead(v) OVER (PARTITION BY g ORDER BY i) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | NULL | NULL
a | 1 | NULL | 20
a | 2 | 10 | 20
a | 3 | 20 | NULL
b | 1 | NULL | NULL
b | 2 | 5 | NULL

query
SELECT g, i, lag(v, 2) OVER (PARTITION BY g ORDER BY i), lead(v, 1, -1) OVER (PARTITION BY g ORDER BY i) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | NULL | -1
a | 1 | NULL | 20
a | 2 | NULL | 20
a | 3 | 10 | -1
b | 1 | NULL | NULL
b | 2 | NULL | -1

query
SELECT g, i, first_value(v) OVER (PARTITION BY g ORDER BY i), last_value(v) OVER (PARTITION BY g ORDER BY i) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 7 | 7
a | 1 | 10 | 10
a | 2 | 10 | 20
a | 3 | 10 | 20
b | 1 | 5 | 5
b | 2 | 5 | NULL

query
SELECT g, i, last_value(v) OVER (PARTITION BY g ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), nth_value(v, 2) OVER (PARTITION BY g ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM (VALUES ('a',1,10),('a',2,20),('a',3,20),('b',1,5),('b',2,NULL),(NULL,1,7)) AS w(g,i,v)
----
NULL | 1 | 7 | NULL
a | 1 | 20 | 20
a | 2 | 20 | 20
a | 3 | 20 | 20
b | 1 | NULL | NULL
b | 2 | NULL | NULL

query
SELECT i, v - lag(v) OVER (ORDER BY i) FROM (VALUES (1,10),(2,15),(3,12)) AS t(i,v)
----
1 | NULL
2 | 5
3 | -3
