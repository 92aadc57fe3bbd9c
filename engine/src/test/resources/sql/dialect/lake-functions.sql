# The rest of the functions that Lake's manual points to, on columns and constants.
query
SELECT abs(-length(eventName)), ceil(length(eventName) / 2e0), ceiling(1.2), floor(-1.5), round(2.5), round(-2.5), round(1234.567, 1), round(1234.567, -2), truncate(-1.9e0), sign(-3), mod(7, 3), 7 % -3 FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'Decrypt'
duckdb none
----
7 | 4 | 2 | -2 | 3 | -3 | 1234.6 | 1200 | -1 | -1 | 1 | 1

query
SELECT pow(2, 10), power(2e0, 0.5e0), sqrt(16), exp(0), ln(1), log10(1000), log2(8), log(3, 81), cbrt(27), pi() > 3.14, infinity() > 1, is_nan(nan()), degrees(0), radians(0) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LIMIT 1
duckdb
SELECT 1024.0, sqrt(2), 4.0, 1.0, 0.0, 3.0, 3.0, 4.0, 3.0, TRUE, TRUE, TRUE, 0.0, 0.0
----
1024 | 1.41421356237 | 4 | 1 | 0 | 3 | 3 | 4 | 3 | true | true | true | 0 | 0

query
SELECT to_base(255, 16), from_base('ff', 16), bitwise_and(12, 10), bitwise_or(12, 10), bitwise_xor(12, 10), bitwise_not(0), from_hex('6B'), to_hex(sha1(to_utf8('abc'))), length(sha512(to_utf8('a'))) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LIMIT 1
duckdb none
----
ff | 255 | 8 | 14 | 6 | -1 | Bytes[hex=6b] | A9993E364706816ABA3E25717850C26C9CD0D89D | 64

query
SELECT array_except(ARRAY['a','b','b'], ARRAY['a']), array_intersect(ARRAY[1,2,2], ARRAY[2,3]), array_union(ARRAY[1,1], ARRAY[2]), array_remove(ARRAY['x','y','x'], 'x'), repeat('z', 3), trim_array(ARRAY[1,2,3], 1), contains_sequence(ARRAY[1,2,3], ARRAY[2,3]), combinations(ARRAY['a','b','c'], 2), ngrams(ARRAY['a','b','c'], 2) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LIMIT 1
duckdb none
----
['b'] | [2] | [1, 2] | ['y'] | ['z', 'z', 'z'] | [1, 2] | true | [['a', 'b'], ['a', 'c'], ['b', 'c']] | [['a', 'b'], ['b', 'c']]

query
SELECT zip_with(ARRAY[1, 2], ARRAY[10, 20], (x, y) -> x + y), map_zip_with(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a', 'b'], ARRAY[2, 3]), (k, v1, v2) -> COALESCE(v1, 0) + v2), transform_values(requestParameters, (k, v) -> length(v)), map_from_entries(ARRAY[('x', 1)]), multimap_from_entries(ARRAY[('x', 1), ('x', 2)]) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RebootDBInstance'
duckdb none
----
[11, 22] | {'a': 3, 'b': 3} | {'dBInstanceIdentifier': 9, 'forceFailover': 5} | {'x': 1} | {'x': [1, 2]}

query
SELECT split_to_map('a=1;b=2', ';', '='), split_to_multimap('a=1;a=2', ';', '='), map_entries(requestParameters), map_keys(map_filter(requestParameters, (k, v) -> v = 'false')) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'RebootDBInstance'
duckdb none
----
{'a': '1', 'b': '2'} | {'a': ['1', '2']} | [['dBInstanceIdentifier', 'orders-db'], ['forceFailover', 'false']] | ['forceFailover']

query
SELECT element_at(multimap_agg(userIdentity.type, eventName), 'Root'), cardinality(multimap_agg(userIdentity.type, eventName)['IAMUser']) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'cloudtrail.amazonaws.com' OR eventName = 'CreateUser'
duckdb none
----
['CreateUser'] | 2

query
SELECT cardinality(map_union(requestParameters)), map_union(requestParameters)['policyName'] FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'iam.amazonaws.com'
duckdb none
----
7 | wide

query
SELECT any_value(eventName), variance(length(eventName)), var_pop(length(eventName)), var_samp(length(eventName)), stddev_pop(length(eventName)), stddev_samp(length(eventName)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventSource = 'cloudtrail.amazonaws.com' AND errorCode IS NULL OR eventName = 'StopLogging'
duckdb
SELECT 'StopLogging', NULL, 0.0, NULL, 0.0, NULL
----
StopLogging | NULL | 0 | NULL | 0 | NULL

query
SELECT geometric_mean(length(eventName)), corr(length(eventName), length(eventSource)), covar_pop(length(eventName), length(eventSource)), covar_samp(length(eventName), length(eventSource)), regr_slope(length(eventName), length(eventSource)), regr_intercept(length(eventName), length(eventSource)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
duckdb
SELECT exp(avg(ln(length(eventName)))), corr(length(eventName), length(eventSource)), covar_pop(length(eventName), length(eventSource)), covar_samp(length(eventName), length(eventSource)), regr_slope(length(eventName), length(eventSource)), regr_intercept(length(eventName), length(eventSource)) FROM lake_view
----
12.2080773856 | -0.144668215493 | -2.2 | -2.25641025641 | -0.206815511163 | 16.7777908343

query
SELECT eventName, dense_rank() OVER (ORDER BY eventSource), percent_rank() OVER (ORDER BY eventSource), last_value(eventName) OVER (ORDER BY eventTime, eventID ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventTime > '2026-04-02 01:00:00'
----
CreatePolicy | 2 | 0.333333333333 | ListAccounts
DescribePolicies | 1 | 0 | ListAccounts
ListAccounts | 3 | 1 | ListAccounts
PutRolePolicy | 2 | 0.333333333333 | ListAccounts

query
SELECT from_unixtime(1774909230), to_unixtime(eventTime), from_iso8601_date('2026-03-30') = date(eventTime), day_of_month(eventTime), doy(eventTime), yow(eventTime), week_of_year(eventTime), millisecond(eventTime), ends_with(eventName, 'User') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb
SELECT TIMESTAMP '2026-03-30 22:20:30', 1774909230.0, TRUE, 30, 89, 2026, 14, 0, TRUE
----
2026-03-30T22:20:30 | 1774909230 | true | 30 | 89 | 2026 | 14 | 0 | true

query
SELECT to_milliseconds(interval '90' second), parse_duration('1.5m') = interval '90' second, human_readable_seconds(3661), hour(with_timezone(timestamp '2026-03-30 22:20:30', 'America/New_York')), timezone_hour(eventTime AT TIME ZONE 'Asia/Tokyo'), timezone_minute(eventTime AT TIME ZONE 'Asia/Kolkata') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb none
----
90000 | true | 1 hour, 1 minute, 1 second | 22 | 9 | 30

query
SELECT date_diff('day', date '2026-03-28', date(eventTime)), date_diff('month', timestamp '2026-01-31 00:00:00', eventTime), date_diff('hour', eventTime, timestamp '2026-03-31 22:20:29'), date_diff('week', timestamp '2026-03-01 00:00:00', eventTime), date_diff('MILLISECOND', eventTime, eventTime + interval '1' second) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb none
----
2 | 1 | 23 | 4 | 1000

query
SELECT date_trunc('week', eventTime), date_trunc('month', eventTime), date_trunc('quarter', eventTime), date_trunc('year', eventTime), date_trunc('minute', eventTime), date_trunc('day', date '2026-04-01') FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb none
----
2026-03-30T00:00 | 2026-03-01T00:00 | 2026-01-01T00:00 | 2026-01-01T00:00 | 2026-03-30T22:20 | 2026-04-01

query
SELECT eventTime + interval '1' day, eventTime - interval '2' hour, eventTime + interval '1' month, date(eventTime) + interval '1' year, interval '1' day + interval '12' hour, interval '2' day * 2 FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'CreateUser'
duckdb none
----
2026-03-31T22:20:30 | 2026-03-30T20:20:30 | 2026-04-30T22:20:30 | 2027-03-30 | PT36H | PT96H

query
SELECT url_extract_protocol(u), url_extract_port(u), url_extract_query(u), url_extract_fragment(u) FROM (VALUES ('https://h:8443/p?a=1&b=2#f')) AS t (u)
duckdb
VALUES ('https', 8443, 'a=1&b=2', 'f')
----
https | 8443 | a=1&b=2 | f

query
SELECT to_hex(hmac_sha256(to_utf8('The quick brown fox jumps over the lazy dog'), to_utf8('key')))
duckdb
VALUES ('F7BC83F430538424B13298E6AA6FB143EF4D59A14946175997479DBC2D1A3CD8')
----
F7BC83F430538424B13298E6AA6FB143EF4D59A14946175997479DBC2D1A3CD8

query
SELECT arn_account(userIdentity.arn), arn_service(userIdentity.arn), arn_resource(userIdentity.arn), principal_name(userIdentity) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'UpdateService'
duckdb
VALUES ('444455556666', 'sts', 'assumed-role/deployer/gha-901', 'deployer/gha-901')
----
444455556666 | sts | assumed-role/deployer/gha-901 | deployer/gha-901

query
SELECT DISTINCT sourceIPAddress FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE is_private_ip(sourceIPAddress)
duckdb
SELECT DISTINCT sourceIPAddress FROM lake_view WHERE sourceIPAddress LIKE '10.%'
----
10.1.1.1
10.20.30.40
10.9.1.1
10.9.8.7
10.9.8.8

query
SELECT nullif(errorCode, 'AccessDenied'), coalesce(errorCode, 'none'), greatest(1, 3, 2), least('b', 'a'), greatest(1, NULL), if(errorCode IS NULL, 1) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'DeleteTrail'
duckdb
VALUES (NULL, 'AccessDenied', 3, 'a', NULL, NULL)
----
NULL | AccessDenied | 3 | a | NULL | NULL

query
SELECT try(1 / (length(eventName) - 7)), try_cast('x' AS integer), try(json_parse('{'))  IS NULL FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'Decrypt'
duckdb
VALUES (NULL, NULL, TRUE)
----
NULL | NULL | true

query
SELECT array_agg(x ORDER BY y DESC, x) FILTER (WHERE y > 0), array_agg(x) IS NULL, count(x), count(DISTINCT y) FROM (VALUES ('a', 1), ('b', 2), ('c', 2), (NULL, 0)) AS t (x, y)
duckdb
SELECT ['b', 'c', 'a'], FALSE, 3, 3
----
['b', 'c', 'a'] | false | 3 | 3

query
SELECT current_timezone(), current_date = date(now()), now() = current_timestamp FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LIMIT 1
duckdb none
----
UTC | true | true

query
SELECT array_sort(ARRAY[3, NULL, 1]), array_distinct(ARRAY[1, 1, 2]), array_max(ARRAY['a', 'c', 'b']), concat(ARRAY[1], ARRAY[2]), ARRAY[1] || ARRAY[2], cardinality(ARRAY[]) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 LIMIT 1
duckdb none
----
[1, 3, NULL] | [1, 2] | c | [1, 2] | [1, 2] | 0

# An array or map without elements fits any other.
query
SELECT ARRAY[], coalesce(split('a,b', ','), ARRAY[]), IF(eventName = 'x', split(eventName, ','), ARRAY[]), ARRAY[] || ARRAY[eventName], cardinality(ARRAY[]), reduce(ARRAY[1, 2], ARRAY['x'], (s, x) -> s || ARRAY[], s -> s) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'Decrypt'
duckdb none
----
[] | ['a', 'b'] | [] | ['Decrypt'] | 0 | ['x']

query
SELECT cardinality(MAP(ARRAY[], ARRAY[])), MAP()
duckdb none
----
0 | {}

error DIVISION_BY_ZERO
SELECT 1 / (length(eventName) - length(eventName)) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9
----

error INVALID_CAST
SELECT CAST(eventName AS bigint) FROM 0233062b-51c6-4d18-8dec-a8c90da840d9 WHERE eventName = 'Decrypt'
----
Decrypt
