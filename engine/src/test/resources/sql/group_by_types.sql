# Grouping by every type: text, numbers, truth values, times, maps, arrays, rows.
query
SELECT userIdentity.sessionContext.attributes.creationDate IS NULL, count(*) FROM events GROUP BY 1
----
false | 1286
true | 289

query
SELECT count(*) FROM (SELECT resources, count(*) AS c FROM events GROUP BY resources) AS x
----
457

query
SELECT count(*) FROM (SELECT tlsDetails, count(*) AS c FROM events GROUP BY tlsDetails) AS x
----
94

query
SELECT count(*) FROM (SELECT DISTINCT eventTime, readOnly, length(eventName) FROM events) AS x
----
1089

query
SELECT CAST(length(eventName) AS DOUBLE) / 2, count(*) FROM events WHERE length(eventName) < 12 GROUP BY 1
----
2 | 31
3 | 112
3.5 | 216
4 | 30
4.5 | 348
5 | 29
5.5 | 47

query
SELECT CAST(length(eventName) AS DECIMAL(10,2)), count(*) FROM events WHERE length(eventName) < 12 GROUP BY 1
----
10 | 29
11 | 47
4 | 31
6 | 112
7 | 216
8 | 30
9 | 348

query
SELECT eventTime, count(*) FROM events GROUP BY eventTime HAVING count(*) > 9
----
2026-02-26T08:43:02 | 12
