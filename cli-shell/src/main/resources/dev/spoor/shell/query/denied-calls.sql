-- title: Who was refused often
-- question: Who tries what is not allowed?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter least (10): refusals of one actor that count
SELECT coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, count(*) AS refused, count(DISTINCT eventName) AS actions,
       count(DISTINCT eventSource) AS services, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND (errorCode LIKE 'AccessDenied%' OR errorCode LIKE '%UnauthorizedOperation')
GROUP BY 1
HAVING count(*) >= :least
ORDER BY refused DESC
