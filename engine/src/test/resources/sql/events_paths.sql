# Nested fields by dotted path, in any letter case.
query
SELECT userIdentity.sessionContext.sessionIssuer.userName, count(*) FROM events GROUP BY 1
----
AWSReservedSSO_AdministratorAccess_0123456789abcdef | 27
AWSReservedSSO_ReadOnly_fedcba9876543210 | 47
NULL | 404
app-billing | 208
app-orders | 197
app-search | 24
batch-ledger | 288
deploy-pipeline | 142
inventory-readonly | 123
lambda-mailer | 67
lambda-thumbnails | 21
support-breakglass | 27

query
SELECT useridentity.SESSIONCONTEXT.sessionissuer.USERNAME, count(*) FROM events GROUP BY 1
----
AWSReservedSSO_AdministratorAccess_0123456789abcdef | 27
AWSReservedSSO_ReadOnly_fedcba9876543210 | 47
NULL | 404
app-billing | 208
app-orders | 197
app-search | 24
batch-ledger | 288
deploy-pipeline | 142
inventory-readonly | 123
lambda-mailer | 67
lambda-thumbnails | 21
support-breakglass | 27

query
SELECT e.userIdentity.type, count(*) FROM events AS e GROUP BY e.userIdentity.type
----
AWSAccount | 52
AWSService | 114
AssumedRole | 1171
IAMUser | 206
NULL | 32

query
SELECT userIdentity.sessionContext.attributes.mfaAuthenticated, count(*) FROM events GROUP BY 1
----
NULL | 289
false | 1196
true | 90

query
SELECT count(userIdentity.sessionContext.attributes.creationDate), min(userIdentity.sessionContext.attributes.creationDate) FROM events
----
1286 | 2026-02-26T01:00:43

query
SELECT userIdentity.invokedBy, count(*) FROM events WHERE userIdentity.type = 'AWSService' GROUP BY userIdentity.invokedBy
----
autoscaling.amazonaws.com | 7
cloudtrail.amazonaws.com | 10
config.amazonaws.com | 3
delivery.logs.amazonaws.com | 89
lambda.amazonaws.com | 5

query
SELECT count(*) FROM events WHERE userIdentity.arn LIKE '%:assumed-role/%'
----
1171

query
SELECT tlsDetails.cipherSuite, tlsDetails.tlsVersion, count(*) FROM events WHERE tlsDetails.clientProvidedHostHeader IS NULL GROUP BY 1, 2
----
ECDHE-RSA-AES128-GCM-SHA256 | TLSv1.2 | 17
NULL | NULL | 280
TLS_AES_128_GCM_SHA256 | TLSv1.3 | 10

query
SELECT count(*) FROM events WHERE resources[1].type = 'AWS::S3::Object'
----
370

query
SELECT element_at(resources, 1).type, count(*) FROM events GROUP BY 1
duckdb
SELECT resources[1].type, count(*) FROM events GROUP BY 1
----
AWS::DynamoDB::Table | 26
AWS::ECR::Repository | 7
AWS::IAM::Role | 33
AWS::KMS::Key | 239
AWS::Lambda::Function | 112
AWS::S3::Bucket | 95
AWS::S3::Object | 370
NULL | 693

query
SELECT cardinality(resources), count(*) FROM events GROUP BY 1
duckdb
SELECT len(resources), count(*) FROM events GROUP BY 1
----
1 | 512
2 | 370
NULL | 693

query
SELECT x.arn FROM (SELECT userIdentity.arn AS arn, count(*) AS c FROM events GROUP BY userIdentity.arn) AS x WHERE x.c > 20
----
NULL
arn:aws:iam::111122223333:user/ana
arn:aws:iam::444455556666:user/dana
arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_ReadOnly_fedcba9876543210/ana@example.com
arn:aws:sts::111122223333:assumed-role/app-billing/i-0585fe0f66bbfe181
arn:aws:sts::111122223333:assumed-role/app-billing/i-0a61de9a2a770899f
arn:aws:sts::111122223333:assumed-role/app-orders/i-0585fe0f66bbfe181
arn:aws:sts::111122223333:assumed-role/app-orders/i-07645c4225e11d709
arn:aws:sts::111122223333:assumed-role/batch-ledger/billing-worker-7
arn:aws:sts::111122223333:assumed-role/batch-ledger/export-worker-3
arn:aws:sts::111122223333:assumed-role/batch-ledger/ledger-worker-1
arn:aws:sts::111122223333:assumed-role/batch-ledger/payroll-worker-22
arn:aws:sts::111122223333:assumed-role/deploy-pipeline/GitHubActions
arn:aws:sts::111122223333:assumed-role/inventory-readonly/inventory
arn:aws:sts::111122223333:assumed-role/support-breakglass/maintenance
arn:aws:sts::444455556666:assumed-role/app-orders/i-00537c36b80db849a
arn:aws:sts::444455556666:assumed-role/batch-ledger/archive-worker-0
arn:aws:sts::444455556666:assumed-role/inventory-readonly/inventory
arn:aws:sts::777788889999:assumed-role/lambda-mailer/media-worker-3

error COLUMN_NOT_FOUND
SELECT arn FROM events
----

error COLUMN_NOT_FOUND
SELECT userIdentity.arm FROM events
----
arn

error COLUMN_NOT_FOUND
SELECT resources.arn FROM events
----
