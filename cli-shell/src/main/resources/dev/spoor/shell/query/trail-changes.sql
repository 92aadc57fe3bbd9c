-- title: Changes to what CloudTrail records
-- question: Did somebody switch the recording off or make it see less?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['name'], requestParameters['trailName']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'cloudtrail.amazonaws.com'
  AND eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors', 'DeleteEventDataStore', 'UpdateEventDataStore', 'StopEventDataStoreIngestion')
ORDER BY eventTime
