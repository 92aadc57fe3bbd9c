-- title: Backups deleted
-- question: Could nothing be restored any more?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['recoveryPointArn'], requestParameters['backupVaultName'], requestParameters['snapshotId']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource IN ('backup.amazonaws.com', 'ec2.amazonaws.com')
  AND eventName IN ('DeleteRecoveryPoint', 'DeleteBackupVault', 'DeleteBackupPlan', 'DeleteSnapshot', 'DeregisterImage')
ORDER BY eventTime
