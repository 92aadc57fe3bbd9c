# UNNEST of arrays: null, empty, nested, with ordinality, several at once.
query
SELECT v FROM UNNEST(ARRAY[1, 2, 3]) AS t(v)
duckdb
SELECT v FROM (VALUES (1),(2),(3)) AS t(v)
----
1
2
3

query
SELECT v, o FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t(v, o)
duckdb
SELECT v, o FROM (VALUES ('a',1),('b',2)) AS t(v,o)
----
a | 1
b | 2

query
SELECT id, v FROM (VALUES (1, ARRAY[10, 20]),(2, ARRAY[30])) AS t(id, a) CROSS JOIN UNNEST(a) AS u(v)
duckdb none
----
1 | 10
1 | 20
2 | 30

query
SELECT id, v FROM (VALUES (1, ARRAY[10, 20]),(2, NULL)) AS t(id, a) CROSS JOIN UNNEST(a) AS u(v)
duckdb none
----
1 | 10
1 | 20

query
SELECT id, v FROM (VALUES (1, ARRAY[10, 20]),(2, NULL)) AS t(id, a) LEFT JOIN UNNEST(a) AS u(v) ON TRUE
duckdb none
----
1 | 10
1 | 20
2 | NULL

query
SELECT id, v, o FROM (VALUES (1, ARRAY[10, NULL]),(2, ARRAY[30])) AS t(id, a) CROSS JOIN UNNEST(a) WITH ORDINALITY AS u(v, o)
duckdb none
----
1 | 10 | 1
1 | NULL | 2
2 | 30 | 1

query
SELECT x, y FROM UNNEST(ARRAY[1, 2], ARRAY['a']) AS t(x, y)
duckdb none
----
1 | a
2 | NULL

query
SELECT k, v FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) AS t(k, v)
duckdb none
----
a | 1
b | 2

query
SELECT count(*) FROM events CROSS JOIN UNNEST(resources) AS r(a, t, n, p)
duckdb
SELECT count(*) FROM (SELECT unnest(resources) FROM events) AS x
----
1252

query
SELECT t, count(*) FROM events CROSS JOIN UNNEST(resources) AS r(a, t, n, p) GROUP BY t
duckdb
SELECT r."type", count(*) FROM (SELECT unnest(resources) AS r FROM events) AS x GROUP BY 1
----
AWS::DynamoDB::Table | 26
AWS::ECR::Repository | 7
AWS::IAM::Role | 33
AWS::KMS::Key | 239
AWS::Lambda::Function | 112
AWS::S3::Bucket | 465
AWS::S3::Object | 370

query
SELECT r.arn, count(*) FROM events CROSS JOIN UNNEST(resources) AS r WHERE r.type = 'AWS::IAM::Role' GROUP BY r.arn
duckdb
SELECT r.arn, count(*) FROM (SELECT unnest(resources) AS r FROM events) AS x WHERE r."type" = 'AWS::IAM::Role' GROUP BY 1
----
arn:aws:iam::111122223333:role/OrganizationAccountAccessRole | 3
arn:aws:iam::111122223333:role/app-billing | 8
arn:aws:iam::111122223333:role/app-orders | 10
arn:aws:iam::111122223333:role/app-search | 2
arn:aws:iam::111122223333:role/deploy-pipeline | 2
arn:aws:iam::111122223333:role/inventory-readonly | 1
arn:aws:iam::111122223333:role/lambda-thumbnails | 1
arn:aws:iam::111122223333:role/support-breakglass | 1
arn:aws:iam::444455556666:role/app-billing | 2
arn:aws:iam::777788889999:role/app-billing | 1
arn:aws:iam::777788889999:role/app-search | 2

query
SELECT count(*), count(t) FROM events LEFT JOIN UNNEST(resources) AS r(a, t, n, p) ON TRUE
duckdb
SELECT sum(greatest(coalesce(len(resources), 0), 1)), sum(coalesce(len(resources), 0)) FROM events
----
1945 | 1252

query
SELECT o, count(*) FROM events CROSS JOIN UNNEST(resources) WITH ORDINALITY AS r(a, t, n, p, o) GROUP BY o
duckdb
SELECT o, count(*) FROM (SELECT unnest(range(1, len(resources) + 1)) AS o FROM events) AS x GROUP BY o
----
1 | 882
2 | 370
