/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import dev.spoor.coverage.CoverageTally.ListedDigest;
import dev.spoor.dataset.DigestBooks;
import dev.spoor.dataset.DigestFile;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.integrity.Digest;
import dev.spoor.integrity.DigestParser;
import dev.spoor.scan.ScanContext;
import dev.spoor.source.cloudtrail.DigestFileName;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Reads digest files: those that a lake keeps from its ledger, also when their objects are gone, and the others from their
 * stores. What they say is taken as it stands; proving it is the task of verification.
 */
final class DigestReading {
    /** CloudTrail's own are some kilobytes. */
    private static final int BYTES_MAX = 16 << 20;

    private static final int DIGESTS_PER_ROUND = 256;

    private final Optional<DigestBooks> books;
    private final ScanContext context;

    /** @param books of a lake, if there is one */
    DigestReading(Optional<DigestBooks> books, ScanContext context) {
        this.books = books;
        this.context = context;
    }

    /** A digest to be read. */
    private record Task(DigestFileName name, Callable<Optional<Digest>> reading) {}

    /** Hands what digests say to a tally that has met them, and those that the lake alone has. */
    void read(CoverageTally tally, CoverageScope scope) {
        List<Task> tasks = tasks(tally.digests(), scope);
        for (int from = 0; from < tasks.size(); from += DIGESTS_PER_ROUND) {
            List<Task> round = tasks.subList(from, Math.min(tasks.size(), from + DIGESTS_PER_ROUND));
            List<Future<Optional<Digest>>> readings = new ArrayList<>();
            round.forEach(task -> readings.add(context.io().submit(task.reading())));
            try {
                for (int i = 0; i < round.size(); i++) {
                    context.cancellation().check();
                    DigestFileName name = round.get(i).name();
                    result(readings.get(i))
                            .ifPresentOrElse(digest -> tally.promise(name, digest), () -> tally.promiseUnknown(name));
                }
            } finally {
                readings.forEach(reading -> reading.cancel(true));
            }
        }
    }

    private List<Task> tasks(List<ListedDigest> listed, CoverageScope scope) {
        Map<String, DigestFile> kept = kept();
        List<Task> tasks = new ArrayList<>();
        for (ListedDigest digest : listed) {
            ObjectStore store = digest.location().store();
            DigestFile inLake =
                    kept.remove(store.location() + "/" + digest.entry().key());
            if (isWanted(digest.name(), scope)) {
                boolean isSame = inLake != null && inLake.entry().equals(digest.entry());
                tasks.add(new Task(
                        digest.name(), isSame ? () -> fromLake(inLake) : () -> fromStore(store, digest.entry())));
            }
        }
        kept.values().forEach(digest -> {
            DigestFileName name = DigestFileName.parseOrNull(
                    CoverageTally.nameOf(digest.entry().key()));
            boolean isHere = name != null && scope.hasPlace(new Place(name.account(), name.region()));
            if (isHere && isWanted(name, scope)) {
                tasks.add(new Task(name, () -> fromLake(digest)));
            }
        });
        return tasks;
    }

    /** Files may be named by a digest some hours after their stamp; later ones are for late files. */
    private static boolean isWanted(DigestFileName name, CoverageScope scope) {
        boolean isSoonEnough = scope.untilMicros() == Long.MAX_VALUE
                || name.endMicros() - CoverageScope.DIGEST_LATE_MICROS <= scope.untilMicros();
        return name.endMicros() > scope.sinceMicros() && isSoonEnough;
    }

    /** By address, the newest version of each digest that the lake has. */
    private Map<String, DigestFile> kept() {
        Map<String, DigestFile> kept = new HashMap<>();
        for (DigestFile digest : books.map(DigestBooks::all).orElse(List.of())) { // in the order of versions
            if (digest.state() == DigestFile.State.KEPT) {
                kept.put(digest.source() + "/" + digest.entry().key(), digest);
            }
        }
        return kept;
    }

    private Optional<Digest> fromLake(DigestFile digest) {
        return books.orElseThrow().content(digest).flatMap(DigestReading::parsed);
    }

    private static Optional<Digest> fromStore(ObjectStore store, ObjectEntry entry) {
        try (InputStream bytes = store.read(entry, ByteRange.ALL)) {
            byte[] content = bytes.readNBytes(BYTES_MAX);
            return content.length < BYTES_MAX ? parsed(content) : Optional.empty();
        } catch (IOException | EngineException e) {
            return Optional.empty(); // what it says is not known, which the rows tell
        }
    }

    private static Optional<Digest> parsed(byte[] content) {
        try {
            return Optional.of(DigestParser.parse(content));
        } catch (DigestParser.NoDigestException e) {
            return Optional.empty();
        }
    }

    private static Optional<Digest> result(Future<Optional<Digest>> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(ErrorCode.CANCELLED, "interrupted while digest files were read", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
