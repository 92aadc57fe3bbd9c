-- title: Changes of network access lists
-- control: v1.4.0..v5.0.0 = 4.11; v6.0.0.. = 5.11
-- text: Rules about which addresses may reach a subnet.
-- advice: Compare each change with the request for it.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['networkAclId'], requestParameters['vpcId']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('CreateNetworkAcl', 'CreateNetworkAclEntry', 'DeleteNetworkAcl', 'DeleteNetworkAclEntry',
       'ReplaceNetworkAclEntry', 'ReplaceNetworkAclAssociation')
ORDER BY eventTime, event_id
