/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectFeed;
import dev.spoor.store.ObjectFeedProvider;
import dev.spoor.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Feeds for tests: {@code file-feed:PATH} has a message for each line of a file, which is an address or is strange. */
public final class FileFeedProvider implements ObjectFeedProvider {
    static final String SCHEME = "file-feed:";

    @Override
    public boolean opens(String address) {
        return address.startsWith(SCHEME);
    }

    @Override
    public ObjectFeed open(String address, StoreOptions options) {
        return new FileFeed(Path.of(address.substring(SCHEME.length())));
    }

    /** Lines that are acknowledged leave the file. */
    private static final class FileFeed implements ObjectFeed {
        private final Path file;
        private final Map<String, Notice> open = new LinkedHashMap<>();

        FileFeed(Path file) {
            this.file = file;
        }

        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public synchronized List<Notice> receive(Duration waitMax) {
            try {
                for (String line : Files.readAllLines(file)) {
                    boolean isAddress = line.startsWith("/");
                    Notice notice = new Notice(
                            line,
                            1,
                            isAddress ? List.of(line) : List.of(),
                            isAddress ? Optional.empty() : Optional.of("it is no address"));
                    if (open.put(line, notice) == null) {
                        return List.of(notice);
                    }
                }
            } catch (IOException e) {
                throw new EngineException(ErrorCode.FEED_FAILURE, file + " cannot be read", e);
            }
            LockSupport.parkNanos(Math.min(waitMax.toNanos(), 1_000_000));
            return List.of();
        }

        @Override
        public synchronized void acknowledge(Collection<Notice> notices) {
            try {
                List<String> done = notices.stream().map(Notice::id).toList();
                Files.write(
                        file,
                        Files.readAllLines(file).stream()
                                .filter(line -> !done.contains(line))
                                .toList());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void release(Collection<Notice> notices) {}

        @Override
        public void close() {}
    }
}
