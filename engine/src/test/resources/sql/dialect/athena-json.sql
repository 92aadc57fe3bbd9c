# Free-form objects as JSON text, as Athena's table has them.
query
SELECT json_extract_scalar(requestparameters, '$.bucketName') AS bucket, count(*) FROM athena_view WHERE eventsource = 's3.amazonaws.com' GROUP BY json_extract_scalar(requestparameters, '$.bucketName')
----
NULL | 1
ledger | 3
scratch | 2

query
SELECT useridentity.username, json_extract_scalar(json_extract(responseelements,'$.accessKey'),'$.userName') AS target, json_extract_scalar(responseelements, '$.accessKey.accessKeyId') AS key FROM athena_view WHERE eventname = 'CreateAccessKey'
----
NULL | dora | AKIADORA

query
SELECT requestparameters FROM athena_view WHERE requestparameters LIKE '%"Principal":"*"%'
----
{"bucketName":"ledger","bucketPolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::ledger/*"}]},"policy":""}

query
SELECT eventname FROM athena_view WHERE lower(requestparameters) LIKE '%"effect":"allow"%"action":"s3:%'
----
PutBucketPolicy

query
SELECT eventname, requestparameters FROM athena_view WHERE requestparameters LIKE '%0.0.0.0/0%'
----
AuthorizeSecurityGroupIngress | {"groupId":"sg-01","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"groups":{},"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"},{"cidrIp":"198.51.100.0/24"}]},"ipv6Ranges":{},"prefixListIds":{}},{"ipProtocol":"tcp","fromPort":443,"toPort":443,"groups":{},"ipRanges":{"items":[{"cidrIp":"10.0.0.0/8"}]},"ipv6Ranges":{},"prefixListIds":{}}]}}

query
SELECT responseelements FROM athena_view WHERE eventname = 'ConsoleLogin' AND responseelements = '{"ConsoleLogin":"Failure"}'
----
{"ConsoleLogin":"Failure"}
{"ConsoleLogin":"Failure"}

query
SELECT count(*) FROM athena_view WHERE json_extract_scalar(additionaleventdata, '$.MFAUsed') = 'No' AND json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success'
----
1

query
SELECT json_extract_scalar(requestparameters, '$.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.FromPort') FROM athena_view WHERE eventname LIKE 'Modify%Rules'
----
443

query
SELECT json_extract_scalar(requestparameters, '$.ipPermissions.items[0].ipRanges.items[1].cidrIp'), json_extract_scalar(requestparameters, '$.ipPermissions.items[9]') FROM athena_view WHERE eventname = 'AuthorizeSecurityGroupIngress'
----
198.51.100.0/24 | NULL

query
SELECT json_extract_scalar(requestparameters, '$.x-amz-copy-source') FROM athena_view WHERE eventname = 'PutObject' AND json_extract_scalar(requestparameters, '$["x-amz-copy-source"]') IS NOT NULL
duckdb
SELECT 'ledger/2026/03/q1.csv'
----
ledger/2026/03/q1.csv

query
SELECT json_extract_scalar(requestparameters, '$.encryptionContext["aws:s3:arn"]'), json_extract_scalar(requestparameters, '$.encryptionContext.aws:s3:arn') FROM athena_view WHERE eventname = 'Decrypt'
duckdb none
----
arn:aws:s3:::ledger | arn:aws:s3:::ledger

query
SELECT json_extract(requestparameters, '$.tags'), json_array_length(json_extract(requestparameters, '$.tags')) AS n FROM athena_view WHERE eventname = 'PutParameter' AND addendum IS NULL
duckdb none
----
[{"key":"env","value":"test"},{"key":"owner","value":"chen"}] | 2

query
SELECT sum(cast(json_extract_scalar(additionaleventdata, '$.bytesTransferredOut') as double)) AS bytes, max(CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredIn') AS bigint)) FROM athena_view
----
1048819.5 | 2048

query
SELECT json_extract_scalar(requestparameters, '$.publiclyAccessible') = 'true', CAST(json_extract(requestparameters, '$.publiclyAccessible') AS boolean), CAST(json_extract(requestparameters, '$.allocatedStorage') AS bigint) FROM athena_view WHERE eventname = 'ModifyDBInstance'
duckdb
VALUES (TRUE, TRUE, 200)
----
true | true | 200

query
SELECT CAST(json_extract(requestparameters, '$.vpcSecurityGroupIds') AS array(varchar)) FROM athena_view WHERE eventname = 'ModifyDBInstance'
duckdb none
----
['sg-01', 'sg-02']

query
SELECT eventname, t.tag, t.v FROM athena_view CROSS JOIN UNNEST(CAST(json_extract(requestparameters, '$.tags') AS array(row(key varchar, value varchar)))) AS t (tag, v) WHERE eventsource = 'ssm.amazonaws.com'
duckdb
VALUES ('PutParameter', 'env', 'test'), ('PutParameter', 'owner', 'chen')
----
PutParameter | env | test
PutParameter | owner | chen

query
SELECT CAST(json_parse(requestparameters) AS map(varchar, json)) FROM athena_view WHERE eventname = 'RebootDBInstance'
duckdb none
----
{'dBInstanceIdentifier': '"orders-db"', 'forceFailover': 'false'}

# A path on JSON text is our addition.
query
SELECT requestParameters.bucketName, count(*) FROM athena_view WHERE requestParameters.bucketName IS NOT NULL GROUP BY requestParameters.bucketName
duckdb
SELECT json_extract_scalar(requestparameters, '$.bucketName'), count(*) FROM athena_view WHERE json_extract_scalar(requestparameters, '$.bucketName') IS NOT NULL GROUP BY 1
----
ledger | 3
scratch | 2

query
SELECT sum(CAST(additionalEventData.bytesTransferredOut AS double)) FROM athena_view WHERE requestParameters.bucketName = 'ledger'
duckdb
SELECT sum(CAST(additionaleventdata->>'$.bytesTransferredOut' AS double)) FROM athena_view WHERE requestparameters->>'$.bucketName' = 'ledger'
----
1048819

query
SELECT strpos(requestparameters, 'AdministratorAccess') > 0, eventname FROM athena_view WHERE strpos(requestparameters, 'policyArn') > 0
----
true | AttachUserPolicy

query
SELECT eventname, regexp_extract(requestparameters, '"cidrIp":"([0-9./]+)"', 1), regexp_extract_all(requestparameters, '"cidrIp":"([^"]+)"', 1) FROM athena_view WHERE regexp_like(requestparameters, '"cidrIp"')
----
AuthorizeSecurityGroupIngress | 0.0.0.0/0 | ['0.0.0.0/0', '198.51.100.0/24', '10.0.0.0/8']

query
SELECT requestparameters, json_extract_scalar(requestparameters, '$.note') FROM athena_view WHERE eventname = 'UpdateTable'
----
{"tableName":"Grüße_東京","note":"Straße \\"quer\\" \\\\ Öl","emoji":"🔑","billingMode":"PAY_PER_REQUEST"} | Straße "quer" \\ Öl

query
SELECT count(*), count(requestparameters), count(responseelements), count(additionaleventdata), count(serviceeventdetails) FROM athena_view
----
40 | 33 | 20 | 10 | 1

query
SELECT serviceeventdetails, edgedevicedetails FROM athena_view WHERE serviceeventdetails IS NOT NULL OR edgedevicedetails IS NOT NULL
----
NULL | {"type":"AWS::S3Outposts","id":"op-1"}
{"keyId":"k9","rotationType":"AUTOMATIC","attempt":1} | NULL

query
SELECT json_size(requestparameters, '$'), json_format(json_extract(requestparameters, '$.key')), is_json_scalar(json_extract(requestparameters, '$.key')) FROM athena_view WHERE eventname = 'PutItem'
duckdb none
----
3 | {"id":"m-1"} | false

query
SELECT json_extract_scalar('not json', '$.a'), json_extract_scalar('{"a":null}', '$.a'), json_extract_scalar('{"a":{"b":1}}', '$.a'), json_extract_scalar('[1,"x"]', '$[1]'), json_extract('{"a b":[0]}', '$["a b"][0]'), json_extract_scalar('7', '$')
duckdb none
----
NULL | NULL | NULL | x | 0 | 7
