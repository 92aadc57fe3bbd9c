# ROLLUP, CUBE and GROUPING SETS: subtotals show NULL, GROUPING tells them from real NULLs.
query
SELECT r, p, sum(q) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY ROLLUP (r, p)
----
NULL | NULL | 15
NULL | NULL | 5
NULL | y | 5
eu | NULL | 3
eu | x | 1
eu | y | 2
us | NULL | 7
us | x | 7

query
SELECT r, p, count(*) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY CUBE (r, p)
----
NULL | NULL | 1
NULL | NULL | 5
NULL | x | 3
NULL | y | 1
NULL | y | 2
eu | NULL | 2
eu | x | 1
eu | y | 1
us | NULL | 2
us | x | 2

query
SELECT r, p, sum(q) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY GROUPING SETS ((r), (p), ())
----
NULL | NULL | 15
NULL | NULL | 5
NULL | x | 8
NULL | y | 7
eu | NULL | 3
us | NULL | 7

query
SELECT r, p, grouping(r), grouping(p), count(*) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY ROLLUP (r, p)
----
NULL | NULL | 0 | 1 | 1
NULL | NULL | 1 | 1 | 5
NULL | y | 0 | 0 | 1
eu | NULL | 0 | 1 | 2
eu | x | 0 | 0 | 1
eu | y | 0 | 0 | 1
us | NULL | 0 | 1 | 2
us | x | 0 | 0 | 2

query
SELECT r, p, grouping(r, p), count(*) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY CUBE (r, p)
----
NULL | NULL | 1 | 1
NULL | NULL | 3 | 5
NULL | x | 2 | 3
NULL | y | 0 | 1
NULL | y | 2 | 2
eu | NULL | 1 | 2
eu | x | 0 | 1
eu | y | 0 | 1
us | NULL | 1 | 2
us | x | 0 | 2

query
SELECT r, sum(q) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY ROLLUP (r) HAVING sum(q) > 3
----
NULL | 15
NULL | 5
us | 7

query
SELECT r, count(*) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) WHERE 1 = 0 GROUP BY ROLLUP (r)
----
NULL | 0

query
SELECT r, p, count(DISTINCT v) FROM (VALUES ('eu','x',1,10),('eu','y',2,20),('us','x',3,30),('us','x',4,NULL),(NULL,'y',5,50)) AS s(r,p,q,v) GROUP BY GROUPING SETS ((r, p), (r))
----
NULL | NULL | 1
NULL | y | 1
eu | NULL | 2
eu | x | 1
eu | y | 1
us | NULL | 1
us | x | 1
