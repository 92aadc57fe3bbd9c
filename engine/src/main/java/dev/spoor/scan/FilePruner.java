/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.dataset.RememberedFile;
import dev.spoor.format.TimeWindow;
import dev.spoor.prune.ScanConstraint;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.KeyParts;
import dev.spoor.source.Layout;
import dev.spoor.store.KeyOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which of the listed files a query must read. A file is left out only if its key or its remembered statistics
 * prove that no record in it satisfies the constraint; remembered statistics are exact and replace what the key can only
 * guess. Files come newest first, by what their keys or statistics say, because audit questions usually ask for the
 * recent past.
 */
final class FilePruner {
    /** The column that names the file of a record. */
    private static final FieldPath FILE_NAME = FieldPath.of("$path");

    /** Why a file was left out; in the order in which the levels are tried. */
    private enum Level {
        PARTITIONS("partition columns"),
        FILE("file"),
        TIME_IN_KEY("time in key"),
        REGION_IN_KEY("account and region in key"),
        STATISTICS("statistics");

        private final String title;

        Level(String title) {
            this.title = title;
        }
    }

    private final Layout layout;
    private final ScanSettings settings;
    private final ScanConstraint wanted;
    private final ScanConstraint wantedTime;
    private final FileCondition wantedKeys;
    private final Optional<ValueSet> wantedNames;

    /** @param window as part of the constraint: records outside it, or without a time, are not wanted */
    FilePruner(
            Layout layout,
            ScanSettings settings,
            ScanConstraint constraint,
            FileCondition wantedKeys,
            TimeWindow window) {
        this.wantedKeys = wantedKeys;
        this.layout = layout;
        this.settings = settings;
        FieldPath time = layout.paths().time();
        this.wanted = within(window, time, constraint);
        this.wantedTime = wanted.onlyOn(List.of(time));
        this.wantedNames = wanted.on(FILE_NAME);
    }

    /** Which files must be listed; all if nothing is to be left out. */
    WantedFiles wantedFromListing() {
        return settings.prunes() ? new WantedFiles(wanted, wantedKeys) : WantedFiles.ALL;
    }

    /** What rows that are wanted and lie in a window satisfy. */
    static ScanConstraint within(TimeWindow window, FieldPath time, ScanConstraint constraint) {
        return window.isAll() ? constraint : constraint.and(time, timesIn(window));
    }

    private static ValueSet timesIn(TimeWindow window) {
        ValueSet from = ValueSet.atLeast(ValueKind.TIMESTAMP, window.sinceMicros());
        return window.untilMicros() == Long.MAX_VALUE
                ? from
                : from.intersect(ValueSet.below(ValueKind.TIMESTAMP, window.untilMicros()));
    }

    /**
     * What remains of a listing.
     *
     * @param files newest first
     * @param unknown those of them of which no statistics are remembered, by identity
     * @param heldUnreadable files that a lake holds in part and that might have had wanted records in the other part
     * @param problemCount places that could not be listed
     * @param report the funnel
     */
    record Result(
            List<LogFile> files,
            Set<LogFile> unknown,
            List<LogListing.Unreadable> heldUnreadable,
            int problemCount,
            PruneReport report) {}

    Result prune(LogListing listing, LedgerView ledger) {
        Kept kept = new Kept();
        long bytesTotal = 0;
        Map<KeyParts, Boolean> keys = settings.prunes() ? verdictsOnKeys(listing) : Map.of();
        for (LogPage page : listing.pages()) {
            bytesTotal += page.bytes();
            if (isExcluded(page, keys)) {
                kept.removed[Level.PARTITIONS.ordinal()] += page.files().size();
                continue;
            }
            LogPage.Known known = page.known(ledger);
            Level ofAll = settings.prunes() && !wanted.isAll() ? levelThatExcludesAll(page, known) : null;
            if (ofAll != null) {
                kept.removed[ofAll.ordinal()] += page.files().size();
            } else {
                pruneEach(page, known, keys, kept);
            }
        }
        PruneReport report = new PruneReport(
                listing.fileCount() + listing.held().fileCount(),
                bytesTotal + listing.held().bytes(),
                steps(listing, kept.removed),
                kept.files.size(),
                kept.bytes,
                notes(listing, kept.files));
        return new Result(
                newestFirst(kept.files),
                kept.unknown,
                heldUnreadable(listing),
                listing.problems().size(),
                report);
    }

    /** By keys alone: the statistics of a file that could not be read whole do not tell what is missing. */
    private List<LogListing.Unreadable> heldUnreadable(LogListing listing) {
        return settings.prunes()
                ? listing.held().unreadable().stream()
                        .filter(each -> !wanted.excludes(each.file().facts().hints()))
                        .toList()
                : listing.held().unreadable();
    }

    /** What is kept, in the making. */
    private static final class Kept {
        private final List<LogFile> files = new ArrayList<>();
        private final Set<LogFile> unknown = Collections.newSetFromMap(new IdentityHashMap<>());
        private final long[] removed = new long[Level.values().length];
        private long bytes;
    }

    /**
     * The level that excludes every file of the page, if what their keys say together shows it; null otherwise. Exact
     * statistics would keep a file whatever its key says, so what they say together must exclude the files, too. The
     * region may be what excludes them only if no file could have been excluded by its time before.
     */
    private Level levelThatExcludesAll(LogPage page, LogPage.Known known) {
        if (known.withStats() > 0 && !wanted.excludes(known.stats())) {
            return null;
        }
        if (wantedTime.excludes(page.hints())) {
            return Level.TIME_IN_KEY;
        }
        return wantedTime.isAll() && wanted.excludes(page.hints()) ? Level.REGION_IN_KEY : null;
    }

    private void pruneEach(LogPage page, LogPage.Known known, Map<KeyParts, Boolean> keys, Kept kept) {
        boolean mayExclude = settings.prunes() && (!wanted.isAll() || !keys.isEmpty());
        for (int i = 0; i < page.files().size(); i++) {
            LogFile file = page.files().get(i);
            RememberedFile memory = known.files()[i];
            Level level = mayExclude ? levelThatExcludes(file, memory, keys) : null;
            if (level != null) {
                kept.removed[level.ordinal()]++;
                continue;
            }
            kept.files.add(file);
            kept.bytes += file.entry().sizeBytes();
            if (memory == null || memory.statsOrNull() == null) {
                kept.unknown.add(file);
            }
        }
    }

    /** What the condition on keys says of each that occurs; many files share one. Empty when there is no condition. */
    private Map<KeyParts, Boolean> verdictsOnKeys(LogListing listing) {
        Map<KeyParts, Boolean> verdicts = new HashMap<>();
        if (wantedKeys == FileCondition.ALL) {
            return verdicts;
        }
        for (LogPage page : listing.pages()) {
            page.keys().forEach(key -> verdicts.put(key, true));
        }
        List<KeyParts> keys = List.copyOf(verdicts.keySet());
        boolean[] mayMatch = wantedKeys.mayMatch(keys);
        for (int i = 0; i < mayMatch.length; i++) {
            verdicts.put(keys.get(i), mayMatch[i]);
        }
        return verdicts;
    }

    private static boolean isExcluded(LogPage page, Map<KeyParts, Boolean> keys) {
        return !keys.isEmpty() && page.keys().stream().allMatch(key -> Boolean.FALSE.equals(keys.get(key)));
    }

    /** Null when the file must be read. */
    private Level levelThatExcludes(LogFile file, RememberedFile memoryOrNull, Map<KeyParts, Boolean> keys) {
        if (Boolean.FALSE.equals(keys.get(file.facts().parts()))) {
            return Level.PARTITIONS;
        }
        if (wantedNames.isPresent() && !wantedNames.get().contains(file.name())) {
            return Level.FILE;
        }
        boolean isKnown = memoryOrNull != null && memoryOrNull.statsOrNull() != null;
        if (isKnown && !wanted.excludes(memoryOrNull.statsOrNull())) {
            return null; // the key may guess otherwise, but the file has been read
        }
        if (wantedTime.excludes(file.facts().hints())) {
            return Level.TIME_IN_KEY;
        }
        if (wanted.excludes(file.facts().hints())) {
            return Level.REGION_IN_KEY;
        }
        boolean isProven = isKnown && file.location().store().isStillAsListed(file.entry());
        return isProven ? Level.STATISTICS : null;
    }

    private List<PruneReport.Step> steps(LogListing listing, long[] removed) {
        List<PruneReport.Step> steps = new ArrayList<>();
        long left = listing.fileCount();
        if (listing.held().fileCount() > 0) {
            steps.add(
                    new PruneReport.Step("log files in the lake", listing.held().fileCount(), left));
        }
        for (Level level : Level.values()) {
            boolean isUnasked = level == Level.PARTITIONS && wantedKeys == FileCondition.ALL
                    || level == Level.FILE && wantedNames.isEmpty();
            if (isUnasked) {
                continue;
            }
            left -= removed[level.ordinal()];
            steps.add(new PruneReport.Step(level.title, removed[level.ordinal()], left));
        }
        return steps;
    }

    private List<String> notes(LogListing listing, List<LogFile> kept) {
        List<String> notes = new ArrayList<>();
        long far = kept.stream()
                .filter(file -> file.location().store().requestsMax() > 0)
                .count();
        if (far > 0) {
            notes.add("requests to read the files: " + far);
        }
        listing.leftOut().forEach((reason, count) -> notes.add("left out: " + count + " " + reason));
        if (!listing.isWhole()) {
            notes.add("listed: of the folders of a trail those of the days, regions and accounts asked for");
        }
        if (!listing.problems().isEmpty()) {
            notes.add("could not be listed: " + listing.problems().size() + " places; see sys.unreadable_files");
        }
        if (!settings.prunes()) {
            notes.add("pruning is off: every file is read");
        }
        boolean hasUpperBound = wanted.on(layout.paths().time())
                .filter(set -> !set.contains(Long.MAX_VALUE))
                .isPresent();
        if (settings.prunes() && hasUpperBound) {
            notes.add(
                    settings.latenessMicrosMax() == Layout.LATENESS_NOT_TRUSTED
                            ? "lateness none: files that were never read are not skipped by an upper bound on time"
                            : "lateness " + Duration.ofNanos(settings.latenessMicrosMax() / 1_000_000 * 1_000_000_000)
                                    + ": files that were never read are taken to hold no events older than that"
                                    + " before delivery");
        }
        return notes;
    }

    private static List<LogFile> newestFirst(List<LogFile> kept) {
        kept.sort((a, b) -> a.newestMicros() != b.newestMicros()
                ? Long.compare(b.newestMicros(), a.newestMicros())
                : KeyOrder.compare(a.name(), b.name()));
        return kept;
    }
}
