-- title: Failed console sign-ins
-- text: Failed sign-ins to the console, by user and address. CloudTrail hides names that do not exist.
-- advice: Many failures and then a success are a guessed password.
-- thresholds: low 1, medium 10, high 50
-- columns: user_name, account, address, failures, first_failure, last_failure
-- chart: bars address
SELECT coalesce(userIdentity.userName, userIdentity.arn, '(hidden)') AS user_name, recipientAccountId AS account,
       sourceIPAddress AS address, count(*) AS failures, min(eventTime) AS first_failure, max(eventTime) AS last_failure
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventName = 'ConsoleLogin'
  AND (errorMessage = 'Failed authentication' OR responseElements['ConsoleLogin'] = 'Failure')
GROUP BY 1, 2, 3
ORDER BY failures DESC, user_name, account, address
