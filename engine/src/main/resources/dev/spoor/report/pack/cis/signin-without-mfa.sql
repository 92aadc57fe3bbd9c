-- title: Console sign-in without a second factor
-- control: v1.4.0..v5.0.0 = 4.2; v6.0.0.. = 5.2
-- text: Successful sign-ins to the console by a password alone. A record that says nothing about a second factor
--   counts as one without. Sign-ins through an identity provider are left out, as their second factor is asked for
--   there; the parameter federated=yes brings them in.
-- advice: Give every user with a console password a second factor, and require it by policy.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, address, error
-- chart: timeline
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventName = 'ConsoleLogin'
  AND additionalEventData['MFAUsed'] IS DISTINCT FROM 'Yes'
  AND responseElements['ConsoleLogin'] IS DISTINCT FROM 'Failure'
  AND (:federated = 'yes' OR userIdentity.type IN ('IAMUser', 'Root'))
ORDER BY eventTime, event_id
