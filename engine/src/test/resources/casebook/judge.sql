-- The casebook's tables as DuckDB makes them of the records themselves, and Trino's names for what DuckDB has under
-- another name, so that most statements of the scripts can be put to it in the same words. Statements end with a
-- semicolon at the end of a line. The table casebook(line) is loaded before.
CREATE TABLE lines AS SELECT line, CAST(regexp_replace(
    replace(line, '20260401T101500Z', '2026-04-01T10:15:00Z'),
    '"credentialsIssuedTo":("[^"]*")', '"credentiaisIssuedTo":\1,"credentialsIssuedTo":\1') AS JSON) AS j FROM casebook;

CREATE MACRO text_map(j) AS from_json(nullif(CAST(j AS VARCHAR), 'null'), '"MAP(VARCHAR, VARCHAR)"');

CREATE MACRO json_text(j) AS nullif(CAST(j AS VARCHAR), 'null');

CREATE TABLE lake_view AS SELECT
    j->>'$.eventVersion' AS eventversion,
    from_json(j->'$.userIdentity', '{"type":"VARCHAR","principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR",
        "accessKeyId":"VARCHAR","userName":"VARCHAR",
        "sessionContext":{"attributes":{"creationDate":"TIMESTAMP","mfaAuthenticated":"VARCHAR"},
            "sessionIssuer":{"type":"VARCHAR","principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR",
                "userName":"VARCHAR"},
            "webIdFederationData":{"federatedProvider":"VARCHAR","attributes":"MAP(VARCHAR, VARCHAR)"},
            "sourceIdentity":"VARCHAR","ec2RoleDelivery":"VARCHAR","ec2IssuedInVpc":"VARCHAR"},
        "onBehalfOf":{"userId":"VARCHAR","identityStoreArn":"VARCHAR"},
        "inScopeOf":{"sourceArn":"VARCHAR","sourceAccount":"VARCHAR","issuerType":"VARCHAR",
            "credentiaisIssuedTo":"VARCHAR","credentialsIssuedTo":"VARCHAR"},
        "invokedBy":"VARCHAR","identityProvider":"VARCHAR"}') AS useridentity,
    CAST(j->>'$.eventTime' AS TIMESTAMP) AS eventtime,
    j->>'$.eventSource' AS eventsource, j->>'$.eventName' AS eventname, j->>'$.awsRegion' AS awsregion,
    j->>'$.sourceIPAddress' AS sourceipaddress, j->>'$.userAgent' AS useragent, j->>'$.errorCode' AS errorcode,
    j->>'$.errorMessage' AS errormessage,
    text_map(j->'$.requestParameters') AS requestparameters, text_map(j->'$.responseElements') AS responseelements,
    text_map(j->'$.additionalEventData') AS additionaleventdata,
    j->>'$.requestID' AS requestid, j->>'$.eventID' AS eventid, CAST(j->>'$.readOnly' AS BOOLEAN) AS readonly,
    from_json(j->'$.resources',
        '[{"accountId":"VARCHAR","type":"VARCHAR","ARN":"VARCHAR","ARNPrefix":"VARCHAR"}]') AS resources,
    j->>'$.eventType' AS eventtype, j->>'$.apiVersion' AS apiversion,
    CAST(j->>'$.managementEvent' AS BOOLEAN) AS managementevent,
    j->>'$.recipientAccountId' AS recipientaccountid, j->>'$.sharedEventID' AS sharedeventid,
    j->>'$.annotation' AS annotation, j->>'$.vpcEndpointId' AS vpcendpointid,
    j->>'$.vpcEndpointAccountId' AS vpcendpointaccountid,
    text_map(j->'$.serviceEventDetails') AS serviceeventdetails, text_map(j->'$.addendum') AS addendum,
    text_map(j->'$.edgeDeviceDetails') AS edgedevicedetails, text_map(j->'$.insightDetails') AS insightdetails,
    j->>'$.eventCategory' AS eventcategory,
    from_json(j->'$.tlsDetails', '{"tlsVersion":"VARCHAR","cipherSuite":"VARCHAR",
        "clientProvidedHostHeader":"VARCHAR"}') AS tlsdetails,
    j->>'$.sessionCredentialFromConsole' AS sessioncredentialfromconsole,
    line AS eventjson, CAST(NULL AS VARCHAR) AS eventjsonchecksum,
    from_json(j->'$.eventContext', '{"requestContext":"MAP(VARCHAR, VARCHAR)","tagContext":{
        "resourceTags":[{"arn":"VARCHAR","tags":"MAP(VARCHAR, VARCHAR)"}],
        "principalTags":"MAP(VARCHAR, VARCHAR)"}}') AS eventcontext
    FROM lines;

CREATE TABLE athena_view AS SELECT
    j->>'$.eventVersion' AS eventversion,
    from_json(j->'$.userIdentity', '{"type":"VARCHAR","principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR",
        "invokedBy":"VARCHAR","accessKeyId":"VARCHAR","userName":"VARCHAR",
        "onBehalfOf":{"userId":"VARCHAR","identityStoreArn":"VARCHAR"},
        "sessionContext":{"attributes":{"mfaAuthenticated":"VARCHAR","creationDate":"VARCHAR"},
            "sessionIssuer":{"type":"VARCHAR","principalId":"VARCHAR","arn":"VARCHAR","accountId":"VARCHAR",
                "userName":"VARCHAR"},
            "ec2RoleDelivery":"VARCHAR",
            "webIdFederationData":{"federatedProvider":"VARCHAR","attributes":"MAP(VARCHAR, VARCHAR)"}}}') AS useridentity,
    j->>'$.eventTime' AS eventtime,
    j->>'$.eventSource' AS eventsource, j->>'$.eventName' AS eventname, j->>'$.awsRegion' AS awsregion,
    j->>'$.sourceIPAddress' AS sourceipaddress, j->>'$.userAgent' AS useragent, j->>'$.errorCode' AS errorcode,
    j->>'$.errorMessage' AS errormessage,
    json_text(j->'$.requestParameters') AS requestparameters, json_text(j->'$.responseElements') AS responseelements,
    json_text(j->'$.additionalEventData') AS additionaleventdata,
    j->>'$.requestID' AS requestid, j->>'$.eventID' AS eventid,
    from_json(j->'$.resources', '[{"ARN":"VARCHAR","accountId":"VARCHAR","type":"VARCHAR"}]') AS resources,
    j->>'$.eventType' AS eventtype, j->>'$.apiVersion' AS apiversion, j->>'$.readOnly' AS readonly,
    j->>'$.recipientAccountId' AS recipientaccountid, json_text(j->'$.serviceEventDetails') AS serviceeventdetails,
    j->>'$.sharedEventID' AS sharedeventid, j->>'$.vpcEndpointId' AS vpcendpointid,
    j->>'$.vpcEndpointAccountId' AS vpcendpointaccountid, j->>'$.eventCategory' AS eventcategory,
    from_json(j->'$.addendum', '{"reason":"VARCHAR","updatedFields":"VARCHAR","originalRequestID":"VARCHAR",
        "originalEventID":"VARCHAR"}') AS addendum,
    j->>'$.sessionCredentialFromConsole' AS sessioncredentialfromconsole,
    json_text(j->'$.edgeDeviceDetails') AS edgedevicedetails,
    from_json(j->'$.tlsDetails', '{"tlsVersion":"VARCHAR","cipherSuite":"VARCHAR",
        "clientProvidedHostHeader":"VARCHAR"}') AS tlsdetails,
    j->>'$.awsRegion' AS region, left(j->>'$.eventTime', 4) AS year, substr(j->>'$.eventTime', 6, 2) AS month,
    substr(j->>'$.eventTime', 9, 2) AS day
    FROM lines;

CREATE SCHEMA security;

CREATE VIEW security.trail AS SELECT * EXCLUDE (region, year, month, day), year || '/' || month || '/' || day AS timestamp
    FROM athena_view;

CREATE VIEW hunt_trail AS SELECT * EXCLUDE (region, year, month, day), year || '/' || month || '/' || day AS dt,
    CAST(left(eventtime, 10) AS DATE) AS day, recipientaccountid AS account_id FROM athena_view;

CREATE VIEW perimeter_trail AS SELECT * EXCLUDE (region, year, month, day), recipientaccountid AS p_account,
    region AS p_region, year || '/' || month || '/' || day AS p_date FROM athena_view;

CREATE VIEW central_trail AS SELECT * EXCLUDE (region, year, month, day),
    year || '/' || month || '/' || day AS date FROM athena_view;

CREATE VIEW org_trail AS SELECT *, recipientaccountid AS account FROM athena_view;

CREATE MACRO element_at(m, k) AS m[k];

CREATE MACRO json_extract_scalar(j, p) AS
    CASE WHEN json_type(j, p) IN ('ARRAY', 'OBJECT', 'NULL') THEN NULL ELSE json_extract_string(j, p) END;

CREATE MACRO json_parse(x) AS CAST(x AS JSON);

CREATE MACRO json_format(x) AS CAST(x AS VARCHAR);

CREATE MACRO regexp_like(x, p) AS regexp_matches(x, p);

CREATE MACRO date_format(t, f) AS strftime(t, replace(replace(f, '%i', '%M'), '%s', '%S'));

CREATE MACRO from_iso8601_timestamp(x) AS CAST(replace(x, 'Z', '') AS TIMESTAMP);

CREATE MACRO date_add(u, n, t) AS t + CASE lower(u) WHEN 'second' THEN to_seconds(n) WHEN 'minute' THEN to_minutes(n)
    WHEN 'hour' THEN to_hours(n) WHEN 'day' THEN to_days(CAST(n AS INTEGER))
    WHEN 'week' THEN to_weeks(CAST(n AS INTEGER)) WHEN 'month' THEN to_months(CAST(n AS INTEGER)) END;

CREATE MACRO approx_distinct(x) AS count(DISTINCT x);
