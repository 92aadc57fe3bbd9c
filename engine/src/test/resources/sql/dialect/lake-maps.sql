# Maps of text: request, response and additional data as CloudTrail Lake types them.
query
SELECT element_at(requestParameters,'bucketName') AS bucket, element_at(requestParameters,'key') AS key FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 's3.amazonaws.com' AND readOnly = true
----
NULL | NULL
ledger | 2026/03/q1.csv
ledger | 2026/03/q1.csv

query
SELECT requestParameters['bucketName'], requestParameters['x-amz-copy-source'] FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(requestParameters, 'x-amz-copy-source') IS NOT NULL
----
scratch | ledger/2026/03/q1.csv

query
SELECT Element_At(REQUESTPARAMETERS, 'durationSeconds'), ELEMENT_AT(responseElements, 'credentials') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'AssumeRole' AND awsRegion = 'us-east-1' AND userIdentity.type = 'IAMUser'
----
3600 | {"accessKeyId":"ASIA5","sessionToken":"tok","expiration":"Mar 30, 2026, 9:10:00 AM"}

# Scalars are plain text, whatever JSON had: numbers, booleans; null is NULL.
query
SELECT element_at(requestParameters,'publiclyAccessible'), element_at(requestParameters,'allocatedStorage'), element_at(requestParameters,'vpcSecurityGroupIds') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(requestParameters,'publiclyAccessible') = 'true'
----
true | 200 | ["sg-01","sg-02"]

query
SELECT element_at(additionalEventData,'bytesTransferredOut'), element_at(additionalEventData,'SignatureVersion') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName IN ('GetObject','PutObject','PutBucketPolicy')
----
0 | SigV4
0.5 | SigV4
1048576 | SigV4
243 | NULL
NULL | NULL

query
SELECT SUM(CAST(element_at(additionalEventData,'bytesTransferredOut') AS double)) AS bytes FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
1048819.5

query
SELECT sum(TRY_CAST(element_at(additionalEventData, 'bytesTransferredIn') AS bigint)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(requestParameters, 'bucketName') = 'scratch'
----
2048

# Objects are compact JSON text.
query
SELECT eventName, eventTime FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(requestParameters,'ipPermissions') LIKE '%0.0.0.0/0%'
----
AuthorizeSecurityGroupIngress | 2026-03-31T10:00

query
SELECT json_extract_scalar(element_at(requestParameters,'ModifySecurityGroupRulesRequest'),'$.GroupId') AS sg, json_extract_scalar(element_at(requestParameters,'ModifySecurityGroupRulesRequest'),'$.SecurityGroupRule.SecurityGroupRule.CidrIpv4') AS cidr FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'ModifySecurityGroupRules'
----
sg-01 | 10.0.0.0/8

query
SELECT json_extract(element_at(requestParameters,'bucketPolicy'),'$.Statement[0].Principal'), json_extract_scalar(element_at(requestParameters,'bucketPolicy'),'$.Statement[0].Principal') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'PutBucketPolicy'
duckdb none
----
"*" | *

query
SELECT element_at(requestParameters,'policyDocument') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreatePolicy'
----
{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","iam:PassRole"],"Resource":"*"}]}

query
SELECT json_extract_scalar(element_at(requestParameters,'policyDocument'), '$.Statement[0].Action[1]') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreatePolicy'
----
iam:PassRole

query
SELECT json_array_length(json_extract(element_at(requestParameters,'ipPermissions'), '$.items')), json_size(element_at(requestParameters,'ipPermissions'), '$.items[0]') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName LIKE 'Authorize%'
duckdb none
----
2 | 7

query
SELECT json_array_get(element_at(requestParameters,'items'), 1), json_array_contains(element_at(requestParameters,'items'), 'sent') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'PutItem'
duckdb none
----
id | true

query
SELECT map_keys(additionalEventData), cardinality(additionalEventData) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'ConsoleLogin' AND userIdentity.type = 'Root'
----
['LoginTo', 'MobileVersion', 'MFAUsed'] | 3

query
SELECT map_values(serviceEventDetails), element_at(serviceEventDetails, 'attempt') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE serviceEventDetails IS NOT NULL
----
['k9', 'AUTOMATIC', '1'] | 1

query
SELECT requestParameters, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'iam.amazonaws.com' GROUP BY requestParameters
----
{'omitted': 'true', 'originalSize': '131072', 'reason': 'requestParameters too large'} | 1
{'policyName': 'wide', 'policyDocument': '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","iam:PassRole"],"Resource":"*"}]}'} | 1
{'userName': 'dora', 'policyArn': 'arn:aws:iam::aws:policy/AdministratorAccess'} | 1
{'userName': 'dora'} | 2

query
SELECT eventName, requestParameters, additionalEventData, count(*) AS c FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE awsRegion = 'us-east-1' AND readOnly = true AND eventSource LIKE 's3%' GROUP BY eventName, requestParameters, additionalEventData
----
GetObject | {'bucketName': 'ledger', 'Host': 'ledger.s3.amazonaws.com', 'key': '2026/03/q1.csv'} | {'SignatureVersion': 'SigV4', 'CipherSuite': 'TLS_AES_128_GCM_SHA256', 'bytesTransferredIn': '0', 'AuthenticationMethod': 'AuthHeader', 'x-amz-id-2': 'id2six', 'bytesTransferredOut': '1048576'} | 1
GetObject | {'bucketName': 'ledger', 'Host': 'ledger.s3.amazonaws.com', 'key': '2026/03/q1.csv'} | {'SignatureVersion': NULL, 'bytesTransferredOut': '243'} | 1

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE requestParameters IS NULL AND responseElements IS NULL AND recipientAccountId = '777788889999'
----
ListBuckets
RotateKey

query
SELECT element_at(addendum, 'originalEventID'), element_at(addendum, 'reason') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE addendum IS NOT NULL
----
00000000-0000-4000-8000-000000000030 | UPDATED_DATA

query
SELECT element_at(edgeDeviceDetails, 'type') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(edgeDeviceDetails, 'id') = 'op-1'
----
AWS::S3Outposts

query
SELECT element_at(requestParameters, 'omitted'), element_at(requestParameters, 'originalSize'), cast(element_at(requestParameters, 'originalSize') as integer) / 1024 FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(requestParameters, 'omitted') = 'true'
duckdb
SELECT requestParameters['omitted'], requestParameters['originalSize'], cast(requestParameters['originalSize'] as integer) // 1024 FROM lake_view WHERE requestParameters['omitted'] = 'true'
----
true | 131072 | 128

query
SELECT element_at(requestParameters, 'tableName'), length(element_at(requestParameters, 'tableName')), element_at(requestParameters, 'note'), element_at(requestParameters, 'emoji') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(requestParameters, 'tableName') LIKE 'Gr%'
----
Grüße_東京 | 8 | Straße "quer" \\ Öl | 🔑

# A map's missing key is NULL by element_at and an error by subscript.
query
SELECT count(*), count(element_at(requestParameters, 'nothing')) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
duckdb
SELECT count(*), 0 FROM lake_view
----
40 | 0

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE contains(map_keys(requestParameters), 'userName') AND element_at(map_filter(requestParameters, (k, v) -> k LIKE '%Arn'), 'policyArn') LIKE '%/AdministratorAccess'
duckdb
SELECT count(*) FROM lake_view WHERE requestParameters['policyArn'] LIKE '%/AdministratorAccess'
----
1

query
SELECT transform_keys(requestParameters, (k, v) -> upper(k)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RebootDBInstance'
duckdb none
----
{'DBINSTANCEIDENTIFIER': 'orders-db', 'FORCEFAILOVER': 'false'}

query
SELECT map_concat(requestParameters, responseElements) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RebootDBInstance'
duckdb none
----
{'dBInstanceIdentifier': 'orders-db', 'forceFailover': 'false', 'allocatedStorage': '100'}

# Dotted paths into maps are our addition.
query
SELECT requestParameters.bucketName, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE requestParameters.bucketName IS NOT NULL GROUP BY requestParameters.bucketName
duckdb
SELECT requestParameters['bucketName'], count(*) FROM lake_view WHERE requestParameters['bucketName'] IS NOT NULL GROUP BY 1
----
ledger | 3
scratch | 2
