# The Athena view: text where Athena has text.
query
SELECT typeof(eventtime), typeof(readonly), typeof(requestparameters), typeof(useridentity.sessioncontext.attributes.creationdate), typeof(addendum), typeof(year) FROM athena_view LIMIT 1
duckdb none
----
varchar | varchar | varchar | varchar | row(reason varchar, updatedfields varchar, originalrequestid varchar, originaleventid varchar) | varchar

query
SELECT min(eventtime), max(eventtime) FROM athena_view
duckdb none
----
2026-02-26T01:00:43Z | 2026-03-02T21:58:54Z

query
SELECT readonly, count(*) FROM athena_view GROUP BY 1
duckdb none
----
NULL | 78
false | 484
true | 1076

query
SELECT json_extract_scalar(requestparameters, '$.bucketName') AS bucket, count(*) FROM athena_view WHERE requestParameters.bucketName IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3
duckdb none
----
example-ledger-00 | 172
example-profile-121 | 39
example-reports-02 | 35

query
SELECT count(*) FROM athena_view WHERE requestParameters.bucketName IS DISTINCT FROM json_extract_scalar(requestparameters, '$.bucketName')
duckdb none
----
0

query
SELECT count(*) FROM athena_view WHERE requestparameters LIKE '%"bucketName":"%'
duckdb none
----
484

query
SELECT count(*) FROM athena_view WHERE json_extract_scalar(json_extract(responseelements, '$.credentials'), '$.accessKeyId') IS NOT NULL
duckdb none
----
32

query
SELECT count(*) FROM athena_view WHERE json_extract_scalar(responseelements, '$.credentials.accessKeyId') IS NOT NULL
duckdb none
----
32

query
SELECT count(*) FROM athena_view WHERE eventtime >= '2026-02-28T00:00:00Z' AND eventtime < '2026-03-01'
duckdb none
----
180

query
SELECT count(*) FROM deliveries WHERE eventTime >= '2026-02-28T00:00:00Z' AND eventTime < '2026-03-01'
duckdb none
----
180

query
SELECT count(*) FROM athena_view WHERE eventtime LIKE '2026-02-28%'
duckdb none
----
180

query
SELECT count(*) FROM athena_view WHERE from_iso8601_timestamp(eventtime) BETWEEN timestamp '2026-02-28 00:00:00' AND timestamp '2026-02-28 23:59:59'
duckdb none
----
180

query
SELECT region, year, month, day, count(*) FROM athena_view GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3, 4 LIMIT 3
duckdb none
----
us-east-1 | 2026 | 02 | 26 | 366
us-east-1 | 2026 | 02 | 27 | 306
us-east-1 | 2026 | 03 | 02 | 287

query
SELECT count(*) FROM athena_view WHERE year = '2026' AND month = '02' AND day = '28' AND region = 'eu-west-1'
duckdb none
----
58

query
SELECT count(*) FROM security.trail WHERE timestamp LIKE '2026/02/28'
duckdb none
----
182

query
SELECT count(*) FROM "security-lake"."trail logs" WHERE date_partition >= date_format(date_add('day', -1, timestamp '2026-03-01 00:00:00'), '%Y/%m/%d') AND account_partition = '111122223333'
duckdb none
----
585

query
SELECT dt, day, account_id, count(*) FROM hunt_trail WHERE day BETWEEN DATE '2026-02-27' AND DATE '2026-02-28' GROUP BY 1, 2, 3 ORDER BY 1, 3 LIMIT 5
duckdb none
----
2026/02/27 | 2026-02-27 | 111122223333 | 274
2026/02/27 | 2026-02-27 | 444455556666 | 75
2026/02/27 | 2026-02-27 | 777788889999 | 41
2026/02/28 | 2026-02-28 | 111122223333 | 124
2026/02/28 | 2026-02-28 | 444455556666 | 38

query
SELECT at, kind, dt, count(*) FROM own_trail GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT 2
duckdb none
----
111122223333@us-east-1 | CloudTrail | 2026-02-26 | 251
111122223333@us-east-1 | CloudTrail | 2026-02-27 | 225

query
SELECT count(*) FROM default.org_trail a JOIN free_trail b ON a.eventid = b.eventid WHERE a.region = 'eu-west-1' AND b.year = '2026'
duckdb none
----
356

query
SELECT addendum.updatedfields, addendum.reason, count(*) FROM athena_view WHERE addendum IS NOT NULL GROUP BY 1, 2 ORDER BY 1
duckdb none
----
responseElements | UPDATED_DATA | 2

query
SELECT addendum FROM athena_view WHERE addendum.reason IS NOT NULL LIMIT 1
duckdb none
----
['UPDATED_DATA', 'responseElements', '92c988cb-800c-4ab3-b493-41a5eee1aa8a', '6d8d3080-4ee0-47bc-b2fa-fc1fe152e554']

error COLUMN_NOT_FOUND
SELECT eventname.x FROM athena_view
----

error COLUMN_NOT_FOUND
SELECT year FROM bare_trail
----
athena:manual or athena:organization

error COLUMN_NOT_FOUND
SELECT resources.ARN FROM athena_view
----
resources

query
SELECT json_extract_scalar(r, '$.bucketName') FROM (SELECT requestparameters AS r, eventid FROM athena_view WHERE requestparameters IS NOT NULL ORDER BY eventid LIMIT 400) WHERE json_extract_scalar(r, '$.bucketName') IS NOT NULL ORDER BY 1 LIMIT 1
duckdb none
----
example-archive-012

query
SELECT a.requestParameters.bucketName, count(*) FROM athena_view a LEFT JOIN lake_view b ON a.requestparameters.bucketName = b.requestParameters.bucketName AND a.eventid = b.eventid WHERE b.requestParameters.bucketName LIKE 'example-l%' GROUP BY a.requestParameters.bucketName ORDER BY 1 LIMIT 2
duckdb none
----
example-ledger-00 | 172
example-ledger-00-35 | 1

query
SELECT r.requestParameters.bucketName, x FROM athena_view AS r CROSS JOIN UNNEST(ARRAY[1, 2]) AS u(x) WHERE r.requestParameters.bucketName = 'example-ledger-00' AND x = 2 ORDER BY 1 LIMIT 1
duckdb none
----
example-ledger-00 | 2

query
SELECT requestParameters.bucketName, row_number() OVER (ORDER BY eventtime, eventid) FROM athena_view WHERE requestParameters.bucketName IS NOT NULL ORDER BY 2 LIMIT 1
duckdb none
----
example-ledger-00 | 1

query
SELECT requestParameters.bucketName AS b FROM athena_view WHERE readonly = 'true' AND requestParameters.bucketName LIKE '%ledger%' UNION SELECT element_at(requestParameters, 'bucketName') FROM lake_view WHERE readOnly = true AND requestParameters.bucketName LIKE '%ledger%' ORDER BY 1
duckdb none
----
example-ledger-00
example-ledger-01
example-ledger-013
