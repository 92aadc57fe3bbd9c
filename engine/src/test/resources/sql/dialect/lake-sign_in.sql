# Sign-ins, first use of keys, identities: the everyday questions to an event data store.
query ordered
SELECT eventTime, userIdentity.userName, sourceIPAddress FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'ConsoleLogin' ORDER BY eventTime
----
2026-03-30T08:00 | ana | 203.0.113.10
2026-03-30T08:05 | bela | 198.51.100.7
2026-03-30T08:06:30 | HIDDEN_DUE_TO_SECURITY_REASONS | 198.51.100.7
2026-03-30T22:15 | NULL | 192.0.2.44

query
SELECT userIdentity.arn, errorMessage FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f WHERE eventName = 'ConsoleLogin' AND element_at(responseElements, 'ConsoleLogin') = 'Failure'
----
NULL | No username found in supplied account
arn:aws:iam::111122223333:user/bela | Failed authentication

query
SELECT userIdentity.type, element_at(additionalEventData, 'MFAUsed') AS mfa, COUNT(*) AS count FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'signin.amazonaws.com' GROUP BY userIdentity.type, element_at(additionalEventData, 'MFAUsed')
----
IAMUser | No | 2
IAMUser | Yes | 1
Root | No | 1

query ordered
SELECT sourceIPAddress, COUNT(*) AS failures FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName='ConsoleLogin' AND errorMessage IS NOT NULL GROUP BY sourceIPAddress HAVING COUNT(*) > 1 ORDER BY failures DESC
----
198.51.100.7 | 2

# Nobody signs in as root without somebody asking.
query
SELECT eventID, eventTime, awsRegion FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'Root' AND eventType <> 'AwsServiceEvent' AND userIdentity.invokedBy IS NULL
----
00000000-0000-4000-8000-000000000004 | 2026-03-30T22:15 | us-east-1
00000000-0000-4000-8000-000000000013 | 2026-03-30T22:20:30 | us-east-1
00000000-0000-4000-8000-000000000014 | 2026-03-30T22:21 | us-east-1
00000000-0000-4000-8000-000000000015 | 2026-03-30T22:22 | us-east-1

query
SELECT eventName, element_at(requestParameters, 'userName') AS target FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE useridentity.TYPE = 'Root' AND sessionCredentialFromConsole = true
duckdb
SELECT eventName, requestParameters['userName'] FROM lake_view WHERE userIdentity.type = 'Root' AND sessionCredentialFromConsole = 'true'
----
AttachUserPolicy | dora
CreateAccessKey | dora
CreateUser | dora

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE sessionCredentialFromConsole = 'true' AND readOnly=False
----
3

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE managementEvent=True AND readOnly = 'false'
duckdb
SELECT count(*) FROM lake_view WHERE managementEvent AND NOT readOnly
----
23

query
SELECT userIdentity.sessionContext.sessionIssuer.userName AS role, userIdentity.sessionContext.attributes.mfaAuthenticated AS mfa FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'GetSecretValue'
----
AWSReservedSSO_Admin_0123 | true

query
SELECT DISTINCT useridentity.sessioncontext.sessionissuer.username FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'AssumedRole'
----
AWSReservedSSO_Admin_0123
app-orders
batch-ledger
deployer
edge
glue-etl
inventory
lambda-mailer

query
SELECT userIdentity.onBehalfOf.userId, userIdentity.onBehalfOf.identityStoreArn FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.onBehalfOf.userId IS NOT NULL
----
9067-ana | arn:aws:identitystore::111122223333:identitystore/d-9067

# The manual's spelling and the right one.
query
SELECT userIdentity.inScopeOf.credentiaisIssuedTo, userIdentity.inScopeOf.credentialsIssuedTo, userIdentity.inscopeof.issuertype FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.inScopeOf IS NOT NULL
----
arn:aws:glue:us-east-1:111122223333:job/etl | arn:aws:glue:us-east-1:111122223333:job/etl | AWS::Glue::Job

query
SELECT userIdentity.sessionContext.webIdFederationData.federatedProvider, element_at(userIdentity.sessionContext.webIdFederationData.attributes, 'repo') AS repo, userIdentity.sessionContext.sourceIdentity FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.sessionContext.sourceIdentity = 'chen'
----
arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com | example/orders | chen

query
SELECT eventName, userIdentity.sessionContext.ec2RoleDelivery, userIdentity.sessionContext.ec2IssuedInVpc FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.sessionContext.ec2RoleDelivery = '2.0'
----
Decrypt | 2.0 | vpc-05

query
SELECT eventName, date_diff('second', userIdentity.sessionContext.attributes.creationDate, eventTime) AS age FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.sessionContext.attributes.creationDate < eventTime - interval '30' minute OR eventName = 'UpdateService'
duckdb
SELECT eventName, date_diff('second', userIdentity.sessionContext.attributes.creationDate, eventTime) AS age FROM lake_view WHERE userIdentity.sessionContext.attributes.creationDate < eventTime - INTERVAL 30 MINUTE OR eventName = 'UpdateService'
----
PutParameter | 3600
PutParameter | 3600
UpdateService | 60

query
SELECT userIdentity.identityProvider, userIdentity.userName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'WebIdentityUser'
----
arn:aws:iam::444455556666:oidc-provider/token.actions.githubusercontent.com | repo:example/orders:ref:refs/heads/main

query
SELECT COUNT(*), COUNT(userIdentity.type), COUNT(userIdentity.userName), COUNT(userIdentity.accessKeyId), COUNT(DISTINCT userIdentity.accessKeyId) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
40 | 38 | 16 | 31 | 17

# An empty access key is there; a missing one is not.
query
SELECT eventName, userIdentity.userName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.accessKeyId = ''
----
ConsoleLogin | HIDDEN_DUE_TO_SECURITY_REASONS
ConsoleLogin | NULL

query
SELECT eventName, eventVersion FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type IS NULL
----
DescribePolicies | 1.05
RotateKey | 1.11

query
SELECT userIdentity.principalId, eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.principalId LIKE 'AROA%:%' AND NOT userIdentity.principalId LIKE '%:scan' AND eventSource IN ('s3.amazonaws.com','kms.amazonaws.com')
----
AROAAPP-ORDERS:bela-cli | GetObject
AROAAPP-ORDERS:bela-cli | PutObject
AROABATCH-LEDGER:i-0b7 | Decrypt
AROAGLUE-ETL:job-3 | DeleteObject

query
SELECT userIdentity.arn, min(eventTime) AS first_seen, max(eventTime) AS last_seen, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.accountId = '111122223333' AND userIdentity.type IN ('IAMUser','Root') GROUP BY userIdentity.arn
----
NULL | 2026-03-30T08:06:30 | 2026-03-30T08:06:30 | 1
arn:aws:iam::111122223333:root | 2026-03-30T22:15 | 2026-03-30T22:22 | 4
arn:aws:iam::111122223333:user/ana | 2026-03-30T08:00 | 2026-04-02T02:05 | 3
arn:aws:iam::111122223333:user/bela | 2026-03-30T08:05 | 2026-03-30T08:10 | 2
arn:aws:iam::111122223333:user/dora | 2026-03-31T00:00 | 2026-03-31T00:02 | 3

query ordered
SELECT userIdentity.accessKeyId, COUNT(DISTINCT sourceIPAddress) AS addresses, COUNT(*) AS c FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.accessKeyId LIKE 'A%' GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT 5
----
AKIACHEN | 1 | 5
AKIADORA | 1 | 3
ASIAINV | 1 | 3
ASIAROOT | 1 | 3
AKIAANA | 1 | 2

query
SELECT userIdentity.type, arbitrary(eventName) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type IN ('FederatedUser', 'WebIdentityUser') GROUP BY userIdentity.type
----
FederatedUser | ListAccounts
WebIdentityUser | AssumeRoleWithWebIdentity

query
SELECT max_by(eventName, eventTime), min_by(eventName, eventTime) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.accessKeyId = 'AKIADORA'
----
DeleteTrail | PutBucketPolicy

query
SELECT userIdentity.sessionContext.sessionIssuer, userIdentity.sessionContext.webIdFederationData FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'FederatedUser'
duckdb none
----
[NULL, NULL, NULL, NULL, NULL] | [NULL, NULL]

query
SELECT userIdentity FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'AWSService'
----
['AWSService', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'lambda.amazonaws.com', NULL]
