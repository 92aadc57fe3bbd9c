/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import static java.util.Objects.requireNonNull;

/**
 * A sample trail: the files of a bucket as CloudTrail would have written them, made up from a {@link SampleSpec}.
 * Immutable and safe for use by several threads; nothing is kept in memory between calls.
 *
 * <p>The number of distinct events is exactly {@code spec.events()} (plus the events of {@code spec.extras()}); records
 * delivered twice come on top.
 */
public final class SampleTrail {
    private static final double WEEKEND_WEIGHT = 0.45;

    private final SampleSpec spec;
    private final List<Cast> casts = new ArrayList<>();
    private final int[] budgets;
    private final SampleStory story;
    private final List<Placed> storyEvents;

    public SampleTrail(SampleSpec spec) {
        this.spec = requireNonNull(spec, "spec is null");
        for (int i = 0; i < spec.accounts(); i++) {
            casts.add(new Cast(spec, i));
        }
        story = SampleStory.of(spec);
        storyEvents = SampleStory.isTold(spec) ? story.tell(spec, casts.get(0)) : List.of();
        budgets = budgets(spec, spec.events() - storyEvents.size());
    }

    public SampleSpec spec() {
        return spec;
    }

    public SampleStory story() {
        return story;
    }

    /** Number of independent parts: one per account and day. */
    public int unitCount() {
        return budgets.length;
    }

    /** Makes the files of one part, always the same ones, in an order of their own. */
    public void forEachFile(int unit, Consumer<SampleFile> sink) {
        int account = unit / spec.days();
        int day = unit % spec.days();
        List<Placed> placed = new UnitActivity(spec, casts, account, day, budgets[unit]).play();
        if (account == 0 && day == SampleStory.storyDay(spec)) {
            placed.addAll(storyEvents);
        }
        new Delivery(spec, unit).deliver(placed, sink);
        if (spec.extras()) {
            new Extras(spec, casts.get(account), day).deliver(sink);
        }
    }

    /** Makes all files, part by part. */
    public void forEachFile(Consumer<SampleFile> sink) {
        for (int unit = 0; unit < budgets.length; unit++) {
            forEachFile(unit, sink);
        }
    }

    /** All files, sorted by key. For small trails: everything is in memory at once. */
    public List<SampleFile> files() {
        List<SampleFile> files = new ArrayList<>();
        forEachFile(files::add);
        files.sort(java.util.Comparator.comparing(SampleFile::key));
        return files;
    }

    /** Every record as delivered, duplicates included, in order of key and place. For small trails. */
    public List<SampleEvent> deliveries() {
        List<SampleEvent> all = new ArrayList<>();
        for (SampleFile file : files()) {
            all.addAll(file.events());
        }
        return all;
    }

    /** Every event once, in order of its first delivery by key. For small trails. */
    public List<SampleEvent> events() {
        Map<SampleEvent, Boolean> seen = new IdentityHashMap<>();
        List<SampleEvent> once = new ArrayList<>();
        for (SampleEvent event : deliveries()) {
            if (seen.put(event, true) == null) {
                once.add(event);
            }
        }
        return once;
    }

    /**
     * Writes all files under a folder, which is made if need be.
     *
     * @param threads number of threads to work with, at least 1; the bytes do not depend on it
     * @param progress told the number of records written so far, from any of the threads, now and then
     * @throws UncheckedIOException when a file cannot be written; the folder is then incomplete
     */
    public SampleReport writeTo(Path root, int threads, LongConsumer progress) {
        AtomicLong records = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SampleReport>> parts = new ArrayList<>();
            for (int unit = 0; unit < budgets.length; unit++) {
                int one = unit;
                parts.add(pool.submit(() -> {
                    SampleReport report = writeUnit(root, one);
                    progress.accept(records.addAndGet(report.records()));
                    return report;
                }));
            }
            SampleReport total = SampleReport.EMPTY;
            for (Future<SampleReport> part : parts) {
                total = total.plus(part.get());
            }
            return total;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing the sample trail to " + root, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io;
            }
            throw new IllegalStateException("cannot write the sample trail to " + root, e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private SampleReport writeUnit(Path root, int unit) {
        Set<Path> made = new HashSet<>();
        SampleReport[] sum = {SampleReport.EMPTY};
        JsonBuffer text = new JsonBuffer(1 << 20);
        try (GzipBuffer gzip = new GzipBuffer()) {
            forEachFile(unit, file -> {
                text.clear();
                file.writeTo(text);
                byte[] bytes = gzip.compress(text);
                write(root.resolve(file.key()), bytes, made);
                boolean counts = file.kind() == SampleFile.Kind.EVENTS;
                sum[0] = sum[0].plus(new SampleReport(
                        counts ? 1 : 0,
                        counts ? 0 : 1,
                        file.events().size(),
                        bytes.length,
                        counts ? text.length() : 0));
            });
        }
        return sum[0];
    }

    private static void write(Path path, byte[] bytes, Set<Path> made) {
        try {
            if (made.add(path.getParent())) {
                Files.createDirectories(path.getParent());
            }
            Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    /** Spreads the events over the units by weight, so that the sum is exact. */
    private static int[] budgets(SampleSpec spec, long events) {
        double[] upTo = new double[spec.accounts() * spec.days()];
        Dice dice = Dice.of(spec.seed(), "budgets", 0);
        double sum = 0;
        for (int account = 0; account < spec.accounts(); account++) {
            for (int day = 0; day < spec.days(); day++) {
                double weight = (UnitActivity.isWeekend(spec, day) ? WEEKEND_WEIGHT : 1) * (0.8 + 0.4 * dice.unit());
                sum += weight / ((account + 1) * (account + 1));
                upTo[account * spec.days() + day] = sum;
            }
        }
        int[] budgets = new int[upTo.length];
        long given = 0;
        for (int i = 0; i < budgets.length; i++) {
            long target = i == budgets.length - 1 ? events : (long) (events * (upTo[i] / sum));
            budgets[i] = Math.toIntExact(target - given);
            given = target;
        }
        return budgets;
    }
}
