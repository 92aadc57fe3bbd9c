-- title: Everything that was deleted
-- question: What is gone, and who did it?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventSource, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, recipientAccountId AS account, awsRegion AS region, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND (eventName LIKE 'Delete%' OR eventName LIKE 'Terminate%' OR eventName LIKE 'Remove%')
ORDER BY eventTime
