-- title: Security Hub switched off
-- control: v1.5.0..v5.0.0 = 4.16; v6.0.0.. = 5.16
-- text: The benchmark asks that Security Hub is on, which is configuration and not in the log; what the log shows is
--   that somebody switched it, or a standard in it, off.
-- advice: Switch it on again and find out who works without it.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'securityhub.amazonaws.com'
  AND eventName IN ('DisableSecurityHub', 'BatchDisableStandards', 'DisassociateMembers',
       'DisassociateFromAdministratorAccount', 'DeleteMembers')
ORDER BY eventTime, event_id
