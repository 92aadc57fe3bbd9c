# Sign-in questions.
query ordered
SELECT userIdentity.userName, count(*) AS tries FROM events WHERE eventName = 'ConsoleLogin' AND errorMessage IS NOT NULL GROUP BY userIdentity.userName ORDER BY tries DESC, 1
----
ana | 21
HIDDEN_DUE_TO_SECURITY_REASONS | 17
bela | 9
chidi | 5
emeka | 4
dana | 3
farida | 1
goran | 1

query
SELECT count(*) FROM events WHERE eventName = 'ConsoleLogin' AND additionalEventData['MFAUsed'] = 'No' AND responseElements['ConsoleLogin'] = 'Success'
----
3

query ordered
SELECT sourceIPAddress, count(*) FILTER (WHERE responseElements['ConsoleLogin'] = 'Failure') AS failed, count(*) FILTER (WHERE responseElements['ConsoleLogin'] = 'Success') AS passed FROM events WHERE eventName = 'ConsoleLogin' GROUP BY sourceIPAddress HAVING count(*) FILTER (WHERE responseElements['ConsoleLogin'] = 'Failure') > 0 ORDER BY failed DESC, sourceIPAddress
----
192.0.2.234 | 29 | 0
203.0.113.77 | 27 | 1
198.51.100.186 | 5 | 0

query
SELECT DISTINCT s.sourceIPAddress FROM events AS s WHERE s.eventName = 'ConsoleLogin' AND s.responseElements['ConsoleLogin'] = 'Success' AND EXISTS (SELECT 1 FROM events AS f WHERE f.eventName = 'ConsoleLogin' AND f.responseElements['ConsoleLogin'] = 'Failure' AND f.sourceIPAddress = s.sourceIPAddress AND f.eventTime < s.eventTime)
----
203.0.113.77

query
SELECT min(gap), max(gap) FROM (SELECT to_unixtime(eventTime) - lag(to_unixtime(eventTime)) OVER (PARTITION BY sourceIPAddress ORDER BY eventTime, eventID) AS gap FROM events WHERE eventName = 'ConsoleLogin' AND responseElements['ConsoleLogin'] = 'Failure') AS g
duckdb
SELECT min(gap), max(gap) FROM (SELECT epoch(eventTime) - lag(epoch(eventTime)) OVER (PARTITION BY sourceIPAddress ORDER BY eventTime, eventID) AS gap FROM events WHERE eventName = 'ConsoleLogin' AND responseElements['ConsoleLogin'] = 'Failure') AS g
----
1 | 20

query
SELECT userIdentity.type, count(*) FROM events WHERE userIdentity.type = 'Root' OR userIdentity.arn LIKE '%:root' GROUP BY userIdentity.type
----
