-- Spellings: comments, case, blanks, keywords as names.
/* before */ SELECT /* inside */ eventName -- to the end of the line
FROM events /* after */;
select EVENTNAME from EVENTS where EVENTTIME > '2026-01-01' and READONLY = False;
SELECT count (*) FROM events;
SELECT eventName FROM events WHERE eventName = 'RebootDBInstance'ORDER BY eventTime;
SELECT eventName FROM events WHERE eventName != 'x' AND eventName <> 'y' AND NOT (eventName = 'z');
SELECT eventName AS "date", eventID AS timestamp, awsRegion AS datetime, eventType AS count FROM events;
SELECT t.date, t.timestamp FROM (SELECT CAST(eventTime AS date) AS date, eventTime AS timestamp FROM events) AS t;
SELECT date FROM (SELECT CAST(eventTime AS date) AS date FROM events) AS t WHERE date > date '2026-01-01';
SELECT eventName FROM events WHERE eventName LIKE 'a\_b%' ESCAPE '\';
SELECT eventName FROM events WHERE eventName = 'it''s' OR eventName = '' OR eventName = 'ユーザー';
SELECT (((eventName))) FROM events WHERE ((eventName) = ('x'));
SELECT events.eventName FROM events;
SELECT events.userIdentity.arn FROM events;
SELECT * FROM sys.columns;
EXPLAIN SELECT count(*) FROM events WHERE eventTime > '2026-01-01';
EXPLAIN ANALYZE SELECT count(*) FROM events;
SELECT CAST('5' AS integer) + 1, CAST(1.5 AS varchar), CAST('2026-01-01' AS date), CAST('abcdef' AS varchar(3));
SELECT TRUE AND NOT FALSE, NULL IS NULL, 1 BETWEEN 0 AND 2, 2 NOT BETWEEN 3 AND 4;
SELECT substring(eventName, 1, 3), substring(eventName FROM 2 FOR 3), trim(' x '), position('a' IN eventName) FROM events;
SELECT eventName FROM events LIMIT 0;
