# A condition that is unknown is not FALSE while something else is made of it.
query
SELECT count(*) FROM events WHERE nullif(managementEvent, readOnly) BETWEEN FALSE AND TRUE
----
462

query
SELECT count(*) FROM events WHERE nullif(managementEvent, readOnly) IN (TRUE, FALSE)
----
462

query
SELECT count(*) FROM events WHERE NOT (nullif(managementEvent, readOnly) IN (TRUE, FALSE))
----
0

query
SELECT count(*) FROM events WHERE (errorCode = 'AccessDenied') IN (TRUE, FALSE)
----
78

query
SELECT count(*) FROM events WHERE coalesce((errorCode LIKE 'Access%') NOT IN (TRUE, FALSE), TRUE)
----
1497

query
SELECT count(*) FROM events a JOIN events b ON a.eventID = b.eventID AND nullif(a.managementEvent, b.readOnly) BETWEEN FALSE AND TRUE
----
462
