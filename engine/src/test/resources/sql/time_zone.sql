# Times in zones: the same instant by another clock; parts, text, dates and days are that clock's, also when it changes.
query
SELECT CAST(timestamp '2026-01-15 03:30:00' AT TIME ZONE 'America/New_York' AS varchar), CAST(timestamp '2026-07-15 03:30:00' AT TIME ZONE 'America/New_York' AS varchar), CAST(timestamp '2026-07-15 03:30:00' AT TIME ZONE '+05:30' AS varchar), CAST(timestamp '2026-07-15 03:30:00' AT TIME ZONE 'UTC' AS varchar)
duckdb none
----
2026-01-14 22:30:00.000 America/New_York | 2026-07-14 23:30:00.000 America/New_York | 2026-07-15 09:00:00.000 +05:30 | 2026-07-15 03:30:00.000 UTC

query
SELECT hour(t AT TIME ZONE 'Asia/Kolkata'), minute(t AT TIME ZONE 'Asia/Kolkata'), day(t AT TIME ZONE 'America/New_York'), day_of_week(t AT TIME ZONE 'America/New_York'), date_format(t AT TIME ZONE 'America/New_York', '%Y-%m-%d %H:%i'), CAST(t AT TIME ZONE 'America/New_York' AS date), CAST(t AT TIME ZONE 'America/New_York' AS timestamp) FROM (VALUES timestamp '2026-01-15 03:30:00') AS v(t)
duckdb none
----
9 | 0 | 14 | 3 | 2026-01-14 22:30 | 2026-01-14 | 2026-01-14T22:30

query
SELECT CAST(date_trunc('day', t AT TIME ZONE 'America/New_York') AS varchar), CAST(date_add('day', 1, t AT TIME ZONE 'America/New_York') AS varchar), to_unixtime(t AT TIME ZONE 'America/New_York') = to_unixtime(t) FROM (VALUES timestamp '2026-03-07 20:00:00') AS v(t)
duckdb none
----
2026-03-07 00:00:00.000 America/New_York | 2026-03-08 15:00:00.000 America/New_York | true

query
SELECT t AT TIME ZONE 'America/New_York' = t, (t AT TIME ZONE 'America/New_York') = (t AT TIME ZONE 'Asia/Tokyo'), t AT TIME ZONE 'Asia/Tokyo' > timestamp '2026-03-07 19:59:59', CAST(with_timezone(t, 'America/New_York') AS varchar), CAST(with_timezone(t, 'America/New_York') AT TIME ZONE 'UTC' AS varchar) FROM (VALUES timestamp '2026-03-07 20:00:00') AS v(t)
duckdb none
----
true | true | true | 2026-03-07 20:00:00.000 America/New_York | 2026-03-08 01:00:00.000 UTC

query
SELECT hour(eventTime AT TIME ZONE 'America/New_York') = (hour(eventTime) + 19) % 24, count(*) > 0 FROM events WHERE eventTime < timestamp '2026-03-08 06:00:00' GROUP BY 1
duckdb none
----
true | true

error INVALID_ARGUMENT
SELECT now() AT TIME ZONE 'Mars/Base'
----

error NOT_SUPPORTED
SELECT at_timezone(eventTime, awsRegion) FROM events
----
