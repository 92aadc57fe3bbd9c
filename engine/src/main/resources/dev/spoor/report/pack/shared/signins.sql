-- title: Console sign-ins
-- text: Every user who signed in to the console, or tried to: how often, from how many addresses, and how often
--   without a second factor.
-- columns: user_name, account, kind, signins, failed, without_mfa, addresses, first_signin, last_signin
-- chart: bars kind
SELECT coalesce(userIdentity.userName, userIdentity.arn, userIdentity.principalId, '(hidden)') AS user_name,
       recipientAccountId AS account, coalesce(userIdentity.type, 'unknown') AS kind, count(*) AS signins,
       count_if(errorMessage IS NOT NULL OR responseElements['ConsoleLogin'] = 'Failure') AS failed,
       count_if(additionalEventData['MFAUsed'] IS DISTINCT FROM 'Yes') AS without_mfa,
       count(DISTINCT sourceIPAddress) AS addresses, min(eventTime) AS first_signin, max(eventTime) AS last_signin
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventName = 'ConsoleLogin'
GROUP BY 1, 2, 3
ORDER BY signins DESC, user_name, account, kind
