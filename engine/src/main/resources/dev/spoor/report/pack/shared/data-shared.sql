-- title: Data shared with others
-- text: Snapshots, images and databases that other accounts or everybody may copy, buckets that everybody may read,
--   copies of buckets to elsewhere, and functions and keys that others may use.
-- advice: Take the permission back, and look in the log of the other account for what was copied.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, to_whom, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['snapshotId'], requestParameters['imageId'], requestParameters['dBSnapshotIdentifier'],
           requestParameters['dBClusterSnapshotIdentifier'], requestParameters['bucketName'], requestParameters['functionName']) AS target,
       coalesce(requestParameters['createVolumePermission'], requestParameters['launchPermission'],
           requestParameters['valuesToAdd'], requestParameters['bucketPolicy'], requestParameters['AccessControlPolicy'],
           requestParameters['x-amz-acl'], requestParameters['principal']) AS to_whom,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND errorCode IS NULL
  AND eventName IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyDBSnapshotAttribute',
       'ModifyDBClusterSnapshotAttribute', 'PutBucketPolicy', 'PutBucketAcl', 'PutBucketReplication',
       'DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'AddPermission', 'AddPermission20150331',
       'AddPermission20150331v2')
  AND ((eventSource = 'ec2.amazonaws.com' AND eventName = 'ModifySnapshotAttribute'
        AND requestParameters['createVolumePermission'] LIKE '%"add"%')
       OR (eventSource = 'ec2.amazonaws.com' AND eventName = 'ModifyImageAttribute'
           AND requestParameters['launchPermission'] LIKE '%"add"%')
       OR (eventSource = 'rds.amazonaws.com'
           AND eventName IN ('ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute')
           AND requestParameters['attributeName'] = 'restore' AND requestParameters['valuesToAdd'] IS NOT NULL)
       OR (eventSource = 's3.amazonaws.com' AND eventName = 'PutBucketPolicy'
           AND regexp_like(requestParameters['bucketPolicy'], '"Principal"\s*:\s*("\*"|\{\s*"AWS"\s*:\s*(\[\s*)?"\*")')
           AND regexp_like(requestParameters['bucketPolicy'], '"Effect"\s*:\s*"Allow"'))
       OR (eventSource = 's3.amazonaws.com' AND eventName = 'PutBucketAcl'
           AND (requestParameters['x-amz-acl'] LIKE '%public-read%'
                OR requestParameters['AccessControlPolicy'] LIKE '%/groups/global/AllUsers%'))
       OR (eventSource = 's3.amazonaws.com' AND eventName IN ('PutBucketReplication', 'DeleteBucketPublicAccessBlock',
           'DeleteAccountPublicAccessBlock'))
       OR (eventSource = 'lambda.amazonaws.com' AND requestParameters['principal'] = '*'))
ORDER BY eventTime, event_id
