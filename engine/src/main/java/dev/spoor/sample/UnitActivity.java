/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.ArrayList;
import java.util.List;

/** Makes up what happens in one account on one day, session by session, until the day has its number of events. */
final class UnitActivity {
    private static final int DAY_SECONDS = 86_400;
    /** Relative activity per hour of a weekday, UTC: office hours, a lunch dip, a nightly batch at two. */
    private static final int[] WEEKDAY = {
        6, 6, 16, 6, 5, 6, 10, 18, 30, 38, 40, 36, 28, 34, 38, 36, 30, 22, 14, 10, 9, 8, 7, 6
    };

    private static final int[] WEEKEND = {6, 6, 16, 6, 5, 5, 6, 7, 8, 9, 9, 9, 8, 8, 9, 9, 8, 8, 7, 7, 6, 6, 6, 6};
    private static final int LAG_SECONDS_MIN = 100;
    private static final int LAG_SECONDS_MAX = 500;

    private final SampleSpec spec;
    private final List<Cast> casts;
    private final Cast cast;
    private final long dayStart;
    private final long lastSecond;
    private final int[] hours;
    private final Dice dice;
    private final Oddities oddities;
    private final int budget;
    private final List<Placed> placed;
    private final StringBuilder scratch = new StringBuilder();

    UnitActivity(SampleSpec spec, List<Cast> casts, int account, int day, int budget) {
        this.spec = spec;
        this.casts = casts;
        this.cast = casts.get(account);
        this.budget = budget;
        this.dayStart = (spec.start().toEpochDay() + day) * DAY_SECONDS;
        this.lastSecond = dayStart + DAY_SECONDS - 1;
        this.hours = spec.start().plusDays(day).getDayOfWeek().getValue() > 5 ? WEEKEND : WEEKDAY;
        this.dice = Dice.of(spec.seed(), "activity", (long) account * SampleSpec.DAYS_MAX + day);
        this.oddities = new Oddities(spec, dice);
        this.placed = new ArrayList<>(budget + 8);
    }

    static boolean isWeekend(SampleSpec spec, int day) {
        return spec.start().plusDays(day).getDayOfWeek().getValue() > 5;
    }

    List<Placed> play() {
        while (placed.size() < budget) {
            session();
        }
        return placed;
    }

    private void session() {
        Profile profile = Profile.draw(dice);
        long start = dayStart + startSecond();
        List<String> regions = cast.regions.subList(0, Math.max(1, cast.regions.size() - cast.number / 2));
        Actor actor = Actor.draw(profile, cast, start, dice);
        Scene scene = new Scene(cast, dice.skewed(regions), actor, dice);
        int length = Math.min(profile.lengthMax, dice.longTail(profile.medianLength, profile.lengthMax));
        switch (profile) {
            case CROSS -> crossAccount(scene, start);
            case GUESSING -> guessing(scene, start, length);
            case ROTATION -> rotation(scene, start, length);
            case WORKLOAD, SERVICE -> busy(profile, scene, start, length);
            case CONSOLE -> browse(profile, Profile.START_CONSOLE, scene, start, length);
            case CLI -> browse(profile, Profile.START_CLI, scene, start, length);
            case DEPLOY -> browse(profile, Profile.START_DEPLOY, scene, start, length);
            case SCAN -> browse(profile, Profile.START_SCAN, scene, start, length);
            case START_CONSOLE, START_CLI, START_DEPLOY, START_SCAN ->
                throw new IllegalStateException(profile + " is drawn as a session");
        }
    }

    private int startSecond() {
        int sum = 0;
        for (int weight : hours) {
            sum += weight;
        }
        int roll = dice.below(sum);
        int hour = 0;
        while (roll >= hours[hour]) {
            roll -= hours[hour++];
        }
        return hour * 3_600 + dice.below(3_600);
    }

    /** One to four kinds of calls, again and again, several per second. */
    private void busy(Profile profile, Scene scene, long start, int length) {
        EventKind[] kinds = new EventKind[1 + dice.below(4)];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = EventKind.draw(profile, dice);
        }
        double perSecond = 0.5 + 8 * dice.unit();
        for (int i = 0; i < length; i++) {
            EventKind kind = kinds[dice.below(kinds.length)];
            add(EventDraft.call(kind, scene, clamp(start + (long) (i / perSecond)), scratch), scene.region);
        }
    }

    private void browse(Profile profile, Profile opening, Scene scene, long start, int length) {
        long now = start;
        EventDraft first = EventDraft.call(EventKind.draw(opening, dice), scene, clamp(now), scratch);
        if (opening == Profile.START_CONSOLE) {
            first.eventType = "AwsConsoleSignIn";
            first.requestId = null;
            first.userAgent = Actor.BROWSER;
        }
        add(first, scene.region);
        int gap = profile == Profile.SCAN ? 1 : profile == Profile.DEPLOY ? 3 : 14;
        for (int i = 1; i < length; i++) {
            now += dice.below(gap + 1);
            add(EventDraft.call(EventKind.draw(profile, dice), scene, clamp(now), scratch), scene.region);
        }
    }

    /** The owner of the role and the caller's account both log the call: two event ids, one shared id. */
    private void crossAccount(Scene scene, long start) {
        Cast other = casts.get((cast.number + 1) % casts.size());
        Cast.User caller = dice.skewed(other.users);
        EventDraft here = EventDraft.call(EventKind.named("sts", "AssumeRole"), scene, clamp(start), scratch);
        here.identity = SampleIdentity.otherAccount(caller.id(), other.accountId);
        here.address = caller.address();
        here.userAgent = Actor.BROWSER;
        here.sharedEventId = dice.guid();
        add(here, scene.region);
        if (other == cast) {
            return;
        }
        EventDraft there = EventDraft.call(EventKind.named("sts", "AssumeRole"), scene, clamp(start), scratch);
        there.identity = Actor.user(other, caller, caller.accessKeyId(), null, null);
        there.address = here.address;
        there.userAgent = here.userAgent;
        there.request = here.request;
        there.response = here.response;
        there.errorCode = here.errorCode;
        there.errorMessage = here.errorMessage;
        there.resources = here.resources;
        there.requestId = here.requestId;
        there.sharedEventId = here.sharedEventId;
        there.recipientAccountId = other.accountId;
        add(there, other.accountId, scene.region);
    }

    private void guessing(Scene scene, long start, int length) {
        String address = dice.address(0.3);
        long now = start;
        for (int i = 0; i < length; i++) {
            Cast.User user = dice.chance(0.7) ? dice.skewed(cast.users) : null;
            add(failedSignIn(scene, user, address, clamp(now), scratch), scene.region);
            now += 1 + dice.below(9);
        }
    }

    /** A wrong password (or a wrong name, then {@code user} is null) on the console's sign-in page. */
    static EventDraft failedSignIn(Scene scene, Cast.User user, String address, long seconds, StringBuilder scratch) {
        EventDraft draft = EventDraft.call(EventKind.named("signin", "ConsoleLogin"), scene, seconds, scratch);
        String name = user == null ? "HIDDEN_DUE_TO_SECURITY_REASONS" : user.name();
        draft.identity = new SampleIdentity(
                "IAMUser",
                user == null ? null : user.id(),
                null,
                scene.cast.accountId,
                "",
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
        draft.eventType = "AwsConsoleSignIn";
        draft.address = address;
        draft.userAgent = Actor.BROWSER;
        draft.requestId = null;
        draft.errorMessage = user == null ? "No username found in supplied account" : "Failed authentication";
        draft.response = "{\"ConsoleLogin\":\"Failure\"}";
        draft.fromConsole = null;
        return draft;
    }

    private void rotation(Scene scene, long start, int length) {
        for (int i = 0; i < length; i++) {
            EventDraft draft = EventDraft.call(
                    EventKind.named("secretsmanager", "DescribeSecret"), scene, clamp(start + i), scratch);
            draft.eventName = "SecretVersionDeletion";
            draft.identity = SampleIdentity.untyped(cast.accountId, "secretsmanager.amazonaws.com");
            draft.address = "secretsmanager.amazonaws.com";
            draft.userAgent = "secretsmanager.amazonaws.com";
            draft.request = null;
            draft.errorCode = null;
            draft.errorMessage = null;
            draft.extra = "{\"SecretId\":\"arn:aws:secretsmanager:" + scene.region + ":" + cast.accountId + ":secret:"
                    + dice.skewed(cast.secrets) + "\"}";
            draft.eventType = "AwsServiceEvent";
            draft.readOnly = false;
            draft.requestId = null;
            draft.fromConsole = null;
            draft.tls = null;
            add(draft, scene.region);
        }
    }

    private long clamp(long seconds) {
        return Math.min(seconds, lastSecond);
    }

    private void add(EventDraft draft, String region) {
        add(draft, cast.accountId, region);
    }

    /** Global-service events lie in the us-east-1 file mostly, but not always. */
    private void add(EventDraft draft, String accountId, String region) {
        if (placed.size() == budget) {
            return;
        }
        oddities.apply(draft);
        SampleEvent event = draft.build();
        boolean elsewhere = dice.chance(0.2) || !cast.regions.contains(event.awsRegion());
        String fileRegion = elsewhere ? region : event.awsRegion();
        long arrival = draft.seconds + dice.between(LAG_SECONDS_MIN, LAG_SECONDS_MAX);
        placed.add(new Placed(event, accountId, fileRegion, arrival));
    }
}
