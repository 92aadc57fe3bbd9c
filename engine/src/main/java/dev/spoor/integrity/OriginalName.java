/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.integrity;

import java.util.Objects;

/**
 * Where CloudTrail put a file.
 *
 * @param bucket name of the bucket
 * @param key of the object
 */
public record OriginalName(String bucket, String key) {
    /** The folder under which all services deliver, below a prefix that the user chose. */
    private static final String ROOT = "AWSLogs/";

    public OriginalName {
        Objects.requireNonNull(bucket, "bucket is null");
        Objects.requireNonNull(key, "key is null");
    }

    /** What stays of a key or an address when it is copied to another place: from the services' root folder on. */
    static String tailOrNull(String address) {
        int at = address.lastIndexOf(ROOT);
        return at < 0 || at > 0 && address.charAt(at - 1) != '/' ? null : address.substring(at);
    }

    static String fileName(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** As users write it: {@code s3://bucket/key}. */
    public String address() {
        return "s3://" + this;
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
