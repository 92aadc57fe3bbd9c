/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Puts events into files the way CloudTrail does: one per account, region and five minutes, some again, some late. */
final class Delivery {
    private static final int WINDOW_SECONDS = 300;
    private static final int RECORDS_PER_FILE_MAX = 5_000;
    private static final int LATE_SECONDS_MIN = 1_200;
    private static final int LATE_SECONDS_MAX = 3 * 86_400;
    private static final double REPEAT_IN_SAME_FILE_SHARE = 0.05;

    private final SampleSpec spec;
    private final Dice dice;

    Delivery(SampleSpec spec, long unit) {
        this.spec = spec;
        this.dice = Dice.of(spec.seed(), "delivery", unit);
    }

    void deliver(List<Placed> placed, Consumer<SampleFile> sink) {
        Map<String, List<Placed>> streams = new TreeMap<>();
        for (Placed one : placed) {
            List<Placed> stream = streams.computeIfAbsent(one.accountId() + "/" + one.region(), k -> new ArrayList<>());
            Placed delivered = dice.chance(spec.lateShare()) ? one.at(lateArrival(one)) : one;
            stream.add(delivered);
            if (dice.chance(spec.duplicateShare())) {
                boolean sameFile = dice.chance(REPEAT_IN_SAME_FILE_SHARE);
                stream.add(sameFile ? delivered : delivered.at(delivered.arrivalSeconds() + dice.between(300, 3_600)));
            }
        }
        for (List<Placed> stream : streams.values()) {
            stream.sort(Comparator.comparingLong(Placed::arrivalSeconds));
            cut(stream, sink);
        }
    }

    private long lateArrival(Placed one) {
        double u = dice.unit();
        return one.event().eventTimeSeconds()
                + LATE_SECONDS_MIN
                + (long) (u * u * (LATE_SECONDS_MAX - LATE_SECONDS_MIN));
    }

    private void cut(List<Placed> stream, Consumer<SampleFile> sink) {
        int from = 0;
        for (int i = 1; i <= stream.size(); i++) {
            boolean full = i - from == RECORDS_PER_FILE_MAX;
            if (i == stream.size() || full || window(stream.get(i)) != window(stream.get(from))) {
                sink.accept(file(stream.subList(from, i)));
                from = i;
            }
        }
    }

    private static long window(Placed one) {
        return one.arrivalSeconds() / WINDOW_SECONDS;
    }

    private SampleFile file(List<Placed> records) {
        Placed first = records.get(0);
        long written = (window(first) + 1) * WINDOW_SECONDS;
        String key = SampleKeys.log(spec, first.accountId(), "CloudTrail", first.region(), written, dice.base62(16));
        return new SampleFile(
                key, SampleFile.Kind.EVENTS, records.stream().map(Placed::event).toList(), null);
    }
}
