-- title: Secrets read
-- text: Secrets, encrypted parameters and passwords of machines that were read, by identity.
-- advice: An identity that reads many different secrets, or reads one for the first time, deserves a look.
-- thresholds: low 1, medium 10
-- columns: actor, account, eventName, reads, different_secrets, refused, first_read, last_read
-- chart: bars actor
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       eventName, count(*) AS reads,
       count(DISTINCT coalesce(requestParameters['secretId'], requestParameters['name'], requestParameters['instanceId'])) AS different_secrets,
       count_if(errorCode IS NOT NULL) AS refused, min(eventTime) AS first_read, max(eventTime) AS last_read
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND userIdentity.type IS DISTINCT FROM 'AWSService'
  AND ((eventSource = 'secretsmanager.amazonaws.com' AND eventName IN ('GetSecretValue', 'BatchGetSecretValue'))
       OR (eventSource = 'ssm.amazonaws.com' AND eventName IN ('GetParameter', 'GetParameters', 'GetParametersByPath')
           AND requestParameters['withDecryption'] = 'true')
       OR (eventSource = 'ec2.amazonaws.com' AND eventName = 'GetPasswordData'))
GROUP BY 1, 2, 3
ORDER BY reads DESC, actor, account, eventName
