-- title: Keys and passwords that users made for others
-- question: Who gave themselves a way in under another name?
-- parameter since (2000-01-01): events from this time on
-- parameter until (2100-01-01): events before this time
SELECT eventTime, eventName, userIdentity.userName AS maker, requestParameters['userName'] AS made_for, sourceIPAddress,
       recipientAccountId AS account
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'iam.amazonaws.com'
  AND eventName IN ('CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile')
  AND errorCode IS NULL
  AND userIdentity.type = 'IAMUser'
  AND requestParameters['userName'] <> userIdentity.userName
ORDER BY eventTime
