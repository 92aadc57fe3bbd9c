-- title: System objects made and deleted
-- text: Machines, functions, databases, clusters, networks and buckets that were made or deleted.
-- columns: eventTime, actor, account, region, service, eventName, target, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['instanceId'], requestParameters['functionName'], requestParameters['dBInstanceIdentifier'],
           requestParameters['dBClusterIdentifier'], requestParameters['tableName'], requestParameters['clusterName'],
           requestParameters['bucketName'], requestParameters['name'], requestParameters['vpcId']) AS target,
       eventSource AS service,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND errorCode IS NULL
  AND ((eventSource = 'ec2.amazonaws.com' AND eventName IN ('RunInstances', 'TerminateInstances', 'CreateVpc', 'DeleteVpc',
            'CreateImage', 'DeregisterImage', 'CreateVolume', 'DeleteVolume', 'DeleteSnapshot'))
       OR (eventSource = 'lambda.amazonaws.com' AND regexp_like(eventName, '^(Create|Delete)Function(\d+)?$'))
       OR (eventSource = 'rds.amazonaws.com'
           AND eventName IN ('CreateDBInstance', 'DeleteDBInstance', 'CreateDBCluster', 'DeleteDBCluster'))
       OR (eventSource = 'dynamodb.amazonaws.com' AND eventName IN ('CreateTable', 'DeleteTable'))
       OR (eventSource IN ('ecs.amazonaws.com', 'eks.amazonaws.com') AND eventName IN ('CreateCluster', 'DeleteCluster'))
       OR (eventSource = 's3.amazonaws.com' AND eventName IN ('CreateBucket', 'DeleteBucket')))
ORDER BY eventTime, event_id
