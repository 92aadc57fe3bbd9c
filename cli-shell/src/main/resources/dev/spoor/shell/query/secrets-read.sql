-- title: Who read many secrets
-- question: Does somebody collect passwords?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
-- parameter least (5): different secrets that count
SELECT coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, count(DISTINCT coalesce(requestParameters['secretId'], requestParameters['name'])) AS secrets,
       count(*) AS calls, count(errorCode) AS refused, min(eventTime) AS first, max(eventTime) AS last
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND (eventSource = 'secretsmanager.amazonaws.com' AND eventName IN ('GetSecretValue', 'BatchGetSecretValue')
    OR eventSource = 'ssm.amazonaws.com' AND eventName LIKE 'GetParameter%' AND requestParameters['withDecryption'] = 'true')
GROUP BY 1
HAVING count(DISTINCT coalesce(requestParameters['secretId'], requestParameters['name'])) >= :least
ORDER BY secrets DESC
