-- title: Commands and shells on machines
-- question: Who worked on which machine through Systems Manager?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['target'], requestParameters['instanceIds'], requestParameters['documentName']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ssm.amazonaws.com'
  AND eventName IN ('SendCommand', 'StartSession', 'ResumeSession', 'StartAutomationExecution', 'CreateAssociation')
ORDER BY eventTime
