# Conditions on the time of events, in every spelling that people use.
query
SELECT count(*) FROM events WHERE eventTime >= TIMESTAMP '2026-02-28 00:00:00'
----
812

query
SELECT count(*) FROM events WHERE eventTime >= '2026-02-28 00:00:00' AND eventTime < '2026-03-01 00:00:00'
----
175

query
SELECT count(*) FROM events WHERE eventTime > '2026-02-27T12:00:00Z'
duckdb
SELECT count(*) FROM events WHERE eventTime > TIMESTAMP '2026-02-27 12:00:00'
----
966

query
SELECT count(*) FROM events WHERE eventTime BETWEEN '2026-02-27' AND '2026-02-28'
duckdb
SELECT count(*) FROM events WHERE eventTime BETWEEN TIMESTAMP '2026-02-27 00:00:00' AND TIMESTAMP '2026-02-28 00:00:00'
----
382

query
SELECT count(*) FROM events WHERE eventTime < '2000-01-01'
----
0

query
SELECT count(*) FROM events WHERE NOT eventTime < '2026-02-28'
----
812

query
SELECT date_trunc('day', eventTime), count(*) FROM events GROUP BY 1
duckdb
SELECT CAST(date_trunc('day', eventTime) AS TIMESTAMP), count(*) FROM events GROUP BY 1
----
2026-02-26T00:00 | 381
2026-02-27T00:00 | 382
2026-02-28T00:00 | 175
2026-03-01T00:00 | 250
2026-03-02T00:00 | 387

query
SELECT date_trunc('DAY', eventTime) AS d, count(*) FROM events GROUP BY date_trunc('DAY', eventTime)
duckdb
SELECT CAST(date_trunc('day', eventTime) AS TIMESTAMP), count(*) FROM events GROUP BY 1
----
2026-02-26T00:00 | 381
2026-02-27T00:00 | 382
2026-02-28T00:00 | 175
2026-03-01T00:00 | 250
2026-03-02T00:00 | 387

query
SELECT hour(eventTime), count(*) FROM events GROUP BY hour(eventTime)
----
0 | 21
1 | 68
10 | 77
11 | 129
12 | 106
13 | 83
14 | 284
15 | 66
16 | 195
17 | 129
18 | 22
2 | 32
20 | 13
21 | 49
22 | 19
23 | 18
3 | 53
4 | 6
6 | 62
7 | 7
8 | 87
9 | 49

query
SELECT CAST(eventTime AS DATE), count(*) FROM events GROUP BY CAST(eventTime AS DATE)
----
2026-02-26 | 381
2026-02-27 | 382
2026-02-28 | 175
2026-03-01 | 250
2026-03-02 | 387

query
SELECT count(*) FROM events WHERE eventTime > now() - INTERVAL '7' DAY AND eventTime < TIMESTAMP '2026-01-01 00:00:00'
----
0

query
SELECT count(*) FROM events WHERE eventTime >= date_add('day', -1, TIMESTAMP '2026-02-28 00:00:00')
duckdb
SELECT count(*) FROM events WHERE eventTime >= TIMESTAMP '2026-02-27 00:00:00'
----
1194

query
SELECT count(*) FROM events WHERE eventTime >= from_iso8601_timestamp('2026-02-28T00:00:00Z')
duckdb
SELECT count(*) FROM events WHERE eventTime >= TIMESTAMP '2026-02-28 00:00:00'
----
812

query
SELECT count(*) FROM events WHERE year(eventTime) = 2026 AND month(eventTime) = 3
----
637
