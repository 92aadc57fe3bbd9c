# Structs in arrays, JSON inside of maps, the whole event as JSON, the context of enriched events.
query
SELECT eventName, element_at(resources, 1).arn, element_at(resources, 1).accountId FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(resources, 1).type = 'AWS::S3::Object'
----
DeleteObject | arn:aws:s3:::scratch/copy of q1.csv | NULL
GetObject | arn:aws:s3:::ledger/2026/03/q1.csv | NULL
GetObject | arn:aws:s3:::ledger/2026/03/q1.csv | NULL
PutObject | arn:aws:s3:::scratch/copy of q1.csv | NULL

query
SELECT resources[2].ARN, ReSources[2].Type FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE cardinality(resources) = 2 AND readOnly = false
duckdb
SELECT resources[2].ARN, resources[2].type FROM lake_view WHERE len(resources) = 2 AND NOT readOnly
----
arn:aws:s3:::scratch | AWS::S3::Bucket
arn:aws:s3:::scratch | AWS::S3::Bucket

query
SELECT eventName, element_at(resources, -1).type FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE awsRegion = 'us-east-1' AND resources IS NOT NULL AND eventSource <> 's3.amazonaws.com'
----
AssumeRole | AWS::IAM::Role
Decrypt | AWS::KMS::Key

query
SELECT resources FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RotateKey'
----
[['777788889999', 'AWS::KMS::Key', 'arn:aws:kms:eu-west-1:777788889999:key/k9', NULL]]

query
SELECT tlsDetails.tlsVersion, tlsDetails.clientProvidedHostHeader, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE tlsDetails.tlsVersion IN ('TLSv1.0','TLSv1.1') GROUP BY tlsDetails.tlsVersion, tlsDetails.clientProvidedHostHeader
----
TLSv1.0 | ec2.eu-west-1.amazonaws.com | 1

query
SELECT tlsdetails.tlsversion, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY tlsDetails.tlsVersion
duckdb
SELECT tlsdetails.tlsversion, count(*) FROM lake_view GROUP BY 1
----
NULL | 6
TLSv1.0 | 1
TLSv1.2 | 5
TLSv1.3 | 28

query
SELECT tlsDetails FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'DescribeInstances'
----
['TLSv1.0', 'ECDHE-RSA-AES128-GCM-SHA256', 'ec2.eu-west-1.amazonaws.com']

query
SELECT eventContext.requestContext, element_at(eventContext.requestContext, 'aws:PrincipalOrgID') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'Invoke'
----
{'aws:PrincipalOrgID': 'o-example', 'aws:SecureTransport': 'true'} | o-example

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(eventContext.tagContext.principalTags, 'dept') = 'ops'
----
Invoke

query
SELECT eventName, eventContext.tagContext.resourceTags[1].tags FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventContext.tagContext.resourceTags IS NOT NULL
----
Invoke | {'team': 'mail', 'env': 'prod'}
PutItem | {'team': 'mail'}

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE any_match(eventContext.tagContext.resourceTags, rt -> element_at(rt.tags, 'env') = 'dev')
duckdb none
----
PutItem

query
SELECT json_extract_scalar(eventJson, '$.eventName'), json_extract_scalar(eventJson, '$.tlsDetails.tlsVersion') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'ListAccounts'
----
ListAccounts | TLSv1.3

query
SELECT eventJson FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'DescribePolicies'
----
{"eventVersion":"1.05","userIdentity":{"accountId":"111122223333","principalId":"AIDAOLD"},"eventTime":"2026-04-02T02:10:00Z","eventSource":"autoscaling.amazonaws.com","eventName":"DescribePolicies","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.77","userAgent":"aws-sdk-java/1.11","requestParameters":null,"responseElements":null,"requestID":"REQ039","eventID":"00000000-0000-4000-8000-000000000039","eventType":"AwsApiCall","recipientAccountId":"111122223333"}

query
SELECT json_extract_scalar(json_parse(eventJson), '$.requestParameters.tagSpecificationSet.items[0].tags[1].value') AS env FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RunInstances'
----
prod

query
SELECT json_extract_scalar(eventJson, '$.requestParameters.x-amz-copy-source'), json_extract_scalar(eventJson, '$["requestParameters"]["x-amz-copy-source"]') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'PutObject' AND awsRegion = 'us-east-1'
duckdb none
----
ledger/2026/03/q1.csv | ledger/2026/03/q1.csv

query
SELECT json_extract_scalar(eventJson, '$.eventContext.requestContext.aws:SecureTransport'), json_extract_scalar(element_at(requestParameters, 'encryptionContext'), '$["aws:s3:arn"]') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName IN ('Invoke', 'Decrypt')
duckdb none
----
true | NULL
NULL | arn:aws:s3:::ledger

query
SELECT cast(json_extract(json_parse(eventJson), '$.requestParameters') as map(varchar, json)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RebootDBInstance'
duckdb none
----
{'dBInstanceIdentifier': '"orders-db"', 'forceFailover': 'false'}

query
SELECT json_extract_scalar(v, '$.status') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 CROSS JOIN UNNEST(map_values(cast(json_extract(json_parse(eventJson), '$.responseElements') as map(varchar, json)))) AS t(v) WHERE eventName = 'UpdateService'
duckdb none
----
ACTIVE

query
SELECT cast(json_extract(element_at(requestParameters, 'vpcSecurityGroupIds'), '$') as array(varchar)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'ModifyDBInstance'
duckdb none
----
['sg-01', 'sg-02']

query
SELECT cast(json_parse(element_at(requestParameters, 'monitoring')) as row(enabled boolean)).enabled FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RunInstances'
duckdb none
----
false

query
SELECT transform(cast(json_extract(element_at(responseElements, 'instancesSet'), '$.items') as array(json)), i -> json_extract_scalar(i, '$.instanceId')) AS ids FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RunInstances'
duckdb none
----
['i-0a1', 'i-0a2']

query
SELECT transform(filter(cast(json_extract(element_at(requestParameters, 'ipPermissions'), '$.items') as array(json)), p -> json_extract_scalar(p, '$.fromPort') = '22'), f -> json_format(json_extract(f, '$.ipRanges.items'))) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'AuthorizeSecurityGroupIngress'
duckdb none
----
['[{"cidrIp":"0.0.0.0/0"},{"cidrIp":"198.51.100.0/24"}]']

query
SELECT is_json_scalar(json_extract(eventJson, '$.eventName')), is_json_scalar(json_extract(eventJson, '$.userIdentity')), json_format(json_extract(eventJson, '$.responseElements.version')) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'PutParameter' AND addendum IS NULL
duckdb none
----
true | false | 12

query
SELECT json_size(eventJson, '$.requestParameters'), json_extract_scalar(eventJson, '$.requestParameters.tags'), json_array_length(json_extract(eventJson, '$.requestParameters.tags')) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'PutParameter' AND addendum IS NULL
duckdb none
----
4 | NULL | 2

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE json_extract(eventJson, '$.requestParameters') IS NULL
duckdb none
----
0

query
SELECT annotation, apiVersion, count(vpcEndpointId), count(vpcEndpointAccountId), count(sharedEventID), count(eventJsonChecksum), count(insightDetails) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY annotation, apiVersion
----
NULL | NULL | 2 | 2 | 2 | 0 | 0
first seen | 2016-11-28 | 0 | 0 | 0 | 0 | 0

query
SELECT typeof(eventTime), typeof(readOnly), typeof(requestParameters), typeof(resources), typeof(tlsDetails) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LIMIT 1
duckdb none
----
timestamp(3) | boolean | map(varchar, varchar) | array(row(accountid varchar, type varchar, arn varchar, arnprefix varchar)) | row(tlsversion varchar, ciphersuite varchar, clientprovidedhostheader varchar)
