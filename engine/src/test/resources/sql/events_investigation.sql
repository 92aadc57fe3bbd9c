# What an investigator asks.
query ordered
SELECT eventTime, userIdentity.sessionContext.sessionIssuer.userName, errorCode FROM events WHERE eventName = 'DeleteBucket' ORDER BY eventTime
----
2026-03-01T01:20:40 | support-breakglass | BucketNotEmpty
2026-03-01T01:24:28 | support-breakglass | NULL

query
SELECT userIdentity.userName FROM events WHERE eventName = 'AssumeRole' AND userIdentity.type = 'IAMUser' AND requestParameters['roleSessionName'] = 'maintenance'
----
bela

query ordered
SELECT sourceIPAddress, count(*) AS failures FROM events WHERE eventName = 'ConsoleLogin' AND responseElements['ConsoleLogin'] = 'Failure' GROUP BY sourceIPAddress ORDER BY failures DESC, sourceIPAddress LIMIT 5
----
192.0.2.234 | 29
203.0.113.77 | 27
198.51.100.186 | 5

query ordered
SELECT eventName, count(*) AS c FROM events WHERE userIdentity.accessKeyId IN (SELECT userIdentity.accessKeyId FROM events WHERE eventName = 'DeleteBucket') GROUP BY eventName ORDER BY c DESC, eventName
----
DeleteObject | 12
GetObject | 6
DeleteBucket | 2
GetCallerIdentity | 2
DeleteTrail | 1
GetBucketPolicy | 1
ListBuckets | 1
ListObjects | 1
StopLogging | 1

query ordered
SELECT eventTime, eventName, errorCode FROM events WHERE userIdentity.arn LIKE '%/maintenance' ORDER BY eventTime, eventName LIMIT 40
----
2026-03-01T01:18:17 | GetCallerIdentity | NULL
2026-03-01T01:18:43 | ListBuckets | NULL
2026-03-01T01:18:58 | GetBucketPolicy | NULL
2026-03-01T01:19:24 | ListObjects | NULL
2026-03-01T01:19:25 | GetObject | NULL
2026-03-01T01:19:32 | GetObject | NULL
2026-03-01T01:19:46 | GetObject | NULL
2026-03-01T01:19:47 | GetObject | NULL
2026-03-01T01:19:59 | GetObject | NULL
2026-03-01T01:20:29 | GetObject | NULL
2026-03-01T01:20:40 | DeleteBucket | BucketNotEmpty
2026-03-01T01:21 | DeleteObject | NULL
2026-03-01T01:21:12 | DeleteObject | NULL
2026-03-01T01:21:36 | DeleteObject | NULL
2026-03-01T01:21:45 | DeleteObject | NULL
2026-03-01T01:22:01 | DeleteObject | NULL
2026-03-01T01:22:22 | DeleteObject | NULL
2026-03-01T01:22:26 | DeleteObject | NULL
2026-03-01T01:22:56 | DeleteObject | NULL
2026-03-01T01:23:22 | DeleteObject | NULL
2026-03-01T01:23:26 | DeleteObject | NULL
2026-03-01T01:23:54 | DeleteObject | NULL
2026-03-01T01:23:59 | DeleteObject | NULL
2026-03-01T01:24:28 | DeleteBucket | NULL
2026-03-01T01:24:57 | StopLogging | AccessDenied
2026-03-01T01:25:11 | DeleteTrail | AccessDenied
2026-03-01T01:25:19 | GetCallerIdentity | NULL

query
SELECT eventSource, eventName, errorCode, count(*) FROM events WHERE errorCode LIKE '%Denied%' OR errorCode LIKE '%Unauthorized%' GROUP BY 1, 2, 3
----
cloudtrail.amazonaws.com | DeleteTrail | AccessDenied | 1
cloudtrail.amazonaws.com | StopLogging | AccessDenied | 1
ec2.amazonaws.com | DescribeInstances | Client.UnauthorizedOperation | 4
ec2.amazonaws.com | GetPasswordData | Client.UnauthorizedOperation | 3
kms.amazonaws.com | Decrypt | AccessDenied | 3
kms.amazonaws.com | Decrypt | VpceAccessDenied | 15
s3.amazonaws.com | GetBucketAcl | AccessDenied | 1
s3.amazonaws.com | GetObject | AccessDenied | 6
s3.amazonaws.com | PutObject | AccessDenied | 13
sts.amazonaws.com | AssumeRole | AccessDenied | 2

query
SELECT userIdentity.type, count(*) FILTER (WHERE readOnly), count(*) FILTER (WHERE NOT readOnly), count(*) FILTER (WHERE readOnly IS NULL) FROM events GROUP BY userIdentity.type
----
AWSAccount | 7 | 0 | 45
AWSService | 69 | 45 | 0
AssumedRole | 826 | 342 | 3
IAMUser | 132 | 74 | 0
NULL | 1 | 1 | 30

query ordered
SELECT a.eventTime, a.eventName FROM events AS a JOIN events AS b ON a.userIdentity.accessKeyId = b.userIdentity.accessKeyId WHERE b.eventName = 'DeleteBucket' AND b.errorCode IS NULL AND a.eventTime > b.eventTime ORDER BY 1, 2
----
2026-03-01T01:24:57 | StopLogging
2026-03-01T01:25:11 | DeleteTrail
2026-03-01T01:25:19 | GetCallerIdentity

query
SELECT sharedEventID FROM events WHERE sharedEventID IS NOT NULL GROUP BY sharedEventID HAVING count(DISTINCT recipientAccountId) > 1
----
0a0b3b3b-77bf-4196-a0fa-72aae5c5c539
0c0c2828-1da2-4536-a2bc-dc4ce0808f60
22f4edad-df0c-49ee-9954-3b6593892813
6129cf8f-9e1b-4ad3-9bd7-0aec54ea407d
6237838e-8264-4354-992b-3936579941b0
63568955-d258-4bf5-b955-a3f3dc8b481f
b063efa4-b1cf-4d60-97e1-55c99726034f

query
SELECT recipientAccountId, eventSource, c FROM (SELECT recipientAccountId, eventSource, count(*) AS c, row_number() OVER (PARTITION BY recipientAccountId ORDER BY count(*) DESC, eventSource) AS r FROM events WHERE recipientAccountId IS NOT NULL GROUP BY recipientAccountId, eventSource) AS x WHERE r <= 3
----
111122223333 | ec2.amazonaws.com | 100
111122223333 | kms.amazonaws.com | 196
111122223333 | s3.amazonaws.com | 355
444455556666 | ec2.amazonaws.com | 122
444455556666 | kms.amazonaws.com | 34
444455556666 | s3.amazonaws.com | 83
777788889999 | kms.amazonaws.com | 54
777788889999 | lambda.amazonaws.com | 15
777788889999 | s3.amazonaws.com | 35

query
SELECT e.eventName, count(*) FROM events AS e WHERE NOT EXISTS (SELECT 1 FROM events AS o WHERE o.eventName = e.eventName AND o.recipientAccountId <> e.recipientAccountId) AND e.recipientAccountId IS NOT NULL GROUP BY e.eventName HAVING count(*) > 3
----
AttachRolePolicy | 5
DescribeAutoScalingGroups | 4
GetItem | 20
ListObjects | 27
NULL | 30
PutBucketPolicy | 5
PutItem | 6
PutParameter | 14
TerminateInstances | 6
UpdateFunctionCode20150331v2 | 11
UpdateInstanceInformation | 6
UpdateService | 6

query
SELECT split_part(sourceIPAddress, '.', 1), count(*) FROM events WHERE sourceIPAddress LIKE '%.%.%.%' AND sourceIPAddress NOT LIKE '%amazonaws.com' GROUP BY 1
----
10 | 45
192 | 217
198 | 220
203 | 659

query
SELECT count(*) FROM events WHERE sourceIPAddress LIKE '2001:db8:%'
----
288

query
SELECT count(*) FROM events WHERE userAgent LIKE '%端末%' OR requestParameters['description'] = '請求書 2026'
----
2
