/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The incident in a sample trail, for the demo to investigate. At night somebody guesses console passwords from one
 * address and gets in as a user without a second factor; the user takes a powerful role under a harmless session name,
 * reads a bucket, empties and deletes it, and then tries in vain to switch the trail off. The record of the deletion
 * names only the session in its {@code userIdentity.arn}; the role is in {@code sessionContext.sessionIssuer}, and the
 * person is found by the access key in the {@code AssumeRole} that made the session.
 *
 * @param accountId account in which it happens
 * @param region region of the bucket
 * @param day day (UTC) on which it happens, in the hour after {@value #START_HOUR}:00
 * @param userName user whose password was guessed
 * @param accessKeyId access key of the session that deletes the bucket
 */
public record SampleStory(String accountId, String region, LocalDate day, String userName, String accessKeyId) {
    /** The bucket that is deleted. */
    public static final String BUCKET = "example-payroll-archive";
    /** The role that deletes it. */
    public static final String ROLE = "support-breakglass";
    /** The session name under which the role acts. */
    public static final String SESSION_NAME = "maintenance";
    /** Where the guesses come from. */
    public static final String ADDRESS = "203.0.113.77";
    /** Failed sign-ins from {@link #ADDRESS} on the day. */
    public static final int FAILED_SIGN_INS = 27;
    /** Hour of the day (UTC) in which the guessing starts. */
    public static final int START_HOUR = 1;
    /** A trail with fewer events has no room for the story. */
    public static final int EVENTS_MIN = 500;

    /** The story of the trail with that spec; the trail contains it when {@link #isTold} says so. */
    public static SampleStory of(SampleSpec spec) {
        Cast cast = new Cast(spec, 0);
        return new SampleStory(
                cast.accountId,
                Cast.REGIONS.get(spec.regions() > 1 ? 1 : 0),
                spec.start().plusDays(storyDay(spec)),
                cast.users.get(1).name(),
                Dice.of(spec.seed(), "story key", 0).awsId("ASIA", 20));
    }

    /** Whether the trail of that spec contains the story. */
    public static boolean isTold(SampleSpec spec) {
        return spec.story() && spec.events() >= EVENTS_MIN;
    }

    static int storyDay(SampleSpec spec) {
        return spec.days() * 2 / 3;
    }

    List<Placed> tell(SampleSpec spec, Cast cast) {
        return new Teller(spec, cast).tell();
    }

    /** Writes the events down, in order of time. */
    private final class Teller {
        private final Cast cast;
        private final Dice dice;
        private final Cast.User user;
        private final List<Placed> placed = new ArrayList<>();
        private final StringBuilder scratch = new StringBuilder();
        private long now;

        Teller(SampleSpec spec, Cast cast) {
            this.cast = cast;
            this.dice = Dice.of(spec.seed(), "story", 0);
            this.user = cast.users.get(1);
            this.now = day.atTime(START_HOUR, 12).toEpochSecond(ZoneOffset.UTC);
        }

        List<Placed> tell() {
            Scene signIn = scene(new Actor(
                    Actor.user(cast, user, dice.awsId("ASIA", 20), Dice.isoSeconds(now), "false"),
                    ADDRESS,
                    Actor.BROWSER,
                    true));
            for (int i = 0; i < FAILED_SIGN_INS; i++) {
                Cast.User guessed = i % 3 == 0 ? null : cast.users.get(i % 5);
                place(UnitActivity.failedSignIn(signIn, guessed, ADDRESS, tick(20), scratch), signIn.region);
            }
            EventDraft success = call(signIn, "signin", "ConsoleLogin", null, null);
            success.eventType = "AwsConsoleSignIn";
            success.requestId = null;
            success.response = "{\"ConsoleLogin\":\"Success\"}";
            success.extra = success.extra.replace("\"MFAUsed\":\"Yes\"", "\"MFAUsed\":\"No\"");
            place(success, signIn.region);
            takeRole(signIn);
            actAsRole();
            return placed;
        }

        private void takeRole(Scene signIn) {
            place(call(signIn, "iam", "GetUser", "{\"userName\":\"" + user.name() + "\"}", null), signIn.region);
            EventDraft assume = call(signIn, "sts", "AssumeRole", null, null);
            String roleArn = cast.role(ROLE).arn(cast.accountId);
            assume.request = "{\"roleArn\":\"" + roleArn + "\",\"roleSessionName\":\"" + SESSION_NAME
                    + "\",\"durationSeconds\":3600}";
            assume.response = "{\"credentials\":{\"accessKeyId\":\"" + accessKeyId + "\",\"sessionToken\":\""
                    + dice.base62(80) + "\",\"expiration\":\"" + Dice.isoSeconds(now + 3_600)
                    + "\"},\"assumedRoleUser\":{\"assumedRoleId\":\""
                    + cast.role(ROLE).id() + ":" + SESSION_NAME
                    + "\",\"arn\":\"arn:aws:sts::" + cast.accountId + ":assumed-role/" + ROLE + "/" + SESSION_NAME
                    + "\"}}";
            assume.resources = List.of(new SampleEvent.Resource(cast.accountId, "AWS::IAM::Role", roleArn));
            place(assume, signIn.region);
        }

        private void actAsRole() {
            Scene scene = scene(new Actor(
                    Actor.assumedRole(cast, cast.role(ROLE), SESSION_NAME, accessKeyId, now, "false"),
                    ADDRESS,
                    "aws-cli/2.17.20 ua/2.0 os/linux lang/python#3.11.9 md/prompt#off",
                    false));
            String bucket =
                    "\"bucketName\":\"" + BUCKET + "\",\"Host\":\"" + BUCKET + ".s3." + region + ".amazonaws.com\"";
            place(call(scene, "sts", "GetCallerIdentity", null, null), scene.region);
            place(call(scene, "s3", "ListBuckets", "{\"Host\":\"s3.amazonaws.com\"}", null), scene.region);
            onBucket(scene, "GetBucketPolicy", "{" + bucket + ",\"policy\":\"\"}", null, null);
            onBucket(scene, "ListObjects", "{\"list-type\":\"2\"," + bucket + "}", null, null);
            for (int i = 1; i <= 6; i++) {
                onBucket(scene, "GetObject", "{" + bucket + ",\"key\":\"2026/payslips-" + i + ".csv\"}", null, null);
            }
            onBucket(
                    scene,
                    "DeleteBucket",
                    "{" + bucket + "}",
                    "BucketNotEmpty",
                    "The bucket you tried to delete is not empty");
            for (int i = 1; i <= 12; i++) {
                onBucket(scene, "DeleteObject", "{" + bucket + ",\"key\":\"2026/payslips-" + i + ".csv\"}", null, null);
            }
            onBucket(scene, "DeleteBucket", "{" + bucket + "}", null, null);
            String trail = "{\"name\":\"arn:aws:cloudtrail:us-east-1:" + cast.accountId + ":trail/main\"}";
            for (String name : List.of("StopLogging", "DeleteTrail")) {
                EventDraft draft = call(scene, "cloudtrail", "DescribeTrails", trail, null);
                draft.eventName = name;
                draft.readOnly = false;
                draft.errorCode = "AccessDenied";
                draft.errorMessage = "User: " + draft.identity.arn() + " is not authorized to perform: cloudtrail:"
                        + name + " with an explicit deny in a service control policy";
                place(draft, scene.region);
            }
            place(call(scene, "sts", "GetCallerIdentity", null, null), scene.region);
        }

        private void onBucket(Scene scene, String name, String request, String errorCode, String errorMessage) {
            boolean write = name.startsWith("Delete");
            EventDraft draft = call(scene, "s3", write ? "DeleteObject" : "GetObject", request, null);
            draft.eventName = name;
            draft.errorCode = errorCode;
            draft.errorMessage = errorMessage;
            boolean management = name.contains("Bucket");
            draft.managementEvent = management;
            draft.category = management ? "Management" : "Data";
            draft.resources =
                    List.of(new SampleEvent.Resource(cast.accountId, "AWS::S3::Bucket", "arn:aws:s3:::" + BUCKET));
            place(draft, scene.region);
        }

        private EventDraft call(Scene scene, String service, String name, String request, String response) {
            EventDraft draft = EventDraft.call(EventKind.named(service, name), scene, tick(30), scratch);
            draft.errorCode = null;
            draft.errorMessage = null;
            draft.request = request;
            draft.response = response;
            return draft;
        }

        private Scene scene(Actor actor) {
            return new Scene(cast, region, actor, dice);
        }

        private long tick(int gapMax) {
            now += 1 + dice.below(gapMax);
            return now;
        }

        private void place(EventDraft draft, String fileRegion) {
            SampleEvent event = draft.build();
            boolean here = cast.regions.contains(event.awsRegion());
            placed.add(new Placed(
                    event, cast.accountId, here ? event.awsRegion() : fileRegion, event.eventTimeSeconds() + 180));
        }
    }
}
