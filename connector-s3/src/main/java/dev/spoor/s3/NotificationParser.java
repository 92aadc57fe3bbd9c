/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.json.MalformedJsonException;
import dev.spoor.json.StrictJson;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/**
 * Reads messages that tell of new objects:
 *
 * <ul>
 *   <li>event notifications of S3 ("Event message structure" of its user guide), whose keys are URL-encoded as forms are,
 *       and its test event;
 *   <li>EventBridge's "Object Created" and "Object Restore Completed", with plain keys ("EventBridge event message structure" of the same guide);
 *   <li>what CloudTrail tells a topic of SNS ("Configuring Amazon SNS notifications for CloudTrail"): a bucket and several
 *       plain keys, and its validation message;
 *   <li>any of them wrapped by SNS.
 * </ul>
 *
 * Messages of other happenings in a bucket are understood, and tell of no object.
 */
final class NotificationParser {
    /** SNS to SNS is not possible; EventBridge to SNS to SQS wraps twice. */
    private static final int WRAPPINGS_MAX = 4;

    private static final String CLOUDTRAIL_VALIDATION = "CloudTrail validation message.";
    private static final String CREATED = "ObjectCreated:";

    /** An archived object can be read now: as good as a new one. */
    private static final String RESTORED = "ObjectRestore:Completed";

    /** The same two, as EventBridge names them. */
    private static final Set<String> ARRIVALS_OF_EVENT_BRIDGE = Set.of("Object Created", "Object Restore Completed");

    private static final String PREFIX_OF_OTHER_SERVERS = "s3:";

    private final JsonNodeParser json = JsonNodeParser.create();

    /**
     * What a message says.
     *
     * @param addresses of new objects, {@code s3://bucket/key}
     * @param problem why it was not understood, or not all of it
     */
    record Parsed(List<String> addresses, Optional<String> problem) {
        private static final Parsed NOTHING_TO_DO = new Parsed(List.of(), Optional.empty());

        Parsed {
            addresses = List.copyOf(addresses);
        }

        private static Parsed unknown(String problem) {
            return new Parsed(List.of(), Optional.of(problem));
        }
    }

    /** Reads a message; whatever it is, there is an answer. */
    Parsed parse(String body) {
        return parse(body, 0);
    }

    private Parsed parse(String body, int wrappings) {
        if (body.strip().equals(CLOUDTRAIL_VALIDATION)) {
            return Parsed.NOTHING_TO_DO;
        }
        if (wrappings == WRAPPINGS_MAX) {
            return Parsed.unknown("it is wrapped too often");
        }
        if (!isObject(body)) {
            return Parsed.unknown("it is not an object of JSON");
        }
        JsonNode message;
        try {
            message = json.parse(body);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return Parsed.unknown("it is not JSON: " + e.getMessage());
        }
        if (textAt(message, "Type").equals("Notification") && hasText(message, "Message")) {
            return parse(textAt(message, "Message"), wrappings + 1);
        }
        if (textAt(message, "Event").equals("s3:TestEvent")) {
            return Parsed.NOTHING_TO_DO;
        }
        if (message.field("Records").filter(JsonNode::isArray).isPresent()) {
            return records(message.field("Records").orElseThrow().asArray());
        }
        if (textAt(message, "source").equals("aws.s3") && hasText(message, "detail-type")) {
            return eventBridge(message);
        }
        if (message.field("s3ObjectKey").isPresent()) {
            return cloudTrail(message);
        }
        return Parsed.unknown("it is no notification of S3, EventBridge or CloudTrail");
    }

    /** Whether it is one well-formed object and nothing else. The SDK's parser does not look behind the first value. */
    private static boolean isObject(String body) {
        byte[] text = body.strip().getBytes(StandardCharsets.UTF_8);
        try {
            return text.length > 0 && text[0] == '{' && StrictJson.containerEnd(text, 0, text.length) == text.length;
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    /** Event notifications of S3; other servers write "s3:" before the event's name. */
    private static Parsed records(List<JsonNode> records) {
        List<String> addresses = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        for (JsonNode record : records) {
            String event = textAt(record, "eventName");
            String bucket = textAt(record, "s3", "bucket", "name");
            String key = textAt(record, "s3", "object", "key");
            String plainEvent = event.startsWith(PREFIX_OF_OTHER_SERVERS)
                    ? event.substring(PREFIX_OF_OTHER_SERVERS.length())
                    : event;
            if (event.isEmpty() || bucket.isEmpty() || key.isEmpty()) {
                problem = Optional.of("one of its records has no eventName, s3.bucket.name or s3.object.key");
            } else if (plainEvent.startsWith(CREATED) || plainEvent.equals(RESTORED)) {
                try {
                    addresses.add(address(bucket, URLDecoder.decode(key, StandardCharsets.UTF_8)));
                } catch (IllegalArgumentException e) {
                    problem = Optional.of("the key '" + key + "' is not URL-encoded: " + e.getMessage());
                }
            }
        }
        return new Parsed(addresses, problem);
    }

    private static Parsed eventBridge(JsonNode message) {
        if (!ARRIVALS_OF_EVENT_BRIDGE.contains(textAt(message, "detail-type"))) {
            return Parsed.NOTHING_TO_DO;
        }
        String bucket = textAt(message, "detail", "bucket", "name");
        String key = textAt(message, "detail", "object", "key");
        return bucket.isEmpty() || key.isEmpty()
                ? Parsed.unknown("it has no detail.bucket.name or detail.object.key")
                : new Parsed(List.of(address(bucket, key)), Optional.empty());
    }

    private static Parsed cloudTrail(JsonNode message) {
        String bucket = textAt(message, "s3Bucket");
        JsonNode keys = message.field("s3ObjectKey").orElseThrow();
        List<JsonNode> all = keys.isArray() ? keys.asArray() : List.of(keys);
        List<String> addresses = new ArrayList<>();
        boolean isWhole = !bucket.isEmpty();
        for (JsonNode key : all) {
            if (key.isString() && !key.asString().isEmpty() && !bucket.isEmpty()) {
                addresses.add(address(bucket, key.asString()));
            } else {
                isWhole = false;
            }
        }
        return new Parsed(
                addresses, isWhole ? Optional.empty() : Optional.of("it has no s3Bucket, or a key that is no text"));
    }

    private static String address(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    private static boolean hasText(JsonNode object, String name) {
        return object.field(name).filter(JsonNode::isString).isPresent();
    }

    /** The text at the end of a path of members; empty when there is none. */
    private static String textAt(JsonNode node, String... path) {
        JsonNode at = node;
        for (String name : path) {
            if (!at.isObject() || at.field(name).isEmpty()) {
                return "";
            }
            at = at.field(name).orElseThrow();
        }
        return at.isString() ? at.asString() : "";
    }
}
