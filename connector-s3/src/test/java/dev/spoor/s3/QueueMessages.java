/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Messages about new objects, as services write them. */
final class QueueMessages {
    private QueueMessages() {}

    /** An event notification of S3. */
    static String ofS3(String bucket, String key) {
        return "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventSource\":\"aws:s3\",\"awsRegion\":\"eu-west-1\","
                + "\"eventTime\":\"2026-03-01T00:00:00.000Z\",\"eventName\":\"ObjectCreated:Put\","
                + "\"s3\":{\"s3SchemaVersion\":\"1.0\",\"configurationId\":\"arrivals\",\"bucket\":{\"name\":"
                + quoted(bucket) + ",\"arn\":" + quoted("arn:aws:s3:::" + bucket) + "},\"object\":{\"key\":"
                + quoted(URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/"))
                + ",\"size\":1024,\"eTag\":\"d41d8cd98f00b204e9800998ecf8427e\",\"sequencer\":\"0A1B2C\"}}}]}";
    }

    /** EventBridge's. */
    static String ofEventBridge(String bucket, String key) {
        return "{\"version\":\"0\",\"id\":\"17793124-05d4-b198-2fde-7ededc63b103\",\"detail-type\":\"Object Created\","
                + "\"source\":\"aws.s3\",\"account\":\"111122223333\",\"time\":\"2026-03-01T00:00:00Z\","
                + "\"region\":\"eu-west-1\",\"resources\":[" + quoted("arn:aws:s3:::" + bucket) + "],\"detail\":{"
                + "\"version\":\"0\",\"bucket\":{\"name\":" + quoted(bucket) + "},\"object\":{\"key\":" + quoted(key)
                + ",\"size\":5,\"etag\":\"b1946ac92492d2347c6235b4d2611184\"},\"reason\":\"PutObject\"}}";
    }

    /** CloudTrail's own. */
    static String ofCloudTrail(String bucket, String... keys) {
        return "{\"s3Bucket\":" + quoted(bucket) + ",\"s3ObjectKey\":["
                + Arrays.stream(keys).map(QueueMessages::quoted).collect(Collectors.joining(",")) + "]}";
    }

    /** Another message, passed on by SNS. */
    static String inSns(String message) {
        return "{\"Type\":\"Notification\",\"MessageId\":\"4f5b2b1a\",\"TopicArn\":"
                + "\"arn:aws:sns:eu-west-1:111122223333:arrivals\",\"Subject\":\"Amazon S3 Notification\","
                + "\"Message\":" + quoted(message) + ",\"Timestamp\":\"2026-03-01T00:00:00.000Z\","
                + "\"SignatureVersion\":\"1\"}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
