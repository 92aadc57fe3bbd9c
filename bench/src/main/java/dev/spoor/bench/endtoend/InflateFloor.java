/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The floor of any reader: list, read and inflate all files, nothing else. The answer is the number of bytes. */
final class InflateFloor implements BenchCase {
    private static final int GZIP_HEADER_BYTES = 10;
    private static final int GZIP_TRAILER_BYTES = 8;

    private final Setup setup;

    InflateFloor(Setup setup) {
        this.setup = setup;
    }

    @Override
    public String run() throws Exception {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(setup.trail())) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(setup.threads());
        try {
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < setup.threads(); i++) {
                parts.add(pool.submit(() -> inflateShare(files, next)));
            }
            long bytes = 0;
            for (Future<Long> part : parts) {
                bytes += part.get();
            }
            return Long.toString(bytes);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long inflateShare(List<Path> files, AtomicInteger next) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        byte[] out = new byte[1 << 20];
        long bytes = 0;
        for (int at = next.getAndIncrement(); at < files.size(); at = next.getAndIncrement()) {
            byte[] stored = read(files.get(at));
            inflater.reset();
            inflater.setInput(stored, GZIP_HEADER_BYTES, stored.length - GZIP_HEADER_BYTES - GZIP_TRAILER_BYTES);
            int filled = 0;
            while (!inflater.finished()) {
                if (filled == out.length) {
                    out = Arrays.copyOf(out, out.length * 2);
                }
                filled += inflater.inflate(out, filled, out.length - filled);
            }
            bytes += filled;
        }
        inflater.end();
        return bytes;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
