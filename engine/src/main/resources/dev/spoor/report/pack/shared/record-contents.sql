-- title: Records without the details that they must have
-- text: Every record must tell who, what, when, whether it worked, where from and on what. Here are the kinds of
--   events whose records lack a detail, and how many. Without an error code a call worked, so the result is never
--   missing; calls that take no parameters name no object.
-- advice: Records without an identity come from sign-ins with hidden names and from services; make sure that this is so.
-- severity: low
-- columns: account, service, eventName, events, without_who, without_when, without_origin, without_object
SELECT recipientAccountId AS account, eventSource AS service, eventName, count(*) AS events,
       count_if(coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.userName) IS NULL) AS without_who,
       count_if(eventTime IS NULL) AS without_when,
       count_if(sourceIPAddress IS NULL) AS without_origin,
       count_if(readOnly IS DISTINCT FROM true AND requestParameters IS NULL AND cardinality(resources) IS NULL) AS without_object
FROM events
WHERE (eventTime >= :since AND eventTime < :until) OR eventTime IS NULL
GROUP BY 1, 2, 3
HAVING count_if(coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.userName) IS NULL) > 0
    OR count_if(eventTime IS NULL) > 0
    OR count_if(sourceIPAddress IS NULL) > 0
ORDER BY events DESC, account, service, eventName
