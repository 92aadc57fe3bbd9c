-- title: Ports opened to the whole internet
-- question: What can anybody reach now?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, recipientAccountId AS account, awsRegion AS region,
       requestParameters['groupId'] AS security_group, requestParameters['ipPermissions'] AS permissions, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules')
  AND (eventJson LIKE '%0.0.0.0/0%' OR eventJson LIKE '%::/0%')
ORDER BY eventTime
