-- title: Commands run on machines
-- text: Commands and sessions of Systems Manager, keys sent to machines, serial consoles, and start scripts that were
--   changed.
-- advice: Read the command in the output of Systems Manager, as long as it is kept.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['instanceId'], requestParameters['target'], requestParameters['instanceIds'], requestParameters['targets']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND ((eventSource = 'ssm.amazonaws.com' AND eventName IN ('SendCommand', 'StartSession', 'CreateAssociation'))
       OR (eventSource = 'ec2-instance-connect.amazonaws.com'
           AND eventName IN ('SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'))
       OR (eventSource = 'ec2.amazonaws.com' AND eventName = 'ModifyInstanceAttribute'
           AND requestParameters['userData'] IS NOT NULL)
       OR (eventSource = 'ec2.amazonaws.com' AND eventName = 'EnableSerialConsoleAccess'))
ORDER BY eventTime, event_id
