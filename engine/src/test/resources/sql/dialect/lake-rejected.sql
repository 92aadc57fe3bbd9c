# What Lake and Trino reject must not run here by accident.
error SYNTAX_ERROR
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 SELECT eventTime FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----

error SYNTAX_ERROR
SELECT eventName FROM FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----

error SYNTAX_ERROR
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE WHERE eventName = 'x'
----

# A lost comma between two literals.
error SYNTAX_ERROR
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName IN ('StopLogging' 'DeleteTrail')
----

error SYNTAX_ERROR
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName IN ('StopLogging'
'DeleteTrail', 'UpdateTrail')
----

error SYNTAX_ERROR
SELECT eventName, FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----

error SYNTAX_ERROR
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'x' ORDER BY LIMIT 5
----

error SYNTAX_ERROR
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE (eventName = 'x'
----

error COLUMN_NOT_FOUND
SELECT eventNam FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
eventname

error COLUMN_NOT_FOUND
SELECT resources.ARN FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
resources

error COLUMN_NOT_FOUND
SELECT userIdentity.sessionContext.sessionIssuer.user FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
username

error INVALID_STATEMENT
SELECT eventName, awsRegion, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY eventName
----
awsRegion

error INVALID_STATEMENT
SELECT eventName, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
eventName

error TYPE_MISMATCH
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 1
----

error TYPE_MISMATCH
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE element_at(requestParameters, 'durationSeconds') > 900
----

error TYPE_MISMATCH
SELECT eventName + 1 FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----

error FUNCTION_NOT_FOUND
SELECT json_extract_scaler(eventJson, '$.eventName') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----
json_extract_scalar

error TYPE_MISMATCH
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE readOnly
AND eventTime
----

error TYPE_MISMATCH
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 UNION SELECT length(eventName) FROM 8fd3c0a1-4b7e-4c1d-9e5f-1a2b3c4d5e6f
----

error NOT_SUPPORTED
DELETE FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'Decrypt'
----

error TABLE_NOT_FOUND
SELECT count(*) FROM nothing_here
----
nothing_here

error INVALID_STATEMENT
SELECT eventName FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE count(*) > 1
----

error INVALID_CAST
SELECT count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > 'yesterday'
----
yesterday

error INVALID_STATEMENT
SELECT eventName, count(*) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 GROUP BY 3
----

error INVALID_STATEMENT
SELECT count(*) OVER (w PARTITION BY awsRegion) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WINDOW w AS (ORDER BY eventTime)
----

error INVALID_STATEMENT
SELECT count(*) OVER (w ROWS CURRENT ROW) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WINDOW w AS (ORDER BY eventTime ROWS UNBOUNDED PRECEDING)
----
frame

error INVALID_STATEMENT
SELECT count(*) OVER (nothing ROWS CURRENT ROW) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WINDOW w AS (ORDER BY eventTime)
----
nothing
