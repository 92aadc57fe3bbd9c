/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.Arrays;

/** What kind of session it is: who acts, how long, and which calls are likely. */
enum Profile {
    /** An application with an instance or function role: few kinds of calls, very many of them. */
    WORKLOAD("workload", 46, 14, 4_000),
    /** AWS itself, on behalf of the account. */
    SERVICE("service", 26, 6, 400),
    /** A person in the browser. */
    CONSOLE("console", 8, 18, 120),
    /** A person at a command line. */
    CLI("cli", 8, 6, 80),
    /** A pipeline that deploys, with a role taken by web identity. */
    DEPLOY("deploy", 4, 18, 120),
    /** An inventory tool that lists everything and is refused at times. */
    SCAN("scan", 3, 60, 2_500),
    /** Another account that takes a role here; both accounts log it with one shared event id. */
    CROSS("cross", 3, 1, 2),
    /** Guessed passwords on the console, from one address. */
    GUESSING("guessing", 1, 8, 60),
    /** A service event without a caller: a secret version expires. */
    ROTATION("rotation", 1, 1, 4),
    /** First calls of a session, not a session of their own. */
    START_CONSOLE("start-console", 0, 1, 1),
    START_CLI("start-cli", 0, 1, 1),
    START_DEPLOY("start-deploy", 0, 1, 1),
    START_SCAN("start-scan", 0, 1, 1);

    private static final Profile[] ALL = values();
    private static final int WEIGHT_SUM =
            Arrays.stream(ALL).mapToInt(p -> p.weight).sum();

    final int medianLength;
    final int lengthMax;
    private final String word;
    private final int weight;

    Profile(String word, int weight, int medianLength, int lengthMax) {
        this.word = word;
        this.weight = weight;
        this.medianLength = medianLength;
        this.lengthMax = lengthMax;
    }

    static Profile of(String word) {
        for (Profile profile : ALL) {
            if (profile.word.equals(word)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("no profile is called " + word);
    }

    static Profile draw(Dice dice) {
        int roll = dice.below(WEIGHT_SUM);
        int at = 0;
        for (int sum = ALL[0].weight; sum <= roll; sum += ALL[at].weight) {
            at++;
        }
        return ALL[at];
    }
}
