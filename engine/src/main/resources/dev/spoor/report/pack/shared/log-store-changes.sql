-- title: Stored logs deleted or opened
-- text: Objects of the buckets with logs that were deleted, and changes of who may read those buckets, how long they
--   keep objects and whether they keep versions. Without a list of buckets in log_buckets: of buckets whose name
--   holds cloudtrail, -logs or log-archive.
-- advice: Verify the digests of the period: they tell which log files are gone or were changed.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       concat(requestParameters['bucketName'], coalesce(concat('/', requestParameters['key']), '')) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 's3.amazonaws.com'
  AND eventName IN ('DeleteObject', 'DeleteObjects', 'DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPolicy',
       'PutBucketAcl', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration',
       'PutBucketVersioning', 'PutBucketEncryption', 'DeleteBucketEncryption',
       'PutBucketPublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'PutObjectLockConfiguration')
  AND (contains(split(:log_buckets, ','), requestParameters['bucketName'])
       OR (:log_buckets = '' AND (requestParameters['bucketName'] LIKE '%cloudtrail%'
                                  OR requestParameters['bucketName'] LIKE '%-logs%'
                                  OR requestParameters['bucketName'] LIKE '%log-archive%')))
ORDER BY eventTime, event_id
