/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The values that templates ask for, while one session runs in one region of one account. */
final class Scene {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);
    private static final List<String> UNICODE = List.of(
            "nightly export",
            "Zürich büro",
            "請求書 2026",
            "отчёт за май",
            "naïve café",
            "ストレージ",
            "déploiement",
            "🔒 locked",
            "plain text",
            "a \\u003d b",
            "tab\\there",
            "quote \\\"q\\\"",
            "");

    final Cast cast;
    final String region;
    final Actor actor;
    final Dice dice;
    private final String bucket;
    private final String keyId;
    private long seconds;

    Scene(Cast cast, String region, Actor actor, Dice dice) {
        this.cast = cast;
        this.region = region;
        this.actor = actor;
        this.dice = dice;
        this.bucket = dice.skewed(cast.buckets);
        this.keyId = dice.skewed(cast.keyIds);
    }

    void at(long epochSeconds) {
        seconds = epochSeconds;
    }

    String value(String word) {
        return switch (word) {
            case "account" -> cast.accountId;
            case "region" -> region;
            case "arn" ->
                actor.identity().arn() == null
                        ? "arn:aws:iam::" + cast.accountId + ":root"
                        : actor.identity().arn();
            case "bucket" -> bucket;
            case "key" -> objectKey();
            case "keyarn" -> "arn:aws:kms:" + region + ":" + cast.accountId + ":key/" + keyId;
            case "role" -> dice.skewed(cast.roles).name();
            case "user" -> dice.skewed(cast.users).name();
            case "instance" -> dice.skewed(cast.instances);
            case "secret" -> dice.skewed(cast.secrets);
            case "table" -> dice.skewed(cast.tables);
            case "function" -> dice.skewed(cast.functions);
            case "word" -> Cast.word(dice);
            case "session" -> "session-" + dice.digits(6);
            case "unicode" -> dice.oneOf(UNICODE);
            default -> randomValue(word);
        };
    }

    private String randomValue(String word) {
        return switch (word) {
            case "int" -> Integer.toString(1 + dice.below(99));
            case "bigint" -> Long.toString(3_000_000_000L + dice.below(1_000_000_000));
            case "seconds" -> Integer.toString(900 * (1 + dice.below(4)));
            case "millis" -> Long.toString(seconds * 1_000);
            case "epochfloat" -> floatSeconds();
            case "isoms" -> Dice.isoSeconds(seconds).replace("Z", ".000+0000");
            case "clock" -> clock();
            case "bytes" -> dice.chance(0.25) ? number() : number() + ".0";
            case "zero" -> dice.chance(0.25) ? "0" : "0.0";
            case "digits" -> dice.digits(12);
            case "hex16" -> "0" + dice.hex(16);
            case "hex32" -> dice.hex(32);
            case "b64" -> dice.base62(74) + "\\u003d\\u003d";
            case "guid" -> dice.guid();
            case "sg" -> "sg-0" + dice.hex(16);
            case "vpc" -> "vpc-0" + dice.hex(16);
            case "asia" -> dice.awsId("ASIA", 20);
            case "akia" -> dice.awsId("AKIA", 20);
            case "aida" -> dice.awsId("AIDA", 21);
            case "aroa" -> dice.awsId("AROA", 21);
            case "yesno" -> dice.chance(0.7) ? "Yes" : "No";
            case "natrequest" -> dice.chance(0.3) ? "\"\"" : "{\"MaxResults\":" + (5 + dice.below(95)) + "}";
            default -> throw new IllegalArgumentException("event-kinds.txt asks for $" + word + ", which is unknown");
        };
    }

    private String objectKey() {
        String date = Dice.isoSeconds(seconds).substring(0, 10).replace('-', '/');
        return Cast.word(dice) + "/" + date + "/" + dice.hex(12) + (dice.chance(0.01) ? "/größe.json" : ".json");
    }

    private String number() {
        return Integer.toString(dice.longTail(900, 9_000_000));
    }

    private String floatSeconds() {
        String digits = Long.toString(seconds);
        return digits.charAt(0) + "." + digits.substring(1) + "107E" + (digits.length() - 1);
    }

    /** The date style of some Java services: {@code Jul 19, 2026, 9:25:09 PM}, at times with a narrow no-break space. */
    private String clock() {
        String text = CLOCK.format(Instant.ofEpochSecond(seconds));
        return dice.chance(0.02)
                ? text.substring(0, text.length() - 3) + "\\u202f" + text.substring(text.length() - 2)
                : text;
    }
}
