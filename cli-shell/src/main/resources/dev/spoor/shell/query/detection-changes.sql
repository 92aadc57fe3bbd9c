-- title: Detection services switched off
-- question: Were GuardDuty, Security Hub, Macie or Access Analyzer weakened?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['detectorId'], requestParameters['analyzerName']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource IN ('guardduty.amazonaws.com', 'securityhub.amazonaws.com', 'macie2.amazonaws.com', 'access-analyzer.amazonaws.com')
  AND eventName IN ('DeleteDetector', 'UpdateDetector', 'DisassociateMembers', 'DeleteMembers', 'StopMonitoringMembers', 'CreateFilter', 'CreateIPSet', 'DisableSecurityHub', 'BatchDisableStandards', 'DisableMacie', 'DeleteAnalyzer')
ORDER BY eventTime
