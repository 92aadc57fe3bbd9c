# Following a session.
query ordered
WITH key AS (SELECT userIdentity.accessKeyId AS k FROM events WHERE eventName = 'DeleteBucket' AND errorCode IS NULL) SELECT e.eventName, count(*) AS c, min(e.eventTime), max(e.eventTime) FROM events AS e JOIN key ON e.userIdentity.accessKeyId = key.k GROUP BY e.eventName ORDER BY c DESC, 1
----
DeleteObject | 12 | 2026-03-01T01:21 | 2026-03-01T01:23:59
GetObject | 6 | 2026-03-01T01:19:25 | 2026-03-01T01:20:29
DeleteBucket | 2 | 2026-03-01T01:20:40 | 2026-03-01T01:24:28
GetCallerIdentity | 2 | 2026-03-01T01:18:17 | 2026-03-01T01:25:19
DeleteTrail | 1 | 2026-03-01T01:25:11 | 2026-03-01T01:25:11
GetBucketPolicy | 1 | 2026-03-01T01:18:58 | 2026-03-01T01:18:58
ListBuckets | 1 | 2026-03-01T01:18:43 | 2026-03-01T01:18:43
ListObjects | 1 | 2026-03-01T01:19:24 | 2026-03-01T01:19:24
StopLogging | 1 | 2026-03-01T01:24:57 | 2026-03-01T01:24:57

query
SELECT a.userIdentity.userName FROM events AS a WHERE a.eventName = 'AssumeRole' AND a.responseElements['credentials'] LIKE '%' || (SELECT min(userIdentity.accessKeyId) FROM events WHERE eventName = 'DeleteBucket' AND errorCode IS NULL) || '%'
----
bela

query ordered
SELECT eventName, next_name, count(*) AS c FROM (SELECT eventName, lead(eventName) OVER (PARTITION BY userIdentity.accessKeyId ORDER BY eventTime, eventID) AS next_name FROM events WHERE userIdentity.accessKeyId IS NOT NULL) AS x WHERE next_name IS NOT NULL AND eventName <> next_name GROUP BY eventName, next_name ORDER BY c DESC, 1, 2 LIMIT 6
----
GetObject | Decrypt | 35
Decrypt | GetObject | 33
PutObject | GetObject | 28
GetObject | PutObject | 26
Decrypt | PutObject | 14
PutObject | Decrypt | 13

query
SELECT max(c), count(*) FROM (SELECT userIdentity.accessKeyId AS k, count(*) AS c FROM events WHERE userIdentity.type = 'AssumedRole' GROUP BY userIdentity.accessKeyId) AS s
----
92 | 61

query
SELECT count(*) FROM events WHERE userIdentity.sessionContext.attributes.creationDate IS NOT NULL AND eventTime < userIdentity.sessionContext.attributes.creationDate
----
0
