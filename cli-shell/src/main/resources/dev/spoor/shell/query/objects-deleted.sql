-- title: Who deleted many objects
-- question: Is somebody emptying buckets?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter least (10): calls that count
SELECT coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, requestParameters['bucketName'] AS bucket, count(*) AS calls, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 's3.amazonaws.com' AND eventName IN ('DeleteObject', 'DeleteObjects') AND errorCode IS NULL
GROUP BY 1, 2
HAVING count(*) >= :least
ORDER BY calls DESC
