-- title: Who read the stored logs
-- text: Objects read from the buckets with logs, by identity. Deliveries by AWS itself are left out.
-- columns: actor, account, bucket, objects, first_read, last_read
-- chart: bars actor
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       requestParameters['bucketName'] AS bucket, count(*) AS objects, min(eventTime) AS first_read, max(eventTime) AS last_read
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 's3.amazonaws.com' AND eventName = 'GetObject'
  AND userIdentity.type IS DISTINCT FROM 'AWSService'
  AND (contains(split(:log_buckets, ','), requestParameters['bucketName'])
       OR (:log_buckets = '' AND (requestParameters['bucketName'] LIKE '%cloudtrail%'
                                  OR requestParameters['bucketName'] LIKE '%-logs%'
                                  OR requestParameters['bucketName'] LIKE '%log-archive%')))
GROUP BY 1, 2, 3
ORDER BY objects DESC, actor, account, bucket
