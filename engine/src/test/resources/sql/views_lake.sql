# The Lake view: types and names as CloudTrail Lake has them.
query
SELECT count(*) FROM lake_view WHERE eventTime >= '2026-02-01 00:00:00' AND readOnly = false
duckdb none
----
462

query
SELECT typeof(eventtime), typeof(readonly), typeof(requestparameters), typeof(useridentity.sessioncontext.attributes.creationdate), typeof(useridentity.inscopeof) FROM lake_view LIMIT 1
duckdb none
----
timestamp(3) | boolean | map(varchar, varchar) | timestamp(3) | row(sourcearn varchar, sourceaccount varchar, issuertype varchar, credentiaisissuedto varchar, credentialsissuedto varchar)

query
SELECT element_at(requestParameters, 'bucketName') AS bucket, count(*) FROM lake_view WHERE requestParameters.bucketName IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3
duckdb none
----
example-ledger-00 | 164
example-profile-121 | 37
example-reports-02 | 34

query
SELECT count(*) FROM lake_view WHERE requestParameters.bucketName = element_at(REQUESTPARAMETERS, 'bucketName')
duckdb none
----
465

query
SELECT count(*) FROM "0233062b-51c6-4d18-8dec-a8c90da840d9" a WHERE a.requestparameters.bucketName IS NOT NULL
duckdb none
----
465

query
SELECT count(*), count(eventjsonchecksum), count(eventJson) FROM "EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE"
duckdb none
----
1575 | 0 | 1575

query
SELECT count(*) FROM "$EDS_ID"
duckdb none
----
1575

query
SELECT UserIdentity.SessionContext.SessionIssuer.UserName, count(*) FROM lake_view WHERE useridentity.TYPE = 'AssumedRole' GROUP BY userIdentity.sessionContext.sessionIssuer.userName ORDER BY 2 DESC, 1 LIMIT 3
duckdb none
----
app-billing | 208
app-orders | 197
batch-ledger | 288

query
SELECT eventContext.requestContext IS NULL, count(*) FROM lake_view GROUP BY 1
duckdb none
----
true | 1575

error COLUMN_NOT_FOUND
SELECT resources.ARN FROM lake_view
----

query
SELECT element_at(resources, 1).arn FROM lake_view WHERE cardinality(resources) > 0 ORDER BY 1 LIMIT 1
duckdb none
----
arn:aws:dynamodb:eu-west-1:111122223333:table/ledger-1
