-- title: What one actor did
-- question: Which services and actions did this user, role or key use?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter actor (mallory): part of an ARN, an access key or a principal id
SELECT eventSource, eventName, count(*) AS calls, count(errorCode) AS failed, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND (userIdentity.arn LIKE '%' || :actor || '%' OR userIdentity.accessKeyId = :actor OR userIdentity.principalId = :actor)
GROUP BY 1, 2
ORDER BY first
