-- title: Machines with graphics processors started
-- question: Does somebody mine coins at our cost?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, requestParameters['instanceType'] AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('RunInstances', 'RequestSpotInstances')
  AND regexp_like(requestParameters['instanceType'], '^(p|g|trn|inf)[0-9]')
ORDER BY eventTime
