# The trail against itself and against lists.
query
SELECT l.label, count(*) FROM events AS e JOIN (VALUES ('s3.amazonaws.com', 'storage'),('kms.amazonaws.com', 'keys'),('none', 'none')) AS l(source, label) ON e.eventSource = l.source GROUP BY l.label
----
keys | 284
storage | 474

query
SELECT l.label, count(e.eventID) FROM (VALUES ('s3.amazonaws.com', 'storage'),('kms.amazonaws.com', 'keys'),('none', 'none')) AS l(source, label) LEFT JOIN events AS e ON e.eventSource = l.source GROUP BY l.label
----
keys | 284
none | 0
storage | 474

query
SELECT count(*) FROM events AS a JOIN events AS b ON a.eventID = b.eventID
----
1575

query
SELECT count(*) FROM deliveries AS a JOIN deliveries AS b ON a.eventID = b.eventID
----
1764

query
SELECT count(*) FROM deliveries AS d WHERE d.eventID NOT IN (SELECT eventID FROM events)
----
0

query
SELECT count(*) FROM (SELECT eventName FROM events WHERE awsRegion = 'us-east-1' EXCEPT SELECT eventName FROM events WHERE awsRegion = 'eu-west-1') AS x
----
24

query
SELECT count(*) FROM (SELECT eventName FROM events WHERE awsRegion = 'us-east-1' INTERSECT SELECT eventName FROM events WHERE awsRegion = 'eu-west-1') AS x
----
49

query
SELECT x.d, y.d, x.c, y.c FROM (SELECT CAST(eventTime AS DATE) AS d, count(*) AS c FROM events GROUP BY 1) AS x FULL JOIN (SELECT CAST(eventTime AS DATE) AS d, count(*) AS c FROM events WHERE errorCode IS NOT NULL GROUP BY 1) AS y ON x.d = y.d
----
2026-02-26 | 2026-02-26 | 381 | 20
2026-02-27 | 2026-02-27 | 382 | 21
2026-02-28 | 2026-02-28 | 175 | 9
2026-03-01 | 2026-03-01 | 250 | 11
2026-03-02 | 2026-03-02 | 387 | 17

query
SELECT a.eventName, count(*) FROM events AS a, events AS b WHERE a.sharedEventID = b.sharedEventID AND a.eventID <> b.eventID GROUP BY a.eventName
----
AssumeRole | 14
NULL | 30
