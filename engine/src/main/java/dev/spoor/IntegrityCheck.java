/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.dataset.IntegrityBooks;
import dev.spoor.dataset.iceberg.Lake;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.integrity.EvidencePlace;
import dev.spoor.integrity.VerificationListener;
import dev.spoor.integrity.VerificationReport;
import dev.spoor.integrity.VerificationScope;
import dev.spoor.integrity.Verifier;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Verifies logs against CloudTrail's digests. What is found out stays in the lake's ledger or, without a lake, in the cache
 * folder, where queries see it. {@link #cancel} from any thread, all else from one.
 */
public final class IntegrityCheck implements AutoCloseable {
    private final List<EvidencePlace> places = new ArrayList<>();
    private final Optional<Lake> lake;
    private final IntegrityBooks books;
    private final ExecutorService threads;
    private final Verifier verifier;
    private final QueryCancellation cancellation = new QueryCancellation(Duration.ZERO);

    /**
     * What is verified.
     *
     * @param logs places with digests, log files or both; one at least
     * @param originals of places that are copies of a bucket: the place as the user wrote it, to what it is a copy of
     * @param keys files and folders of public keys
     * @param fetchesKeys whether AWS is asked for keys
     * @param lake whose ledger keeps what is found out
     */
    public record Subject(
            List<StoreLocation> logs,
            Map<String, String> originals,
            List<Path> keys,
            boolean fetchesKeys,
            Optional<LakeLocation> lake) {
        public Subject {
            logs = List.copyOf(logs);
            originals = Map.copyOf(originals);
            keys = List.copyOf(keys);
        }
    }

    private IntegrityCheck(Subject subject, Settings settings, Clock clock, Consumer<String> warnings) {
        // what a store has kept on this machine says nothing about what is in the store now
        StoreOptions options = settings.with(Settings.S3_CACHE_LIMIT.key(), "0").storeOptions(warnings);
        Optional<Lake> opened = Optional.empty();
        try {
            for (StoreLocation place : subject.logs()) {
                ObjectStore store = ObjectStores.open(place, options);
                String original = subject.originals().get(place.text());
                places.add(original == null ? EvidencePlace.of(store) : EvidencePlace.copyOf(store, original));
            }
            opened = subject.lake().map(place -> place.open(new CloudTrailSource(), options, clock));
            this.books = opened.isPresent()
                    ? opened.get().ledger().integrity()
                    : settings.get(Settings.CACHE)
                            ? IntegrityBooks.open(settings.cacheFolder())
                            : IntegrityBooks.inMemory();
        } catch (RuntimeException e) {
            places.forEach(place -> place.store().close());
            opened.ifPresent(Lake::close);
            throw e;
        }
        this.lake = opened;
        this.threads = Executors.newFixedThreadPool(threadCount(settings), task -> {
            Thread thread = new Thread(task, "spoor-verify");
            thread.setDaemon(true);
            return thread;
        });
        this.verifier = new Verifier(
                places,
                new KeptKeys(subject.keys(), subject.fetchesKeys(), options),
                books,
                lake.map(each -> each.ledger().digests()),
                threads,
                clock);
    }

    /** As many as hash at once; where files are far away, as many as may be asked for. */
    private int threadCount(Settings settings) {
        int count = settings.get(Settings.WORKERS);
        for (EvidencePlace place : places) {
            count = Math.max(count, place.store().requestsMax());
        }
        return count;
    }

    /**
     * Opens everything.
     *
     * @param warnings gets a sentence for each trouble that costs time but nothing else, on any thread
     * @throws EngineException LOCATION_NOT_FOUND, INVALID_CONFIGURATION
     */
    public static IntegrityCheck open(Subject subject, Settings settings, Clock clock, Consumer<String> warnings) {
        if (subject.lake().isPresent() && !subject.lake().get().exists()) {
            throw new EngineException(
                    ErrorCode.LOCATION_NOT_FOUND,
                    "there is no lake in " + subject.lake().get().place());
        }
        return new IntegrityCheck(subject, settings, clock, warnings);
    }

    /**
     * Verifies. What is wrong with files is a finding; EngineExceptions are about what stops everything: no keys, a place
     * that cannot be listed, CANCELLED.
     */
    public VerificationReport run(VerificationScope scope, VerificationListener listener) {
        try {
            return verifier.run(scope, listener, cancellation::check);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw Failures.explained(e);
        }
    }

    /** Ends what runs with CANCELLED; what was found out about files stays. */
    public void cancel() {
        cancellation.cancel();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        books.close();
        lake.ifPresent(Lake::close);
        places.forEach(place -> place.store().close());
    }
}
