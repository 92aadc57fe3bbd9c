/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.dataset.IntegrityState;
import dev.spoor.integrity.Finding.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Log files that no digest names. Where proven digests cover the time of a file and some hours after it, one of them
 * should; else it is told how many files of which time cannot be judged. One thread.
 */
final class UnnamedFiles {
    /** Files of one place, state and stretch of time are one remark; a pause of this length in which there are digests begins a new one. */
    private static final long PAUSE_MICROS = 24 * VerificationScope.HOUR_MICROS;

    private final VerificationScope scope;
    private final Verdicts verdicts;
    private final Map<List<String>, List<Period>> merged = new LinkedHashMap<>();

    UnnamedFiles(VerificationScope scope, Verdicts verdicts) {
        this.scope = scope;
        this.verdicts = verdicts;
    }

    /** Judges those that have no verdict, and tells of those that have none for lack of a proof; how many were unnamed. */
    long judge(List<StoredFile> logs, Runnable cancellation) {
        List<StoredFile> left = new ArrayList<>();
        long unnamed = 0;
        for (StoredFile file : logs) {
            boolean isAsked = file.deliveredOrNull() == null || scope.hasTime(file.deliveredOrNull());
            if (!isAsked || file.stateOrNull() != null && file.stateOrNull() != IntegrityState.UNPROVEN) {
                continue;
            }
            cancellation.run();
            if (file.stateOrNull() == null) {
                unnamed++;
                file.judge(stateOf(file), null);
            }
            verdicts.keep(file);
            if (file.stateOrNull() == IntegrityState.UNNAMED) {
                verdicts.find(finding(
                        FindingKind.LOG_UNNAMED,
                        file,
                        file.deliveredOrNull(),
                        Optional.of(file.address()),
                        1,
                        "no digest names it, though proven ones cover its time: somebody put it there, or another trail"
                                + " without validation"));
            } else {
                left.add(file);
            }
        }
        tell(left);
        verdicts.flush();
        return unnamed;
    }

    private IntegrityState stateOf(StoredFile file) {
        if (file.deliveredOrNull() == null || file.accountOrNull() == null || file.regionOrNull() == null) {
            return IntegrityState.UNCOVERED;
        }
        Period needed = new Period(
                file.deliveredOrNull().fromMicros(),
                file.deliveredOrNull().untilMicros() + VerificationScope.LATE_MICROS_MAX);
        boolean isCovered = covered(file).stream().anyMatch(period -> period.covers(needed));
        if (isCovered) {
            return IntegrityState.UNNAMED;
        }
        boolean isBroken = verdicts.broken(file.accountOrNull(), file.regionOrNull()).stream()
                .anyMatch(period -> period.meets(needed));
        return isBroken ? IntegrityState.UNPROVEN : IntegrityState.UNCOVERED;
    }

    /** The times without a gap that proven digests of the file's account and region cover. */
    private List<Period> covered(StoredFile file) {
        return merged.computeIfAbsent(List.of(file.accountOrNull(), file.regionOrNull()), place -> {
            List<Period> periods = new ArrayList<>(verdicts.proven(place.get(0), place.get(1)));
            periods.sort(Comparator.comparingLong(Period::fromMicros));
            List<Period> stretches = new ArrayList<>();
            for (Period each : periods) {
                int last = stretches.size() - 1;
                if (last >= 0 && each.fromMicros() <= stretches.get(last).untilMicros()) {
                    stretches.set(
                            last,
                            new Period(
                                    stretches.get(last).fromMicros(),
                                    Math.max(stretches.get(last).untilMicros(), each.untilMicros())));
                } else {
                    stretches.add(each);
                }
            }
            return stretches;
        });
    }

    private void tell(List<StoredFile> files) {
        Map<List<Object>, List<StoredFile>> groups = new LinkedHashMap<>();
        for (StoredFile file : files) {
            List<Object> key = new ArrayList<>();
            key.add(file.stateOrNull());
            key.add(file.accountOrNull());
            key.add(file.regionOrNull());
            groups.computeIfAbsent(key, group -> new ArrayList<>()).add(file);
        }
        groups.values().forEach(this::tellGroup);
    }

    private void tellGroup(List<StoredFile> group) {
        if (group.get(0).deliveredOrNull() == null) {
            tellStretch(group, null);
            return;
        }
        group.sort(Comparator.comparing(StoredFile::deliveredOrNull, Comparator.comparingLong(Period::fromMicros)));
        List<StoredFile> stretch = new ArrayList<>();
        Period time = group.get(0).deliveredOrNull();
        for (StoredFile file : group) {
            Period next = file.deliveredOrNull();
            if (next.fromMicros() > time.untilMicros() + PAUSE_MICROS
                    && hasDigests(file, new Period(time.untilMicros(), next.fromMicros()))) {
                tellStretch(stretch, time);
                stretch = new ArrayList<>();
                time = next;
            }
            stretch.add(file);
            time = new Period(time.fromMicros(), Math.max(time.untilMicros(), next.untilMicros()));
        }
        tellStretch(stretch, time);
    }

    /** Whether digests of the file's account and region, proven or not, are about some of a time. */
    private boolean hasDigests(StoredFile file, Period time) {
        if (file.accountOrNull() == null || file.regionOrNull() == null) {
            return false;
        }
        return covered(file).stream().anyMatch(period -> period.meets(time))
                || verdicts.broken(file.accountOrNull(), file.regionOrNull()).stream()
                        .anyMatch(period -> period.meets(time));
    }

    private void tellStretch(List<StoredFile> files, Period timeOrNull) {
        StoredFile first = files.get(0);
        boolean isUncovered = first.stateOrNull() == IntegrityState.UNCOVERED;
        String text = isUncovered
                ? timeOrNull == null
                        ? "files whose names do not tell when they were delivered; no digest names them"
                        : "no digest covers their time: validation was off, or its digest is not there yet"
                : "their digest is missing or not proven, so they are not either";
        verdicts.find(finding(
                isUncovered ? FindingKind.LOGS_UNCOVERED : FindingKind.LOGS_UNPROVEN,
                first,
                timeOrNull,
                files.size() == 1 ? Optional.of(first.address()) : Optional.empty(),
                files.size(),
                text));
    }

    private static Finding finding(
            FindingKind kind, StoredFile of, Period timeOrNull, Optional<String> file, long files, String text) {
        return new Finding(
                kind,
                Optional.empty(),
                Optional.ofNullable(of.accountOrNull()),
                Optional.ofNullable(of.regionOrNull()),
                Optional.ofNullable(timeOrNull),
                file,
                files,
                text);
    }
}
