# How many, of what: the columns of the events table.
query
SELECT count(*) FROM events
----
1575

query
SELECT count(*) FROM deliveries
----
1638

query
SELECT count(DISTINCT eventID), count(*) FROM deliveries
----
1575 | 1638

query
SELECT eventSource, count(*) FROM events GROUP BY eventSource
----
NULL | 30
autoscaling.amazonaws.com | 4
cloudformation.amazonaws.com | 25
cloudtrail.amazonaws.com | 7
cloudwatch.amazonaws.com | 5
dynamodb.amazonaws.com | 33
ec2.amazonaws.com | 230
ecr.amazonaws.com | 7
ecs.amazonaws.com | 6
elasticloadbalancing.amazonaws.com | 22
guardduty.amazonaws.com | 2
health.amazonaws.com | 8
iam.amazonaws.com | 50
kms.amazonaws.com | 284
lambda.amazonaws.com | 125
logs.amazonaws.com | 16
monitoring.amazonaws.com | 7
organizations.amazonaws.com | 3
rds.amazonaws.com | 22
route53.amazonaws.com | 1
s3.amazonaws.com | 474
secretsmanager.amazonaws.com | 30
signin.amazonaws.com | 70
ssm.amazonaws.com | 48
sts.amazonaws.com | 58
tagging.amazonaws.com | 8

query
SELECT awsRegion, count(*) FROM events GROUP BY awsRegion
----
eu-west-1 | 309
us-east-1 | 1157
us-west-2 | 109

query
SELECT errorCode, count(*) FROM events GROUP BY errorCode
----
AWSOrganizationsNotInUseException | 1
AccessDenied | 27
BucketNotEmpty | 1
Client.InvalidRouteTableID.NotFound | 1
Client.UnauthorizedOperation | 7
NULL | 1497
NoSuchBucketPolicy | 3
NoSuchEntityException | 1
NoSuchKey | 7
NoSuchPublicAccessBlockConfiguration | 1
NoSuchWebsiteConfiguration | 2
ParameterNotFound | 2
ReplicationConfigurationNotFoundError | 6
ThrottlingException | 2
TooManyRequestsException | 2
VpceAccessDenied | 15

query
SELECT recipientAccountId, count(*) FROM events GROUP BY recipientAccountId
----
111122223333 | 1078
444455556666 | 326
777788889999 | 170
NULL | 1

query
SELECT eventType, eventCategory, managementEvent, readOnly, count(*) FROM events GROUP BY eventType, eventCategory, managementEvent, readOnly
----
AwsApiCall | Data | false | false | 263
AwsApiCall | Data | false | true | 267
AwsApiCall | Management | true | false | 125
AwsApiCall | Management | true | true | 765
AwsApiCall | NULL | NULL | NULL | 3
AwsApiCall | NULL | NULL | false | 4
AwsApiCall | NULL | NULL | true | 3
AwsCloudTrailInsight | Insight | NULL | NULL | 30
AwsConsoleSignIn | Management | true | false | 70
AwsVpceEvent | NetworkActivity | NULL | NULL | 45

query
SELECT eventVersion, count(*) FROM events GROUP BY eventVersion
----
1.02 | 3
1.05 | 7
1.08 | 30
1.09 | 1535

query
SELECT userIdentity.type, count(*) FROM events GROUP BY userIdentity.type
----
AWSAccount | 52
AWSService | 114
AssumedRole | 1171
IAMUser | 206
NULL | 32

query
SELECT tlsDetails.tlsVersion, count(*) FROM events GROUP BY tlsDetails.tlsVersion
----
NULL | 280
TLSv1.2 | 725
TLSv1.3 | 570

query
SELECT sessionCredentialFromConsole, count(*) FROM events GROUP BY sessionCredentialFromConsole
----
NULL | 1400
true | 175

query
SELECT apiVersion, count(*) FROM events GROUP BY apiVersion
----
2012-08-10 | 33
2013-04-01 | 1
20140328 | 16
2015-03-31 | 2
2015-03-31v2 | 11
2015-12-01 | 22
NULL | 1490

query
SELECT count(userAgent), count(sourceIPAddress), count(requestID), count(eventID), count(sharedEventID), count(vpcEndpointId), count(errorMessage), count(resources), count(tlsDetails), count(userIdentity) FROM events
----
1498 | 1545 | 1473 | 1575 | 134 | 203 | 141 | 882 | 1295 | 1545

query
SELECT count(DISTINCT userAgent), count(DISTINCT sourceIPAddress), count(DISTINCT userIdentity.arn), count(DISTINCT userIdentity.accessKeyId) FROM events
----
19 | 88 | 56 | 74

query
SELECT min(eventTime), max(eventTime) FROM events
----
2026-02-26T01:00:43 | 2026-03-02T21:58:54

query ordered
SELECT eventName, count(*) AS c FROM events GROUP BY eventName ORDER BY c DESC, eventName LIMIT 10
----
GetObject | 215
Decrypt | 160
PutObject | 133
Invoke | 112
DescribeNetworkInterfaces | 86
ConsoleLogin | 70
GenerateDataKey | 58
DescribeInstances | 43
GetBucketAcl | 37
Sign | 31

query
SELECT d.c - e.c FROM (SELECT count(*) AS c FROM deliveries) AS d, (SELECT count(*) AS c FROM events) AS e
----
63
