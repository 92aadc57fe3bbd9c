# Longer questions, over several lines, as people keep them in their notes.
# From key to key: what was done with keys that a root session made?
query ordered
WITH root_keys AS (
    SELECT json_extract_scalar(element_at(responseElements, 'accessKey'), '$.accessKeyId') AS key,
           eventTime AS made
    FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
    WHERE eventName = 'CreateAccessKey' AND userIdentity.type = 'Root'
)
SELECT date_diff('minute', k.made, e.eventTime) AS minutes,
       e.eventName,
       COALESCE(e.errorCode, 'ok') AS outcome
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 AS e
JOIN root_keys AS k ON e.userIdentity.accessKeyId = k.key
WHERE e.eventTime > k.made
ORDER BY e.eventTime;
duckdb
WITH root_keys AS (
    SELECT json_extract_string(responseElements['accessKey'], '$.accessKeyId') AS key, eventTime AS made
    FROM lake_view WHERE eventName = 'CreateAccessKey' AND userIdentity.type = 'Root')
SELECT date_diff('minute', k.made, e.eventTime), e.eventName, COALESCE(e.errorCode, 'ok')
FROM lake_view AS e JOIN root_keys AS k ON e.userIdentity.accessKeyId = k.key WHERE e.eventTime > k.made ORDER BY e.eventTime
----
99 | PutBucketPolicy | ok
100 | StopLogging | ok
101 | DeleteTrail | AccessDenied

# Who opened a port to the world, and how was it closed again?
query
SELECT opened.eventTime AS start, opened.userIdentity.userName AS user,
    json_extract_scalar(rule, '$.fromPort') AS port, closed.eventTime AS "end"
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 opened
CROSS JOIN UNNEST(CAST(json_extract(element_at(opened.requestParameters, 'ipPermissions'), '$.items') AS array(json))) AS t (rule)
LEFT JOIN 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f closed ON closed.eventName = 'RevokeSecurityGroupIngress'
    AND element_at(closed.requestParameters, 'groupId') = element_at(opened.requestParameters, 'groupId')
WHERE opened.eventName = 'AuthorizeSecurityGroupIngress'
  AND any_match(CAST(json_extract(rule, '$.ipRanges.items') AS array(json)), r -> json_extract_scalar(r, '$.cidrIp') = '0.0.0.0/0')
duckdb
VALUES (TIMESTAMP '2026-03-31 10:00:00', 'chen', '22', CAST(NULL AS TIMESTAMP))
----
2026-03-31T10:00 | chen | 22 | NULL

# Bytes that left by bucket and by person.
query
SELECT element_at(requestParameters, 'bucketName') AS bucket,
       COALESCE(userIdentity.sessionContext.sessionIssuer.userName, userIdentity.userName, userIdentity.accountId) AS who,
       SUM(TRY_CAST(element_at(additionalEventData, 'bytesTransferredOut') AS double)) / 1024 AS kib
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
WHERE eventCategory = 'Data' AND eventSource = 's3.amazonaws.com' AND errorCode IS NULL
GROUP BY 1, 2
HAVING SUM(TRY_CAST(element_at(additionalEventData, 'bytesTransferredOut') AS double)) > 0
----
ledger | app-orders | 1024
scratch | app-orders | 0.00048828125

# Two sources within an hour of each other for one principal.
query
SELECT DISTINCT a.userIdentity.arn, a.sourceIPAddress, b.sourceIPAddress
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 a, 5e1b7d90-0001-4e55-8333-944455566677 b
WHERE a.userIdentity.arn = b.userIdentity.arn
  AND a.sourceIPAddress < b.sourceIPAddress
  AND abs(date_diff('second', a.eventTime, b.eventTime)) < 3600
duckdb
SELECT DISTINCT a.userIdentity.arn, a.sourceIPAddress, b.sourceIPAddress FROM lake_view a, lake_view b WHERE a.userIdentity.arn = b.userIdentity.arn AND a.sourceIPAddress < b.sourceIPAddress AND abs(date_diff('second', a.eventTime, b.eventTime)) < 3600 UNION SELECT NULL, NULL, NULL WHERE FALSE
----

# Changes by night, with the reason when there was one.
query
SELECT CASE
         WHEN day_of_week(eventTime) IN (6, 7) THEN 'weekend'
         WHEN hour(eventTime) BETWEEN 7 AND 19 THEN 'day'
         ELSE 'night'
       END AS shift,
       count_if(errorCode IS NULL) AS done,
       count_if(errorCode IS NOT NULL) AS failed,
       array_agg(DISTINCT replace(eventSource, '.amazonaws.com') ORDER BY replace(eventSource, '.amazonaws.com')) AS services
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
WHERE readOnly = false AND NOT (userIdentity.type = 'AWSService')
GROUP BY 1
duckdb
SELECT CASE WHEN hour(eventTime) BETWEEN 7 AND 19 THEN 'day' ELSE 'night' END AS shift, count_if(errorCode IS NULL), count_if(errorCode IS NOT NULL), list_sort(list(DISTINCT replace(eventSource, '.amazonaws.com', ''))) FROM lake_view WHERE NOT readOnly AND NOT (userIdentity.type = 'AWSService') GROUP BY 1
----
day | 13 | 1 | ['dynamodb', 'ec2', 'ecs', 'rds', 's3', 'signin', 'ssm']
night | 12 | 1 | ['cloudtrail', 'dynamodb', 'iam', 'lambda', 's3', 's3-outposts', 'signin']

# Wildcards in policies that people write.
query
SELECT eventName, element_at(requestParameters, 'policyName') AS policy, action
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
CROSS JOIN UNNEST(CAST(json_extract(element_at(requestParameters, 'policyDocument'), '$.Statement[0].Action') AS array(varchar))) AS t (action)
WHERE json_extract_scalar(element_at(requestParameters, 'policyDocument'), '$.Statement[0].Effect') = 'Allow'
  AND json_extract_scalar(element_at(requestParameters, 'policyDocument'), '$.Statement[0].Resource') = '*'
duckdb
VALUES ('CreatePolicy', 'wide', 's3:*'), ('CreatePolicy', 'wide', 'iam:PassRole')
----
CreatePolicy | wide | iam:PassRole
CreatePolicy | wide | s3:*

# The last state of each parameter, updates of records included.
query
SELECT name, version, source
FROM (
    SELECT element_at(requestParameters, 'name') AS name,
           element_at(responseElements, 'version') AS version,
           IF(addendum IS NULL, 'event', element_at(addendum, 'reason')) AS source,
           rank() OVER (PARTITION BY element_at(requestParameters, 'name') ORDER BY eventTime DESC, eventID DESC) AS age
    FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
    WHERE eventName = 'PutParameter'
)
WHERE age = 1
duckdb
VALUES ('/app/url', '12', 'UPDATED_DATA')
----
/app/url | 12 | UPDATED_DATA

# Everything that touched a bucket, by any field.
query
SELECT eventName, eventTime FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
WHERE element_at(requestParameters, 'bucketName') = 'ledger'
   OR element_at(requestParameters, 'x-amz-copy-source') LIKE 'ledger/%'
   OR any_match(resources, r -> r.ARN = 'arn:aws:s3:::ledger')
   OR json_extract_scalar(element_at(requestParameters, 'encryptionContext'), '$["aws:s3:arn"]') LIKE '%:::ledger%'
duckdb
SELECT eventName, eventTime FROM lake_view WHERE eventJson LIKE '%ledger%' AND eventName <> 'AssumeRole' AND eventSource IN ('s3.amazonaws.com', 'kms.amazonaws.com')
AND eventName <> 'DeleteObject'
----
Decrypt | 2026-03-31T12:00
GetObject | 2026-03-30T08:12
GetObject | 2026-03-31T23:59:59
PutBucketPolicy | 2026-03-31T00:00
PutObject | 2026-03-30T08:12:30

# Old TLS by client, one row each.
query
SELECT tlsDetails.tlsVersion, userAgent, COUNT(*) AS calls, MIN_BY(eventName, eventTime) AS first_call
FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
WHERE tlsDetails.tlsVersion < 'TLSv1.3'
GROUP BY tlsDetails.tlsVersion, userAgent
ORDER BY calls DESC
duckdb
SELECT tlsDetails.tlsVersion, userAgent, count(*), min_by(eventName, eventTime) FROM lake_view WHERE tlsDetails.tlsVersion < 'TLSv1.3' GROUP BY 1, 2
----
TLSv1.0 | Boto3/1.34.60 md/Botocore | 1 | DescribeInstances
TLSv1.2 | Boto3/1.34.60 md/Botocore | 2 | AuthorizeSecurityGroupIngress
TLSv1.2 | aws-cli/2.15.30 Python/3.11.8 | 3 | TerminateInstances

# Dashboards put their parameters between the quotes.
query
SELECT DATE_TRUNC('HOUR', eventTime) AS time, COUNT(*) AS count FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > '2026-04-01 10:00:00' AND eventTime < '2026-04-01 13:00:00' AND readOnly = false GROUP BY DATE_TRUNC('HOUR', eventTime)
duckdb
SELECT CAST(date_trunc('hour', eventTime) AS TIMESTAMP), count(*) FROM lake_view WHERE eventTime > '2026-04-01 10:00:00' AND eventTime < '2026-04-01 13:00:00' AND NOT readOnly GROUP BY 1
----
2026-04-01T10:00 | 1
2026-04-01T11:00 | 2
2026-04-01T12:00 | 3

query
SELECT SUM(CASE WHEN errorCode IS NULL THEN 1 ELSE 0 END) AS success, SUM(CASE WHEN errorCode IS NOT NULL THEN 1 ELSE 0 END) AS failure, eventSource FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource='ec2.amazonaws.com' AND readOnly=false GROUP BY eventSource
----
3 | 1 | ec2.amazonaws.com

query
SELECT element_at(rt.tags, 'team') AS team, principal, count(*) AS uses FROM (
  SELECT eventContext.tagContext.resourceTags AS tags, userIdentity.sessionContext.sessionIssuer.userName AS principal FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventContext IS NOT NULL
) CROSS JOIN UNNEST(tags) AS t (rt) GROUP BY 1, 2 HAVING element_at(rt.tags, 'team') <> 'none'
duckdb
VALUES ('mail', 'lambda-mailer', 2), ('risk', 'lambda-mailer', 1)
----
mail | lambda-mailer | 2
risk | lambda-mailer | 1

query
SELECT u.type, u.arn FROM (SELECT userIdentity AS u, eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9) WHERE eventName = 'CreateUser'
duckdb
SELECT 'Root', 'arn:aws:iam::111122223333:root'
----
Root | arn:aws:iam::111122223333:root

query
SELECT eventName, COUNT(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName LIKE 'Create%' OR eventName LIKE 'Put%' OR eventName LIKE 'Attach%'
  OR eventName LIKE 'Update%' OR eventName LIKE 'Delete%' AND NOT eventSource = 's3.amazonaws.com' GROUP BY eventName
----
AttachUserPolicy | 1
CreateAccessKey | 1
CreatePolicy | 1
CreateUser | 1
DeleteTrail | 1
PutBucketPolicy | 1
PutItem | 1
PutObject | 2
PutParameter | 2
PutRolePolicy | 1
UpdateService | 1
UpdateTable | 1
