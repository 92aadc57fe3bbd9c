-- title: Code changed in functions
-- text: Functions whose code, layers or public address were changed.
-- advice: Compare the code with its repository.
-- severity: medium
-- columns: eventTime, actor, account, region, eventName, target, address, error
-- chart: bars eventName
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['functionName'], requestParameters['layerName']) AS target,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'lambda.amazonaws.com'
  AND errorCode IS NULL
  AND regexp_like(eventName, '^(UpdateFunctionCode|UpdateFunctionConfiguration|CreateFunctionUrlConfig|UpdateFunctionUrlConfig|PublishLayerVersion)')
ORDER BY eventTime, event_id
