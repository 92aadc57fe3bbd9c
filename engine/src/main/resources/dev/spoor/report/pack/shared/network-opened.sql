-- title: Ports opened to the whole internet
-- text: Rules of security groups and access lists that let every address in.
-- advice: Close them, or put them behind a load balancer; see what listened on the port meanwhile.
-- severity: high
-- columns: eventTime, actor, account, region, eventName, target, rule, address, error
SELECT eventTime, coalesce(userIdentity.arn, userIdentity.invokedBy, userIdentity.principalId, userIdentity.type, 'unknown') AS actor,
       recipientAccountId AS account, awsRegion AS region, eventName,
       coalesce(requestParameters['groupId'], requestParameters['networkAclId'],
           json_extract_scalar(requestParameters['ModifySecurityGroupRulesRequest'], '$.GroupId')) AS target,
       coalesce(requestParameters['ipPermissions'], requestParameters['cidrIp'], requestParameters['cidrBlock'],
           requestParameters['ModifySecurityGroupRulesRequest']) AS rule,
       sourceIPAddress AS address, errorCode AS error, eventID AS event_id
FROM events
WHERE eventTime >= :since AND eventTime < :until
  AND eventSource = 'ec2.amazonaws.com'
  AND errorCode IS NULL
  AND ((eventName = 'AuthorizeSecurityGroupIngress'
        AND regexp_like(coalesce(requestParameters['ipPermissions'], ''), '"(0\.0\.0\.0/0|::/0)"'))
       OR (eventName = 'AuthorizeSecurityGroupIngress' AND requestParameters['cidrIp'] IN ('0.0.0.0/0', '::/0'))
       OR (eventName = 'ModifySecurityGroupRules'
           AND regexp_like(coalesce(requestParameters['ModifySecurityGroupRulesRequest'], ''), '"(0\.0\.0\.0/0|::/0)"'))
       OR (eventName IN ('CreateNetworkAclEntry', 'ReplaceNetworkAclEntry')
           AND requestParameters['cidrBlock'] IN ('0.0.0.0/0', '::/0')
           AND requestParameters['ruleAction'] = 'allow'
           AND requestParameters['egress'] IS DISTINCT FROM 'true'))
ORDER BY eventTime, event_id
