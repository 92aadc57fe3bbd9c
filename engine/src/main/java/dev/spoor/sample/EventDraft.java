/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.ArrayList;
import java.util.List;

/** A {@link SampleEvent} while it is being made up: everything has its most usual value until told otherwise. */
final class EventDraft {
    String eventVersion = "1.09";
    SampleIdentity identity;
    long seconds;
    String eventSource;
    String eventName;
    String awsRegion;
    String address;
    String userAgent;
    String errorCode;
    String errorMessage;
    String request;
    String response;
    String extra;
    String requestId;
    String eventId;
    Boolean readOnly;
    List<SampleEvent.Resource> resources = List.of();
    String eventType = "AwsApiCall";
    String apiVersion;
    Boolean managementEvent;
    String recipientAccountId;
    String sharedEventId;
    String vpcEndpointId;
    String category;
    SampleEvent.Tls tls;
    String fromConsole;
    String serviceEventDetails;
    String insightDetails;
    String addendum;
    SampleEvent.Style style = SampleEvent.Style.USUAL;

    /** A call of that kind in the scene, succeeding or failing as the kind's shares say. */
    static EventDraft call(EventKind kind, Scene scene, long seconds, StringBuilder scratch) {
        EventDraft draft = new EventDraft();
        Dice dice = scene.dice;
        scene.at(seconds);
        draft.identity = scene.actor.identity();
        draft.seconds = seconds;
        draft.eventSource = kind.eventSource();
        draft.eventName = kind.eventName;
        draft.awsRegion = kind.global ? "us-east-1" : scene.region;
        draft.address = scene.actor.address();
        draft.userAgent = scene.actor.userAgent();
        draft.request = kind.request == null ? null : kind.request.fill(scene, scratch);
        for (EventKind.Failure failure : kind.failures) {
            if (draft.errorCode == null && dice.chance(failure.share())) {
                draft.errorCode = failure.code();
                draft.errorMessage = failure.message().fill(scene, scratch).replace("\\u003d", "=");
            }
        }
        draft.response = kind.response == null || draft.errorCode != null ? null : kind.response.fill(scene, scratch);
        draft.extra = kind.extra == null ? null : kind.extra.fill(scene, scratch);
        draft.requestId = dice.chance(0.3) ? dice.base62(16).toUpperCase(java.util.Locale.ROOT) : dice.guid();
        draft.eventId = dice.guid();
        draft.readOnly = kind.readOnly;
        draft.fillResources(kind, scene, scratch);
        draft.apiVersion = kind.apiVersion;
        draft.managementEvent = !kind.data;
        draft.recipientAccountId = scene.cast.accountId;
        draft.category = kind.data ? "Data" : "Management";
        draft.fillConnection(kind, scene);
        return draft;
    }

    private void fillResources(EventKind kind, Scene scene, StringBuilder scratch) {
        if (kind.resources.isEmpty()) {
            return;
        }
        resources = new ArrayList<>(kind.resources.size());
        for (EventKind.ResourceShape shape : kind.resources) {
            boolean wholeObject = shape.type().equals("AWS::S3::Object");
            resources.add(new SampleEvent.Resource(
                    wholeObject ? null : scene.cast.accountId,
                    shape.type(),
                    shape.arn().fill(scene, scratch)));
        }
    }

    private void fillConnection(EventKind kind, Scene scene) {
        boolean byService = "AWSService".equals(identity.type());
        if (byService) {
            sharedEventId = kind.data ? scene.dice.guid() : null;
            return;
        }
        fromConsole = scene.actor.fromConsole() ? "true" : null;
        boolean internal = "AWS Internal".equals(userAgent);
        if (!internal) {
            String host = kind.global
                    ? kind.service + ".amazonaws.com"
                    : kind.service + "." + scene.region + ".amazonaws.com";
            boolean modern = scene.dice.chance(0.45);
            tls = new SampleEvent.Tls(
                    modern ? "TLSv1.3" : "TLSv1.2",
                    modern ? "TLS_AES_128_GCM_SHA256" : "ECDHE-RSA-AES128-GCM-SHA256",
                    scene.dice.chance(0.03) ? null : host);
        }
        if (kind.data && scene.dice.chance(0.3)) {
            vpcEndpointId = "vpce-0" + scene.cast.keyIds.get(0).substring(0, 8) + "abcdef01";
        }
    }

    SampleEvent build() {
        return new SampleEvent(
                eventVersion,
                identity,
                seconds,
                eventSource,
                eventName,
                awsRegion,
                address,
                userAgent,
                errorCode,
                errorMessage,
                request,
                response,
                extra,
                requestId,
                eventId,
                readOnly,
                List.copyOf(resources),
                eventType,
                apiVersion,
                managementEvent,
                recipientAccountId,
                sharedEventId,
                vpcEndpointId,
                category,
                tls,
                fromConsole,
                serviceEventDetails,
                insightDetails,
                addendum,
                style);
    }
}
