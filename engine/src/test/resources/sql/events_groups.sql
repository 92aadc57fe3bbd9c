# Grouping sets and wide groups over events.
query
SELECT awsRegion, readOnly, count(*) FROM events GROUP BY ROLLUP (awsRegion, readOnly)
----
NULL | NULL | 1575
eu-west-1 | NULL | 309
eu-west-1 | false | 70
eu-west-1 | true | 239
us-east-1 | NULL | 1157
us-east-1 | NULL | 78
us-east-1 | false | 347
us-east-1 | true | 732
us-west-2 | NULL | 109
us-west-2 | false | 45
us-west-2 | true | 64

query
SELECT awsRegion, managementEvent, grouping(awsRegion), grouping(managementEvent), count(*) FROM events GROUP BY CUBE (awsRegion, managementEvent)
----
NULL | NULL | 1 | 0 | 85
NULL | NULL | 1 | 1 | 1575
NULL | false | 1 | 0 | 530
NULL | true | 1 | 0 | 960
eu-west-1 | NULL | 0 | 0 | 2
eu-west-1 | NULL | 0 | 1 | 309
eu-west-1 | false | 0 | 0 | 86
eu-west-1 | true | 0 | 0 | 221
us-east-1 | NULL | 0 | 0 | 83
us-east-1 | NULL | 0 | 1 | 1157
us-east-1 | false | 0 | 0 | 430
us-east-1 | true | 0 | 0 | 644
us-west-2 | NULL | 0 | 1 | 109
us-west-2 | false | 0 | 0 | 14
us-west-2 | true | 0 | 0 | 95

query
SELECT count(*), sum(c) FROM (SELECT eventSource, eventName, awsRegion, errorCode, count(*) AS c FROM events GROUP BY eventSource, eventName, awsRegion, errorCode) AS x
----
185 | 1575

query
SELECT count(*) FROM (SELECT eventID, count(*) AS c FROM deliveries GROUP BY eventID HAVING count(*) > 1) AS x
----
63

query
SELECT count(*), sum(c), max(c) FROM (SELECT requestID, count(*) AS c FROM events GROUP BY requestID) AS x
----
1467 | 1575 | 102

query
SELECT length(eventName), count(*) FROM events GROUP BY length(eventName) HAVING count(*) > 40
----
11 | 47
12 | 185
14 | 54
15 | 106
17 | 79
25 | 102
6 | 112
7 | 216
9 | 348

query
SELECT eventCategory, count(DISTINCT eventName), count(DISTINCT sourceIPAddress), max(length(userAgent)) FROM events GROUP BY eventCategory
----
Data | 8 | 26 | 197
Insight | 0 | 0 | NULL
Management | 76 | 43 | 197
NULL | 9 | 7 | 197
NetworkActivity | 2 | 41 | NULL

query
SELECT max(eventName), min(eventName), max(errorMessage), min(userIdentity.arn) FROM events
----
describeinstanceinformation | AssumeRole | xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx | arn:aws:iam::111122223333:user/ana

query ordered
SELECT DISTINCT eventSource FROM events ORDER BY eventSource NULLS FIRST LIMIT 7
----
NULL
autoscaling.amazonaws.com
cloudformation.amazonaws.com
cloudtrail.amazonaws.com
cloudwatch.amazonaws.com
dynamodb.amazonaws.com
ec2.amazonaws.com
