# Maps: a missing key is NULL, never an error.
query
SELECT MAP(ARRAY['a', 'b'], ARRAY[1, 2])['b'], element_at(MAP(ARRAY['a'], ARRAY[1]), 'z')
duckdb
SELECT 2, NULL
----
2 | NULL

query
SELECT MAP(ARRAY['a'], ARRAY[1])['z'], cardinality(MAP(ARRAY['a', 'b'], ARRAY[1, 2]))
duckdb
SELECT NULL, 2
----
NULL | 2

query
SELECT map_keys(MAP(ARRAY['a', 'b'], ARRAY[1, 2])), map_values(MAP(ARRAY['a', 'b'], ARRAY[1, 2]))
duckdb
SELECT ['a', 'b'], [1, 2]
----
['a', 'b'] | [1, 2]

query
SELECT requestParameters['bucketName'], count(*) FROM events GROUP BY requestParameters['bucketName']
----
NULL | 1110
example-archive-012 | 21
example-archive-10 | 11
example-backup-010 | 5
example-billing-07 | 2
example-catalog-023 | 2
example-checkout-211 | 3
example-export-011 | 3
example-export-03 | 28
example-export-116 | 12
example-export-21 | 3
example-import-11 | 13
example-import-117 | 1
example-import-20 | 15
example-inbox-112 | 5
example-ledger-00 | 164
example-ledger-00-35 | 1
example-ledger-01 | 8
example-ledger-013 | 16
example-media-15 | 1
example-media-23 | 3
example-metrics-06 | 2
example-metrics-06-78 | 1
example-orders-09 | 1
example-orders-22 | 5
example-payroll-archive | 22
example-profile-05 | 5
example-profile-121 | 37
example-reports-016 | 30
example-reports-02 | 34
example-search-08 | 5
example-search-27 | 6

query
SELECT element_at(requestParameters, 'roleName'), count(*) FROM events WHERE eventSource = 'iam.amazonaws.com' GROUP BY 1
duckdb
SELECT requestParameters['roleName'], count(*) FROM events WHERE eventSource = 'iam.amazonaws.com' GROUP BY 1
----
AWSReservedSSO_AdministratorAccess_0123456789abcdef | 2
AWSReservedSSO_AdministratorAccess_0123456789abcdef-78 | 1
AWSReservedSSO_ReadOnly_fedcba9876543210 | 2
NULL | 18
app-billing | 1
app-orders | 15
app-orders-4 | 1
app-search | 2
deploy-pipeline | 3
inventory-readonly | 1
lambda-mailer | 1
lambda-thumbnails | 2
support-breakglass | 1

query
SELECT responseElements['ConsoleLogin'], additionalEventData['MFAUsed'], count(*) FROM events WHERE eventName = 'ConsoleLogin' GROUP BY 1, 2
----
Failure | No | 21
Failure | Yes | 40
Success | No | 3
Success | Yes | 6

query
SELECT count(*) FROM events WHERE requestParameters['durationSeconds'] = '3600'
----
11

query
SELECT count(*) FROM events WHERE requestParameters IS NULL
----
175
