# Conditions that skip files must not lose events: global services, other accounts, late files.
query
SELECT count(*) FROM events WHERE awsRegion = 'us-east-1'
----
1157

query
SELECT count(*) FROM events WHERE awsRegion = 'eu-west-1'
----
309

query
SELECT count(*) FROM events WHERE awsRegion IN ('eu-west-1', 'us-west-2')
----
418

query
SELECT count(*) FROM events WHERE awsRegion <> 'us-east-1'
----
418

query
SELECT count(*) FROM events WHERE recipientAccountId = '444455556666'
----
326

query
SELECT count(*) FROM events WHERE userIdentity.accountId = '444455556666'
----
295

query
SELECT count(*) FROM events WHERE recipientAccountId IS NULL
----
1

query
SELECT count(*) FROM events WHERE eventSource = 'iam.amazonaws.com' AND awsRegion = 'us-east-1'
----
50

query
SELECT count(*) FROM events WHERE eventTime >= '2026-02-28' AND eventTime < '2026-03-01' AND awsRegion = 'eu-west-1' AND eventName = 'GetObject'
----
5

query
SELECT count(*) FROM events WHERE eventName = 'NoSuchThing'
----
0

query
SELECT count(*) FROM events WHERE eventName LIKE 'Delete%'
----
18

query
SELECT count(*) FROM events WHERE eventName LIKE 'Delete%' OR awsRegion = 'us-west-2'
----
126

query
SELECT count(*) FROM events WHERE awsRegion = 'eu-west-1' AND awsRegion = 'us-west-2'
----
0

query
SELECT count(*) FROM events WHERE NOT (awsRegion = 'us-east-1' AND eventSource = 's3.amazonaws.com')
----
1170

query
SELECT count(*) FROM events WHERE errorCode IS NULL AND eventSource IS NULL
----
30

query
SELECT count(*) FROM events WHERE lower(awsRegion) = 'eu-west-1'
----
309

query
SELECT count(*) FROM events WHERE coalesce(errorCode, 'none') = 'none' AND awsRegion >= 'us'
----
1201

query
SELECT count(*) FROM events WHERE (awsRegion, eventSource) IN (('us-east-1', 'iam.amazonaws.com'), ('eu-west-1', 's3.amazonaws.com'))
----
131
