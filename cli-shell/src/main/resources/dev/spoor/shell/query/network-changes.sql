-- title: Ways in and out of networks changed
-- question: Did gateways, routes or network rules change?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['routeTableId'], requestParameters['networkAclId'], requestParameters['vpcId']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('CreateInternetGateway', 'AttachInternetGateway', 'CreateNatGateway', 'CreateRoute', 'ReplaceRoute', 'DeleteRoute', 'CreateNetworkAclEntry', 'ReplaceNetworkAclEntry', 'DeleteNetworkAclEntry', 'CreateVpcPeeringConnection', 'AcceptVpcPeeringConnection', 'CreateVpnConnection')
ORDER BY eventTime
