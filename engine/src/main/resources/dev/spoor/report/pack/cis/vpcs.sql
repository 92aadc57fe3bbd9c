-- title: Changes of networks
-- control: v1.4.0..v5.0.0 = 4.14; v6.0.0.. = 5.14
-- text: Networks of yours, and their connections with others.
-- advice: Compare each change with the request for it.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['vpcId'], requestParameters['vpcPeeringConnectionId']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('CreateVpc', 'DeleteVpc', 'ModifyVpcAttribute', 'AcceptVpcPeeringConnection',
       'CreateVpcPeeringConnection', 'DeleteVpcPeeringConnection', 'RejectVpcPeeringConnection',
       'AttachClassicLinkVpc', 'DetachClassicLinkVpc', 'DisableVpcClassicLink',
       'EnableVpcClassicLink')
ORDER BY eventTime, event_id
