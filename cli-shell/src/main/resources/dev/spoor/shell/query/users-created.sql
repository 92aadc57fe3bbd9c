-- title: Users made
-- question: Which users are new, and who made them?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, requestParameters['userName'] AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND eventName IN ('CreateUser')
  AND errorCode IS NULL
ORDER BY eventTime
