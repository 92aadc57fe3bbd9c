-- title: Start scripts of machines read or changed
-- question: Will a machine run something else when it starts?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, requestParameters['instanceId'] AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('ModifyInstanceAttribute', 'DescribeInstanceAttribute')
  AND (requestParameters['userData'] IS NOT NULL OR requestParameters['attribute'] = 'userData')
ORDER BY eventTime
