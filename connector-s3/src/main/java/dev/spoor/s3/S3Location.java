/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.StoreLocation;

/**
 * A place in a bucket.
 *
 * @param bucket its name, or the ARN of an access point
 * @param path what follows in the address, without '/' at either end; empty for the whole bucket
 */
record S3Location(String bucket, String path) {
    private static final int BUCKET_NAME_CHARS_MIN = 3;
    private static final String ARN = "arn:";

    /** INVALID_CONFIGURATION for an address without a bucket. */
    static S3Location of(StoreLocation location) {
        String rest = location.text().substring(location.scheme().length() + "://".length());
        int end = rest.indexOf('/');
        if (rest.startsWith(ARN) && end >= 0) {
            end = rest.indexOf('/', end + 1); // the ARN of an access point has a '/' of its own
        }
        String bucket = end < 0 ? rest : rest.substring(0, end);
        if (bucket.length() < BUCKET_NAME_CHARS_MIN || bucket.indexOf('@') >= 0) {
            throw new EngineException(
                    ErrorCode.INVALID_CONFIGURATION,
                    "'" + location + "' names no bucket: an address in S3 is s3://BUCKET/PREFIX");
        }
        String path = end < 0 ? "" : rest.substring(end + 1);
        while (path.startsWith("/")) {
            path = path.substring(1);
        }
        return new S3Location(bucket, path);
    }

    /** What the keys of everything below the path start with. */
    String keyPrefix() {
        return path.isEmpty() ? "" : path + "/";
    }

    /** The address, whatever letters its scheme was written with. */
    String address() {
        return path.isEmpty() ? "s3://" + bucket : "s3://" + bucket + "/" + path;
    }
}
