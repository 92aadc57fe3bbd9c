-- title: What was throttled
-- question: Which calls are refused for being too many?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventSource, eventName, errorCode, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, count(*) AS refused, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND regexp_like(errorCode, 'Throttl|RequestLimitExceeded|TooManyRequests|SlowDown')
GROUP BY 1, 2, 3, 4
ORDER BY refused DESC
