-- title: Logging stopped, started or changed
-- text: Trails, event data stores, flow logs and query logs that were stopped, deleted or told to record less, and
--   those that were started again.
-- advice: See what happened while nothing was recorded, and who could do this.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['name'], requestParameters['trailName'], requestParameters['eventDataStore'],
           requestParameters['logGroupName'], requestParameters['configurationRecorderName']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND ((eventSource = 'cloudtrail.amazonaws.com'
         AND eventName IN ('StopLogging', 'StartLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors',
       'PutInsightSelectors', 'DeleteEventDataStore', 'StopEventDataStoreIngestion',
       'StartEventDataStoreIngestion'))
       OR (eventSource = 'ec2.amazonaws.com' AND eventName = 'DeleteFlowLogs')
       OR (eventSource = 'route53resolver.amazonaws.com' AND eventName = 'DeleteResolverQueryLogConfig')
       OR (eventSource = 'logs.amazonaws.com' AND eventName IN ('DeleteLogGroup', 'DeleteLogStream', 'PutRetentionPolicy'))
       OR (eventSource = 'config.amazonaws.com'
         AND eventName IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel')))
ORDER BY eventTime, event_id
