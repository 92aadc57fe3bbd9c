-- title: Other ways onto machines
-- question: Who sent a login key or opened the serial console?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, coalesce(userIdentity.arn, userIdentity.principalId, userIdentity.type) AS actor, sourceIPAddress,
       recipientAccountId AS account, awsRegion AS region, coalesce(requestParameters['instanceId'], requestParameters['keyName']) AS target, errorCode
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource IN ('ec2.amazonaws.com', 'ec2-instance-connect.amazonaws.com')
  AND eventName IN ('SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey', 'EnableSerialConsoleAccess', 'GetPasswordData', 'ImportKeyPair', 'CreateKeyPair')
ORDER BY eventTime
