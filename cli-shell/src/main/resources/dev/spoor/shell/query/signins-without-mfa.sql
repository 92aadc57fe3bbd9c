-- title: Console sign-ins without a second factor
-- question: Which users got into the console with a password alone?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, userIdentity.userName AS user_name, userIdentity.type AS kind, sourceIPAddress, recipientAccountId AS account, userAgent
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'signin.amazonaws.com' AND eventName = 'ConsoleLogin'
  AND userIdentity.type IN ('IAMUser', 'Root')
  AND responseElements['ConsoleLogin'] = 'Success'
  AND additionalEventData['MFAUsed'] IS DISTINCT FROM 'Yes'
ORDER BY eventTime
