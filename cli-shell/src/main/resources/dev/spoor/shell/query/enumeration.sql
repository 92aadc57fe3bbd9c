-- title: Who looked at very many things in an hour
-- question: Does somebody explore what there is?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter least (10): different actions in one hour that count
SELECT date_trunc('hour', eventTime) AS hour, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, count(DISTINCT eventSource || ':' || eventName) AS actions,
       count(*) AS calls, count(errorCode) AS failed
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND (eventName LIKE 'List%' OR eventName LIKE 'Describe%' OR eventName LIKE 'Get%')
GROUP BY 1, 2
HAVING count(DISTINCT eventSource || ':' || eventName) >= :least
ORDER BY actions DESC
