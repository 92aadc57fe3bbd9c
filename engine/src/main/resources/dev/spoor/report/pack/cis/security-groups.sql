-- title: Changes of security groups
-- control: v5.0.0 = 4.10; v6.0.0.. = 5.10
-- text: Firewalls of instances that were made, changed or deleted. From v5.0.0 on, changes of single rules count, too.
-- advice: See first whether a port was opened to the whole internet.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['groupId'], requestParameters['groupName'],
           json_extract_scalar(requestParameters['ModifySecurityGroupRulesRequest'], '$.GroupId')) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress',
       'RevokeSecurityGroupIngress', 'RevokeSecurityGroupEgress', 'CreateSecurityGroup',
       'DeleteSecurityGroup', 'ModifySecurityGroupRules')
ORDER BY eventTime, event_id
