/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.List;

/**
 * One event as plain values: the truth behind one JSON record. A null component is a field the record lacks, except that
 * {@code requestParameters} and {@code responseElements} are then present with the JSON value null, as CloudTrail does.
 *
 * <p>Free-form objects ({@code requestParameters}, {@code responseElements}, {@code additionalEventData},
 * {@code serviceEventDetails}, {@code insightDetails}, {@code addendum}) are compact JSON text, exactly the bytes in the
 * record. All other text is the value itself, not its JSON spelling.
 *
 * @param eventTimeSeconds seconds since 1970-01-01T00:00:00Z
 * @param resources never null; empty when the record has no such field
 * @param style how the record is spelt; the values are the same in every style
 */
public record SampleEvent(
        String eventVersion,
        SampleIdentity userIdentity,
        long eventTimeSeconds,
        String eventSource,
        String eventName,
        String awsRegion,
        String sourceIpAddress,
        String userAgent,
        String errorCode,
        String errorMessage,
        String requestParameters,
        String responseElements,
        String additionalEventData,
        String requestId,
        String eventId,
        Boolean readOnly,
        List<Resource> resources,
        String eventType,
        String apiVersion,
        Boolean managementEvent,
        String recipientAccountId,
        String sharedEventId,
        String vpcEndpointId,
        String eventCategory,
        Tls tlsDetails,
        String sessionCredentialFromConsole,
        String serviceEventDetails,
        String insightDetails,
        String addendum,
        Style style) {

    /** An entry of {@code resources}. */
    public record Resource(String accountId, String type, String arn) {}

    /** The {@code tlsDetails} of a record. */
    public record Tls(String tlsVersion, String cipherSuite, String clientProvidedHostHeader) {}

    /** Spelling of a record. */
    public enum Style {
        /** Key order and types as CloudTrail writes them today. */
        USUAL,
        /** Top-level keys in alphabetical order, as tools that re-serialise records leave them. */
        SORTED_KEYS,
        /** {@code readOnly} and {@code managementEvent} are text, {@code "true"} or {@code "false"}. */
        TEXT_BOOLEANS,
        /** A line break and spaces between the tokens. */
        PRETTY
    }

    /** The JSON record, as it stands in the file. */
    public String json() {
        JsonBuffer out = new JsonBuffer(2_048);
        RecordWriter.write(this, out);
        return out.asString();
    }
}
