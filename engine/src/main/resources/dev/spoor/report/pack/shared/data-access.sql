-- title: Access to protected data
-- text: Reads and writes of objects and items, by identity and place. Without names in data_stores every bucket and
--   table whose data events are logged is here. Only data events that a trail records can be shown.
-- columns: actor, account, store, calls, read_calls, write_calls, refused, first_call, last_call
-- chart: bars store
SELECT coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor, recipientAccountId AS account,
       coalesce(requestParameters['bucketName'], requestParameters['tableName'], '(none)') AS store, count(*) AS calls,
       count_if(readOnly) AS read_calls, count_if(NOT readOnly) AS write_calls, count_if(errorCode IS NOT NULL) AS refused,
       min(eventTime) AS first_call, max(eventTime) AS last_call
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource IN ('s3.amazonaws.com', 'dynamodb.amazonaws.com')
  AND eventCategory = 'Data'
  AND (:data_stores = ''
       OR contains(split(:data_stores, ','), coalesce(requestParameters['bucketName'], requestParameters['tableName'])))
GROUP BY 1, 2, 3
ORDER BY calls DESC, actor, account, store
