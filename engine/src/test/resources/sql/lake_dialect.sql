# What CloudTrail Lake queries say beyond the standard.
query
SELECT count(*) FROM events WHERE readOnly = false
duckdb
SELECT count(*) FROM events WHERE readOnly = FALSE
----
462

query
SELECT count(*) FROM events WHERE managementEvent = True
----
960

query
SELECT count(*) FROM events WHERE sessionCredentialFromConsole = 'true'
----
175

query
SELECT count(*) FROM events WHERE sessionCredentialFromConsole = true
duckdb
SELECT count(*) FROM events WHERE sessionCredentialFromConsole = 'true'
----
175

query
SELECT replace(eventSource, '.amazonaws.com') AS service, count (*) FROM events GROUP BY 1
duckdb
SELECT replace(eventSource, '.amazonaws.com', '') AS service, count(*) FROM events GROUP BY 1
----
NULL | 30
autoscaling | 4
cloudformation | 25
cloudtrail | 7
cloudwatch | 5
dynamodb | 33
ec2 | 230
ecr | 7
ecs | 6
elasticloadbalancing | 22
guardduty | 2
health | 8
iam | 50
kms | 284
lambda | 125
logs | 16
monitoring | 7
organizations | 3
rds | 22
route53 | 1
s3 | 474
secretsmanager | 30
signin | 70
ssm | 48
sts | 58
tagging | 8

query
SELECT IF(readOnly, 'read', 'write') AS kind, count(*) FROM events GROUP BY 1
duckdb
SELECT CASE WHEN readOnly THEN 'read' ELSE 'write' END AS kind, count(*) FROM events GROUP BY 1
----
read | 1035
write | 540

query
SELECT Element_at(requestParameters, 'roleName') AS r, Count(*) AS c FROM events WHERE eventName LIKE 'Get%' GROUP BY Element_at(requestParameters, 'roleName')
duckdb
SELECT requestParameters['roleName'] AS r, count(*) AS c FROM events WHERE eventName LIKE 'Get%' GROUP BY 1
----
AWSReservedSSO_ReadOnly_fedcba9876543210 | 1
NULL | 396
app-billing | 1
app-orders | 8
app-search | 1
inventory-readonly | 1
lambda-mailer | 1
lambda-thumbnails | 1

query
SELECT c FROM (SELECT count(*) AS c FROM events) WHERE c > 0
duckdb
SELECT count(*) AS c FROM events
----
1575

query
SELECT count(*) FROM (SELECT requestParameters, count(*) AS c FROM events GROUP BY requestParameters) AS x
duckdb
SELECT count(*) FROM (SELECT DISTINCT requestParameters FROM events) AS x
----
878

query
SELECT userIdentity.sessionContext.sessionIssuer.userName AS role, element_at(resources, 1).accountId AS account, count(*) FROM events WHERE eventSource = 'kms.amazonaws.com' GROUP BY 1, 2
duckdb
SELECT userIdentity.sessionContext.sessionIssuer.userName AS role, resources[1].accountId AS account, count(*) FROM events WHERE eventSource = 'kms.amazonaws.com' GROUP BY 1, 2
----
AWSReservedSSO_ReadOnly_fedcba9876543210 | 111122223333 | 1
NULL | 111122223333 | 14
NULL | NULL | 45
app-billing | 111122223333 | 63
app-billing | 444455556666 | 6
app-billing | 777788889999 | 3
app-orders | 111122223333 | 23
app-orders | 777788889999 | 19
batch-ledger | 111122223333 | 77
batch-ledger | 444455556666 | 5
batch-ledger | 777788889999 | 6
deploy-pipeline | 111122223333 | 1
inventory-readonly | 444455556666 | 2
lambda-mailer | 111122223333 | 2
lambda-mailer | 444455556666 | 6
lambda-mailer | 777788889999 | 11

query
SELECT count(*) FROM events WHERE eventTime >= '2026-02-28 00:00:00' AND eventTime <= '2026-02-28 23:59:59'AND eventName = 'GetObject'
----
40

query
SELECT count(*) FROM events WHERE eventTime > '2026-02-27 22:22:30.000'
----
831

query
SELECT count(*) FROM events WHERE element_at(requestParameters, 'durationSeconds') = '3600' AND eventName = 'AssumeRole';
duckdb
SELECT count(*) FROM events WHERE requestParameters['durationSeconds'] = '3600' AND eventName = 'AssumeRole'
----
5

query
SELECT u.resource.ARN, count(*) FROM events CROSS JOIN UNNEST(events.resources) u (resource) WHERE u.resource.type = 'AWS::KMS::Key' GROUP BY 1
duckdb
SELECT r.arn, count(*) FROM (SELECT unnest(resources) AS r FROM events) AS x WHERE r."type" = 'AWS::KMS::Key' GROUP BY 1
----
arn:aws:kms:eu-west-1:111122223333:key/3274c606-eb8a-4ce2-a75d-60aa64ad1567 | 4
arn:aws:kms:eu-west-1:111122223333:key/62e4de15-8825-4db5-a316-e686e58c4582 | 12
arn:aws:kms:eu-west-1:111122223333:key/9179ea1a-e76a-4a36-9044-3088cc38c392 | 1
arn:aws:kms:eu-west-1:111122223333:key/ca827c67-0985-4137-8696-89de2b11c64b | 2
arn:aws:kms:eu-west-1:444455556666:key/703eeee4-5047-4a88-8095-66b307c075ce | 6
arn:aws:kms:eu-west-1:444455556666:key/a75006ff-4d19-4792-814a-5b07feea36bd | 5
arn:aws:kms:eu-west-1:777788889999:key/a9dddce2-d10b-4e44-ba71-01d8907f49a0 | 8
arn:aws:kms:us-east-1:111122223333:key/1cc38810-37ac-43c9-a3ce-b086c2d65848 | 8
arn:aws:kms:us-east-1:111122223333:key/3274c606-eb8a-4ce2-a75d-60aa64ad1567 | 8
arn:aws:kms:us-east-1:111122223333:key/62e4de15-8825-4db5-a316-e686e58c4582 | 100
arn:aws:kms:us-east-1:111122223333:key/808d6b69-9e90-4eee-931c-a809f5387818 | 5
arn:aws:kms:us-east-1:111122223333:key/ca827c67-0985-4137-8696-89de2b11c64b | 5
arn:aws:kms:us-east-1:111122223333:key/d955e0a0-ef6a-4a9a-a6b3-bdc2a62f7a37 | 27
arn:aws:kms:us-east-1:444455556666:key/aae7787b-6f45-4185-92bd-e8ff0f59b600 | 2
arn:aws:kms:us-east-1:444455556666:key/bb97d021-3c63-4ba7-8418-152128d17a5e | 6
arn:aws:kms:us-east-1:777788889999:key/a9dddce2-d10b-4e44-ba71-01d8907f49a0 | 3
arn:aws:kms:us-east-1:777788889999:key/d9746b7d-b334-466b-8cb3-191077f6922e | 6
arn:aws:kms:us-east-1:777788889999:key/f437930e-4cc6-4231-ac0a-47455fbfa6a1 | 22
arn:aws:kms:us-west-2:111122223333:key/62e4de15-8825-4db5-a316-e686e58c4582 | 1
arn:aws:kms:us-west-2:111122223333:key/958aa422-e4ec-4ff5-837e-0c0e6168bf80 | 8

query
SELECT json_extract_scalar(element_at(requestParameters, 'CreateBucketConfiguration'), '$.LocationConstraint'), count(*) FROM events WHERE eventName = 'CreateBucket' GROUP BY 1
duckdb
SELECT json_extract_string(requestParameters['CreateBucketConfiguration'], '$.LocationConstraint'), count(*) FROM events WHERE eventName = 'CreateBucket' GROUP BY 1
----
eu-west-1 | 1
us-east-1 | 1

query
SELECT count(*) FROM events WHERE element_at(requestParameters, 'ipPermissions') LIKE '%443%'
duckdb
SELECT count(*) FROM events WHERE requestParameters['ipPermissions'] LIKE '%443%'
----
6

query
SELECT user, source FROM (SELECT userIdentity.userName AS user, eventSource AS source FROM events WHERE eventName = 'DeleteUser') AS x
duckdb
SELECT NULL, NULL WHERE FALSE
----

query
SELECT date_format(eventTime, '%Y-%m-%d') AS day, count(*) FROM events GROUP BY date_format(eventTime, '%Y-%m-%d')
duckdb
SELECT strftime(eventTime, '%Y-%m-%d') AS day, count(*) FROM events GROUP BY 1
----
2026-02-26 | 381
2026-02-27 | 382
2026-02-28 | 175
2026-03-01 | 250
2026-03-02 | 387
