# Times: every text form against a timestamp, literals, intervals, parts, truncation.
query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime >= '2026-04-01 00:00:00' AND eventTime <= '2026-04-01 23:59:59'
----
13

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > '2026-03-31 12:30:00.000' AND eventtime < '2026-04-01'
----
1

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime BETWEEN '2026-03-30' AND '2026-03-31'
----
11

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime BETWEEN '2026-03-31T00:00:00Z' AND '2026-03-31T23:59:59Z'
duckdb
SELECT count(*) FROM lake_view WHERE eventTime BETWEEN '2026-03-31 00:00:00' AND '2026-03-31 23:59:59'
----
11

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime >= '2026-03-31T12:00:00.000Z' AND eventTime < '2026-03-31T14:30:00+02:00'
duckdb
SELECT count(*) FROM lake_view WHERE eventTime >= '2026-03-31 12:00:00' AND eventTime < '2026-03-31 12:30:00'
----
1

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > timestamp '2026-04-01 11:00:00' AND eventTime <= timestamp '2026-04-01 12:00:00.000'
----
4

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime >= timestamp '2026-04-02 00:30:00 UTC'
duckdb
SELECT count(*) FROM lake_view WHERE eventTime >= timestamp '2026-04-02 00:30:00'
----
6

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > date '2026-04-01'
----
19

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime IN ('2026-03-31 00:00:00', '2026-03-31T23:59:59Z')
duckdb
SELECT eventName FROM lake_view WHERE eventTime IN ('2026-03-31 00:00:00', '2026-03-31 23:59:59')
----
GetObject
PutBucketPolicy

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime = '2026-03-31'
----
PutBucketPolicy

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE '2026-04-02 02:00:00' <= eventTime
----
4

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime BETWEEN timestamp '2026-04-01 10:00:00' AND timestamp '2026-04-01 10:00:00' + interval '16' minute
----
AssumeRoleWithWebIdentity
UpdateService

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > date_add('day', -1, timestamp '2026-04-02 02:15:00')
----
19

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > date_format(date_add('day', -2, timestamp '2026-04-02 02:15:00'), '%Y-%m-%d %H:%i:%s')
duckdb
SELECT count(*) FROM lake_view WHERE eventTime > timestamp '2026-03-31 02:15:00'
----
27

query
SELECT count(*) = (SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime < now() AND eventTime < current_timestamp + interval '1' day AND eventTime > date_add('day', -36500, now())
duckdb
SELECT TRUE
----
true

query
SELECT date_trunc('DAY', eventTime) AS day, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY date_trunc('DAY', eventTime)
duckdb
SELECT CAST(date_trunc('day', eventTime) AS TIMESTAMP), count(*) FROM lake_view GROUP BY 1
----
2026-03-30T00:00 | 10
2026-03-31T00:00 | 11
2026-04-01T00:00 | 13
2026-04-02T00:00 | 6

query
SELECT Date_Trunc('hour', eventTime) AS hour, count(*) AS count FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime < '2026-03-31' GROUP BY 1
----
2026-03-30T08:00 | 6
2026-03-30T22:00 | 4

query
SELECT date(eventTime) AS date, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY date(eventTime)
duckdb
SELECT CAST(eventTime AS DATE) AS date, count(*) FROM lake_view GROUP BY 1
----
2026-03-30 | 10
2026-03-31 | 11
2026-04-01 | 13
2026-04-02 | 6

query
SELECT day_of_week(eventTime), dow(eventTime), count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY 1, 2
duckdb
SELECT isodow(eventTime), isodow(eventTime), count(*) FROM lake_view GROUP BY 1, 2
----
1 | 1 | 10
2 | 2 | 11
3 | 3 | 13
4 | 4 | 6

query
SELECT eventName, hour(eventTime), minute(eventTime), second(eventTime), year(eventTime), month(eventTime), day(eventTime), quarter(eventTime), week(eventTime), day_of_year(eventTime), year_of_week(eventTime) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName IN ('CreateUser', 'DeleteObject')
duckdb
SELECT eventName, hour(eventTime), minute(eventTime), second(eventTime), year(eventTime), month(eventTime), day(eventTime), quarter(eventTime), weekofyear(eventTime), dayofyear(eventTime), isoyear(eventTime) FROM lake_view WHERE eventName IN ('CreateUser', 'DeleteObject')
----
CreateUser | 22 | 20 | 30 | 2026 | 3 | 30 | 1 | 14 | 89 | 2026
DeleteObject | 1 | 0 | 0 | 2026 | 4 | 2 | 2 | 14 | 92 | 2026

query
SELECT extract(hour FROM eventTime) AS hour, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE extract(day FROM eventTime) = 1 GROUP BY extract(hour FROM eventTime)
----
10 | 2
11 | 3
12 | 3
13 | 1
14 | 1
6 | 2
9 | 1

query
SELECT eventName, errorCode FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE (hour(eventTime) >= 22 OR hour(eventTime) < 6) AND errorCode IS NOT NULL
----
DeleteTrail | AccessDenied
GetObject | AccessDenied

query
SELECT date_format(eventTime, '%W %e %M %Y %h:%i %p'), date_format(eventTime, '%j %y %c %T %%') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb none
----
Monday 30 March 2026 10:20 PM | 089 26 3 22:20:30 %

query
SELECT format_datetime(eventTime, 'yyyy-MM-dd''T''HH:mm:ss''Z'), to_iso8601(eventTime), to_unixtime(eventTime) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb none
----
2026-03-30T22:20:30Z | 2026-03-30T22:20:30.000 | 1774909230

query
SELECT date_parse(json_extract_scalar(element_at(responseElements, 'accessKey'), '$.createDate'), '%b %d, %Y, %h:%i:%s %p') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateAccessKey'
duckdb none
----
2026-03-30T22:21

query
SELECT eventName, eventTime AT TIME ZONE 'America/New_York' = eventTime AT TIME ZONE 'UTC', hour(eventTime AT TIME ZONE 'America/New_York'), date(at_timezone(eventTime, 'Asia/Tokyo')) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'StopLogging'
duckdb none
----
StopLogging | true | 20 | 2026-03-31

query
SELECT date_diff('minute', min(eventTime), max(eventTime)), max(eventTime) - min(eventTime) > interval '2' day FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
duckdb
SELECT date_diff('minute', min(eventTime), max(eventTime)), max(eventTime) - min(eventTime) > INTERVAL 2 DAY FROM lake_view
----
3975 | true

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE CAST(eventTime AS date) = DATE '2026-03-30' AND CAST(eventTime AS varchar) LIKE '% 22:2%'
----
AttachUserPolicy
CreateAccessKey
CreateUser

query
SELECT min(eventTime), last_day_of_month(min(eventTime)), date_add('month', 1, date '2026-01-31'), date_diff('day', date '2026-02-28', date '2026-03-31') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
duckdb
SELECT min(eventTime), last_day(min(eventTime)), DATE '2026-02-28', 31 FROM lake_view
----
2026-03-30T08:00 | 2026-03-31 | 2026-02-28 | 31
