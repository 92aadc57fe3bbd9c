/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.StoreOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How S3 is reached: the settings {@code s3.*}, see the page of configuration.
 *
 * @param region to begin with
 * @param profile of the AWS configuration
 * @param isAnonymous whether requests go unsigned
 * @param requesterPays whether we agree to pay
 * @param endpoint in place of AWS
 * @param isPathStyle whether the bucket stands in the path
 * @param isDualStack whether IPv6 is used
 * @param kmsKey that new objects are encrypted with
 * @param requestsMax under way at once
 * @param timeout for each answer
 * @param cacheFolder where fetched bytes may be kept
 * @param cacheBytesMax how many of them; 0 for none
 * @param warnings for troubles that cost no answer
 */
record S3Options(
        Optional<String> region,
        Optional<String> profile,
        boolean isAnonymous,
        boolean requesterPays,
        Optional<URI> endpoint,
        boolean isPathStyle,
        boolean isDualStack,
        Optional<String> kmsKey,
        int requestsMax,
        Duration timeout,
        Path cacheFolder,
        long cacheBytesMax,
        Consumer<String> warnings) {
    private static final String CACHE = "objects";

    /** INVALID_CONFIGURATION for values that make no sense. */
    static S3Options of(StoreOptions options) {
        return new S3Options(
                text(options, "s3.region"),
                text(options, "s3.profile"),
                Boolean.parseBoolean(options.get("s3.anonymous")),
                Boolean.parseBoolean(options.get("s3.requester-pays")),
                text(options, "s3.endpoint").map(S3Options::address),
                Boolean.parseBoolean(options.get("s3.path-style")),
                Boolean.parseBoolean(options.get("s3.dual-stack")),
                text(options, "s3.kms-key"),
                Integer.parseInt(options.get("s3.requests")),
                Duration.parse(options.get("s3.timeout")),
                options.cacheFolder().resolve(CACHE),
                Long.parseLong(options.get("s3.cache-limit")),
                options.warnings());
    }

    private static Optional<String> text(StoreOptions options, String key) {
        return Optional.of(options.get(key).trim()).filter(value -> !value.isEmpty());
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("http".equalsIgnoreCase(address.getScheme())
                            || "https".equalsIgnoreCase(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        throw new EngineException(
                ErrorCode.INVALID_CONFIGURATION,
                "s3.endpoint is an address such as https://minio.example.com:9000, not '" + text + "'");
    }
}
