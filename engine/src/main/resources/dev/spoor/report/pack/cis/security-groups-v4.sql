-- title: Changes of security groups
-- control: v1.4.0..v4.0.1 = 4.10
-- text: Firewalls of instances that were made, changed or deleted.
-- advice: See first whether a port was opened to the whole internet.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['groupId'], requestParameters['groupName']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress',
       'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress', 'CreateSecurityGroup',
       'DeleteSecurityGroup')
ORDER BY eventTime, event_id
