# Queries within queries.
query
SELECT max(c) FROM (SELECT eventSource, count(*) AS c FROM (SELECT DISTINCT eventSource, eventName FROM (SELECT * FROM events WHERE readOnly) AS a) AS b GROUP BY eventSource) AS d
----
10

query
SELECT a.r, a.c, b.c FROM (SELECT awsRegion AS r, count(*) AS c FROM events GROUP BY awsRegion) AS a LEFT JOIN (SELECT awsRegion AS r, count(*) AS c FROM events WHERE errorCode IS NOT NULL GROUP BY awsRegion) AS b ON a.r = b.r
----
eu-west-1 | 309 | 13
us-east-1 | 1157 | 62
us-west-2 | 109 | 3

query ordered
WITH a AS (SELECT eventName, count(*) AS c FROM events GROUP BY eventName), b AS (SELECT *, rank() OVER (ORDER BY c DESC, eventName) AS r FROM a) SELECT eventName, c FROM b WHERE r BETWEEN 3 AND 6 ORDER BY r
----
PutObject | 133
Invoke | 112
DescribeNetworkInterfaces | 86
ConsoleLogin | 70

query
SELECT count(*) FROM events WHERE eventName IN (SELECT eventName FROM events WHERE errorCode IN (SELECT errorCode FROM events WHERE eventSource = 'ec2.amazonaws.com'))
----
57

query
SELECT count(*) FROM (SELECT eventID FROM events WHERE readOnly UNION ALL SELECT eventID FROM events WHERE NOT readOnly UNION ALL SELECT eventID FROM events WHERE readOnly IS NULL) AS u
----
1575

query
SELECT x.n FROM (SELECT count(*) AS n FROM events AS e WHERE EXISTS (SELECT 1 FROM events AS f WHERE f.requestID = e.requestID AND f.eventID <> e.eventID)) AS x
----
14

query
SELECT o.s, (SELECT count(*) FROM events AS i WHERE i.eventSource = o.s AND i.errorCode IS NOT NULL) FROM (SELECT DISTINCT eventSource AS s FROM events WHERE eventSource LIKE 's%') AS o
----
s3.amazonaws.com | 40
secretsmanager.amazonaws.com | 0
signin.amazonaws.com | 0
ssm.amazonaws.com | 2
sts.amazonaws.com | 2
