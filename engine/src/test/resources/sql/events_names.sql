# Any letter case for tables, columns and functions; reserved words as names.
query
SELECT COUNT(*) FROM EVENTS
----
1575

query
select Count(*) from Events where EVENTNAME = 'GetObject'
----
215

query
SELECT count(*) AS count FROM events
----
1575

query
SELECT e.EventName AS "value", Max(e.eventtime) AS "time" FROM events e WHERE e.eventname = 'DeleteBucket' GROUP BY e.EVENTNAME
----
DeleteBucket | 2026-03-01T01:24:28

query
SELECT eventName AS name, count(*) AS "count of events" FROM events WHERE eventName = 'PutObject' GROUP BY eventName
----
PutObject | 133
