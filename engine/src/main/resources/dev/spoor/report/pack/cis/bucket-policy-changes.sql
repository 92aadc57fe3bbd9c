-- title: Changes of bucket policies
-- control: v1.4.0..v5.0.0 = 4.8; v6.0.0.. = 5.8
-- text: Who may read a bucket, how long its objects stay and where they are copied to.
-- advice: See whether a bucket became public, or copies its objects to an account that is not yours.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       requestParameters['bucketName'] AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 's3.amazonaws.com'
  AND eventName IN ('PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors', 'PutBucketLifecycle',
       'PutBucketReplication', 'DeleteBucketPolicy', 'DeleteBucketCors', 'DeleteBucketLifecycle',
       'DeleteBucketReplication')
ORDER BY eventTime, event_id
