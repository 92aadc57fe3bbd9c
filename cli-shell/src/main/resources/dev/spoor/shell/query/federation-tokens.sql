-- title: Sessions made from long-lived keys
-- question: Did somebody turn a key into a session that outlives it?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, requestParameters['name'] AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'sts.amazonaws.com'
  AND eventName IN ('GetFederationToken', 'GetSessionToken')
ORDER BY eventTime
