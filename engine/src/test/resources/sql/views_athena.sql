# The Athena view: text where Athena has text.
query
SELECT typeof(eventtime), typeof(readonly), typeof(requestparameters), typeof(useridentity.sessioncontext.attributes.creationdate), typeof(addendum), typeof(year) FROM athena_view LIMIT 1
----
?

query
SELECT min(eventtime), max(eventtime) FROM athena_view
----
?

query
SELECT readonly, count(*) FROM athena_view GROUP BY 1
----
?

query
SELECT json_extract_scalar(requestparameters, '$.bucketName') AS bucket, count(*) FROM athena_view WHERE requestParameters.bucketName IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3
----
?

query
SELECT count(*) FROM athena_view WHERE requestParameters.bucketName IS DISTINCT FROM json_extract_scalar(requestparameters, '$.bucketName')
----
0

query
SELECT count(*) FROM athena_view WHERE requestparameters LIKE '%"bucketName":"%'
----
?

query
SELECT count(*) FROM athena_view WHERE json_extract_scalar(json_extract(responseelements, '$.credentials'), '$.accessKeyId') IS NOT NULL
----
?

query
SELECT count(*) FROM athena_view WHERE json_extract_scalar(responseelements, '$.credentials.accessKeyId') IS NOT NULL
----
?

query
SELECT count(*) FROM athena_view WHERE eventtime >= '2026-02-28T00:00:00Z' AND eventtime < '2026-03-01'
----
?

query
SELECT count(*) FROM deliveries WHERE eventTime >= '2026-02-28T00:00:00Z' AND eventTime < '2026-03-01'
----
?

query
SELECT count(*) FROM athena_view WHERE eventtime LIKE '2026-02-28%'
----
?

query
SELECT count(*) FROM athena_view WHERE from_iso8601_timestamp(eventtime) BETWEEN timestamp '2026-02-28 00:00:00' AND timestamp '2026-02-28 23:59:59'
----
?

query
SELECT region, year, month, day, count(*) FROM athena_view GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT 3
----
?

query
SELECT count(*) FROM athena_view WHERE year = '2026' AND month = '02' AND day = '28' AND region = 'eu-west-1'
----
?

query
SELECT count(*) FROM security.trail WHERE timestamp LIKE '2026/02/28'
----
?

query
SELECT count(*) FROM "security-lake"."trail logs" WHERE date_partition >= date_format(date_add('day', -1, timestamp '2026-03-01 00:00:00'), '%Y/%m/%d') AND account_partition = '111122223333'
----
?

query
SELECT dt, day, account_id, count(*) FROM hunt_trail WHERE day BETWEEN DATE '2026-02-27' AND DATE '2026-02-28' GROUP BY 1, 2, 3 ORDER BY 1, 3 LIMIT 5
----
?

query
SELECT at, kind, dt, count(*) FROM own_trail GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT 2
----
?

query
SELECT count(*) FROM default.org_trail a JOIN free_trail b ON a.eventid = b.eventid WHERE a.region = 'eu-west-1' AND b.year = '2026'
----
?

query
SELECT addendum.updatedfields, addendum.reason, count(*) FROM athena_view WHERE addendum IS NOT NULL GROUP BY 1, 2 ORDER BY 1
----
?

query
SELECT addendum FROM athena_view WHERE addendum.reason IS NOT NULL LIMIT 1
----
?

error COLUMN_NOT_FOUND
SELECT eventname.x FROM athena_view
----

error COLUMN_NOT_FOUND
SELECT year FROM bare_trail
----
