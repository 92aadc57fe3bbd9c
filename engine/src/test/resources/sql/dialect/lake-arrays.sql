# UNNEST in both spellings, lambdas, arrays and maps made on the way.
query
SELECT eventName, r.type FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 CROSS JOIN UNNEST(resources) AS t(r) WHERE eventSource = 's3.amazonaws.com' AND readOnly = false
duckdb
SELECT eventName, r.type FROM (SELECT eventName, eventSource, readOnly, unnest(resources) AS r FROM lake_view) AS t WHERE eventSource = 's3.amazonaws.com' AND readOnly = false
----
DeleteObject | AWS::S3::Bucket
DeleteObject | AWS::S3::Object
PutBucketPolicy | AWS::S3::Bucket
PutObject | AWS::S3::Bucket
PutObject | AWS::S3::Object

query
SELECT eventName, accountId, type, arn, arnPrefix FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 CROSS JOIN UNNEST(resources) AS t(accountId, type, arn, arnPrefix) WHERE eventName = 'Decrypt'
duckdb
SELECT eventName, r.accountId, r.type, r.arn, r.arnPrefix FROM (SELECT eventName, unnest(resources) AS r FROM lake_view) AS t WHERE eventName = 'Decrypt'
----
Decrypt | 111122223333 | AWS::KMS::Key | arn:aws:kms:us-east-1:111122223333:key/k1 | NULL

query
SELECT e.eventName, rt.tags, rt.arn FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 e, unnest(eventContext.tagContext.resourceTags) as rt WHERE e.eventName = 'PutItem'
duckdb
SELECT e.eventName, rt.tags, rt.arn FROM (SELECT eventName, unnest(eventContext.tagContext.resourceTags) AS rt FROM lake_view) AS e WHERE e.eventName = 'PutItem'
----
PutItem | {'team': 'mail'} | arn:aws:dynamodb:eu-central-1:111122223333:table/outbox
PutItem | {'team': 'risk', 'env': 'dev'} | arn:aws:dynamodb:eu-central-1:111122223333:table/audit

query
SELECT element_at(rt.tags, 'team') AS team, count(*) AS count FROM 0233062b-51c6-4d18-8dec-a8c90da840d9, UNNEST(eventContext.tagContext.resourceTags) AS rt GROUP BY element_at(rt.tags, 'team')
duckdb
SELECT rt.tags['team'], count(*) FROM (SELECT unnest(eventContext.tagContext.resourceTags) AS rt FROM lake_view) AS t GROUP BY 1
----
mail | 2
risk | 1

query
SELECT unnested.entry.ARN FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 t CROSS JOIN UNNEST(t.resources) unnested (entry) WHERE unnested.entry.type LIKE 'AWS::DynamoDB::%'
duckdb
SELECT r.arn FROM (SELECT unnest(resources) AS r FROM lake_view) AS t WHERE r.type LIKE 'AWS::DynamoDB::%'
----
arn:aws:dynamodb:eu-central-1:111122223333:table/outbox

query
SELECT eventName, k, v FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 CROSS JOIN UNNEST(requestParameters) AS m(k, v) WHERE eventName = 'UpdateService'
duckdb
SELECT eventName, e.key, e.value FROM (SELECT eventName, unnest(map_entries(requestParameters)) AS e FROM lake_view) AS t WHERE eventName = 'UpdateService'
----
UpdateService | cluster | main
UpdateService | desiredCount | 3
UpdateService | forceNewDeployment | true
UpdateService | service | orders

query
SELECT k, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 CROSS JOIN UNNEST(map_keys(requestParameters)) AS t(k) WHERE eventSource = 'iam.amazonaws.com' GROUP BY k
duckdb
SELECT k, count(*) FROM (SELECT unnest(map_keys(requestParameters)) AS k FROM lake_view WHERE eventSource = 'iam.amazonaws.com') AS t GROUP BY k
----
omitted | 1
originalSize | 1
policyArn | 1
policyDocument | 1
policyName | 1
reason | 1
userName | 3

query
SELECT r.arn, n FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 CROSS JOIN UNNEST(resources) WITH ORDINALITY AS t(r, n) WHERE eventName = 'DeleteObject'
duckdb
SELECT resources[n].arn, n FROM lake_view, range(1, 3) AS x(n) WHERE eventName = 'DeleteObject'
----
arn:aws:s3:::scratch | 2
arn:aws:s3:::scratch/copy of q1.csv | 1

query
SELECT eventName, r.type FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LEFT JOIN UNNEST(resources) AS t(r) ON TRUE WHERE recipientAccountId = '777788889999'
duckdb
SELECT eventName, resources[1].type FROM lake_view WHERE recipientAccountId = '777788889999'
----
DescribeInstances | NULL
ListBuckets | NULL
PutObject | NULL
PutParameter | NULL
PutParameter | NULL
RotateKey | AWS::KMS::Key
UpdateTable | NULL

query
SELECT a, b FROM UNNEST(ARRAY['x', 'y', 'z'], ARRAY[1, 2]) AS t(a, b)
duckdb
VALUES ('x', 1), ('y', 2), ('z', NULL)
----
x | 1
y | 2
z | NULL

query
SELECT eventName, json_extract_scalar(item, '$.cidrIp') AS cidr FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 CROSS JOIN UNNEST(cast(json_extract(element_at(requestParameters, 'ipPermissions'), '$.items[0].ipRanges.items') as array(json))) AS t(item)
duckdb none
----
AuthorizeSecurityGroupIngress | 0.0.0.0/0
AuthorizeSecurityGroupIngress | 198.51.100.0/24

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE any_match(resources, r -> r.accountId = '777788889999')
duckdb
SELECT eventName FROM lake_view WHERE resources[1].accountId = '777788889999'
----
RotateKey

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE none_match(resources, x -> x.type LIKE 'AWS::S3::%')
duckdb
SELECT eventName FROM lake_view WHERE resources IS NOT NULL AND len(list_filter(resources, lambda x: x.type LIKE 'AWS::S3::%')) = 0
----
AssumeRole
Decrypt
Invoke
PutItem
RotateKey

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE all_match(resources, x -> x.accountId IS NOT NULL)
duckdb
SELECT eventName FROM lake_view WHERE resources IS NOT NULL AND len(list_filter(resources, lambda x: x.accountId IS NULL)) = 0
----
AssumeRole
Decrypt
Invoke
PutBucketPolicy
PutItem
RotateKey

query
SELECT eventName, transform(resources, r -> split_part(r.arn, ':', 6)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName IN ('GetObject', 'Invoke') AND errorCode IS NULL
duckdb
SELECT eventName, list_transform(resources, lambda r: split_part(r.arn, ':', 6)) FROM lake_view WHERE eventName IN ('GetObject', 'Invoke') AND errorCode IS NULL
----
GetObject | ['ledger/2026/03/q1.csv', 'ledger']
Invoke | ['function']

query
SELECT cardinality(filter(resources, r -> r.accountId IS NULL)), count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY 1
duckdb
SELECT len(list_filter(resources, lambda r: r.accountId IS NULL)), count(*) FROM lake_view GROUP BY 1
----
0 | 6
1 | 4
NULL | 30

query
SELECT reduce(split(sourceIPAddress, '.'), BIGINT '0', (s, x) -> s * 256 + CAST(x AS bigint), s -> s) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreatePolicy'
duckdb
SELECT ((203::BIGINT * 256 + 0) * 256 + 113) * 256 + 10
----
3405803786

query
SELECT array_join(array_sort(array_agg(DISTINCT eventName)), '+') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.userName = 'dora'
duckdb
SELECT array_to_string(list_sort(list(DISTINCT eventName)), '+') FROM lake_view WHERE userIdentity.userName = 'dora'
----
DeleteTrail+PutBucketPolicy+StopLogging

query
SELECT awsRegion, array_agg(DISTINCT recipientAccountId ORDER BY recipientAccountId) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY awsRegion
----
eu-central-1 | ['111122223333', '777788889999']
eu-west-1 | ['444455556666', '777788889999']
us-east-1 | ['111122223333', '444455556666']

query
SELECT contains(array_agg(eventName), 'DeleteTrail'), cardinality(array_distinct(array_agg(userIdentity.type))) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE errorCode IS NOT NULL
duckdb
SELECT TRUE, 3
----
true | 3

query
SELECT slice(split(eventSource, '.'), 2, 2), split(eventSource, '.')[1], element_at(split(eventSource, '.'), 9) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RunInstances'
duckdb none
----
['amazonaws', 'com'] | ec2 | NULL

query
SELECT try(split(sourceIPAddress, '.')[4]) AS last, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE recipientAccountId = '777788889999' GROUP BY 1
duckdb
SELECT nullif(split_part(sourceIPAddress, '.', 4), '') AS last, count(*) FROM lake_view WHERE recipientAccountId = '777788889999' GROUP BY 1
----
1 | 1
7 | 3
8 | 1
NULL | 2

query
SELECT map_agg(eventName, sourceIPAddress ORDER BY eventTime) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'cloudtrail.amazonaws.com'
duckdb none
----
{'StopLogging': '198.51.100.7', 'DeleteTrail': '198.51.100.7'}

query
SELECT histogram(userIdentity.type)['Root'], element_at(histogram(awsRegion), 'eu-central-1') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
duckdb
SELECT 4, 4
----
4 | 4

query
SELECT zip(ARRAY[1, 2], ARRAY['a', 'b']), sequence(1, 9, 4), array_position(ARRAY['a', 'b'], 'b'), flatten(ARRAY[ARRAY[1], ARRAY[2, 3]]), arrays_overlap(ARRAY[1, 2], ARRAY[2, 3])
duckdb none
----
[[1, 'a'], [2, 'b']] | [1, 5, 9] | 2 | [1, 2, 3] | true

query
SELECT array_max(transform(array_agg(eventTime), t -> hour(t))), array_min(array_agg(length(eventName))) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
duckdb
SELECT max(hour(eventTime)), min(length(eventName)) FROM lake_view
----
23 | 6

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE arrays_overlap(transform(resources, r -> r.type), ARRAY['AWS::KMS::Key', 'AWS::IAM::Role'])
duckdb
SELECT eventName FROM lake_view WHERE resources[1].type IN ('AWS::KMS::Key', 'AWS::IAM::Role')
----
AssumeRole
Decrypt
RotateKey
