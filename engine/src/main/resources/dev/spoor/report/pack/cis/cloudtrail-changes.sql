-- title: Changes of CloudTrail
-- control: v1.4.0..v5.0.0 = 4.5; v6.0.0.. = 5.5
-- text: Trails that were made, changed, stopped or deleted. The benchmark names the first five calls; the others thin
--   out or end logging as well, so they are here too.
-- advice: Nobody should stop a trail in daily work. See what happened between StopLogging and the next StartLogging: for
--   that time there is no evidence.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['name'], requestParameters['trailName'], requestParameters['eventDataStore']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'cloudtrail.amazonaws.com'
  AND eventName IN ('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging',
       'PutEventSelectors', 'PutInsightSelectors', 'DeleteEventDataStore', 'UpdateEventDataStore',
       'StopEventDataStoreIngestion')
ORDER BY eventTime, event_id
