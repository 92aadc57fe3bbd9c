/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.time.Instant;
import java.util.List;

/** Spells a {@link SampleEvent} as a JSON record. Key order: as CloudTrail writes it (record version 1.08 and later). */
final class RecordWriter {
    private final JsonBuffer out;
    private final SampleEvent event;
    private final String separator;
    private boolean first = true;

    private RecordWriter(SampleEvent event, JsonBuffer out) {
        this.event = event;
        this.out = out;
        this.separator = event.style() == SampleEvent.Style.PRETTY ? ",\n    " : ",";
    }

    static void write(SampleEvent event, JsonBuffer out) {
        RecordWriter writer = new RecordWriter(event, out);
        if (event.style() == SampleEvent.Style.SORTED_KEYS) {
            writer.sorted();
        } else {
            writer.usual();
        }
    }

    private void usual() {
        out.raw('{');
        text("eventVersion", event.eventVersion());
        if (event.userIdentity() != null) {
            key("userIdentity");
            identity(event.userIdentity());
        }
        time();
        text("eventSource", event.eventSource());
        text("eventName", event.eventName());
        text("awsRegion", event.awsRegion());
        text("sourceIPAddress", event.sourceIpAddress());
        text("userAgent", event.userAgent());
        text("errorCode", event.errorCode());
        text("errorMessage", event.errorMessage());
        parameters();
        json("additionalEventData", event.additionalEventData());
        text("requestID", event.requestId());
        text("eventID", event.eventId());
        flag("readOnly", event.readOnly());
        resources(event.resources());
        text("eventType", event.eventType());
        text("apiVersion", event.apiVersion());
        flag("managementEvent", event.managementEvent());
        text("recipientAccountId", event.recipientAccountId());
        text("sharedEventID", event.sharedEventId());
        text("vpcEndpointId", event.vpcEndpointId());
        json("serviceEventDetails", event.serviceEventDetails());
        json("addendum", event.addendum());
        json("insightDetails", event.insightDetails());
        text("eventCategory", event.eventCategory());
        tls(event.tlsDetails());
        text("sessionCredentialFromConsole", event.sessionCredentialFromConsole());
        out.raw('}');
    }

    private void sorted() {
        out.raw('{');
        json("addendum", event.addendum());
        json("additionalEventData", event.additionalEventData());
        text("apiVersion", event.apiVersion());
        text("awsRegion", event.awsRegion());
        text("errorCode", event.errorCode());
        text("errorMessage", event.errorMessage());
        text("eventCategory", event.eventCategory());
        text("eventID", event.eventId());
        text("eventName", event.eventName());
        text("eventSource", event.eventSource());
        time();
        text("eventType", event.eventType());
        text("eventVersion", event.eventVersion());
        json("insightDetails", event.insightDetails());
        flag("managementEvent", event.managementEvent());
        flag("readOnly", event.readOnly());
        text("recipientAccountId", event.recipientAccountId());
        text("requestID", event.requestId());
        parameters();
        resources(event.resources());
        json("serviceEventDetails", event.serviceEventDetails());
        text("sessionCredentialFromConsole", event.sessionCredentialFromConsole());
        text("sharedEventID", event.sharedEventId());
        text("sourceIPAddress", event.sourceIpAddress());
        tls(event.tlsDetails());
        text("userAgent", event.userAgent());
        if (event.userIdentity() != null) {
            key("userIdentity");
            identity(event.userIdentity());
        }
        text("vpcEndpointId", event.vpcEndpointId());
        out.raw('}');
    }

    private void key(String name) {
        if (first) {
            first = false;
        } else {
            out.raw(separator);
        }
        out.raw('"');
        out.raw(name);
        out.raw("\":");
    }

    private void text(String name, String value) {
        if (value != null) {
            key(name);
            out.quoted(value);
        }
    }

    private void json(String name, String json) {
        if (json != null) {
            key(name);
            out.raw(json);
        }
    }

    private void flag(String name, Boolean value) {
        if (value != null) {
            key(name);
            String word = value ? "true" : "false";
            if (event.style() == SampleEvent.Style.TEXT_BOOLEANS) {
                out.quoted(word);
            } else {
                out.raw(word);
            }
        }
    }

    private void time() {
        text("eventTime", Instant.ofEpochSecond(event.eventTimeSeconds()).toString());
    }

    private void parameters() {
        if (event.insightDetails() == null) {
            json("requestParameters", event.requestParameters() == null ? "null" : event.requestParameters());
            json("responseElements", event.responseElements() == null ? "null" : event.responseElements());
        }
    }

    private void resources(List<SampleEvent.Resource> resources) {
        if (resources.isEmpty()) {
            return;
        }
        key("resources");
        char open = '[';
        for (SampleEvent.Resource resource : resources) {
            out.raw(open);
            open = ',';
            beginObject();
            text("accountId", resource.accountId());
            text("type", resource.type());
            text("ARN", resource.arn());
            endObject();
        }
        out.raw(']');
    }

    private void tls(SampleEvent.Tls tls) {
        if (tls == null) {
            return;
        }
        key("tlsDetails");
        beginObject();
        text("tlsVersion", tls.tlsVersion());
        text("cipherSuite", tls.cipherSuite());
        text("clientProvidedHostHeader", tls.clientProvidedHostHeader());
        endObject();
    }

    private void identity(SampleIdentity who) {
        beginObject();
        text("type", who.type());
        text("principalId", who.principalId());
        text("arn", who.arn());
        text("accountId", who.accountId());
        text("accessKeyId", who.accessKeyId());
        text("userName", who.userName());
        text("identityProvider", who.identityProvider());
        if (who.hasSessionContext()) {
            key("sessionContext");
            beginObject();
            sessionContext(who);
            endObject();
        }
        text("invokedBy", who.invokedBy());
        endObject();
    }

    private void sessionContext(SampleIdentity who) {
        if (who.sessionIssuer() != null || who.emptyIssuer()) {
            key("sessionIssuer");
            beginObject();
            SampleIdentity.Issuer issuer = who.sessionIssuer();
            if (issuer != null) {
                text("type", issuer.type());
                text("principalId", issuer.principalId());
                text("arn", issuer.arn());
                text("accountId", issuer.accountId());
                text("userName", issuer.userName());
            }
            endObject();
        }
        if (who.emptyIssuer() || who.federatedProvider() != null) {
            key("webIdFederationData");
            beginObject();
            if (who.federatedProvider() != null) {
                text("federatedProvider", who.federatedProvider());
                key("attributes");
                out.raw("{}");
            }
            endObject();
        }
        text("sourceIdentity", who.sourceIdentity());
        if (who.creationDate() != null) {
            key("attributes");
            beginObject();
            text("creationDate", who.creationDate());
            text("mfaAuthenticated", who.mfaAuthenticated());
            endObject();
        }
        text("ec2RoleDelivery", who.ec2RoleDelivery());
    }

    private void beginObject() {
        out.raw('{');
        first = true;
    }

    private void endObject() {
        out.raw('}');
        first = false;
    }
}
