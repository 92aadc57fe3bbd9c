# GROUP BY in all its forms, aliases and ordinals, HAVING, aggregates with conditions and order, windows.
query
SELECT eventSource, eventName, COUNT(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE errorCode IS NOT NULL GROUP BY 1, 2
----
cloudtrail.amazonaws.com | DeleteTrail | 1
ec2.amazonaws.com | DescribeInstances | 1
ec2.amazonaws.com | TerminateInstances | 1
s3.amazonaws.com | GetObject | 1
s3.amazonaws.com | ListBuckets | 1

query ordered
SELECT awsRegion AS region, count(*) AS count FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY awsRegion ORDER BY count DESC, region LIMIT 2
----
us-east-1 | 22
eu-west-1 | 14

query ordered
SELECT eventSource, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY 1 ORDER BY 2 DESC, 1 ASC LIMIT 3
----
s3.amazonaws.com | 6
ec2.amazonaws.com | 5
iam.amazonaws.com | 5

query ordered
SELECT errorCode, min(eventTime) AS t FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY errorCode ORDER BY errorCode DESC NULLS LAST, t
----
VpceAccessDenied | 2026-04-01T13:00
Client.UnauthorizedOperation | 2026-03-31T10:30
Client.RequestLimitExceeded | 2026-04-01T11:11
AccessDenied | 2026-03-31T00:02
NULL | 2026-03-30T08:00

query ordered
SELECT DISTINCT userIdentity.type AS kind FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 ORDER BY kind NULLS FIRST LIMIT 3
----
NULL
AWSAccount
AWSService

# A name in GROUP BY is the column, not the alias that hides it.
query
SELECT IF(readOnly, 'read', 'write') AS readOnly, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY readOnly
duckdb
SELECT CASE WHEN readOnly THEN 'read' ELSE 'write' END, count(*) FROM lake_view GROUP BY lake_view.readOnly
----
read | 11
write | 1
write | 28

query
SELECT replace(eventSource, '.amazonaws.com') AS service, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE readOnly = true GROUP BY service
duckdb
SELECT replace(eventSource, '.amazonaws.com', '') AS service, count(*) FROM lake_view WHERE readOnly GROUP BY 1
----
ec2 | 1
kms | 1
organizations | 1
s3 | 3
secretsmanager | 1
sts | 4

query
SELECT CASE WHEN errorCode LIKE '%Denied' THEN 'denied' WHEN errorCode IS NULL THEN 'ok' ELSE 'other' END AS outcome, COUNT(*) AS count FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY CASE WHEN errorCode LIKE '%Denied' THEN 'denied' WHEN errorCode IS NULL THEN 'ok' ELSE 'other' END
----
denied | 3
ok | 35
other | 2

query
SELECT CASE eventCategory WHEN 'Data' THEN 'D' WHEN 'Management' THEN 'M' END AS c, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY 1
----
D | 7
M | 31
NULL | 2

query
SELECT count_if(errorCode IS NOT NULL), count(*) FILTER (WHERE readOnly), count(DISTINCT eventName) FILTER (WHERE awsRegion = 'eu-west-1') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
5 | 11 | 13

query
SELECT bool_and(readOnly), bool_or(readOnly), every(readOnly IS NOT NULL) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'sts.amazonaws.com'
duckdb
SELECT bool_and(readOnly), bool_or(readOnly), bool_and(readOnly IS NOT NULL) FROM lake_view WHERE eventSource = 'sts.amazonaws.com'
----
true | true | true

query
SELECT approx_distinct(userIdentity.arn), approx_distinct(eventSource) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
16 | 16

query
SELECT avg(length(eventName)), sum(length(eventName)), stddev(length(eventName)), approx_percentile(length(eventName), 0.5) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'iam.amazonaws.com'
duckdb
SELECT avg(length(eventName)), sum(length(eventName)), stddev(length(eventName)), 13 FROM lake_view WHERE eventSource = 'iam.amazonaws.com'
----
13.2 | 66 | 2.38746727726 | 13

query
SELECT awsRegion, eventCategory, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE recipientAccountId = '777788889999' GROUP BY ROLLUP (awsRegion, eventCategory)
----
NULL | NULL | 7
eu-central-1 | Management | 1
eu-central-1 | NULL | 1
eu-west-1 | Data | 1
eu-west-1 | Management | 4
eu-west-1 | NULL | 6
eu-west-1 | NetworkActivity | 1

query
SELECT awsRegion, eventCategory, count(*), grouping(awsRegion, eventCategory) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE recipientAccountId = '777788889999' GROUP BY GROUPING SETS ((awsRegion), (eventCategory), ())
----
NULL | Data | 1 | 2
NULL | Management | 5 | 2
NULL | NULL | 7 | 3
NULL | NetworkActivity | 1 | 2
eu-central-1 | NULL | 1 | 1
eu-west-1 | NULL | 6 | 1

query
SELECT recipientAccountId, readOnly, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY CUBE (recipientAccountId, readOnly)
----
111122223333 | NULL | 1
111122223333 | NULL | 24
111122223333 | false | 16
111122223333 | true | 7
444455556666 | NULL | 9
444455556666 | false | 7
444455556666 | true | 2
777788889999 | NULL | 7
777788889999 | false | 5
777788889999 | true | 2
NULL | NULL | 1
NULL | NULL | 40
NULL | false | 28
NULL | true | 11

query
SELECT userIdentity.accountId, count(*) AS c FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY userIdentity.accountId HAVING count(DISTINCT awsRegion) > 1 AND sum(IF(readOnly, 1, 0)) > 2
duckdb
SELECT userIdentity.accountId, count(*) AS c FROM lake_view GROUP BY 1 HAVING count(DISTINCT awsRegion) > 1 AND sum(CASE WHEN readOnly THEN 1 ELSE 0 END) > 2
----
111122223333 | 23

query
SELECT listagg(eventName, ', ') WITHIN GROUP (ORDER BY eventTime) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'Root'
duckdb
SELECT string_agg(eventName, ', ' ORDER BY eventTime) FROM lake_view WHERE userIdentity.type = 'Root'
----
ConsoleLogin, CreateUser, CreateAccessKey, AttachUserPolicy

query
SELECT array_agg(eventName ORDER BY eventTime DESC) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.userName = 'chen' OR userIdentity.sessionContext.sourceIdentity = 'chen'
----
['ModifyDBInstance', 'RebootDBInstance', 'UpdateService', 'TerminateInstances', 'ModifySecurityGroupRules', 'AuthorizeSecurityGroupIngress']

query
SELECT userIdentity.arn, eventName, rank() OVER (PARTITION BY userIdentity.arn ORDER BY eventTime) AS r FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'IAMUser' AND recipientAccountId = '444455556666'
----
arn:aws:iam::444455556666:user/chen | AuthorizeSecurityGroupIngress | 1
arn:aws:iam::444455556666:user/chen | ModifyDBInstance | 5
arn:aws:iam::444455556666:user/chen | ModifySecurityGroupRules | 2
arn:aws:iam::444455556666:user/chen | RebootDBInstance | 4
arn:aws:iam::444455556666:user/chen | TerminateInstances | 3

query
SELECT eventName, eventTime FROM (SELECT eventName, eventTime, row_number() OVER (PARTITION BY userIdentity.type ORDER BY eventTime DESC, eventID DESC) AS rn FROM 0233062b-51c6-4d18-8dec-a8c90da840d9) WHERE rn = 1
duckdb
SELECT eventName, eventTime FROM (SELECT eventName, eventTime, row_number() OVER (PARTITION BY userIdentity.type ORDER BY eventTime DESC, eventID DESC) AS rn FROM lake_view) AS t WHERE rn = 1
----
AssumeRole | 2026-03-31T12:30
AssumeRoleWithWebIdentity | 2026-04-01T10:15
AttachUserPolicy | 2026-03-30T22:22
CreatePolicy | 2026-04-02T02:05
DeleteObject | 2026-04-02T01:00
DescribePolicies | 2026-04-02T02:10
ListAccounts | 2026-04-02T02:15
ListBuckets | 2026-04-01T13:00

query
SELECT eventName, lag(eventName) OVER (ORDER BY eventTime, eventID), lead(eventTime, 2) OVER (ORDER BY eventTime, eventID), first_value(eventName) OVER (PARTITION BY awsRegion ORDER BY eventTime, eventID) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime >= '2026-04-02'
----
CreatePolicy | PutRolePolicy | 2026-04-02T02:15 | DeleteObject
DeleteObject | PutObject | 2026-04-02T02:05 | DeleteObject
DescribePolicies | CreatePolicy | NULL | DeleteObject
ListAccounts | DescribePolicies | NULL | DeleteObject
PutObject | NULL | 2026-04-02T02:00 | PutObject
PutRolePolicy | DeleteObject | 2026-04-02T02:10 | DeleteObject

query
SELECT date(eventTime), count(*), sum(count(*)) OVER (ORDER BY date(eventTime)) AS running FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY date(eventTime)
duckdb
SELECT d, c, sum(c) OVER (ORDER BY d) FROM (SELECT CAST(eventTime AS DATE) AS d, count(*) AS c FROM lake_view GROUP BY 1) AS t
----
2026-03-30 | 10 | 10
2026-03-31 | 11 | 21
2026-04-01 | 13 | 34
2026-04-02 | 6 | 40

query
SELECT eventName, count(*) OVER w, max(eventTime) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.userName = 'dora' WINDOW w AS (ORDER BY eventTime)
duckdb
SELECT eventName, count(*) OVER (ORDER BY eventTime), max(eventTime) OVER (ORDER BY eventTime ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) FROM lake_view WHERE userIdentity.userName = 'dora'
----
DeleteTrail | 3 | 2026-03-31T00:01
PutBucketPolicy | 1 | NULL
StopLogging | 2 | 2026-03-31T00:00

query
SELECT eventName, ntile(2) OVER (ORDER BY eventTime), cume_dist() OVER (ORDER BY eventTime), nth_value(eventName, 2) OVER (ORDER BY eventTime ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'Root'
----
AttachUserPolicy | 2 | 1 | CreateUser
ConsoleLogin | 1 | 0.25 | CreateUser
CreateAccessKey | 2 | 0.75 | CreateUser
CreateUser | 1 | 0.5 | CreateUser

query
WITH calls AS (SELECT userIdentity.arn AS arn, sourceIPAddress AS ip FROM 0233062b-51c6-4d18-8dec-a8c90da840d9), seen (who, addresses) AS (SELECT arn, count(DISTINCT ip) FROM calls WHERE arn IS NOT NULL GROUP BY arn) SELECT who FROM seen WHERE addresses = (SELECT max(addresses) FROM seen)
----
arn:aws:iam::111122223333:root
arn:aws:iam::111122223333:user/ana
arn:aws:iam::111122223333:user/bela
arn:aws:iam::111122223333:user/dora
arn:aws:iam::444455556666:user/chen
arn:aws:iam::777788889999:user/zoë
arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123/ana@example.com
arn:aws:sts::111122223333:assumed-role/app-orders/bela-cli
arn:aws:sts::111122223333:assumed-role/batch-ledger/i-0b7
arn:aws:sts::111122223333:assumed-role/glue-etl/job-3
arn:aws:sts::111122223333:assumed-role/lambda-mailer/mailer
arn:aws:sts::111122223333:federated-user/eve
arn:aws:sts::444455556666:assumed-role/deployer/gha-901
arn:aws:sts::444455556666:assumed-role/deployer/run-17
arn:aws:sts::777788889999:assumed-role/edge/sync
arn:aws:sts::777788889999:assumed-role/inventory/scan

query
SELECT GREATEST(count(*), 5), LEAST(min(eventTime), timestamp '2026-01-01 00:00:00'), coalesce(max(annotation), '-'), nullif(count(apiVersion), 1) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
40 | 2026-01-01T00:00 | first seen | NULL

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE errorCode IS DISTINCT FROM 'AccessDenied' AND userIdentity.type IS NOT DISTINCT FROM 'AssumedRole'
----
13
