# Functions with a grammar of their own, and unlike types side by side.
query
SELECT eventTime FROM lake_view WHERE eventName = 'CreateUser' UNION ALL SELECT eventtime FROM athena_view WHERE eventname = 'DeleteTrail'
duckdb none
----
2026-03-30T22:20:30
2026-03-31T00:02

query
SELECT count(*) FROM (SELECT eventTime AS t FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 UNION SELECT eventtime FROM athena_view)
duckdb
SELECT count(DISTINCT eventTime) FROM lake_view
----
38

query
SELECT coalesce(eventTime, '2026-01-01 00:00:00'), CASE WHEN readOnly THEN eventTime ELSE '2026-01-01' END, IF(readOnly, 1, 2.5) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb none
----
2026-03-30T22:20:30 | 2026-01-01T00:00 | 2.5

query
SELECT array_sort(ARRAY['b', 'a', 'c'], (x, y) -> IF(x < y, 1, IF(x = y, 0, -1))), ARRAY[1] || 2, 0 || ARRAY[1]
duckdb none
----
['c', 'b', 'a'] | [1, 2] | [0, 1]

query
SELECT json_value(eventJson, 'lax $.requestParameters.roleName'), json_query(eventJson, 'lax $.requestParameters.tags[*].key' WITH WRAPPER), json_exists(eventJson, 'strict $.requestParameters.tags'), json_object('a': 1, 'b': eventName), json_array(1, eventName) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'PutParameter' AND addendum IS NULL
duckdb none
----
NULL | ["env","owner"] | true | {"a":1,"b":"PutParameter"} | [1,"PutParameter"]

query
SELECT json_value(requestparameters, 'lax $.tags[1].value'), json_value(requestparameters, 'lax $.none' DEFAULT 'absent' ON EMPTY), json_exists(requestparameters, 'lax $.tags?(@.key == "owner")') FROM athena_view WHERE eventname = 'PutParameter' AND addendum IS NULL
duckdb none
----
chen | absent | true

query
SELECT bitwise_and_agg(length(eventName)), bitwise_or_agg(length(eventName)), reduce_agg(length(eventName), 0, (a, b) -> a + b, (a, b) -> a + b), checksum(eventName) IS NOT NULL, round(kurtosis(length(eventName)), 2), round(skewness(length(eventName)), 2), max(eventName, 2), min_by(eventName, eventTime, 2) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE userIdentity.type = 'Root'
duckdb none
----
0 | 31 | 53 | true | -3.03 | -0.19 | ['CreateUser', 'CreateAccessKey'] | ['ConsoleLogin', 'CreateUser']

query
SELECT approx_most_frequent(1, eventName, 20) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'signin.amazonaws.com'
duckdb none
----
{'ConsoleLogin': 4}

query
SELECT to_hex(xxhash64(to_utf8('a'))), width_bucket(5.0, 0.0, 10.0, 5), cardinality(shuffle(resources)), localtimestamp <= now(), length(CAST(uuid() AS varchar)), random(5) < 5, e() > 2.7 FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'DeleteObject'
duckdb none
----
D24EC4F1A98C6E5B | 3 | 2 | true | 36 | true | true

error NOT_SUPPORTED
SELECT word_stem('running')
----
word_stem

error NOT_SUPPORTED
SELECT ST_Point(1, 2)
----

error FUNCTION_NOT_FOUND
SELECT json_extract_all(eventJson, '$') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----

query
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE requestParameters = (SELECT requestParameters FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser')
duckdb
SELECT count(*) FROM lake_view WHERE requestParameters = (SELECT requestParameters FROM lake_view WHERE eventName = 'CreateUser')
----
2

query
SELECT a.eventName, b.eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 a JOIN 0233062b-51c6-4d18-8dec-a8c90da840d9 b ON a.resources IS NOT DISTINCT FROM b.resources AND a.eventID < b.eventID WHERE a.resources IS NOT NULL
----
GetObject | GetObject
PutObject | DeleteObject

# NULL inside of a row makes equality unknown.
query
SELECT a.eventName, b.eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 a JOIN 0233062b-51c6-4d18-8dec-a8c90da840d9 b ON a.resources = b.resources AND a.eventID < b.eventID
duckdb
SELECT 1 WHERE FALSE
----

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE (SELECT count(*) FROM UNNEST(resources) AS t(r) WHERE r.accountId IS NULL) > 0
duckdb
SELECT eventName FROM lake_view WHERE len(list_filter(resources, lambda r: r.accountId IS NULL)) > 0
----
DeleteObject
GetObject
GetObject
PutObject

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 e WHERE EXISTS (SELECT 1 FROM UNNEST(e.resources) AS t(r) WHERE r.type = 'AWS::KMS::Key')
duckdb
SELECT eventName FROM lake_view WHERE len(list_filter(resources, lambda r: r.type = 'AWS::KMS::Key')) > 0
----
Decrypt
RotateKey

query
SELECT eventName, (SELECT max(r.type) FROM UNNEST(resources) AS t(r)) AS kind FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE awsRegion = 'eu-central-1'
duckdb
SELECT eventName, resources[1].type FROM lake_view WHERE awsRegion = 'eu-central-1'
----
GetSecretValue | NULL
Invoke | AWS::Lambda::Function
PutItem | AWS::DynamoDB::Table
UpdateTable | NULL

query
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE '0.0.0.0/0' IN (SELECT json_extract_scalar(x, '$.cidrIp') FROM UNNEST(CAST(json_extract(element_at(requestParameters, 'ipPermissions'), '$.items[0].ipRanges.items') AS array(json))) AS t(x))
duckdb
VALUES ('AuthorizeSecurityGroupIngress')
----
AuthorizeSecurityGroupIngress
