-- title: Flow logs deleted
-- question: Was the record of network traffic ended?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, json_extract_scalar(eventJson, '$.requestParameters.DeleteFlowLogsRequest.FlowLogId') AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND eventName IN ('DeleteFlowLogs')
ORDER BY eventTime
