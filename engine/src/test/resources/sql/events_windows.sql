# Windows over events.
query ordered
SELECT eventTime, eventName, lag(eventName) OVER (ORDER BY eventTime, eventID), row_number() OVER (ORDER BY eventTime, eventID) FROM events WHERE userIdentity.arn LIKE '%/maintenance' ORDER BY eventTime, eventID LIMIT 20
----
2026-03-01T01:18:17 | GetCallerIdentity | NULL | 1
2026-03-01T01:18:43 | ListBuckets | GetCallerIdentity | 2
2026-03-01T01:18:58 | GetBucketPolicy | ListBuckets | 3
2026-03-01T01:19:24 | ListObjects | GetBucketPolicy | 4
2026-03-01T01:19:25 | GetObject | ListObjects | 5
2026-03-01T01:19:32 | GetObject | GetObject | 6
2026-03-01T01:19:46 | GetObject | GetObject | 7
2026-03-01T01:19:47 | GetObject | GetObject | 8
2026-03-01T01:19:59 | GetObject | GetObject | 9
2026-03-01T01:20:29 | GetObject | GetObject | 10
2026-03-01T01:20:40 | DeleteBucket | GetObject | 11
2026-03-01T01:21 | DeleteObject | DeleteBucket | 12
2026-03-01T01:21:12 | DeleteObject | DeleteObject | 13
2026-03-01T01:21:36 | DeleteObject | DeleteObject | 14
2026-03-01T01:21:45 | DeleteObject | DeleteObject | 15
2026-03-01T01:22:01 | DeleteObject | DeleteObject | 16
2026-03-01T01:22:22 | DeleteObject | DeleteObject | 17
2026-03-01T01:22:26 | DeleteObject | DeleteObject | 18
2026-03-01T01:22:56 | DeleteObject | DeleteObject | 19
2026-03-01T01:23:22 | DeleteObject | DeleteObject | 20

query
SELECT d, c, sum(c) OVER (ORDER BY d) FROM (SELECT CAST(eventTime AS DATE) AS d, count(*) AS c FROM events GROUP BY CAST(eventTime AS DATE)) AS x
----
2026-02-26 | 381 | 381
2026-02-27 | 382 | 763
2026-02-28 | 175 | 938
2026-03-01 | 250 | 1188
2026-03-02 | 387 | 1575

query
SELECT max(gap) FROM (SELECT epoch_seconds - lag(epoch_seconds) OVER (ORDER BY epoch_seconds, eventID) AS gap FROM (SELECT to_unixtime(eventTime) AS epoch_seconds, eventID FROM events) AS t) AS g
duckdb
SELECT max(gap) FROM (SELECT epoch_seconds - lag(epoch_seconds) OVER (ORDER BY epoch_seconds, eventID) AS gap FROM (SELECT epoch(eventTime) AS epoch_seconds, eventID FROM events) AS t) AS g
----
31021

query
SELECT recipientAccountId, max(r), max(dr) FROM (SELECT recipientAccountId, rank() OVER (PARTITION BY recipientAccountId ORDER BY eventName) AS r, dense_rank() OVER (PARTITION BY recipientAccountId ORDER BY eventName) AS dr FROM events) AS x GROUP BY recipientAccountId
----
111122223333 | 1069 | 81
444455556666 | 317 | 52
777788889999 | 161 | 35
NULL | 1 | 1
