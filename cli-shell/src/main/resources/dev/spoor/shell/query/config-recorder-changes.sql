-- title: Changes to AWS Config
-- question: Was the record of configurations stopped?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['configurationRecorderName'], requestParameters['deliveryChannelName']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'config.amazonaws.com'
  AND eventName IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel', 'PutConfigurationRecorder', 'PutDeliveryChannel', 'DeleteConfigRule')
ORDER BY eventTime
