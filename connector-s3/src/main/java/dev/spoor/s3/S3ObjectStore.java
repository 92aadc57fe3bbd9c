/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.s3.ListPage.ListedObject;
import dev.spoor.store.ByteRange;
import dev.spoor.store.FolderFilter;
import dev.spoor.store.KeyOrder;
import dev.spoor.store.ListingProblem;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.PageEntries;
import dev.spoor.store.StoreTraffic;
import dev.spoor.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Objects of a bucket below a prefix, or a single one. Times of objects are whole seconds, as S3 keeps them: some servers
 * list milliseconds that they do not tell otherwise. What was read is kept by {@link ObjectCache}; an entry without an ETag
 * is taken for one of an object that never changes under its key. Thread-safe.
 */
final class S3ObjectStore implements ObjectStore {
    /** Requests for listings at once: S3 answers a few hundred a second without complaint. */
    private static final int LISTERS_MAX = 32;

    private static final long IDLE_SECONDS_MAX = 5;

    /** From here on, UTF-16 has no characters of XML any more. */
    private static final int LAST_XML_UNITS = 0xFFFE;

    private static final List<String> FILE_ENDINGS = List.of(".gz", ".json", ".jsonl", ".ndjson");

    private final S3Bucket bucket;
    private final String location;
    private final String keyPrefix;
    private final String singleKeyOrNull;
    private final ExecutorService listers;
    private final ObjectCache cacheOrNull;

    private S3ObjectStore(S3Bucket bucket, String location, String keyPrefix, String singleKeyOrNull) {
        this.bucket = bucket;
        this.location = location;
        this.keyPrefix = keyPrefix;
        this.singleKeyOrNull = singleKeyOrNull;
        int threads = Math.min(bucket.options().requestsMax(), LISTERS_MAX);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS_MAX, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "spoor-s3-list");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.listers = pool;
        S3Options options = bucket.options();
        this.cacheOrNull = options.cacheBytesMax() == 0
                ? null
                : new ObjectCache(
                        options.cacheFolder(), options.cacheBytesMax(), Clock.systemUTC(), options.warnings());
    }

    /** Opens a place. One request is made if its name looks like that of a file: to see whether it is one. */
    static S3ObjectStore open(S3Location place, S3Options options) {
        S3Bucket bucket = new S3Bucket(place.bucket(), options);
        try {
            if (looksLikeFile(place.path()) && bucket.head(place.path()).isPresent()) {
                int slash = place.path().lastIndexOf('/');
                S3Location folder = new S3Location(place.bucket(), place.path().substring(0, Math.max(slash, 0)));
                return new S3ObjectStore(
                        bucket,
                        folder.address(),
                        folder.keyPrefix(),
                        place.path().substring(slash + 1));
            }
            return new S3ObjectStore(bucket, place.address(), place.keyPrefix(), null);
        } catch (RuntimeException e) {
            bucket.close();
            throw e;
        }
    }

    private static boolean looksLikeFile(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return FILE_ENDINGS.stream().anyMatch(lower::endsWith);
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public boolean isSingleObject() {
        return singleKeyOrNull != null;
    }

    @Override
    public StoreTraffic traffic() {
        return bucket.traffic();
    }

    @Override
    public Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> problems) {
        Objects.requireNonNull(prefix, "prefix is null");
        Objects.requireNonNull(problems, "problems is null");
        if (singleKeyOrNull == null) {
            return prefix.isEmpty() && startAfterOrNull == null
                    ? new PageEntries(new S3FolderListing(this, bucket, FolderFilter.ALL, listers))
                    : new S3Listing(this, bucket, prefix, startAfterOrNull);
        }
        boolean isWanted = singleKeyOrNull.startsWith(prefix)
                && (startAfterOrNull == null || KeyOrder.compare(singleKeyOrNull, startAfterOrNull) > 0);
        return isWanted
                ? find(singleKeyOrNull).stream().iterator()
                : List.<ObjectEntry>of().iterator();
    }

    /** Many requests at once. */
    @Override
    public Iterator<List<ObjectEntry>> pages(FolderFilter folders, Consumer<ListingProblem> problems) {
        Objects.requireNonNull(folders, "folders is null");
        Objects.requireNonNull(problems, "problems is null");
        return singleKeyOrNull == null
                ? new S3FolderListing(this, bucket, folders, listers)
                : find(singleKeyOrNull).stream().map(List::of).iterator();
    }

    @Override
    public int requestsMax() {
        return bucket.options().requestsMax();
    }

    /** The key that S3 knows. */
    String wholeKey(String key) {
        return keyPrefix + key;
    }

    /** The key, or the folder, that this store knows. */
    String keyOf(String wholeKey) {
        return wholeKey.substring(keyPrefix.length());
    }

    /** An entry of a listing; null for the marker of the store's own folder. */
    ObjectEntry entryOrNull(ListedObject object) {
        if (object.key().length() <= keyPrefix.length()) {
            return null;
        }
        return new ObjectEntry(
                object.key().substring(keyPrefix.length()),
                object.sizeBytes(),
                TimeUnit.SECONDS.toMicros(object.modifiedSecond()),
                plain(object.etagOrNull()));
    }

    ObjectEntry entry(String key, HeadObjectResponse known) {
        return new ObjectEntry(key, known.contentLength(), micros(known.lastModified()), plain(known.eTag()));
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond());
    }

    private static String plain(String quotedOrNull) {
        return quotedOrNull == null ? null : quotedOrNull.replace("\"", "");
    }

    @Override
    public InputStream read(ObjectEntry entry, ByteRange range) {
        long length = Math.min(range.lengthMax(), entry.sizeBytes() - range.startByte());
        if (range.lengthMax() == 0) {
            return InputStream.nullInputStream();
        }
        if (cacheOrNull == null || length <= 0 || length > ObjectCache.ENTRY_BYTES_MAX) {
            return fetch(entry, range, null);
        }
        String version = entry.etagOrNull() == null ? entry.sizeBytes() + " bytes" : entry.etagOrNull();
        String name = ObjectCache.nameOf(bucket.name(), wholeKey(entry.key()), version, range.startByte(), length);
        byte[] kept = cacheOrNull.getOrNull(name);
        return kept != null && kept.length == length ? new ByteArrayInputStream(kept) : fetch(entry, range, name);
    }

    /**
     * Asks the server.
     *
     * @param nameOrNull to keep the bytes under; they are kept if they are those of the version that was listed
     */
    private InputStream fetch(ObjectEntry entry, ByteRange range, String nameOrNull) {
        try {
            Optional<ObjectBody> body = bucket.get(wholeKey(entry.key()), header(range), null);
            if (body.isEmpty()) {
                return InputStream.nullInputStream();
            }
            ObjectBody given = body.get();
            InputStream stream = new ResumingStream(bucket, wholeKey(entry.key()), range.startByte(), given);
            long expected = Math.min(range.lengthMax(), entry.sizeBytes() - range.startByte());
            boolean isAsListed = given.lengthBytes() == expected
                    && (entry.etagOrNull() == null || entry.etagOrNull().equals(plain(given.etagOrNull())));
            return nameOrNull != null && isAsListed
                    ? new KeepingStream(stream, (int) expected, cacheOrNull, nameOrNull)
                    : stream;
        } catch (EngineException e) {
            throw e.with("key", entry.key());
        }
    }

    /** Null for all bytes. */
    private static String header(ByteRange range) {
        if (range.isWholeObject()) {
            return null;
        }
        long last = range.startByte() + range.lengthMax() - 1;
        return "bytes=" + range.startByte() + "-" + (last < 0 || last == Long.MAX_VALUE ? "" : last);
    }

    @Override
    public Optional<ObjectEntry> find(String key) {
        try {
            return bucket.head(wholeKey(key)).map(known -> entry(key, known));
        } catch (EngineException e) {
            throw e.with("key", key);
        }
    }

    /** The headers that begin with {@code x-amz-meta-}, without that. */
    @Override
    public Map<String, String> userMetadata(ObjectEntry entry) {
        try {
            HeadObjectResponse known = bucket.head(wholeKey(entry.key()))
                    .orElseThrow(() -> new EngineException(
                            ErrorCode.OBJECT_VANISHED, "object " + entry.key() + " of " + location + " is gone"));
            Map<String, String> metadata = new TreeMap<>();
            known.metadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
            return metadata;
        } catch (EngineException e) {
            throw e.with("key", entry.key());
        }
    }

    @Override
    public ObjectSink create(String key, WriteCondition condition) {
        if (key.isEmpty()) {
            throw new EngineException(ErrorCode.STORE_FAILURE, "an object needs a key").with("key", key);
        }
        return new S3Sink(this, bucket, key, wholeKey(key), condition);
    }

    /** Goes on after a failure: as many as possible are removed. */
    @Override
    public void delete(Collection<String> keys) {
        List<String> together = new ArrayList<>();
        EngineException failure = null;
        for (String key : keys) {
            if (isXml(key)) {
                together.add(key);
            } else {
                failure = firstOf(failure, deleteAlone(key));
            }
        }
        for (int from = 0; from < together.size(); from += S3Bucket.KEYS_MAX) {
            int to = Math.min(from + S3Bucket.KEYS_MAX, together.size());
            failure = firstOf(failure, deleteTogether(together.subList(from, to)));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static EngineException firstOf(EngineException firstOrNull, EngineException nextOrNull) {
        return firstOrNull == null ? nextOrNull : firstOrNull;
    }

    /** Whether XML, in which the request lists its keys, has a way to write this one. */
    private static boolean isXml(String key) {
        return key.chars().allMatch(unit -> unit >= ' ' && unit < LAST_XML_UNITS);
    }

    private EngineException deleteAlone(String key) {
        try {
            bucket.delete(wholeKey(key));
            return null;
        } catch (EngineException e) {
            return e.with("key", key);
        }
    }

    private EngineException deleteTogether(List<String> keys) {
        try {
            DeleteObjectsResponse answer =
                    bucket.delete(keys.stream().map(this::wholeKey).toList());
            EngineException first = null;
            for (S3Error error : answer.errors()) {
                first = firstOf(first, failed(error));
            }
            return first;
        } catch (EngineException e) {
            return e.with("key", keys.get(0));
        }
    }

    private EngineException failed(S3Error error) {
        boolean isDenied = "AccessDenied".equals(error.code());
        String key =
                error.key().substring(Math.min(keyPrefix.length(), error.key().length()));
        return new EngineException(
                        isDenied ? ErrorCode.ACCESS_DENIED : ErrorCode.STORE_FAILURE,
                        "object " + key + " of " + location + " cannot be deleted: " + error.code() + " "
                                + error.message())
                .with("key", key);
    }

    @Override
    public void close() {
        listers.shutdown();
        bucket.close();
    }
}
