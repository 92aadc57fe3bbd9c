-- title: Changes of network gateways
-- control: v1.4.0..v5.0.0 = 4.12; v6.0.0.. = 5.12
-- text: Doors between a network of yours and the internet or another site.
-- advice: Compare each change with the request for it.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['internetGatewayId'], requestParameters['customerGatewayId'], requestParameters['vpcId']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('CreateCustomerGateway', 'DeleteCustomerGateway', 'AttachInternetGateway',
       'CreateInternetGateway', 'DeleteInternetGateway', 'DetachInternetGateway')
ORDER BY eventTime, event_id
