# IPADDRESS: text forms, order, networks, keys.
query
SELECT CAST(CAST('10.0.0.1' AS ipaddress) AS varchar), CAST(IPADDRESS '2001:0DB8:0:0:0:0:0:1' AS varchar), CAST(IPADDRESS '::ffff:1.2.3.4' AS varchar), TRY_CAST('ec2.amazonaws.com' AS ipaddress), TRY_CAST('10.0.0.256' AS ipaddress), typeof(IPADDRESS '::'), CAST(CAST('1:0:0:2::' AS ipaddress) AS varchar)
duckdb none
----
10.0.0.1 | 2001:db8::1 | 1.2.3.4 | NULL | NULL | ipaddress | 1:0:0:2::

query
SELECT IPADDRESS '10.0.0.9' < IPADDRESS '10.0.0.10', IPADDRESS '9.255.255.255' < IPADDRESS '10.0.0.0', IPADDRESS '1.2.3.4' = IPADDRESS '::ffff:1.2.3.4', IPADDRESS '10.0.0.1' BETWEEN IPADDRESS '10.0.0.0' AND IPADDRESS '10.255.255.255'
duckdb none
----
true | true | true | true

query
SELECT a, contains('10.0.0.0/8', TRY_CAST(a AS ipaddress)), contains('2001:db8::/33', TRY_CAST(a AS ipaddress)), contains('0.0.0.0/0', TRY_CAST(a AS ipaddress)) FROM (VALUES '10.255.0.1', '11.0.0.0', '2001:db8:7fff::', '2001:db8:8000::', 'x') AS t(a)
duckdb none
----
10.255.0.1 | true | false | true
11.0.0.0 | false | false | true
2001:db8:7fff:: | false | true | false
2001:db8:8000:: | false | false | false
x | NULL | NULL | NULL

query
SELECT CAST(sourceIPAddress AS varchar) = CAST(TRY_CAST(sourceIPAddress AS ipaddress) AS varchar), count(*) = (SELECT count(*) FROM events WHERE regexp_like(sourceIPAddress, '^[0-9.]+$|:')) FROM events WHERE TRY_CAST(sourceIPAddress AS ipaddress) IS NOT NULL GROUP BY 1
duckdb none
----
true | true

query
SELECT CAST(ip AS varchar) FROM (SELECT DISTINCT CAST(a AS ipaddress) AS ip FROM (VALUES '10.0.0.1', '10.0.0.1', '::1') AS t(a)) ORDER BY ip
duckdb none
----
::1
10.0.0.1

error INVALID_CAST
SELECT CAST(a AS ipaddress) FROM (VALUES 'nonsense') AS t(a)
----

error INVALID_ARGUMENT
SELECT contains('10.0.0.0', CAST(a AS ipaddress)) FROM (VALUES '10.0.0.0') AS t(a)
----

error TYPE_MISMATCH
SELECT IPADDRESS '10.0.0.1' = 5
----
