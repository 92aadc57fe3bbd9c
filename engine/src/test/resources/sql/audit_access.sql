# Who used what, and who was refused.
query ordered
SELECT userIdentity.arn, count(*) AS refused, count(DISTINCT eventName) AS names FROM events WHERE errorCode IN ('AccessDenied', 'Client.UnauthorizedOperation') GROUP BY userIdentity.arn ORDER BY refused DESC, 1 NULLS LAST LIMIT 6
----
NULL | 9 | 3
arn:aws:iam::111122223333:user/ana | 2 | 1
arn:aws:sts::111122223333:assumed-role/app-billing/i-0a61de9a2a770899f | 2 | 1
arn:aws:sts::111122223333:assumed-role/app-orders/i-0226198d17edfcda2 | 2 | 1
arn:aws:sts::111122223333:assumed-role/inventory-readonly/inventory | 2 | 2
arn:aws:sts::111122223333:assumed-role/lambda-mailer/ledger-worker-0 | 2 | 1

query ordered
SELECT requestParameters['bucketName'] AS bucket, count(*) FILTER (WHERE eventName = 'GetObject') AS reads, count(*) FILTER (WHERE eventName IN ('PutObject', 'DeleteObject')) AS writes FROM events WHERE eventSource = 's3.amazonaws.com' GROUP BY 1 ORDER BY reads DESC, bucket NULLS LAST LIMIT 8
----
example-ledger-00 | 79 | 62
example-reports-016 | 30 | 0
example-export-03 | 23 | 5
example-profile-121 | 20 | 17
example-ledger-013 | 13 | 3
example-import-20 | 9 | 1
example-archive-10 | 8 | 3
example-reports-02 | 8 | 12

query ordered
SELECT split_part(userIdentity.arn, '/', 2) AS role, count(*) AS calls FROM events WHERE userIdentity.type = 'AssumedRole' GROUP BY 1 ORDER BY calls DESC, role LIMIT 10
----
batch-ledger | 288
app-billing | 208
app-orders | 197
deploy-pipeline | 142
inventory-readonly | 123
lambda-mailer | 67
AWSReservedSSO_ReadOnly_fedcba9876543210 | 47
AWSReservedSSO_AdministratorAccess_0123456789abcdef | 27
support-breakglass | 27
app-search | 24

query
SELECT recipientAccountId, userIdentity.accountId, count(*) FROM events WHERE recipientAccountId <> userIdentity.accountId GROUP BY recipientAccountId, userIdentity.accountId
----
111122223333 | 444455556666 | 6
444455556666 | 777788889999 | 1

query ordered
WITH per_hour AS (SELECT date_trunc('hour', eventTime) AS h, count(*) AS c FROM events GROUP BY date_trunc('hour', eventTime)) SELECT h, c FROM per_hour WHERE c > (SELECT 2 * avg(c) FROM per_hour) ORDER BY h
----
2026-02-26T08:00 | 53
2026-02-26T14:00 | 84
2026-02-26T16:00 | 103
2026-02-27T11:00 | 99
2026-02-27T16:00 | 73
2026-03-01T01:00 | 57
2026-03-01T14:00 | 91
2026-03-02T14:00 | 89
2026-03-02T15:00 | 53
2026-03-02T17:00 | 90

query ordered
SELECT eventName, errorRate FROM (SELECT eventName, 100 * count(errorCode) / count(*) AS errorRate, count(*) AS n FROM events GROUP BY eventName) AS x WHERE n >= 5 AND errorRate > 0 ORDER BY errorRate DESC, eventName LIMIT 8
duckdb
SELECT eventName, errorRate FROM (SELECT eventName, 100 * count(errorCode) // count(*) AS errorRate, count(*) AS n FROM events GROUP BY eventName) AS x WHERE n >= 5 AND errorRate > 0 ORDER BY errorRate DESC, eventName LIMIT 8
----
GetBucketReplication | 100
GetBucketPolicy | 37
GetBucketPublicAccessBlock | 14
GetParameter | 14
Decrypt | 11
DescribeInstances | 9
DescribeRouteTables | 9
PutObject | 9

query
SELECT tlsDetails.tlsVersion, count(DISTINCT userIdentity.arn) FROM events WHERE tlsDetails.tlsVersion IS NOT NULL GROUP BY tlsDetails.tlsVersion
----
TLSv1.2 | 50
TLSv1.3 | 49

query
SELECT count(*) FROM (SELECT userIdentity.accessKeyId AS k FROM events WHERE userIdentity.accessKeyId <> '' GROUP BY 1 HAVING count(DISTINCT sourceIPAddress) > 1) AS x
----
3

query
SELECT vpcEndpointId IS NULL, count(*) FROM events WHERE eventCategory = 'Data' GROUP BY vpcEndpointId IS NULL
----
false | 157
true | 373

query
SELECT responseElements['user'] IS NOT NULL, count(*) FROM events WHERE eventName = 'CreateUser' GROUP BY 1
----
