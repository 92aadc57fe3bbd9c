-- title: Changes of AWS Config
-- control: v1.4.0..v5.0.0 = 4.9; v6.0.0.. = 5.9
-- text: The recorder of configurations and where it delivers to.
-- advice: A recorder that stands still leaves no history of configurations.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['configurationRecorderName'], requestParameters['deliveryChannelName']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'config.amazonaws.com'
  AND eventName IN ('StopConfigurationRecorder', 'DeleteDeliveryChannel', 'PutDeliveryChannel',
       'PutConfigurationRecorder')
ORDER BY eventTime, event_id
