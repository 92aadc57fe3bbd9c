/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class NotificationParserTest {
    private final NotificationParser parser = new NotificationParser();

    private void assertTells(String body, String... addresses) {
        NotificationParser.Parsed parsed = parser.parse(body);
        assertEquals(Optional.empty(), parsed.problem());
        assertEquals(List.of(addresses), parsed.addresses());
    }

    private void assertUnknown(String body, String... addresses) {
        NotificationParser.Parsed parsed = parser.parse(body);
        assertTrue(parsed.problem().isPresent(), body);
        assertEquals(List.of(addresses), parsed.addresses());
    }

    @Test
    void keysOfS3AreDecodedAsFormsAre() {
        assertTells(QueueMessages.ofS3("trail", "AWSLogs/1/a.json.gz"), "s3://trail/AWSLogs/1/a.json.gz");
        assertTells(QueueMessages.ofS3("trail", "a b+c%é/ü.json"), "s3://trail/a b+c%é/ü.json");
        assertTells("""
                {"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},
                 "object":{"key":"my+folder/a%2Bb%C3%A9.json.gz"}}}]}""", "s3://b/my folder/a+bé.json.gz");
    }

    @Test
    void oneMessageMayHaveSeveralRecordsAndOtherHappenings() {
        assertTells("""
                {"Records":[
                 {"eventName":"ObjectCreated:CompleteMultipartUpload","s3":{"bucket":{"name":"b"},"object":{"key":"1"}}},
                 {"eventName":"ObjectRemoved:Delete","s3":{"bucket":{"name":"b"},"object":{"key":"2"}}},
                 {"eventName":"s3:ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"3"}}}]}""", "s3://b/1", "s3://b/3");
        assertTells("{\"Records\":[]}");
    }

    @Test
    void keysOfEventBridgeAndCloudTrailArePlain() {
        assertTells(QueueMessages.ofEventBridge("trail", "a+b%20c.json"), "s3://trail/a+b%20c.json");
        assertTells(
                QueueMessages.ofCloudTrail("trail", "a+b.json.gz", "c d.json.gz"),
                "s3://trail/a+b.json.gz",
                "s3://trail/c d.json.gz");
        assertTells("{\"s3Bucket\":\"b\",\"s3ObjectKey\":\"one\"}", "s3://b/one");
        assertTells("{\"source\":\"aws.s3\",\"detail-type\":\"Object Deleted\",\"detail\":{}}");
    }

    @Test
    void anObjectThatWasRestoredIsAsGoodAsANewOne() {
        String begun = QueueMessages.ofS3("t", "a b").replace("ObjectCreated:Put", "ObjectRestore:Post");
        assertTells(begun);
        assertTells(begun.replace("ObjectRestore:Post", "ObjectRestore:Completed"), "s3://t/a b");
        String bridged = QueueMessages.ofEventBridge("t", "a").replace("Object Created", "Object Restore Initiated");
        assertTells(bridged);
        assertTells(bridged.replace("Initiated", "Completed"), "s3://t/a");
    }

    @Test
    void everyFormMayBeWrappedBySns() {
        assertTells(QueueMessages.inSns(QueueMessages.ofS3("t", "a b")), "s3://t/a b");
        assertTells(QueueMessages.inSns(QueueMessages.ofEventBridge("t", "a")), "s3://t/a");
        assertTells(QueueMessages.inSns(QueueMessages.ofCloudTrail("t", "a", "b")), "s3://t/a", "s3://t/b");
        String often = QueueMessages.ofS3("t", "a");
        for (int i = 0; i < 3; i++) {
            often = QueueMessages.inSns(often);
        }
        assertTells(often, "s3://t/a");
        assertUnknown(QueueMessages.inSns(QueueMessages.inSns(often)));
    }

    @Test
    void testMessagesNeedNoWork() {
        assertTells(
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2026-03-01T00:00:00Z\",\"Bucket\":\"t\"}");
        assertTells("CloudTrail validation message.");
        assertTells(QueueMessages.inSns("CloudTrail validation message."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{",
                "[]",
                "{}",
                "null",
                "{\"Records\":7}",
                "{\"Type\":\"Notification\"}",
                "{\"Type\":\"Notification\",\"Message\":\"hello\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"Message\":\"hello\"}",
                "{\"source\":\"aws.ec2\",\"detail-type\":\"Object Created\"}",
                "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{}}}",
                "{\"s3ObjectKey\":[\"a\"]}",
                "{\"s3Bucket\":\"b\",\"s3ObjectKey\":[]}extra",
                "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"1\"}}}]}",
                "{\"Records\":[3]}"
            })
    void whatIsNotUnderstoodIsSaid(String body) {
        assertUnknown(body);
    }

    @Test
    void whatIsUnderstoodOfAMessageCounts() {
        assertUnknown("{\"s3Bucket\":\"b\",\"s3ObjectKey\":[\"a\",7,\"c\"]}", "s3://b/a", "s3://b/c");
        assertUnknown("""
                {"Records":[
                 {"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"bad%zz"}}},
                 {"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"good"}}}]}""", "s3://b/good");
    }
}
