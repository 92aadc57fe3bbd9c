-- title: Backups and data destroyed
-- text: Snapshots, backups, databases, tables, buckets and keys that were deleted, and protections against that which
--   were taken away.
-- advice: What has a waiting time can still be stopped.
-- thresholds: medium 1, high 10
-- columns: eventTime, actor, account, region, service, eventName, target, address
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['snapshotId'], requestParameters['volumeId'], requestParameters['imageId'],
           requestParameters['dBInstanceIdentifier'], requestParameters['dBClusterIdentifier'],
           requestParameters['dBSnapshotIdentifier'], requestParameters['tableName'], requestParameters['bucketName'],
           requestParameters['backupVaultName'], requestParameters['keyId']) AS target,
       eventSource AS service,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND errorCode IS NULL
  AND eventName IN ('DeleteSnapshot', 'DeleteVolume', 'DeregisterImage', 'DeleteDBInstance', 'DeleteDBCluster',
       'DeleteDBSnapshot', 'DeleteDBClusterSnapshot', 'DeleteTable', 'DeleteBackup', 'DeleteRecoveryPoint',
       'DeleteBackupVault', 'DeleteBackupPlan', 'PutBackupVaultAccessPolicy', 'DeleteBucket', 'PutBucketLifecycle',
       'PutBucketLifecycleConfiguration', 'PutBucketVersioning', 'ScheduleKeyDeletion')
  AND ((eventSource = 'ec2.amazonaws.com' AND eventName IN ('DeleteSnapshot', 'DeleteVolume', 'DeregisterImage'))
       OR (eventSource = 'rds.amazonaws.com'
           AND eventName IN ('DeleteDBInstance', 'DeleteDBCluster', 'DeleteDBSnapshot', 'DeleteDBClusterSnapshot'))
       OR (eventSource = 'dynamodb.amazonaws.com' AND eventName IN ('DeleteTable', 'DeleteBackup'))
       OR (eventSource = 'backup.amazonaws.com'
           AND eventName IN ('DeleteRecoveryPoint', 'DeleteBackupVault', 'DeleteBackupPlan', 'PutBackupVaultAccessPolicy'))
       OR (eventSource = 's3.amazonaws.com' AND eventName IN ('DeleteBucket', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration'))
       OR (eventSource = 's3.amazonaws.com' AND eventName = 'PutBucketVersioning'
           AND requestParameters['VersioningConfiguration'] LIKE '%Suspended%')
       OR (eventSource = 'kms.amazonaws.com' AND eventName = 'ScheduleKeyDeletion'))
ORDER BY eventTime, event_id
