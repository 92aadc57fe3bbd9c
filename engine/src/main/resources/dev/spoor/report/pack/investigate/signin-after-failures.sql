-- title: Sign-in after many failures
-- text: Users who signed in to the console within an hour after failing there five times or more: what a guessed
--   password looks like.
-- advice: Reset the password, end the sessions, and follow what the user did next.
-- severity: critical
-- columns: user_name, account, address, failures, first_failure, signed_in
WITH attempts AS (
  SELECT userIdentity.userName AS user_name, recipientAccountId AS account, sourceIPAddress AS address, eventTime,
         (errorMessage = 'Failed authentication' OR responseElements['ConsoleLogin'] = 'Failure') IS TRUE AS failed
  FROM events
  WHERE eventTime >= :since AND eventTime < :until
    AND eventName = 'ConsoleLogin' AND userIdentity.userName IS NOT NULL
)
SELECT ok.user_name, ok.account, ok.address, count(*) AS failures, min(bad.eventTime) AS first_failure, ok.eventTime AS signed_in
FROM attempts ok JOIN attempts bad
  ON ok.user_name = bad.user_name AND ok.account = bad.account
     AND bad.eventTime >= ok.eventTime - INTERVAL '1' HOUR AND bad.eventTime <= ok.eventTime
WHERE NOT ok.failed AND bad.failed
GROUP BY ok.user_name, ok.account, ok.address, ok.eventTime
HAVING count(*) >= 5
ORDER BY signed_in, user_name, account, address
