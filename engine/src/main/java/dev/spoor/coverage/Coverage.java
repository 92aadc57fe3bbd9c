/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.integrity.EvidenceFolders;
import dev.spoor.integrity.VerificationScope;
import dev.spoor.scan.LogFiles;
import dev.spoor.scan.LogSurvey;
import dev.spoor.scan.ScanContext;
import dev.spoor.scan.ScanSettings;
import dev.spoor.scan.ScanSource;
import dev.spoor.scan.lake.LakeLogs;
import dev.spoor.scan.lake.LedgerFiles;
import dev.spoor.source.Layout;
import dev.spoor.store.FolderScope;
import dev.spoor.store.ObjectEntry;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How complete the logs are. Each call looks anew: it lists the places of the logs, reads digest files, and of log files
 * only those that are known to hold calls that changed trails. Thread-safe.
 */
public final class Coverage {
    private final LogFiles files;
    private final Optional<LakeLogs> lake;
    private final Supplier<BiFunction<String, ObjectEntry, Boolean>> verdicts;

    /**
     * @param lake beside the logs, if there is one
     * @param verdicts asked once a call; tells whether verification found a version of a log file changed, by its address;
     *     null if it was not verified
     */
    public Coverage(
            LogFiles files, Optional<LakeLogs> lake, Supplier<BiFunction<String, ObjectEntry, Boolean>> verdicts) {
        this.files = Objects.requireNonNull(files, "files is null");
        this.lake = Objects.requireNonNull(lake, "lake is null");
        this.verdicts = Objects.requireNonNull(verdicts, "verdicts is null");
    }

    /**
     * The rows of the table of coverage, by account, region and hour.
     *
     * @param knownEvents events, each once, of the lake and of files that were read before
     * @param inLedgerOrNull what the lake's ledger knows about log files; null without a lake
     */
    public Iterator<Object[]> rows(
            CoverageScope scope,
            ScanSource knownEvents,
            LedgerFiles inLedgerOrNull,
            ScanSettings settings,
            ScanContext context) {
        boolean isFar =
                files.locations().stream().anyMatch(location -> location.store().requestsMax() > 0);
        boolean isNarrow = isFar && !scope.isEverything();
        CoverageTally tally = new CoverageTally(scope, verdicts.get());
        Function<String, FolderScope> folders = isNarrow ? folders(scope, tally) : folder -> FolderScope.EVERYTHING;
        LogSurvey survey = new LogSurvey(files, settings, context.cancellation());
        if (lake.isPresent()) {
            lake.get().survey(survey, inLedgerOrNull, folders, tally);
        } else {
            survey.visit(folders, (location, entry) -> null, null, tally);
        }
        new DigestReading(lake.map(each -> each.lake().ledger().digests()), context).read(tally, scope);
        List<TrailPause> pauses = pauses(knownEvents, isNarrow ? scope.sinceMicros() : Long.MIN_VALUE, context);
        Map<Optional<String>, Long> firstUnread = new HashMap<>(tally.firstUnread());
        if (isNarrow || !tally.isListingWhole()) {
            firstUnread.put(Optional.empty(), Long.MIN_VALUE);
        }
        return new CoverageRows(scope, new CoverageFindings(tally.places(), pauses, isNarrow, firstUnread));
    }

    /** The folders with what is asked for; those of places make the places known. */
    private Function<String, FolderScope> folders(CoverageScope scope, CoverageTally tally) {
        EvidenceFolders wanted = new EvidenceFolders(
                "",
                new VerificationScope(
                        scope.sinceMicros(),
                        scope.listedUntilMicros(),
                        CoverageScope.names(scope.accounts()),
                        CoverageScope.names(scope.regions()),
                        Optional.empty(),
                        Optional.empty(),
                        false));
        Layout layout = files.layout();
        return folder -> {
            FolderScope wantedOf = wanted.scopeOf(folder);
            if (wantedOf.isAnything()) {
                tally.folder(layout.read(folder + "any.json.gz", Layout.LATENESS_NOT_TRUSTED, false));
            }
            return wantedOf;
        };
    }

    private static List<TrailPause> pauses(ScanSource knownEvents, long sinceMicros, ScanContext context) {
        return TrailPauses.of(TrailChanges.read(knownEvents, sinceMicros, context));
    }

    /**
     * The rows of the table of times in which trails did not log, by account, region, trail and begin.
     *
     * @param knownEvents as for {@link #rows}
     */
    public Iterator<Object[]> pauseRows(ScanSource knownEvents, ScanContext context) {
        return pauses(knownEvents, Long.MIN_VALUE, context).stream()
                .map(pause -> new Object[] {
                    pause.account(),
                    pause.homeRegion(),
                    pause.trail(),
                    pause.what().label(),
                    pause.fromMicros(),
                    pause.untilMicros() == Long.MAX_VALUE ? null : (Object) pause.untilMicros(),
                    pause.beganBy(),
                    pause.endedByOrNull(),
                    pause.actorOrNull(),
                    pause.eventIdOrNull()
                })
                .iterator();
    }
}
