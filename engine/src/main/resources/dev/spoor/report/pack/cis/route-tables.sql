-- title: Changes of route tables
-- control: v1.4.0..v5.0.0 = 4.13; v6.0.0.. = 5.13
-- text: Where packets go. A changed route can lead traffic past a firewall.
-- advice: Compare each change with the request for it.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['routeTableId'], requestParameters['vpcId'], requestParameters['associationId']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('CreateRoute', 'CreateRouteTable', 'ReplaceRoute', 'ReplaceRouteTableAssociation',
       'DeleteRouteTable', 'DeleteRoute', 'DisassociateRouteTable')
ORDER BY eventTime, event_id
