# Text, patterns, addresses, hashes and conversions on Athena's columns of text.
query
SELECT eventname FROM athena_view WHERE regexp_like(eventname, '^(Create|Attach|Put).*(Policy|Key)$')
----
AttachUserPolicy
CreateAccessKey
CreatePolicy
PutBucketPolicy
PutRolePolicy

query
SELECT count(*) FROM athena_view WHERE COALESCE(NOT regexp_like(errorcode, 'Denied|Unauthorized'), True)
----
36

query
SELECT useragent, count(*) FROM athena_view WHERE regexp_like(lower(useragent), 'boto3|curl') GROUP BY useragent
----
Boto3/1.34.60 md/Botocore | 11
curl/8.5.0 | 1

query
SELECT DISTINCT regexp_replace(useragent, '[/ ].*$', '') AS agent FROM athena_view WHERE useragent LIKE '%/%'
----
Boto3
Mozilla
aws-cli
aws-sdk-java
curl

query
SELECT regexp_extract(errormessage, 'perform: ([a-z]+):([A-Za-z]+)', 2), regexp_extract(errormessage, 'nothing') FROM athena_view WHERE errorcode = 'AccessDenied' AND eventsource LIKE 'cloudtrail%'
duckdb
VALUES ('DeleteTrail', NULL)
----
DeleteTrail | NULL

query
SELECT regexp_count(useridentity.arn, ':'), regexp_split(useridentity.arn, '[:/]'), regexp_position(useridentity.arn, 'user') FROM athena_view WHERE eventname = 'StopLogging'
duckdb none
----
5 | ['arn', 'aws', 'iam', '', '111122223333', 'user', 'dora'] | 27

query
SELECT split_part(useridentity.arn, '/', 2) AS name, split_part(useridentity.arn, '/', 9) AS none FROM athena_view WHERE useridentity.arn LIKE '%assumed-role/%' AND eventname = 'RunInstances'
duckdb
VALUES ('deployer', NULL)
----
deployer | NULL

query
SELECT split(useridentity.principalid, ':')[2] FROM athena_view WHERE useridentity.type = 'AssumedRole' AND day = '01' AND month = '04' AND region = 'eu-central-1'
duckdb
SELECT split_part(useridentity.principalid, ':', 2) FROM athena_view WHERE useridentity.type = 'AssumedRole' AND day = '01' AND month = '04' AND region = 'eu-central-1'
----
ana@example.com
mailer
mailer

query
SELECT upper(eventname), lower(awsregion), length(useragent), reverse(useridentity.username), substr(eventname, 3, 4), substring(eventname, -5), concat(region, '/', eventname), region || '!' FROM athena_view WHERE eventname = 'UpdateTable'
duckdb
SELECT upper(eventname), lower(awsregion), length(useragent), reverse(useridentity.username), substr(eventname, 3, 4), right(eventname, 5), region || '/' || eventname, region || '!' FROM athena_view WHERE eventname = 'UpdateTable'
----
UPDATETABLE | eu-central-1 | 29 | ëoz | date | Table | eu-central-1/UpdateTable | eu-central-1!

query
SELECT replace(eventsource, '.amazonaws.com', ''), replace(eventsource, '.amazonaws.com'), strpos(eventsource, '.'), position('.' IN eventsource), starts_with(eventsource, 'dyn'), translate(eventsource, 'abc', 'xy') FROM athena_view WHERE eventname = 'PutItem'
duckdb
VALUES ('dynamodb', 'dynamodb', 9, 9, TRUE, 'dynxmody.xmxzonxws.om')
----
dynamodb | dynamodb | 9 | 9 | true | dynxmody.xmxzonxws.om

query
SELECT lpad(day, 4, '0'), rpad(day, 3, '-'), ltrim('  a '), rtrim('  a '), trim('  a '), trim(BOTH 'x' FROM 'xxaxx'), chr(65), codepoint('A'), concat_ws('-', 'a', NULL, 'b') FROM athena_view WHERE eventname = 'ListAccounts'
duckdb none
----
0002 | 02- | 'a ' | '  a' | a | a | A | 65 | a-b

query
SELECT sourceipaddress FROM athena_view WHERE contains('10.0.0.0/8', TRY_CAST(sourceipaddress AS IPADDRESS)) AND eventsource <> 'ec2.amazonaws.com'
duckdb
SELECT sourceipaddress FROM athena_view WHERE sourceipaddress LIKE '10.%' AND eventsource <> 'ec2.amazonaws.com'
----
10.1.1.1
10.20.30.40
10.20.30.40
10.9.1.1
10.9.8.7
10.9.8.7
10.9.8.8

query
SELECT DISTINCT sourceipaddress FROM athena_view WHERE NOT contains('203.0.113.0/24', TRY_CAST(sourceipaddress AS IPADDRESS)) AND NOT contains('10.0.0.0/8', TRY_CAST(sourceipaddress AS IPADDRESS))
duckdb
VALUES ('198.51.100.7'), ('192.0.2.44'), ('2001:db8::17'), ('192.0.2.200'), ('2001:db8:0:1::5'), ('198.51.100.8')
----
192.0.2.200
192.0.2.44
198.51.100.7
198.51.100.8
2001:db8:0:1::5
2001:db8::17

query
SELECT sourceipaddress FROM athena_view WHERE TRY_CAST(sourceipaddress AS IPADDRESS) BETWEEN IPADDRESS '2001:db8::' AND IPADDRESS '2001:db8::ffff'
duckdb
VALUES ('2001:db8::17')
----
2001:db8::17

query
SELECT min(TRY_CAST(sourceipaddress AS ipaddress)) = IPADDRESS '10.1.1.1', count(DISTINCT CAST(sourceipaddress AS IPADDRESS)) FROM athena_view WHERE regexp_like(sourceipaddress, '^[0-9.]+$') AND recipientaccountid = '111122223333'
duckdb
VALUES (TRUE, 7)
----
true | 7

query
SELECT sourceipaddress FROM athena_view WHERE TRY_CAST(sourceipaddress AS IPADDRESS) IS NULL
duckdb
VALUES ('s3.amazonaws.com'), ('lambda.amazonaws.com'), ('AWS Internal')
----
AWS Internal
lambda.amazonaws.com
s3.amazonaws.com

query
SELECT to_hex(md5(to_utf8(eventname))), to_base64(to_utf8(region)), from_utf8(from_base64('w6k=')), crc32(to_utf8('a')), to_hex(sha256(to_utf8(''))) FROM athena_view WHERE eventname = 'Decrypt'
duckdb
SELECT upper(md5('Decrypt')), 'dXMtZWFzdC0x', 'é', 3904355907, upper(sha256(''))
----
762E3A77ECDD773DA2B859E6807529A2 | dXMtZWFzdC0x | é | 3904355907 | E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855

query
SELECT url_extract_host('https://console.aws.amazon.com/console/home?region=us-east-1'), url_extract_parameter('https://x/?region=us-east-1', 'region'), url_decode('a%20b'), url_encode('a b/c') FROM athena_view LIMIT 1
duckdb
VALUES ('console.aws.amazon.com', 'us-east-1', 'a b', 'a+b%2Fc')
----
console.aws.amazon.com | us-east-1 | a b | a+b%2Fc

query
SELECT json_extract_scalar(additionaleventdata, '$.LoginTo') AS url, url_extract_path(json_extract_scalar(additionaleventdata, '$.LoginTo')) FROM athena_view WHERE useridentity.type = 'Root' AND eventname = 'ConsoleLogin'
duckdb
VALUES ('https://console.aws.amazon.com/console/home', '/console/home')
----
https://console.aws.amazon.com/console/home | /console/home

query
SELECT format('%s did %s %d times', max(useridentity.username), eventname, count(*)) FROM athena_view WHERE useridentity.username = 'chen' AND eventname LIKE 'R%' GROUP BY eventname
duckdb
VALUES ('chen did RebootDBInstance 1 times')
----
chen did RebootDBInstance 1 times

query
SELECT eventname FROM athena_view WHERE eventname LIKE '%\_%' ESCAPE '\' OR eventname LIKE 'D_crypt' OR errormessage LIKE '%limit exceeded.'
----
Decrypt
DescribeInstances

query
SELECT cast(readonly AS boolean) AS ro, count(*) FROM athena_view GROUP BY 1
----
NULL | 1
false | 28
true | 11

query
SELECT count(*) FROM athena_view WHERE readonly = 'false' AND sessioncredentialfromconsole = 'true'
----
3

query
SELECT count(*) FROM athena_view WHERE readonly = false
duckdb
SELECT count(*) FROM athena_view WHERE readonly = 'false'
----
28

query
SELECT CAST(eventversion AS double), CAST(split_part(eventversion, '.', 2) AS integer) AS minor, count(*) FROM athena_view GROUP BY 1, 2
----
1.05 | 5 | 1
1.08 | 8 | 1
1.09 | 9 | 2
1.11 | 11 | 36

query
SELECT TRY_CAST(eventversion AS bigint), TRY_CAST('12' AS bigint), TRY(CAST(eventname AS integer)), CAST(12.5 AS varchar), CAST(true AS varchar), CAST(1e0 AS varchar), CAST(day AS tinyint) FROM athena_view WHERE eventname = 'Invoke'
duckdb none
----
NULL | 12 | NULL | 12.5 | true | 1.0E0 | 1

query
SELECT levenshtein_distance('StopLogging', 'StopLoging'), hamming_distance('ab', 'ac'), soundex('Robert'), normalize('é') = 'é', luhn_check('79927398713')
duckdb none
----
1 | 1 | R163 | true | true
