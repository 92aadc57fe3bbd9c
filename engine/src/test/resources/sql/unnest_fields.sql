# Of the elements of an array only some fields are read: whole elements, other fields and other ways must agree.

# One field beside the elements themselves.
query
SELECT (SELECT count(*) FROM (SELECT r.type FROM events CROSS JOIN UNNEST(resources) AS t(r)) AS x WHERE type = 'AWS::S3::Object') - (SELECT count(*) FROM (SELECT r FROM events CROSS JOIN UNNEST(resources) AS t(r)) AS x WHERE x.r.type = 'AWS::S3::Object')
duckdb none
----
0

# No field at all, some columns of the spread form, and the array itself beside its elements.
query
SELECT (SELECT count(*) FROM events CROSS JOIN UNNEST(resources) AS t(r)) - (SELECT sum(cardinality(resources)) FROM events), (SELECT count(*) FROM events CROSS JOIN UNNEST(resources) AS t(a, y, n, p)) - (SELECT sum(cardinality(resources)) FROM events), (SELECT count(n) FROM events CROSS JOIN UNNEST(resources) AS t(a, y, n, p)) - (SELECT count(r.ARN) FROM events CROSS JOIN UNNEST(resources) AS t(r)), (SELECT count(*) FROM events CROSS JOIN UNNEST(resources) AS t(r) WHERE resources[1].type = r.type AND cardinality(resources) = 1) - (SELECT count(*) FROM events WHERE cardinality(resources) = 1 AND resources[1].type IS NOT NULL)
duckdb none
----
0 | 0 | 0 | 0

# The condition reads the array, too; with the ordinality; twice in one query, other fields each time.
query
SELECT (SELECT count(r.ARN) FROM events CROSS JOIN UNNEST(resources) WITH ORDINALITY AS t(r, i) WHERE cardinality(resources) > 1 AND i = 1) - (SELECT count(resources[1].ARN) FROM events WHERE cardinality(resources) > 1), (SELECT count(*) FROM (SELECT r.type AS v FROM events CROSS JOIN UNNEST(resources) AS t(r) UNION ALL SELECT r.ARN FROM events CROSS JOIN UNNEST(resources) AS t(r)) AS x WHERE v IS NULL) - (SELECT count(*) * 2 - count(r.type) - count(r.ARN) FROM events CROSS JOIN UNNEST(resources) AS t(r))
duckdb none
----
0 | 0

# The same array twice, and rows without elements.
query
SELECT (SELECT count(*) FROM events CROSS JOIN UNNEST(resources, resources) AS t(r, s) WHERE r.type = s.type AND r.ARN = s.ARN) - (SELECT count(*) FROM events CROSS JOIN UNNEST(resources) AS t(r) WHERE r.type IS NOT NULL AND r.ARN IS NOT NULL), (SELECT count(*) FROM events LEFT JOIN UNNEST(resources) AS t(r) ON TRUE WHERE r.type IS NULL AND resources IS NULL) - (SELECT count(*) FROM events WHERE resources IS NULL)
duckdb none
----
0 | 0
