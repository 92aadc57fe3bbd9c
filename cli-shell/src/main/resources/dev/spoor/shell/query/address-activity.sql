-- title: What came from one address
-- question: Who worked from there, and what did they do?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter address (203.0.113.77): the address
SELECT coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, eventSource, eventName, count(*) AS calls, count(errorCode) AS failed, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND sourceIPAddress = :address
GROUP BY 1, 2, 3
ORDER BY first
