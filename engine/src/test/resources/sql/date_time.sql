# Time is UTC, without surprises from the zone of the machine.
query
SELECT TIMESTAMP '2026-03-01 10:20:30', DATE '2026-03-01'
----
2026-03-01T10:20:30 | 2026-03-01

query
SELECT date_trunc('hour', TIMESTAMP '2026-03-29 02:45:10'), date_trunc('minute', TIMESTAMP '2026-03-29 02:45:10'), date_trunc('month', TIMESTAMP '2026-03-29 02:45:10')
duckdb
SELECT TIMESTAMP '2026-03-29 02:00:00', TIMESTAMP '2026-03-29 02:45:00', TIMESTAMP '2026-03-01 00:00:00'
----
2026-03-29T02:00 | 2026-03-29T02:45 | 2026-03-01T00:00

query
SELECT date_trunc('day', TIMESTAMP '2026-03-29 02:45:10'), date_trunc('week', TIMESTAMP '2026-03-29 02:45:10'), date_trunc('year', TIMESTAMP '2026-03-29 02:45:10'), date_trunc('quarter', TIMESTAMP '2026-03-29 02:45:10')
duckdb
SELECT TIMESTAMP '2026-03-29 00:00:00', TIMESTAMP '2026-03-23 00:00:00', TIMESTAMP '2026-01-01 00:00:00', TIMESTAMP '2026-01-01 00:00:00'
----
2026-03-29T00:00 | 2026-03-23T00:00 | 2026-01-01T00:00 | 2026-01-01T00:00

query
SELECT extract(year FROM t), extract(month FROM t), extract(day FROM t), extract(hour FROM t), extract(minute FROM t), extract(second FROM t) FROM (SELECT TIMESTAMP '2026-03-29 02:45:10' AS t) AS x
----
2026 | 3 | 29 | 2 | 45 | 10

query
SELECT year(t), month(t), day(t), hour(t), minute(t), second(t), quarter(t) FROM (SELECT TIMESTAMP '2026-11-29 02:45:10' AS t) AS x
----
2026 | 11 | 29 | 2 | 45 | 10 | 4

query
SELECT day_of_week(t), day_of_year(t), week(t) FROM (SELECT TIMESTAMP '2026-03-29 02:45:10' AS t) AS x
duckdb
SELECT isodow(t), dayofyear(t), week(t) FROM (SELECT TIMESTAMP '2026-03-29 02:45:10' AS t) AS x
----
7 | 88 | 13

query
SELECT TIMESTAMP '2026-03-01 00:00:00' + INTERVAL '1' DAY, TIMESTAMP '2026-03-01 00:00:00' - INTERVAL '90' MINUTE, TIMESTAMP '2026-03-31 00:00:00' - INTERVAL '1' MONTH
----
2026-03-02T00:00 | 2026-02-28T22:30 | 2026-02-28T00:00

query
SELECT date_add('day', 7, TIMESTAMP '2026-02-25 12:00:00'), date_add('hour', -1, TIMESTAMP '2026-03-01 00:30:00')
duckdb
SELECT TIMESTAMP '2026-03-04 12:00:00', TIMESTAMP '2026-02-28 23:30:00'
----
2026-03-04T12:00 | 2026-02-28T23:30

query
SELECT date_diff('hour', TIMESTAMP '2026-03-01 00:30:00', TIMESTAMP '2026-03-01 02:15:00'), date_diff('day', TIMESTAMP '2026-03-01 23:00:00', TIMESTAMP '2026-03-02 01:00:00'), date_diff('second', TIMESTAMP '2026-03-01 00:00:10', TIMESTAMP '2026-03-01 00:00:00')
duckdb none
----
1 | 0 | -10

query
SELECT date_format(TIMESTAMP '2026-03-01 07:05:09', '%Y-%m-%d %H:%i:%s')
duckdb
SELECT strftime(TIMESTAMP '2026-03-01 07:05:09', '%Y-%m-%d %H:%M:%S')
----
2026-03-01 07:05:09

query
SELECT format_datetime(TIMESTAMP '2026-03-01 07:05:09', 'yyyy-MM-dd HH:mm')
duckdb none
----
2026-03-01 07:05

query
SELECT from_iso8601_timestamp('2026-03-01T07:05:09Z')
duckdb
SELECT TIMESTAMP '2026-03-01 07:05:09'
----
2026-03-01T07:05:09

query
SELECT to_unixtime(TIMESTAMP '2026-03-01 00:00:00'), from_unixtime(1772323200)
duckdb
SELECT epoch(TIMESTAMP '2026-03-01 00:00:00'), TIMESTAMP '2026-03-01 00:00:00'
----
1772323200 | 2026-03-01T00:00

query
SELECT TIMESTAMP '2026-03-01 00:00:00' < TIMESTAMP '2026-03-01 00:00:01', DATE '2026-03-01' = DATE '2026-03-01'
----
true | true

query
SELECT t FROM (VALUES (TIMESTAMP '2026-03-01 00:00:00'),(TIMESTAMP '2026-03-02 00:00:00')) AS x(t) WHERE t >= '2026-03-02'
----
2026-03-02T00:00

query
SELECT t FROM (VALUES (TIMESTAMP '2026-03-01 00:00:00'),(TIMESTAMP '2026-03-02 00:00:00')) AS x(t) WHERE t < '2026-03-01 12:00:00'
----
2026-03-01T00:00

query
SELECT t FROM (VALUES (TIMESTAMP '2026-03-01 00:00:00'),(TIMESTAMP '2026-03-02 00:00:00')) AS x(t) WHERE t >= '2026-03-01T12:00:00Z'
duckdb none
----
2026-03-02T00:00

query
SELECT now() = current_timestamp, now() - now() = INTERVAL '0' SECOND
duckdb none
----
true | true

query
SELECT CAST(TIMESTAMP '1969-12-31 23:59:59' AS DATE), date_trunc('hour', TIMESTAMP '1969-12-31 23:59:59')
----
1969-12-31 | 1969-12-31T23:00
