# Sorting whole records; what is unique decides ties.
query ordered
SELECT eventTime, eventID FROM events ORDER BY eventTime, eventID LIMIT 5
----
2026-02-26T01:00:43 | 212a5c02-4d45-48b9-bd18-68476707a684
2026-02-26T01:00:43 | c79d6927-18d4-4fa7-9a71-85d419b3d4ae
2026-02-26T01:00:43 | fdd2292f-7094-4ec9-ac1d-6fd333a18764
2026-02-26T01:00:44 | 0ca29d77-a352-4f4a-b009-e97a6611339f
2026-02-26T01:00:44 | 5de8679a-66c6-44ba-8278-1c7fc710cc0a

query ordered
SELECT eventTime, eventID FROM events ORDER BY eventTime DESC, eventID DESC LIMIT 5 OFFSET 3
----
2026-03-02T21:58:33 | 0dcb71b9-1059-4398-bb7d-033de0488f8e
2026-03-02T21:58:29 | 9603041b-53d8-46ff-b213-0e4d3a2ad127
2026-03-02T21:58:27 | 0b343691-ec0d-4208-a783-07c4f581c76b
2026-03-02T21:58:21 | c188c6ba-be6b-4112-ae7a-e96d4efe3827
2026-03-02T21:58:20 | b63df0db-2efb-4b40-9c13-8ec5d2a1b43a

query ordered
SELECT eventID FROM events ORDER BY userAgent NULLS FIRST, eventID LIMIT 5
----
0462da07-565f-4054-a4cd-b5d0ce7faa46
08d508e3-d219-4103-9a51-f6d34d056331
0ac80aa6-d6de-4058-a629-dff3bf7df3ce
0e34e7e7-1748-4412-b588-bfe58e2e508a
10909214-beeb-40a3-9223-5a1553def195

query ordered
SELECT errorCode, eventName, eventID FROM events WHERE errorCode IS NOT NULL ORDER BY errorCode DESC, eventName, eventID LIMIT 8
----
VpceAccessDenied | Decrypt | 3a1fc826-6301-4e38-8c9e-16039cea24e0
VpceAccessDenied | Decrypt | 5d372444-fea6-44ad-a67a-c5fb6919b538
VpceAccessDenied | Decrypt | 7182f0fc-283b-4b62-953d-4a2fc1bdb115
VpceAccessDenied | Decrypt | 7935e048-1c59-4de7-8242-8fb6c9c0dfb1
VpceAccessDenied | Decrypt | 83aa0def-4ffd-43d0-b5a4-28e8ad4f1d33
VpceAccessDenied | Decrypt | 8aaa73a6-a432-45b9-8468-19a47d7d1404
VpceAccessDenied | Decrypt | 935d947c-63ef-47ed-baa7-acc797a5b1e4
VpceAccessDenied | Decrypt | 94c3208f-3587-4a73-be36-e869c1789e1a

query
SELECT count(*), min(eventID), max(eventID) FROM (SELECT eventID FROM events ORDER BY eventTime LIMIT 100000) AS x
----
1575 | 00211595-40f0-45c3-9066-3d0cf2f5ef77 | ffb24214-912f-48d8-ab30-49b52bfd8114

query ordered
SELECT eventName, n FROM (SELECT eventName, count(*) AS n FROM events GROUP BY eventName) AS x ORDER BY n DESC, eventName OFFSET 5 LIMIT 5
----
ConsoleLogin | 70
GenerateDataKey | 58
DescribeInstances | 43
GetBucketAcl | 37
Sign | 31
