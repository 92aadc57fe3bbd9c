-- title: Detection switched off
-- text: GuardDuty, Security Hub, Macie, Inspector, Access Analyzer and alarms that were switched off, deleted or told
--   to keep quiet.
-- advice: Switch it on again, and look at what happened meanwhile.
-- severity: high
-- columns: eventTime, actor, account, region, service, eventName, target, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['detectorId'], requestParameters['analyzerName'], requestParameters['alarmNames']) AS target,
       eventSource AS service,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND ((eventSource = 'guardduty.amazonaws.com'
        AND eventName IN ('DeleteDetector', 'StopMonitoringMembers', 'DisassociateMembers', 'DisassociateFromAdministratorAccount',
            'DeleteMembers', 'CreateFilter', 'CreateIPSet', 'DeletePublishingDestination'))
       OR (eventSource = 'guardduty.amazonaws.com' AND eventName = 'UpdateDetector' AND requestParameters['enable'] = 'false')
       OR (eventSource = 'securityhub.amazonaws.com'
           AND eventName IN ('DisableSecurityHub', 'BatchDisableStandards', 'DisassociateMembers', 'DeleteMembers'))
       OR (eventSource = 'macie2.amazonaws.com' AND eventName IN ('DisableMacie', 'DisassociateMember'))
       OR (eventSource = 'inspector2.amazonaws.com' AND eventName IN ('Disable', 'DisassociateMember'))
       OR (eventSource = 'access-analyzer.amazonaws.com' AND eventName IN ('DeleteAnalyzer', 'CreateArchiveRule'))
       OR (eventSource = 'monitoring.amazonaws.com' AND eventName IN ('DeleteAlarms', 'DisableAlarmActions')))
ORDER BY eventTime, event_id
