# Times whose zone stands in a literal or comes of a function; days on which the clocks change (New York: 2026-03-08, 2026-11-01).
query
SELECT CAST(TIMESTAMP '2024-07-01 08:00:00 America/New_York' AS varchar), CAST(TIMESTAMP '2024-07-01 08:00:00 UTC' AS varchar), CAST(TIMESTAMP '2024-07-01 08:00:00.5 +02:00' AS varchar), CAST(TIMESTAMP '2024-07-01T08:00:00Z' AS varchar), CAST(TIMESTAMP '2024-07-01 08:00:00 europe/berlin' AS varchar), CAST(TIMESTAMP '2024-07-01 08:00:00' AS varchar)
duckdb none
----
2024-07-01 08:00:00.000 America/New_York | 2024-07-01 08:00:00.000 UTC | 2024-07-01 08:00:00.500 +02:00 | 2024-07-01 08:00:00.000 UTC | 2024-07-01 08:00:00.000 Europe/Berlin | 2024-07-01 08:00:00.000

query
SELECT typeof(TIMESTAMP '2024-07-01 08:00:00 UTC'), typeof(TIMESTAMP '2024-07-01 08:00:00'), hour(TIMESTAMP '2024-07-01 08:00:00 America/New_York'), CAST(TIMESTAMP '2024-07-01 08:00:00 America/New_York' AS timestamp), CAST(CAST(TIMESTAMP '2024-07-01 22:00:00 America/New_York' AS timestamp with time zone) AS varchar), CAST(TRY_CAST(t AS timestamp(3) with time zone) AS varchar) FROM (VALUES TIMESTAMP '2024-07-01 22:00:00 Asia/Tokyo') AS v(t)
duckdb none
----
timestamp(3) with time zone | timestamp(3) | 8 | 2024-07-01T08:00 | 2024-07-01 22:00:00.000 America/New_York | 2024-07-01 22:00:00.000 Asia/Tokyo

error SYNTAX_ERROR
SELECT TIMESTAMP '2024-07-01 08:00:00 Mars/Base'
----
no timestamp

# comparisons are of instants, whatever the clocks show
query
SELECT TIMESTAMP '2026-03-07 12:00:00 America/New_York' = TIMESTAMP '2026-03-08 02:00:00 Asia/Tokyo', TIMESTAMP '2026-03-07 12:00:00 America/New_York' < TIMESTAMP '2026-03-07 13:00:00 Asia/Tokyo', TIMESTAMP '2026-03-07 12:00:00 America/New_York' IN (TIMESTAMP '2026-03-08 02:00:00 Asia/Tokyo'), TIMESTAMP '2026-03-07 12:00:00 America/New_York' BETWEEN TIMESTAMP '2026-03-07 17:00:00' AND TIMESTAMP '2026-03-07 17:00:00 UTC', nullif(TIMESTAMP '2026-03-07 12:00:00 America/New_York', TIMESTAMP '2026-03-08 02:00:00 Asia/Tokyo') IS NULL, TIMESTAMP '2026-03-07 12:00:00 America/New_York' > '2026-03-07 16:59:59'
duckdb none
----
true | false | true | true | true | true

query
SELECT CAST(greatest(TIMESTAMP '2026-01-01 00:00:00 America/New_York', TIMESTAMP '2026-01-01 12:00:00 Asia/Tokyo') AS varchar), CAST(least(TIMESTAMP '2026-01-01 00:00:00 America/New_York', TIMESTAMP '2026-01-01 04:00:00') AS varchar), CAST(greatest(TIMESTAMP '2026-01-01 00:00:00 Asia/Tokyo', TIMESTAMP '2026-01-01 01:00:00 Asia/Tokyo') AS varchar), CAST(coalesce(NULL, TIMESTAMP '2026-01-01 00:00:00 Asia/Tokyo') AS varchar)
duckdb none
----
2026-01-01 05:00:00.000 UTC | 2026-01-01 04:00:00.000 UTC | 2026-01-01 01:00:00.000 Asia/Tokyo | 2026-01-01 00:00:00.000 Asia/Tokyo

query
SELECT CAST(t AS varchar) FROM (VALUES TIMESTAMP '2026-01-01 00:00:00 Asia/Tokyo', TIMESTAMP '2025-12-31 15:00:00 UTC', TIMESTAMP '2026-01-01 00:00:00 UTC') v(t) UNION SELECT CAST(TIMESTAMP '2026-01-01 09:00:00 Asia/Tokyo' AT TIME ZONE 'UTC' AS varchar)
duckdb none
----
2025-12-31 15:00:00.000 UTC
2026-01-01 00:00:00.000 UTC

query
SELECT CAST(a.t AS varchar), CAST(b.t AS varchar) FROM (VALUES TIMESTAMP '2026-01-01 00:00:00 Asia/Tokyo') a(t) JOIN (VALUES TIMESTAMP '2025-12-31 10:00:00 America/New_York') b(t) ON a.t = b.t
duckdb none
----
2026-01-01 00:00:00.000 Asia/Tokyo | 2025-12-31 10:00:00.000 America/New_York

# hours and less are time that passes; days and more are the calendar of the first time's zone
query
SELECT date_diff('hour', TIMESTAMP '2026-01-01 00:00:00 America/New_York', TIMESTAMP '2026-01-01 09:00:00 Asia/Tokyo'), date_diff('hour', TIMESTAMP '2026-03-07 12:00:00 America/New_York', TIMESTAMP '2026-03-08 12:00:00 America/New_York'), date_diff('minute', TIMESTAMP '2026-03-08 01:59:00 America/New_York', TIMESTAMP '2026-03-08 03:00:00 America/New_York'), date_diff('day', TIMESTAMP '2026-03-07 12:00:00 America/New_York', TIMESTAMP '2026-03-08 12:00:00 America/New_York'), date_diff('day', TIMESTAMP '2026-03-07 17:00:00 UTC', TIMESTAMP '2026-03-08 12:00:00 America/New_York'), date_diff('day', TIMESTAMP '2026-03-07 17:00:00', TIMESTAMP '2026-03-08 13:00:00 America/New_York'), date_diff('month', TIMESTAMP '2026-01-31 23:00:00 America/New_York', TIMESTAMP '2026-03-01 04:00:00 UTC')
duckdb none
----
-5 | 23 | 1 | 1 | 0 | 1 | 1

query
SELECT CAST(date_add('hour', 24, t) AS varchar), CAST(date_add('day', 1, t) AS varchar), CAST(date_add('month', 1, t) AS varchar), CAST(t + interval '1' day AS varchar), CAST(t + interval '24' hour AS varchar), CAST(t + interval '1' month AS varchar), CAST(interval '1' month + t AS varchar), CAST(t - interval '1' year AS varchar), CAST(t - interval '90' minute AS varchar) FROM (VALUES TIMESTAMP '2026-03-07 12:00:00 America/New_York') v(t)
duckdb none
----
2026-03-08 13:00:00.000 America/New_York | 2026-03-08 12:00:00.000 America/New_York | 2026-04-07 12:00:00.000 America/New_York | 2026-03-08 13:00:00.000 America/New_York | 2026-03-08 13:00:00.000 America/New_York | 2026-04-07 12:00:00.000 America/New_York | 2026-04-07 12:00:00.000 America/New_York | 2025-03-07 12:00:00.000 America/New_York | 2026-03-07 10:30:00.000 America/New_York

# the hour that a clock skips is the one after it, of the one that it repeats the pass stays the same: 06:30 UTC is the second 01:30
query
SELECT CAST(date_add('day', 1, TIMESTAMP '2026-03-07 02:30:00 America/New_York') AS varchar), CAST(date_add('hour', 1, TIMESTAMP '2026-11-01 05:30:00' AT TIME ZONE 'America/New_York') AS varchar), CAST(to_unixtime(date_trunc('hour', t)) AS bigint) - CAST(to_unixtime(TIMESTAMP '2026-11-01 06:00:00') AS bigint), CAST(to_unixtime(date_trunc('hour', t - interval '1' hour)) AS bigint) - CAST(to_unixtime(TIMESTAMP '2026-11-01 05:00:00') AS bigint), CAST(date_trunc('day', t) AS varchar), CAST(date_add('day', 0, t) AT TIME ZONE 'UTC' AS varchar) FROM (VALUES TIMESTAMP '2026-11-01 06:30:00' AT TIME ZONE 'America/New_York') v(t)
duckdb none
----
2026-03-08 03:30:00.000 America/New_York | 2026-11-01 01:30:00.000 America/New_York | 0 | 0 | 2026-11-01 00:00:00.000 America/New_York | 2026-11-01 06:30:00.000 UTC

query
SELECT CAST(date_trunc('hour', TIMESTAMP '2026-07-01 10:10:00 Asia/Kolkata') AS varchar), CAST(date_trunc('week', TIMESTAMP '2026-03-11 10:10:00 America/New_York') AS varchar), CAST(date_trunc('day', TIMESTAMP '2026-03-08 20:00:00 America/New_York') AT TIME ZONE 'UTC' AS varchar)
duckdb none
----
2026-07-01 10:00:00.000 Asia/Kolkata | 2026-03-09 00:00:00.000 America/New_York | 2026-03-08 05:00:00.000 UTC

query
SELECT CAST(to_milliseconds(TIMESTAMP '2026-03-08 12:00:00 America/New_York' - TIMESTAMP '2026-03-07 12:00:00 America/New_York') / 3600000 AS integer), CAST(to_milliseconds(TIMESTAMP '2026-03-08 12:00:00 America/New_York' - TIMESTAMP '2026-03-08 12:00:00') / 3600000 AS integer)
duckdb none
----
23 | 4

# text and parts by the zone's clock
query
SELECT to_iso8601(t), to_iso8601(t AT TIME ZONE 'UTC'), to_iso8601(t AT TIME ZONE '+05:30'), format_datetime(t, 'yyyy-MM-dd HH:mm Z ZZ ZZZ z'), format_datetime(t, 'zzzz'), date_format(t, '%Y-%m-%d %H:%i'), extract(timezone_hour FROM t), extract(timezone_minute FROM t AT TIME ZONE 'Asia/Kolkata') FROM (VALUES TIMESTAMP '2026-07-01 22:00:00 America/New_York') v(t)
duckdb none
----
2026-07-01T22:00:00.000-04:00 | 2026-07-02T02:00:00.000Z | 2026-07-02T07:30:00.000+05:30 | 2026-07-01 22:00 -0400 -04:00 America/New_York EDT | Eastern Daylight Time | 2026-07-01 22:00 | -4 | 30

query
SELECT year(t), quarter(t), month(t), day(t), hour(t), minute(t), week(t), year_of_week(t), day_of_week(t), day_of_year(t), date(t), last_day_of_month(t), CAST(t AS time) FROM (VALUES TIMESTAMP '2025-12-31 22:30:00 America/New_York') v(t)
duckdb none
----
2025 | 4 | 12 | 31 | 22 | 30 | 1 | 2026 | 3 | 365 | 2025-12-31 | 2025-12-31 | 22:30

query
SELECT transform(ARRAY[TIMESTAMP '2026-01-01 07:00:00 Asia/Tokyo'], x -> hour(x)), contains(ARRAY[TIMESTAMP '2026-01-01 00:00:00 Asia/Tokyo'], TIMESTAMP '2025-12-31 15:00:00 UTC'), CAST(ARRAY[TIMESTAMP '2026-01-01 00:00:00 Asia/Tokyo'] AS json), CAST(max(t) AS varchar) FROM (VALUES TIMESTAMP '2026-01-01 00:00:00 Asia/Tokyo') v(t)
duckdb none
----
[7] | true | ["2026-01-01 00:00:00.000 Asia/Tokyo"] | 2026-01-01 00:00:00.000 Asia/Tokyo

# digits past the microsecond make no later instant
query
SELECT CAST(from_iso8601_timestamp('2026-01-22T16:53:53.9999999Z') AS varchar), CAST(from_iso8601_timestamp('2026-01-22T16:53:53.123456789+02:00') AS varchar), from_iso8601_timestamp('2026-01-22T16:53:53.9999999Z') < TIMESTAMP '2026-01-22 16:53:54'
duckdb none
----
2026-01-22 16:53:53.999999 UTC | 2026-01-22 14:53:53.123456 UTC | true

query
SELECT CAST(from_unixtime(0, 'America/New_York') AS varchar), CAST(from_unixtime(0, 5, 30) AS varchar), CAST(from_unixtime(0, -3, -30) AS varchar), CAST(to_unixtime(TIMESTAMP '1970-01-01 08:00:00 America/New_York') AS bigint), timezone_hour(from_unixtime(0, -3, -30)), timezone_minute(from_unixtime(0, -3, -30)), current_timezone(), CAST(now() AS varchar) LIKE '% UTC', hour(from_unixtime(0, 'Asia/Tokyo'))
duckdb none
----
1969-12-31 19:00:00.000 America/New_York | 1970-01-01 05:30:00.000 +05:30 | 1969-12-31 20:30:00.000 -03:30 | 46800 | -3 | -30 | UTC | true | 9

error NOT_SUPPORTED
SELECT from_unixtime(0, awsRegion) FROM events
----

error INVALID_ARGUMENT
SELECT from_unixtime(0, 40, 0)
----

# over columns, where conditions prune; the same rows whichever clock asks
query
SELECT count(*) = (SELECT count(*) FROM events WHERE eventTime >= timestamp '2026-03-02 00:00:00') FROM events WHERE eventTime >= timestamp '2026-03-01 19:00:00 America/New_York'
duckdb none
----
true

query
SELECT count(*) = (SELECT count(*) FROM events WHERE eventTime >= timestamp '2026-03-02 00:00:00') FROM events WHERE eventTime AT TIME ZONE 'Asia/Tokyo' >= timestamp '2026-03-02 09:00:00 Asia/Tokyo'
duckdb none
----
true

query
SELECT count(*) = (SELECT count(*) FROM events WHERE eventTime >= timestamp '2026-03-01 15:00:00' AND eventTime < timestamp '2026-03-02 15:00:00'), count(*) > 0 FROM events WHERE CAST(eventTime AT TIME ZONE 'Asia/Tokyo' AS date) = date '2026-03-02'
duckdb none
----
true | true

query
SELECT count(*) = (SELECT count(*) FROM events WHERE eventTime >= timestamp '2026-03-01 15:00:00'), count(*) > 0 FROM events WHERE CAST(eventTime AT TIME ZONE 'Asia/Tokyo' AS timestamp) >= timestamp '2026-03-02 00:00:00'
duckdb none
----
true | true

# what meets implicitly meets as instants, in whatever company
query
SELECT t IN (TIMESTAMP '2026-03-02 11:00:00 UTC', TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo'), t IN (TIMESTAMP '2026-03-02 10:30:00 UTC', TIMESTAMP '2026-03-02 10:00:00 Asia/Tokyo'), t IN ('2026-01-01', TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo'), t BETWEEN TIMESTAMP '2026-03-02 10:00:00 UTC' AND TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo', t IN (SELECT TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo'), t = ANY (SELECT TIMESTAMP '2026-03-02 10:00:00 Asia/Tokyo'), (t, 1) IN ((TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo', 1)), ARRAY[t] = ARRAY[TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo'], CASE t WHEN TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo' THEN 1 END FROM (VALUES timestamp '2026-03-02 10:00:00') AS v(t)
duckdb none
----
true | false | true | true | true | false | true | true | 1

query
SELECT lag(t, 1, TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo') OVER (ORDER BY t), u.t IS NOT NULL, d = TIMESTAMP '2026-03-02 09:00:00 Asia/Tokyo' FROM (VALUES (timestamp '2026-03-02 10:00:00', date '2026-03-02')) AS v(t, d) LEFT JOIN (VALUES TIMESTAMP '2026-03-02 19:00:00 Asia/Tokyo') AS u(t) USING (t)
duckdb none
----
2026-03-02T10:00 | true | true
