-- title: Users and credentials changed
-- text: Users, passwords, access keys, second factors and the rules for passwords.
-- advice: Each should belong to somebody who joined, left or asked. A key that one user makes for another needs a
--   reason.
-- severity: low
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['userName'], requestParameters['serialNumber']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND eventName IN ('CreateUser', 'DeleteUser', 'UpdateUser', 'CreateAccessKey', 'DeleteAccessKey',
       'UpdateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile',
       'ChangePassword', 'EnableMFADevice', 'DeactivateMFADevice', 'DeleteVirtualMFADevice',
       'CreateVirtualMFADevice', 'ResyncMFADevice', 'UploadSigningCertificate',
       'UploadSSHPublicKey', 'CreateServiceSpecificCredential', 'UpdateAccountPasswordPolicy',
       'DeleteAccountPasswordPolicy')
ORDER BY eventTime, event_id
