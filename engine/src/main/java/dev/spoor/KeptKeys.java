/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.integrity.KeySource;
import dev.spoor.integrity.PublicKeys;
import dev.spoor.store.SigningKeyProvider;
import dev.spoor.store.StoreOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The keys of files that the user names, and those that were fetched from AWS before, which stay in the cache folder: AWS
 * has keys of closed accounts no more. Fetches when told to.
 */
final class KeptKeys implements KeySource {
    private static final String FOLDER = "keys";

    /** A key may have come into use a little before or after the digest that it signed. */
    private static final long SPARE_MICROS = TimeUnit.HOURS.toMicros(2);

    private final List<Path> files;
    private final boolean fetches;
    private final StoreOptions options;

    /** @param fetches whether AWS is asked */
    KeptKeys(List<Path> files, boolean fetches, StoreOptions options) {
        this.files = List.copyOf(files);
        this.fetches = fetches;
        this.options = options;
    }

    @Override
    public PublicKeys keys(Set<String> regions, long firstMicros, long lastMicros) {
        Path kept = options.cacheFolder().resolve(FOLDER);
        if (fetches) {
            for (String region : regions) {
                fetch(kept, region, firstMicros - SPARE_MICROS, lastMicros + SPARE_MICROS);
            }
        }
        PublicKeys keys = new PublicKeys();
        if (Files.isDirectory(kept)) {
            keys.addFile(kept);
        }
        files.forEach(keys::addFile);
        if (keys.isEmpty()) {
            throw new EngineException(ErrorCode.INVALID_CONFIGURATION, "there are no public keys to prove digests with")
                    .advise("fetch them with --fetch-keys, or for each region with 'aws cloudtrail list-public-keys"
                            + " --start-time T --end-time T > FILE', and give --keys FILE");
        }
        return keys;
    }

    /** One file for each region and time asked about: an answer never takes away what an earlier one told. */
    private void fetch(Path folder, String region, long fromMicros, long untilMicros) {
        SigningKeyProvider provider = ServiceLoader.load(
                        SigningKeyProvider.class, SigningKeyProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_CONFIGURATION, "nothing here fetches keys: the module for AWS is missing"));
        String answer = provider.fetch(region, fromMicros, untilMicros, options);
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(region + "_" + TimeUnit.MICROSECONDS.toSeconds(fromMicros) + "_"
                    + TimeUnit.MICROSECONDS.toSeconds(untilMicros) + ".json");
            Files.write(file, answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.STORE_FAILURE, "the keys of " + region + " cannot be kept in " + folder + ": " + e, e);
        }
    }
}
