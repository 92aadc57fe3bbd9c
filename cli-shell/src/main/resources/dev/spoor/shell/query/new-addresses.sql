-- title: Actors at addresses where they never were before
-- question: Who suddenly works from somewhere else?
-- parameter since (2026-06-05): new is what was not seen before this time
-- parameter until (2100-01-01): events before this time
SELECT coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress, min(eventTime) AS first, count(*) AS calls
FROM events
WHERE eventTime < :until
GROUP BY 1, 2
HAVING min(eventTime) >= :since
   AND coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) IN (SELECT coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) FROM events WHERE eventTime < :since)
ORDER BY first
