# Names that other engines reserve, quoting, letter case, rows as values, CASE and IF, SHOW and DESCRIBE.
query
SELECT useridentity.username AS user, eventname AS key, eventsource AS source, requestid AS value, eventtype AS target, awsregion AS role FROM athena_view WHERE eventname = 'StopLogging'
duckdb
SELECT useridentity.username, eventname, eventsource, requestid, eventtype, awsregion FROM athena_view WHERE eventname = 'StopLogging'
----
dora | StopLogging | cloudtrail.amazonaws.com | REQ017 | AwsApiCall | us-east-1

query
SELECT eventtime AS timestamp, substr(eventtime, 12) AS time, substr(eventtime, 1, 10) AS date, eventtime AS datetime, 1 AS start, true AS public, region AS session FROM athena_view WHERE eventname = 'StopLogging'
duckdb
SELECT eventtime, substr(eventtime, 12), substr(eventtime, 1, 10), eventtime, 1, true, region FROM athena_view WHERE eventname = 'StopLogging'
----
2026-03-31T00:01:00Z | 00:01:00Z | 2026-03-31 | 2026-03-31T00:01:00Z | 1 | true | us-east-1

query
SELECT user, count, region FROM (SELECT useridentity.username user, count(*) count, region region FROM athena_view WHERE useridentity.username IN ('ana','dora') GROUP BY 1, 3)
duckdb
SELECT useridentity.username, count(*), region FROM athena_view WHERE useridentity.username IN ('ana','dora') GROUP BY 1, 3
----
ana | 3 | us-east-1
dora | 3 | us-east-1

query ordered
SELECT date, public, start FROM (VALUES ('b', 1, 2), ('a', 3, 4)) AS t (date, public, start) ORDER BY date
duckdb
VALUES ('a', 3, 4), ('b', 1, 2)
----
a | 3 | 4
b | 1 | 2

query
SELECT source.eventname, target.eventname FROM athena_view source JOIN athena_view target ON source.requestid = target.addendum.originalrequestid
duckdb
VALUES ('PutParameter', 'PutParameter')
----
PutParameter | PutParameter

query
WITH session AS (SELECT eventname AS identity, day FROM athena_view) SELECT identity, session.day FROM session WHERE session.identity = 'Invoke'
duckdb
VALUES ('Invoke', '01')
----
Invoke | 01

query ordered
SELECT eventname AS "Event Name", count(*) AS "count of 'it'" FROM athena_view GROUP BY eventname HAVING count(*) > 1 ORDER BY "count of 'it'" DESC, "Event Name"
----
ConsoleLogin | 4
AssumeRole | 3
GetObject | 2
PutObject | 2
PutParameter | 2

query
SELECT EventName, EVENTNAME, "eventname", UserIdentity.SESSIONCONTEXT.sessionissuer.UserName FROM ATHENA_VIEW WHERE eventName = 'Decrypt'
duckdb
VALUES ('Decrypt', 'Decrypt', 'Decrypt', 'batch-ledger')
----
Decrypt | Decrypt | Decrypt | batch-ledger

query
select distinct (eventsource, eventname) from athena_view where region = 'eu-central-1'
duckdb none
----
['lambda.amazonaws.com', 'Invoke']
['dynamodb.amazonaws.com', 'PutItem']
['dynamodb.amazonaws.com', 'UpdateTable']
['secretsmanager.amazonaws.com', 'GetSecretValue']

query
SELECT CAST(ROW(eventname, 7) AS row(name varchar, age integer)).name, ROW(1, 'x') = ROW(1, 'x'), CAST(ROW(1, 2) AS ROW(a bigint, b double)).b FROM athena_view WHERE eventname = 'Invoke'
duckdb
VALUES ('Invoke', TRUE, 2.0)
----
Invoke | true | 2

query
SELECT CASE WHEN errorcode IS NULL THEN 'ok' ELSE errorcode END AS outcome, count(*) FROM athena_view WHERE region = 'eu-west-1' GROUP BY 1
----
Client.RequestLimitExceeded | 1
Client.UnauthorizedOperation | 1
VpceAccessDenied | 1
ok | 11

query
SELECT CASE useridentity.type WHEN 'Root' THEN 1 WHEN 'IAMUser' THEN 2 END AS rank, count(*) FROM athena_view GROUP BY 1
----
1 | 4
2 | 15
NULL | 21

query
SELECT if(readonly = 'true', 'read'), if(region LIKE 'eu%', 'eu', 'us'), count(*) FROM athena_view WHERE eventcategory = 'Data' GROUP BY 1, 2
duckdb
SELECT CASE WHEN readonly = 'true' THEN 'read' END, CASE WHEN region LIKE 'eu%' THEN 'eu' ELSE 'us' END, count(*) FROM athena_view WHERE eventcategory = 'Data' GROUP BY 1, 2
----
NULL | eu | 3
NULL | us | 2
read | us | 2

query
SELECT eventname FROM athena_view WHERE errorcode IS DISTINCT FROM NULL AND NOT (readonly = 'true')
----
DeleteTrail
TerminateInstances

query
SELECT eventname FROM athena_view WHERE region IN ('eu-central-1') AND readonly NOT IN ('true', 'none')
----
Invoke
PutItem
UpdateTable

query
SELECT coalesce(useridentity.username, useridentity.sessioncontext.sessionissuer.username, useridentity.type, useridentity.invokedby, 'nobody') AS who, count(*) FROM athena_view GROUP BY 1
----
AWS Internal | 1
AWSAccount | 3
AWSReservedSSO_Admin_0123 | 1
AWSService | 1
FederatedUser | 1
HIDDEN_DUE_TO_SECURITY_REASONS | 1
Root | 4
ana | 3
app-orders | 2
batch-ledger | 1
bela | 2
chen | 5
deployer | 2
dora | 3
edge | 1
glue-etl | 1
inventory | 3
lambda-mailer | 2
nobody | 1
repo:example/orders:ref:refs/heads/main | 1
zoë | 1

query
SELECT useridentity.sessioncontext.webidfederationdata, useridentity.onbehalfof FROM athena_view WHERE eventname IN ('UpdateService', 'GetSecretValue')
----
['arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com', {'aud': 'sts.amazonaws.com', 'repo': 'example/orders'}] | NULL
[NULL, NULL] | ['9067-ana', 'arn:aws:identitystore::111122223333:identitystore/d-9067']

query
SELECT addendum, tlsdetails FROM athena_view WHERE addendum.reason = 'UPDATED_DATA'
----
['UPDATED_DATA', 'responseElements', 'REQ030', '00000000-0000-4000-8000-000000000030'] | ['TLSv1.3', 'TLS_AES_128_GCM_SHA256', 'ssm.eu-west-1.amazonaws.com']

query
SELECT resources FROM athena_view WHERE cardinality(resources) > 1 AND eventname = 'PutObject'
duckdb
SELECT resources FROM athena_view WHERE len(resources) > 1 AND eventname = 'PutObject'
----
[['arn:aws:s3:::scratch/copy of q1.csv', NULL, 'AWS::S3::Object'], ['arn:aws:s3:::scratch', '111122223333', 'AWS::S3::Bucket']]

query
SELECT count(*), count(DISTINCT region), 1 + 1, 7 / 2, 7 % 4, -7 / 2, 7.0 / 2, 2 * 3.5e0, 1e3 FROM athena_view
duckdb none
----
40 | 3 | 2 | 3 | 3 | -3 | 3.5 | 7 | 1000

query
SELECT typeof(1), typeof(1.5), typeof(1e0), typeof(DATE '2026-01-01'), typeof(ARRAY[1]), typeof(MAP(ARRAY[region], ARRAY[1])), typeof(eventtime), typeof(IPADDRESS '::1') FROM athena_view LIMIT 1
duckdb none
----
integer | decimal(2,1) | double | date | array(integer) | map(varchar, integer) | varchar | ipaddress

query ordered
SELECT eventname FROM athena_view ORDER BY eventtime DESC, eventid OFFSET 2 LIMIT 2
----
CreatePolicy
PutRolePolicy

query ordered
SELECT eventname, eventtime FROM athena_view ORDER BY 2 DESC, 1 FETCH FIRST 2 ROWS ONLY
----
ListAccounts | 2026-04-02T02:15:00Z
DescribePolicies | 2026-04-02T02:10:00Z

query
SELECT t.* FROM (SELECT eventname, region FROM athena_view WHERE eventname = 'Decrypt') AS t
----
Decrypt | us-east-1

query
SELECT a.eventname, b.* FROM athena_view a CROSS JOIN (VALUES (1, 'x')) AS b (n, t) WHERE a.eventname = 'Decrypt'
duckdb
VALUES ('Decrypt', 1, 'x')
----
Decrypt | 1 | x

error COLUMN_NOT_FOUND
SELECT year FROM security.trail
----

error COLUMN_NOT_FOUND
SELECT resources.ARN FROM athena_view
----
resources

error INVALID_STATEMENT
SELECT a.eventname FROM athena_view a JOIN athena_view b ON eventid = eventid
----
eventid

error TYPE_MISMATCH
SELECT count(*) FROM athena_view WHERE year = 2026
----

error TYPE_MISMATCH
SELECT from_iso8601_timestamp(eventtime) > '2026' || eventname, sum(eventname) FROM athena_view
----
