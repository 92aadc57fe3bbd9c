# CTEs, joins, anti-joins, sub-queries and set operations: baselines and investigations.
query
WITH baseline AS (SELECT DISTINCT useridentity.arn AS arn, eventsource FROM athena_view WHERE eventtime < '2026-04-01T00:00:00Z'), recent AS (SELECT DISTINCT useridentity.arn AS arn, eventsource FROM athena_view WHERE eventtime >= '2026-04-01T00:00:00Z') SELECT recent.arn, recent.eventsource FROM recent LEFT JOIN baseline ON recent.arn = baseline.arn AND recent.eventsource = baseline.eventsource WHERE baseline.arn IS NULL AND recent.arn LIKE '%user/%'
----
arn:aws:iam::111122223333:user/ana | iam.amazonaws.com
arn:aws:iam::444455556666:user/chen | rds.amazonaws.com
arn:aws:iam::777788889999:user/zoë | dynamodb.amazonaws.com
arn:aws:sts::111122223333:federated-user/eve | organizations.amazonaws.com

query
WITH denied AS (SELECT useridentity.arn AS arn, count(*) AS c FROM athena_view WHERE errorcode IN ('AccessDenied', 'Client.UnauthorizedOperation') GROUP BY 1) SELECT d.arn, d.c, t.eventname FROM denied d INNER JOIN athena_view t ON t.useridentity.arn = d.arn WHERE t.errorcode IS NULL
----
arn:aws:iam::111122223333:user/dora | 1 | PutBucketPolicy
arn:aws:iam::111122223333:user/dora | 1 | StopLogging
arn:aws:iam::444455556666:user/chen | 1 | AuthorizeSecurityGroupIngress
arn:aws:iam::444455556666:user/chen | 1 | ModifyDBInstance
arn:aws:iam::444455556666:user/chen | 1 | ModifySecurityGroupRules
arn:aws:iam::444455556666:user/chen | 1 | RebootDBInstance

query
SELECT a.eventname, b.eventname, a.sourceipaddress FROM athena_view a JOIN athena_view b ON a.sourceipaddress = b.sourceipaddress AND a.useridentity.arn <> b.useridentity.arn WHERE a.eventname = 'StopLogging' AND b.eventtime < a.eventtime
----
StopLogging | AssumeRole | 198.51.100.7
StopLogging | ConsoleLogin | 198.51.100.7
StopLogging | GetObject | 198.51.100.7
StopLogging | PutObject | 198.51.100.7

query
WITH days AS (SELECT day, count(*) AS c FROM athena_view GROUP BY day), average AS (SELECT avg(c) AS a FROM days) SELECT day, c FROM days CROSS JOIN average WHERE c > a
----
01 | 13
31 | 11

query
SELECT DISTINCT t.useridentity.arn FROM athena_view t WHERE t.sourceipaddress NOT IN (SELECT sourceipaddress FROM athena_view WHERE eventname = 'ConsoleLogin') AND t.useridentity.type = 'IAMUser'
----
arn:aws:iam::444455556666:user/chen
arn:aws:iam::777788889999:user/zoë

query
SELECT o.eventname, o.eventtime FROM athena_view o WHERE NOT EXISTS (SELECT 1 FROM athena_view i WHERE i.eventname = o.eventname AND i.eventid <> o.eventid) AND o.eventsource = 'ec2.amazonaws.com'
----
AuthorizeSecurityGroupIngress | 2026-03-31T10:00:00Z
DescribeInstances | 2026-04-01T11:11:00Z
ModifySecurityGroupRules | 2026-03-31T10:01:00Z
RunInstances | 2026-03-31T10:05:00Z
TerminateInstances | 2026-03-31T10:30:00Z

query
SELECT eventname, (SELECT count(*) FROM athena_view i WHERE i.useridentity.accesskeyid = o.useridentity.accesskeyid AND i.eventtime > o.eventtime) AS later FROM athena_view o WHERE o.useridentity.accesskeyid IN ('AKIADORA', 'AKIACHEN')
----
AuthorizeSecurityGroupIngress | 4
DeleteTrail | 0
ModifyDBInstance | 0
ModifySecurityGroupRules | 3
PutBucketPolicy | 2
RebootDBInstance | 1
StopLogging | 1
TerminateInstances | 2

query
SELECT a.useridentity.accesskeyid, a.eventtime AS made, min(b.eventtime) AS used FROM athena_view a LEFT JOIN athena_view b ON json_extract_scalar(a.responseelements, '$.credentials.accessKeyId') = b.useridentity.accesskeyid WHERE a.eventname LIKE 'AssumeRole%' GROUP BY 1, 2
----
AKIABELA | 2026-03-30T08:10:00Z | 2026-03-30T08:12:00Z
NULL | 2026-03-31T12:30:00Z | 2026-04-01T06:00:00Z
NULL | 2026-04-01T10:15:00Z | 2026-04-01T10:16:00Z

query
SELECT eventsource FROM athena_view WHERE region = 'us-east-1' EXCEPT SELECT eventsource FROM athena_view WHERE region = 'eu-west-1'
----
autoscaling.amazonaws.com
cloudtrail.amazonaws.com
iam.amazonaws.com
organizations.amazonaws.com
signin.amazonaws.com

query
SELECT eventname FROM athena_view WHERE readonly = 'true' INTERSECT SELECT eventname FROM athena_view WHERE errorcode IS NOT NULL
----
DescribeInstances
GetObject
ListBuckets

query
(SELECT eventname, eventtime FROM athena_view ORDER BY eventtime LIMIT 1) UNION ALL (SELECT eventname, eventtime FROM athena_view ORDER BY eventtime DESC LIMIT 1)
----
ConsoleLogin | 2026-03-30T08:00:00Z
ListAccounts | 2026-04-02T02:15:00Z

query
WITH x AS (SELECT eventname AS n FROM athena_view WHERE day = '02'), y AS (SELECT n, length(n) AS l FROM x) SELECT n, l FROM y WHERE l = (SELECT max(l) FROM y)
----
DescribePolicies | 16

query
SELECT region, eventname, c FROM (SELECT region, eventname, count(*) AS c, rank() OVER (PARTITION BY region ORDER BY count(*) DESC, eventname) AS r FROM athena_view GROUP BY region, eventname) WHERE r <= 2
duckdb
SELECT region, eventname, c FROM (SELECT region, eventname, count(*) AS c, rank() OVER (PARTITION BY region ORDER BY count(*) DESC, eventname) AS r FROM athena_view GROUP BY region, eventname) AS t WHERE r <= 2
----
eu-central-1 | GetSecretValue | 1
eu-central-1 | Invoke | 1
eu-west-1 | AssumeRoleWithWebIdentity | 1
eu-west-1 | PutParameter | 2
us-east-1 | AssumeRole | 3
us-east-1 | ConsoleLogin | 4

query
SELECT COALESCE(a.region, b.region), a.c, b.c FROM (SELECT region, count(*) AS c FROM athena_view WHERE eventcategory = 'Data' GROUP BY region) a FULL JOIN (SELECT region, count(*) AS c FROM athena_view WHERE errorcode IS NOT NULL GROUP BY region) b ON a.region = b.region
----
eu-central-1 | 2 | NULL
eu-west-1 | 1 | 3
us-east-1 | 4 | 2

query
SELECT unnested.resources_entry.ARN, count(*) FROM athena_view t CROSS JOIN UNNEST(t.resources) unnested (resources_entry) WHERE unnested.resources_entry.ARN LIKE 'arn:aws:s3%' GROUP BY unnested.resources_entry.ARN
duckdb
SELECT r.arn, count(*) FROM (SELECT unnest(resources) AS r FROM athena_view) AS t WHERE r.arn LIKE 'arn:aws:s3%' GROUP BY r.arn
----
arn:aws:s3:::ledger | 3
arn:aws:s3:::ledger/2026/03/q1.csv | 2
arn:aws:s3:::scratch | 2
arn:aws:s3:::scratch/copy of q1.csv | 2

query
SELECT eventname, unnested_resources.type FROM athena_view LEFT JOIN UNNEST(resources) u(unnested_resources) ON TRUE WHERE eventsource IN ('sts.amazonaws.com', 'kms.amazonaws.com')
duckdb
SELECT eventname, resources[1].type FROM athena_view WHERE eventsource IN ('sts.amazonaws.com', 'kms.amazonaws.com')
----
AssumeRole | AWS::IAM::Role
AssumeRole | NULL
AssumeRole | NULL
AssumeRoleWithWebIdentity | NULL
Decrypt | AWS::KMS::Key
RotateKey | AWS::KMS::Key

query
SELECT r.accountid, r.type, t.eventname FROM athena_view AS t, UNNEST(t.resources) AS r WHERE t.recipientaccountid <> r.accountid OR r.type = 'AWS::KMS::Key'
duckdb
SELECT r.accountid, r.type, eventname FROM (SELECT eventname, recipientaccountid, unnest(resources) AS r FROM athena_view) AS t WHERE recipientaccountid <> r.accountid OR r.type = 'AWS::KMS::Key'
----
111122223333 | AWS::KMS::Key | Decrypt
777788889999 | AWS::KMS::Key | RotateKey

query
SELECT first.eventname, next.eventname FROM athena_view AS first JOIN athena_view AS next USING (sharedeventid) WHERE first.eventid < next.eventid
----
AssumeRole | AssumeRole

query
SELECT a.eventname FROM athena_view a WHERE (a.useridentity.accountid, a.sourceipaddress) IN (SELECT useridentity.accountid, sourceipaddress FROM athena_view WHERE eventname = 'GetSecretValue')
----
ConsoleLogin
CreatePolicy
GetSecretValue
PutRolePolicy

query
SELECT eventname FROM athena_view WHERE eventtime >= ALL (SELECT eventtime FROM athena_view)
duckdb
SELECT eventname FROM athena_view ORDER BY eventtime DESC LIMIT 1
----
ListAccounts

query
SELECT t.name, t.n, count(a.eventid) FROM (VALUES ('StopLogging', 1), ('DeleteTrail', 2), ('UpdateTrail', 3)) AS t (name, n) LEFT JOIN athena_view a ON a.eventname = t.name GROUP BY t.name, t.n
----
DeleteTrail | 2 | 1
StopLogging | 1 | 1
UpdateTrail | 3 | 0

query
WITH v (ip) AS (VALUES '198.51.100.7', '192.0.2.44') SELECT v.ip, array_agg(DISTINCT a.eventname ORDER BY a.eventname) FROM v JOIN athena_view a ON a.sourceipaddress = v.ip GROUP BY v.ip
duckdb
SELECT sourceipaddress, list_sort(list(DISTINCT eventname)) FROM athena_view WHERE sourceipaddress IN ('198.51.100.7', '192.0.2.44') GROUP BY 1
----
192.0.2.44 | ['AttachUserPolicy', 'ConsoleLogin', 'CreateAccessKey', 'CreateUser']
198.51.100.7 | ['AssumeRole', 'ConsoleLogin', 'DeleteTrail', 'GetObject', 'PutBucketPolicy', 'PutObject', 'StopLogging']

query
SELECT l.eventName, element_at(l.requestParameters, 'policyArn') FROM lake_view l WHERE l.eventID IN (SELECT eventid FROM athena_view WHERE requestparameters LIKE '%AdministratorAccess%')
----
AttachUserPolicy | arn:aws:iam::aws:policy/AdministratorAccess

query
SELECT count(*) FROM (SELECT eventid FROM athena_view UNION SELECT eventID FROM lake_view UNION ALL SELECT eventid FROM hunt_trail WHERE day = date '2026-04-02')
duckdb
SELECT 46
----
46

query ordered
WITH steps AS (SELECT eventname, from_iso8601_timestamp(eventtime) AS t, useridentity.arn AS arn FROM athena_view), gaps AS (SELECT arn, eventname, t, date_diff('second', lag(t) OVER (PARTITION BY arn ORDER BY t, eventname), t) AS gap FROM steps WHERE arn IS NOT NULL) SELECT arn, eventname, gap FROM gaps WHERE gap BETWEEN 1 AND 60 ORDER BY gap DESC, arn, eventname
----
arn:aws:iam::111122223333:root | AttachUserPolicy | 60
arn:aws:iam::111122223333:user/dora | DeleteTrail | 60
arn:aws:iam::111122223333:user/dora | StopLogging | 60
arn:aws:iam::444455556666:user/chen | ModifySecurityGroupRules | 60
arn:aws:iam::111122223333:root | CreateAccessKey | 30
arn:aws:sts::111122223333:assumed-role/app-orders/bela-cli | PutObject | 30
arn:aws:sts::111122223333:assumed-role/lambda-mailer/mailer | PutItem | 5
