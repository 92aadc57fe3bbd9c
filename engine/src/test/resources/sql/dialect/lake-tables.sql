# Event data stores by bare id, in joins, unions and sub-queries; comments and semicolons anywhere.
query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
40

query
SELECT count (*) FROM 5e1b7d90-0001-4e55-8333-944455566677
----
40

query
select COUNT(*) from 5e1b7d90-0001-4e55-8333-944455566677 where eventTime>'2026-04-01'and readOnly is not null;
duckdb
select count(*) from lake_view where eventTime > '2026-04-01' and readOnly is not null
----
18

query
SELECT count(*) FROM EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE
duckdb
SELECT count(*) FROM lake_view
----
40

query
SELECT count(*) FROM event-data-store-id AS e WHERE e.eventName = 'Decrypt'
duckdb
SELECT count(*) FROM lake_view AS e WHERE e.eventName = 'Decrypt'
----
1

query
SELECT e.eventName FROM 5e1b7d90-0001-4e55-8333-944455566677 AS e WHERE e.errorCode = 'AccessDenied'
----
DeleteTrail
GetObject

query
SELECT e.eventName FROM 5e1b7d90-0001-4e55-8333-944455566677 e WHERE e.errorCode LIKE 'Client.%'
----
DescribeInstances
TerminateInstances

query
SELECT count(*) FROM "0233062b-51c6-4d18-8dec-a8c90da840d9" t WHERE t.awsRegion = 'eu-central-1'
duckdb
SELECT count(*) FROM lake_view WHERE awsRegion = 'eu-central-1'
----
4

# Who used a key that somebody has just made?
query ordered
SELECT made.userIdentity.type, used.eventName, used.eventTime FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 made JOIN 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f used ON json_extract_scalar(element_at(made.responseElements, 'accessKey'), '$.accessKeyId') = used.userIdentity.accessKeyId WHERE made.eventName = 'CreateAccessKey' ORDER BY used.eventTime
----
Root | PutBucketPolicy | 2026-03-31T00:00
Root | StopLogging | 2026-03-31T00:01
Root | DeleteTrail | 2026-03-31T00:02

query
SELECT a.eventID, b.recipientAccountId FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 AS a INNER JOIN 5e1b7d90-0001-4e55-8333-944455566677 AS b ON a.sharedEventID = b.sharedEventID AND a.eventID <> b.eventID
----
00000000-0000-4000-8000-000000000020 | 444455556666
00000000-0000-4000-8000-000000000021 | 111122223333

query
SELECT a.eventName, b.eventName FROM 5e1b7d90-0001-4e55-8333-944455566677 a LEFT JOIN 0233062b-51c6-4d18-8dec-a8c90da840d9 b ON b.userIdentity.accessKeyId = json_extract_scalar(element_at(a.responseElements,'credentials'),'$.accessKeyId') WHERE a.eventSource = 'sts.amazonaws.com'
----
AssumeRole | GetObject
AssumeRole | Invoke
AssumeRole | NULL
AssumeRole | PutItem
AssumeRole | PutObject
AssumeRoleWithWebIdentity | UpdateService

query
SELECT b.eventName, a.eventName FROM 5e1b7d90-0001-4e55-8333-944455566677 a RIGHT JOIN 0233062b-51c6-4d18-8dec-a8c90da840d9 b ON a.eventID = element_at(b.addendum, 'originalEventID') WHERE b.eventName = 'PutParameter'
----
PutParameter | NULL
PutParameter | PutParameter

query
SELECT eventName, eventTime FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'StopLogging' UNION SELECT eventName, eventTime FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f WHERE eventName = 'StopLogging'
----
StopLogging | 2026-03-31T00:01

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'StopLogging' UNION ALL SELECT eventName FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f WHERE eventName = 'StopLogging' UNION ALL (SELECT eventName FROM 5e1b7d90-0001-4e55-8333-944455566677 WHERE eventName = 'DeleteTrail')
----
DeleteTrail
StopLogging
StopLogging

query
SELECT awsRegion FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE readOnly = true INTERSECT SELECT awsRegion FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f WHERE eventCategory = 'Data'
----
eu-central-1
eu-west-1
us-east-1

query
SELECT userIdentity.userName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.userName IS NOT NULL EXCEPT SELECT userIdentity.userName FROM 5e1b7d90-0001-4e55-8333-944455566677 WHERE eventName = 'ConsoleLogin'
----
chen
dora
repo:example/orders:ref:refs/heads/main
zoë

# A sub-query in FROM needs no name.
query
SELECT bucket, c FROM (SELECT element_at(requestParameters,'bucketName') AS bucket, count(*) AS c FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY 1) WHERE bucket IS NOT NULL
duckdb
SELECT requestParameters['bucketName'], count(*) FROM lake_view WHERE requestParameters['bucketName'] IS NOT NULL GROUP BY 1
----
ledger | 3
scratch | 2

query
SELECT max(c) FROM (SELECT count(*) AS c FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY userIdentity.arn) where c < 10
----
8

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.arn IN (SELECT userIdentity.arn FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f WHERE errorCode = 'AccessDenied')
----
3

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 x WHERE EXISTS (SELECT 1 FROM 5e1b7d90-0001-4e55-8333-944455566677 y WHERE element_at(y.addendum, 'originalEventID') = x.eventID)
----
PutParameter

query
-- which services?
SELECT /* distinct on purpose */ DISTINCT eventSource -- the source
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 /* our store */ -- and nothing else
WHERE /* only dev */ recipientAccountId = '444455556666' -- dev
/* the end */;
-- after the end
duckdb
SELECT DISTINCT eventSource FROM lake_view WHERE recipientAccountId = '444455556666'
----
ec2.amazonaws.com
ecs.amazonaws.com
rds.amazonaws.com
sts.amazonaws.com

query
SELECT '-- no comment' AS a, '/* none */' AS b, 'it''s; fine' AS c FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LIMIT 1
----
-- no comment | /* none */ | it's; fine

query
SELECT l.eventName, a.eventtime FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 l JOIN athena_view a ON a.eventid = l.eventID AND from_iso8601_timestamp(a.eventtime) = l.eventTime WHERE l.userIdentity.type = 'Root'
----
AttachUserPolicy | 2026-03-30T22:22:00Z
ConsoleLogin | 2026-03-30T22:15:00Z
CreateAccessKey | 2026-03-30T22:21:00Z
CreateUser | 2026-03-30T22:20:30Z

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 a, 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f b WHERE a.eventID = b.eventID AND a.errorCode IS NOT NULL
----
5

query
SELECT eventTime FROM lake_view WHERE eventName = 'Decrypt' UNION ALL SELECT CAST(eventtime AS timestamp) FROM athena_view WHERE eventname = 'Decrypt'
duckdb
SELECT eventTime FROM lake_view WHERE eventName = 'Decrypt' UNION ALL SELECT CAST(replace(eventtime, 'Z', '') AS timestamp) FROM athena_view WHERE eventname = 'Decrypt'
----
2026-03-31T12:00
2026-03-31T12:00
