/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects by key. Safe for all threads. Minimal on purpose: think twice before adding a method.
 *
 * <p>Errors are {@link dev.spoor.error.EngineException}s: OBJECT_VANISHED when a listed object is gone, STORE_FAILURE
 * for every other failure to get at bytes; both carry the key in their context. Streams throw {@link java.io.IOException}
 * once they are open.
 */
public interface ObjectStore extends AutoCloseable {
    /**
     * Where the store is, in a stable spelling that ends without a '/': the identity under which facts about its objects
     * may be remembered. {@code location() + "/" + key} is the full address of an object.
     */
    String location();

    /** Whether the store was opened on one single object that the user named, and shows nothing else. */
    default boolean isSingleObject() {
        return false;
    }

    /**
     * The objects whose key starts with {@code prefix} and is greater than {@code startAfterOrNull}, in the order of the
     * UTF-8 bytes of their keys. Lazy: pages or folders are fetched while the iterator advances, which may throw
     * STORE_FAILURE. What cannot be listed but does not stop the listing goes to {@code problems}, on the caller's
     * thread, before the iterator ends.
     *
     * <p>Which objects there are is always as of now. Size and time of an object may be remembered from an earlier
     * listing: {@link #isStillAsListed} tells before something important is concluded from them.
     */
    Iterator<ObjectEntry> list(String prefix, String startAfterOrNull, Consumer<ListingProblem> problems);

    /**
     * All objects as {@link #list} gives them, except those that are not wanted, in pages: objects that follow each other
     * and lie in the same folder. What is not wanted may be given nevertheless. A store that knows that a folder is as it
     * was gives the very same list again, so that callers may keep what they worked out about it.
     *
     * @param folders what of a folder is wanted; asked for the folders above before those inside them, and not for what
     *     lies in unwanted ones
     */
    default Iterator<List<ObjectEntry>> pages(FolderFilter folders, Consumer<ListingProblem> problems) {
        return new EntryPages(list("", null, problems), folders);
    }

    /** Whether the object has the size, time and version of the entry. Always true if listings remember nothing. */
    default boolean isStillAsListed(ObjectEntry entry) {
        return true;
    }

    /**
     * The bytes of the range, as they are now: an object that grew or was replaced since it was listed gives its new
     * bytes, unless the store has kept those of the very version that was listed. The caller closes the stream.
     */
    InputStream read(ObjectEntry entry, ByteRange range);

    /** The object of exactly this key, as it is now. STORE_FAILURE when that cannot be found out. */
    default Optional<ObjectEntry> find(String key) {
        Iterator<ObjectEntry> listed = list(key, null, problem -> {
            throw new EngineException(ErrorCode.STORE_FAILURE, problem.key() + " " + problem.reason())
                    .with("key", problem.key());
        });
        return listed.hasNext()
                ? Optional.of(listed.next()).filter(entry -> entry.key().equals(key))
                : Optional.empty();
    }

    /**
     * What somebody attached to the object beside its bytes, by name in lower case; empty for stores that know no such
     * thing. OBJECT_VANISHED when the object is gone.
     */
    default Map<String, String> userMetadata(ObjectEntry entry) {
        return Map.of();
    }

    /**
     * Starts to write an object. STORE_FAILURE when that is not possible, for example because the store is read-only.
     * The caller closes the sink.
     */
    ObjectSink create(String key, WriteCondition condition);

    /** Removes objects; those that are not there are no trouble. STORE_FAILURE names the first that stays. */
    void delete(Collection<String> keys);

    /** How many requests may be under way at once to where the objects are; 0 where there are no requests. */
    default int requestsMax() {
        return 0;
    }

    /** What was asked of this store since it was opened, by anybody. */
    default StoreTraffic traffic() {
        return StoreTraffic.NONE;
    }

    /** Frees connections. Objects stay. */
    @Override
    void close();
}
