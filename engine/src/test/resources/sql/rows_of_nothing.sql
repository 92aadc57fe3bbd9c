# Groups, windows and filters where something is constant, empty or unknown: found by random queries.
query
SELECT CASE WHEN a.eventName BETWEEN 'b' AND 'a' THEN -4 ELSE 23 END, count(*) FROM events AS a WHERE EXISTS (SELECT 1 FROM deliveries AS b WHERE a.eventName = b.userIdentity.invokedBy) GROUP BY 1
----

query
SELECT k, count(*) FROM (SELECT 'x' AS k, eventName FROM events) AS a WHERE EXISTS (SELECT 1 FROM deliveries AS b WHERE a.eventName = b.userIdentity.invokedBy) GROUP BY k
----

query
SELECT k, awsRegion, count(*) FROM (SELECT 'x' AS k, awsRegion, eventName FROM events) AS a WHERE EXISTS (SELECT 1 FROM deliveries AS b WHERE a.eventName = b.eventName AND b.errorCode IS NOT NULL) GROUP BY ROLLUP (k, awsRegion)
----
NULL | NULL | 832
x | NULL | 832
x | eu-west-1 | 128
x | us-east-1 | 685
x | us-west-2 | 19

query
SELECT c FROM (SELECT count(*) AS c FROM events) AS t WHERE array_join(filter(ARRAY['a', 'b'], x -> x > 'a'), '') = 'a'
duckdb
SELECT c FROM (SELECT count(*) AS c FROM events) AS t WHERE FALSE
----

query
SELECT c FROM (SELECT max(eventTime) AS c FROM events GROUP BY ROLLUP (awsRegion)) AS t WHERE array_join(filter(ARRAY['a', 'b'], x -> x > 'a'), '') = 'a'
duckdb
SELECT NULL WHERE FALSE
----

query
SELECT c FROM (SELECT awsRegion AS r, count(*) AS c FROM events GROUP BY awsRegion) AS t WHERE array_join(filter(ARRAY['a', 'b'], x -> x > 'a'), '') = 'b' AND r = 'eu-west-1'
duckdb
SELECT count(*) FROM events WHERE awsRegion = 'eu-west-1'
----
309

query
SELECT count(*) FROM (SELECT lag(errorCode, 1, 'none') OVER (ORDER BY eventTime, eventID) AS w FROM events) AS t WHERE w IS NOT NULL
----
79

query
SELECT count(*) FROM (SELECT lead(errorCode, 2, 'none') OVER (PARTITION BY awsRegion ORDER BY eventTime, eventID) AS w FROM events) AS t WHERE w IS NULL
----
1491

query
SELECT count(*) FILTER (WHERE ARRAY['a'] = ARRAY['a']), count(*) FILTER (WHERE ARRAY['a', NULL] = ARRAY['a', 'b']) FROM events
duckdb
SELECT count(*), 0 FROM events
----
1575 | 0

query
SELECT ARRAY[awsRegion] = ARRAY['eu-west-1'], count(*) FILTER (WHERE ARRAY[awsRegion] = ARRAY['eu-west-1']), count_if(ARRAY[awsRegion] < ARRAY['us']) FROM events GROUP BY 1
duckdb
SELECT [awsRegion] = ['eu-west-1'], count(*) FILTER (WHERE [awsRegion] = ['eu-west-1']), count(*) FILTER (WHERE [awsRegion] < ['us']) FROM events GROUP BY 1
----
false | 0 | 0
true | 309 | 309

# Sub-queries that can have no rows.
query
SELECT count(*) FROM deliveries AS a WHERE NOT EXISTS (SELECT 1 FROM events AS b WHERE a.eventType = b.additionalEventData['SignatureVersion'] AND b.eventTime > b.eventTime)
----
1638

query
SELECT count(*) FROM deliveries AS a WHERE EXISTS (SELECT 1 FROM events AS b WHERE a.eventType = b.additionalEventData['SignatureVersion'] AND b.eventTime > a.eventTime AND b.eventName BETWEEN 'b' AND 'a')
----
0

query
SELECT count(*) FROM events AS a WHERE NOT EXISTS (SELECT 1 FROM events AS b WHERE a.requestParameters['roleName'] = b.responseElements['ConsoleLogin'] AND b.eventTime > a.eventTime AND b.eventName BETWEEN 'b' AND 'a')
----
1575

query
SELECT (SELECT count(*) FROM events AS b WHERE a.eventType = b.eventName AND 1 = 2) AS n, (SELECT max(b.eventTime) FROM events AS b WHERE a.eventType = b.eventName AND 1 = 2) AS m, count(*) FROM deliveries AS a GROUP BY 1, 2
----
0 | NULL | 1638

query
SELECT count(*) FROM deliveries AS a WHERE a.eventType NOT IN (SELECT b.eventType FROM events AS b WHERE a.requestParameters['bucketName'] = b.eventName AND b.eventName <> b.eventName)
----
1638

query
SELECT count(*) FROM deliveries AS a WHERE a.eventTime >= ALL (SELECT b.eventTime FROM events AS b WHERE a.requestParameters['bucketName'] = b.eventName AND FALSE)
----
1638
