-- title: Copies of disks, databases and images given to others
-- question: Did data leave as a snapshot?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['snapshotId'], requestParameters['imageId'], requestParameters['dBSnapshotIdentifier']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource IN ('ec2.amazonaws.com', 'rds.amazonaws.com')
  AND eventName IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute')
ORDER BY eventTime
