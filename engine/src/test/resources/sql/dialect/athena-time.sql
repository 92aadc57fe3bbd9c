# Times as ISO text, and the partition columns of all published schemes.
query
SELECT count(*) FROM athena_view WHERE eventtime >= '2026-04-01T00:00:00Z' AND eventtime < '2026-04-02T00:00:00Z'
----
13

query
SELECT count(*) FROM athena_view WHERE eventtime BETWEEN '2026-03-30T08:05:00Z' AND '2026-03-30T08:12:00Z'
----
4

query
SELECT eventname FROM athena_view WHERE eventtime = '2026-03-31T23:59:59Z'
----
GetObject

query
SELECT count(*) FROM athena_view WHERE eventtime >= date_format(date_add('day', -1, timestamp '2026-04-02 12:00:00'), '%Y-%m-%dT%H:%i:%sZ')
duckdb
SELECT count(*) FROM athena_view WHERE eventtime >= '2026-04-01T12:00:00Z'
----
11

query
SELECT count(*) FROM athena_view WHERE from_iso8601_timestamp(eventtime) > timestamp '2026-04-02 02:15:00' - interval '24' hour
----
19

query
SELECT count(*) = 40 FROM athena_view WHERE from_iso8601_timestamp(eventtime) < current_timestamp AND eventtime < to_iso8601(current_timestamp)
duckdb
SELECT TRUE
----
true

query
SELECT date_trunc('hour', from_iso8601_timestamp(eventtime)) AS hour, count(*) FROM athena_view WHERE errorcode IS NOT NULL GROUP BY 1
duckdb
SELECT CAST(date_trunc('hour', from_iso8601_timestamp(eventtime)) AS TIMESTAMP), count(*) FROM athena_view WHERE errorcode IS NOT NULL GROUP BY 1
----
2026-03-31T00:00 | 1
2026-03-31T10:00 | 1
2026-03-31T23:00 | 1
2026-04-01T11:00 | 1
2026-04-01T13:00 | 1

query
SELECT eventname, parse_datetime(eventtime, 'yyyy-MM-dd''T''HH:mm:ss''Z') AS t FROM athena_view WHERE eventname IN ('Invoke', 'PutItem')
duckdb
SELECT eventname, from_iso8601_timestamp(eventtime) AS t FROM athena_view WHERE eventname IN ('Invoke', 'PutItem')
----
Invoke | 2026-04-01T06:00
PutItem | 2026-04-01T06:00:05

query
SELECT hour(from_iso8601_timestamp(eventtime)) AS hour, count(*) FROM athena_view GROUP BY hour(from_iso8601_timestamp(eventtime)) HAVING count(*) > 3
----
0 | 4
10 | 6
12 | 6
2 | 4
22 | 4
8 | 6

query
SELECT date_diff('minute', from_iso8601_timestamp(min(eventtime)), from_iso8601_timestamp(max(eventtime))) FROM athena_view WHERE useridentity.type = 'Root'
----
7

query
SELECT min(eventtime), max(eventtime), max(useridentity.sessioncontext.attributes.creationdate) FROM athena_view WHERE eventsource = 'ecs.amazonaws.com'
----
2026-04-01T10:16:00Z | 2026-04-01T10:16:00Z | 2026-04-01T10:15:00Z

query
SELECT date(from_iso8601_timestamp(eventtime)) AS date, count(*) AS count FROM athena_view GROUP BY 1
duckdb
SELECT CAST(from_iso8601_timestamp(eventtime) AS DATE), count(*) FROM athena_view GROUP BY 1
----
2026-03-30 | 10
2026-03-31 | 11
2026-04-01 | 13
2026-04-02 | 6

query
SELECT substr(eventtime, 1, 10) AS day, count(DISTINCT sourceipaddress) FROM athena_view GROUP BY substr(eventtime, 1, 10)
----
2026-03-30 | 3
2026-03-31 | 6
2026-04-01 | 8
2026-04-02 | 5

query
SELECT count(*) FROM athena_view WHERE cast(replace(replace(eventtime, 'T', ' '), 'Z') AS timestamp) >= date '2026-04-02'
duckdb
SELECT count(*) FROM athena_view WHERE eventtime >= '2026-04-02'
----
6

query
SELECT date_parse(eventtime, '%Y-%m-%dT%H:%i:%sZ') FROM athena_view WHERE eventname = 'CreateUser'
duckdb
SELECT TIMESTAMP '2026-03-30 22:20:30'
----
2026-03-30T22:20:30

query
SELECT format_datetime(from_iso8601_timestamp(eventtime), 'EEE d MMM yyyy HH:mm') FROM athena_view WHERE eventname = 'CreateUser'
duckdb none
----
Mon 30 Mar 2026 22:20

# The manual's table.
query
SELECT count(*) FROM athena_view WHERE region = 'eu-west-1' AND year = '2026' AND month = '04' AND day = '01'
----
9

query
SELECT year, month, day, region, count(*) FROM athena_view WHERE year='2026' and month='03' GROUP BY year, month, day, region
----
2026 | 03 | 30 | us-east-1 | 10
2026 | 03 | 31 | eu-west-1 | 4
2026 | 03 | 31 | us-east-1 | 7

query
SELECT count(*) FROM athena_view WHERE concat(year, '-', month, '-', day) >= '2026-04-01'
duckdb
SELECT count(*) FROM athena_view WHERE eventtime >= '2026-04-01'
----
19

query
SELECT eventname FROM athena_view WHERE day IN ('02') AND CAST(month AS integer) = 4 AND region LIKE 'us-%' AND eventname LIKE 'Put%'
----
PutRolePolicy

query
SELECT default.org_trail.account, count(*) FROM default.org_trail GROUP BY default.org_trail.account
duckdb
SELECT account, count(*) FROM org_trail GROUP BY account
----
111122223333 | 24
444455556666 | 9
777788889999 | 7

# One column called timestamp.
query
SELECT timestamp, count(*) FROM security.trail WHERE timestamp >= '2026/04/01' GROUP BY timestamp
duckdb
SELECT "timestamp", count(*) FROM security.trail WHERE "timestamp" >= '2026/04/01' GROUP BY "timestamp"
----
2026/04/01 | 13
2026/04/02 | 6

query
SELECT eventname, security.trail.timestamp FROM security.trail WHERE timestamp BETWEEN '2026/03/31' AND '2026/03/31' AND readonly = 'true'
duckdb
SELECT eventname, "timestamp" FROM security.trail WHERE "timestamp" = '2026/03/31' AND readonly = 'true'
----
AssumeRole | 2026/03/31
AssumeRole | 2026/03/31
Decrypt | 2026/03/31
GetObject | 2026/03/31

query
SELECT count(*) FROM hunt_trail WHERE dt >= date_format(date '2026-04-02' - interval '1' day, '%Y/%m/%d') AND account_id = '777788889999'
duckdb
SELECT count(*) FROM hunt_trail WHERE dt >= '2026/04/01' AND account_id = '777788889999'
----
7

query
SELECT account_id, day, count(*) FROM hunt_trail WHERE day > date '2026-03-31' GROUP BY account_id, day
----
111122223333 | 2026-04-01 | 3
111122223333 | 2026-04-02 | 5
444455556666 | 2026-04-01 | 4
777788889999 | 2026-04-01 | 6
777788889999 | 2026-04-02 | 1

query
SELECT p_account, p_region, count(*) FROM perimeter_trail WHERE p_date BETWEEN DATE_FORMAT(date '2026-04-01', '%Y/%m/%d') AND '2026/04/02' AND p_account = '111122223333' GROUP BY 1, 2
duckdb
SELECT p_account, p_region, count(*) FROM perimeter_trail WHERE p_date BETWEEN '2026/04/01' AND '2026/04/02' AND p_account = '111122223333' GROUP BY 1, 2
----
111122223333 | eu-central-1 | 3
111122223333 | us-east-1 | 5

query
SELECT date, count(*) FROM central_trail WHERE date > '2026/03/30' GROUP BY date
----
2026/03/31 | 11
2026/04/01 | 13
2026/04/02 | 6

query
SELECT date_partition, count(*) FROM "security-lake"."trail logs" WHERE account_partition = '444455556666' AND region_partition IN ('eu-west-1', 'us-east-1') GROUP BY date_partition
duckdb
SELECT p_date, count(*) FROM perimeter_trail WHERE p_account = '444455556666' AND p_region IN ('eu-west-1', 'us-east-1') GROUP BY p_date
----
2026/03/31 | 5
2026/04/01 | 4

query
SELECT account, region, count(*) FROM default.org_trail WHERE year || month || day = '20260401' GROUP BY account, region
duckdb
SELECT account, region, count(*) FROM org_trail WHERE year || month || day = '20260401' GROUP BY account, region
----
111122223333 | eu-central-1 | 3
444455556666 | eu-west-1 | 4
777788889999 | eu-central-1 | 1
777788889999 | eu-west-1 | 5
