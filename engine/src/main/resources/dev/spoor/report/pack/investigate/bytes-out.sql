-- title: Much data read from buckets
-- text: Identities that read more than a gigabyte from one bucket on one day. The size stands in data events only.
-- advice: Ask what the data were read for, and where they are now.
-- severity: high
-- columns: actor, account, bucket, day, objects, megabytes, addresses
-- chart: bars bucket
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       requestParameters['bucketName'] AS bucket, date_trunc('day', eventTime) AS day, count(*) AS objects,
       CAST(round(sum(TRY_CAST(additionalEventData['bytesTransferredOut'] AS DOUBLE)) / 1e6) AS BIGINT) AS megabytes,
       count(DISTINCT sourceIPAddress) AS addresses
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 's3.amazonaws.com' AND eventName = 'GetObject' AND errorCode IS NULL
  AND userIdentity.type IS DISTINCT FROM 'AWSService'
GROUP BY 1, 2, 3, 4
HAVING sum(TRY_CAST(additionalEventData['bytesTransferredOut'] AS DOUBLE)) >= :megabytes_out * 1e6
ORDER BY megabytes DESC, day, actor, account, bucket
