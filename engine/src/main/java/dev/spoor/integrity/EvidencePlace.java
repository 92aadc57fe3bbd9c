/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import java.util.Objects;
import java.util.Optional;

/**
 * A place with digests, log files or both.
 *
 * @param store where the bytes are
 * @param originalRoot {@code bucket} or {@code bucket/prefix} that the root of the store is, or is a copy of; empty for a
 *     copy of which that is not known: files are then known by the end of their path, from AWSLogs/ on, or by their name
 * @param isOriginal whether it is the bucket itself, where objects have their metadata
 */
public record EvidencePlace(ObjectStore store, Optional<String> originalRoot, boolean isOriginal) {
    private static final String S3 = "s3://";

    public EvidencePlace {
        Objects.requireNonNull(store, "store is null");
        Objects.requireNonNull(originalRoot, "originalRoot is null");
    }

    /** A bucket, or a copy in a folder of which nothing is known. */
    public static EvidencePlace of(ObjectStore store) {
        boolean isBucket = store.location().startsWith(S3);
        return new EvidencePlace(
                store, isBucket ? Optional.of(store.location().substring(S3.length())) : Optional.empty(), isBucket);
    }

    /**
     * A copy.
     *
     * @param original address of what its root is a copy of: {@code s3://bucket/prefix}
     */
    public static EvidencePlace copyOf(ObjectStore store, String original) {
        String root = original.startsWith(S3) ? original.substring(S3.length()) : original;
        int end = root.length();
        while (end > 0 && root.charAt(end - 1) == '/') {
            end--;
        }
        return new EvidencePlace(store, Optional.of(root.substring(0, end)), false);
    }

    String address(ObjectEntry entry) {
        return store.location() + "/" + entry.key();
    }

    /** Whether a name of the original would lie in here, if that is known. */
    boolean isFor(OriginalName name) {
        return originalRoot
                .filter(root -> name.toString().startsWith(root + "/"))
                .isPresent();
    }
}
