/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What lies beside the log files of one account on one day: Insight and NetworkActivity logs, digests, Config. */
final class Extras {
    private static final int NOON = 43_200;

    private final SampleSpec spec;
    private final Cast cast;
    private final long dayStart;
    private final Dice dice;

    Extras(SampleSpec spec, Cast cast, int day) {
        this.spec = spec;
        this.cast = cast;
        this.dayStart = (spec.start().toEpochDay() + day) * 86_400;
        this.dice = Dice.of(spec.seed(), "extras", (long) cast.number * SampleSpec.DAYS_MAX + day);
    }

    void deliver(Consumer<SampleFile> sink) {
        String region = cast.regions.get(0);
        sink.accept(events("CloudTrail-Insight", region, insights(region)));
        sink.accept(events("CloudTrail-NetworkActivity", region, network(region)));
        sink.accept(new SampleFile(
                SampleKeys.digest(spec, cast.accountId, region, dayStart + NOON),
                SampleFile.Kind.FOREIGN,
                List.of(),
                "{\"awsAccountId\":\"" + cast.accountId + "\",\"digestStartTime\":\""
                        + Dice.isoSeconds(dayStart + NOON - 3_600) + "\",\"digestEndTime\":\""
                        + Dice.isoSeconds(dayStart + NOON) + "\",\"digestS3Bucket\":\"example-trail\","
                        + "\"digestSignatureAlgorithm\":\"SHA256withRSA\",\"newestEventTime\":null,"
                        + "\"oldestEventTime\":null,\"previousDigestSignature\":null,\"logFiles\":[]}"));
        sink.accept(new SampleFile(
                SampleKeys.config(spec, cast.accountId, region, dayStart + NOON, dice.guid()),
                SampleFile.Kind.FOREIGN,
                List.of(),
                "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"" + dice.guid() + "\",\"configurationItems\":[]}"));
    }

    private SampleFile events(String kind, String region, List<SampleEvent> events) {
        long last = events.get(events.size() - 1).eventTimeSeconds();
        long written = (last / 300 + 1) * 300;
        String key = SampleKeys.log(spec, cast.accountId, kind, region, written, dice.base62(16));
        return new SampleFile(key, SampleFile.Kind.EVENTS, events, null);
    }

    private List<SampleEvent> insights(String region) {
        List<SampleEvent> events = new ArrayList<>();
        String shared = dice.guid();
        for (String state : List.of("Start", "End")) {
            EventDraft draft = new EventDraft();
            draft.eventVersion = "1.08";
            draft.seconds = dayStart + NOON + (state.equals("Start") ? 0 : 540);
            draft.awsRegion = region;
            draft.eventId = dice.guid();
            draft.eventType = "AwsCloudTrailInsight";
            draft.recipientAccountId = cast.accountId;
            draft.sharedEventId = shared;
            draft.category = "Insight";
            draft.insightDetails = "{\"state\":\"" + state + "\",\"eventSource\":\"ssm.amazonaws.com\","
                    + "\"eventName\":\"UpdateInstanceInformation\",\"insightType\":\"ApiCallRateInsight\","
                    + "\"insightContext\":{\"statistics\":{\"baseline\":{\"average\":9.82222E-5},"
                    + "\"insight\":{\"average\":" + (1 + dice.below(900)) + ".5},\"insightDuration\":"
                    + (1 + dice.below(60)) + ",\"baselineDuration\":10080}}}";
            events.add(draft.build());
        }
        return events;
    }

    private List<SampleEvent> network(String region) {
        List<SampleEvent> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            EventDraft draft = new EventDraft();
            draft.identity = SampleIdentity.otherAccount(dice.awsId("AIDA", 21), cast.accountId);
            draft.seconds = dayStart + NOON + 60L * i;
            draft.eventSource = "kms.amazonaws.com";
            draft.eventName = i == 0 ? "Decrypt" : "ListKeys";
            draft.awsRegion = region;
            draft.address = "10.0.0." + (1 + dice.below(200));
            draft.errorCode = i == 0 ? "VpceAccessDenied" : null;
            draft.errorMessage = i == 0 ? "The request was denied due to a VPC endpoint policy" : null;
            draft.requestId = dice.guid();
            draft.eventId = dice.guid();
            draft.eventType = "AwsVpceEvent";
            draft.recipientAccountId = cast.accountId;
            draft.sharedEventId = dice.guid();
            draft.vpcEndpointId = "vpce-0" + dice.hex(16);
            draft.category = "NetworkActivity";
            events.add(draft.build());
        }
        return events;
    }
}
