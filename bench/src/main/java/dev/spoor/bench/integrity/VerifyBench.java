/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.integrity;

import dev.spoor.IntegrityCheck;
import dev.spoor.Settings;
import dev.spoor.integrity.VerificationListener;
import dev.spoor.integrity.VerificationReport;
import dev.spoor.integrity.VerificationScope;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.source.cloudtrail.CloudTrailFileName;
import dev.spoor.store.StoreLocation;
import dev.spoor.testing.DigestKey;
import dev.spoor.testing.DigestTrail;
import dev.spoor.testing.DigestTrail.ChainPlace;
import dev.spoor.testing.DigestTrail.SignedDigest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Verifies up to ten thousand log files of a generated trail against digests that are made for them, and has
 * {@code sha256sum} hash the same files unpacked, on as many cores, in turns. Everything has to be found valid. What is told is
 * our rate, in unpacked bytes, as a share of the rate of that program: it should be {@value #SHARE_MIN} or more, and above 1 we
 * are faster, though we also unpack. Rates are those by the time of processors, and by the clock, which means something only
 * where nobody else is at work.
 * Arguments: {@code --events N --threads N --runs N --dir DIR}.
 */
public final class VerifyBench {
    private static final int FILES_MAX = 10_000;
    private static final double SHARE_MIN = 0.7;
    private static final String BUCKET = "bucket";

    private final PrintStream out;
    private final Path folder;
    private final long events;
    private final int threads;
    private final int runs;

    /** How long something took, and what of the processors. */
    private record Taken(double seconds, double processorSeconds) {}

    private VerifyBench(Map<String, String> options, PrintStream out) {
        this.out = out;
        this.events = Long.parseLong(options.getOrDefault("--events", "1000000"));
        this.threads = Integer.parseInt(options.getOrDefault("--threads", "2"));
        this.runs = Integer.parseInt(options.getOrDefault("--runs", "5"));
        this.folder = Path.of(options.getOrDefault("--dir", "bench/target/verify-" + events))
                .toAbsolutePath();
    }

    public static void main(String[] words) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            options.put(words[i], words[i + 1]);
        }
        new VerifyBench(options, System.out).run();
    }

    private void run() throws Exception {
        Path trail = folder.resolve("logs");
        Path digests = folder.resolve("digests");
        Path unpacked = folder.resolve("unpacked");
        if (!Files.exists(folder.resolve("keys.json"))) {
            new SampleTrail(SampleSpec.bench(events)).writeTo(folder.resolve("all"), threads, done -> {});
            prepare(folder.resolve("all"), trail, digests, unpacked);
        }
        long files = 0;
        List<Double> shares = new ArrayList<>();
        List<Double> sharesByClock = new ArrayList<>();
        for (int round = 0; round <= runs; round++) {
            long processor = processorNanos();
            long start = System.nanoTime();
            VerificationReport report = verify(List.of(trail, digests));
            Taken ours = new Taken((System.nanoTime() - start) / 1e9, (processorNanos() - processor) / 1e9);
            Taken theirs = sha256sum(unpacked);
            files = report.logFiles().valid();
            double megabytes = report.hashedBytes() / 1e6;
            print(
                    "%s: %,d files, %,d digests, %,.0f MB unpacked; MB a second of processors: verify %.0f, sha256sum %.0f,"
                            + " share %.2f; by the clock, %d threads each: verify %.0f, sha256sum %.0f, share %.2f",
                    round == 0 ? "uncounted" : "round " + round,
                    files,
                    report.standard().valid(),
                    megabytes,
                    megabytes / ours.processorSeconds,
                    megabytes / theirs.processorSeconds,
                    theirs.processorSeconds / ours.processorSeconds,
                    threads,
                    megabytes / ours.seconds,
                    megabytes / theirs.seconds,
                    theirs.seconds / ours.seconds);
            if (round > 0) {
                shares.add(theirs.processorSeconds / ours.processorSeconds);
                sharesByClock.add(theirs.seconds / ours.seconds);
            }
        }
        double share = median(shares);
        print(
                "median: verification has %.2f times the rate of sha256sum by processor time, %.2f by the clock; it should be"
                        + " %.2f or more: %s",
                share, median(sharesByClock), SHARE_MIN, share >= SHARE_MIN ? "met" : "missed");
    }

    private static double median(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }

    private void print(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static long processorNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** Makes digests of whole hours for log files, and unpacks those files for the other program. */
    private void prepare(Path all, Path logs, Path digests, Path unpacked) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(all)) {
            files = walk.filter(file ->
                            CloudTrailFileName.parseOrNull(file.getFileName().toString()) != null)
                    .filter(file -> file.toString().contains("/CloudTrail/"))
                    .sorted()
                    .limit(FILES_MAX)
                    .toList();
        }
        DigestTrail trail = new DigestTrail();
        Map<ChainPlace, Map<Instant, List<String>>> hours = new LinkedHashMap<>();
        Files.createDirectories(unpacked);
        for (Path file : files) {
            String key = all.relativize(file).toString();
            CloudTrailFileName name =
                    CloudTrailFileName.parseOrNull(file.getFileName().toString());
            byte[] bytes = Files.readAllBytes(file);
            trail.put(BUCKET + "/" + key, bytes, Map.of());
            Files.createDirectories(logs.resolve(key).getParent());
            Files.copy(file, logs.resolve(key));
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                Files.copy(in, unpacked.resolve(file.getFileName().toString().replace(".gz", "")));
            }
            String root = key.substring(0, key.indexOf("AWSLogs"));
            ChainPlace place = new ChainPlace(
                    BUCKET + (root.isEmpty() ? "" : "/" + root.substring(0, root.length() - 1)),
                    null,
                    name.account(),
                    name.region(),
                    "bench",
                    "us-east-1",
                    false);
            Instant hour = Instant.EPOCH
                    .plus(name.deliveredMicros(), ChronoUnit.MICROS)
                    .truncatedTo(ChronoUnit.HOURS);
            hours.computeIfAbsent(place, chain -> new TreeMap<>())
                    .computeIfAbsent(hour, start -> new ArrayList<>())
                    .add(BUCKET + "/" + key);
        }
        hours.forEach((place, chain) -> sign(trail, place, chain));
        trail.objects().keySet().removeIf(name -> !name.contains("/CloudTrail-Digest/"));
        trail.writeTo(digests);
        Files.writeString(folder.resolve("keys.json"), DigestKey.answer(DigestKey.ALL));
    }

    private static void sign(DigestTrail trail, ChainPlace place, Map<Instant, List<String>> hours) {
        SignedDigest previous = null;
        for (Map.Entry<Instant, List<String>> hour : hours.entrySet()) {
            Instant end = hour.getKey().plus(1, ChronoUnit.HOURS);
            Instant start = previous == null ? hour.getKey() : previous.end();
            previous = trail.digest(place, start, end, DigestKey.ALL.get(0), previous, hour.getValue());
        }
        trail.put(previous.name() + ".signature", previous.signature().getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private VerificationReport verify(List<Path> places) {
        Settings settings = Settings.initial().with("cache", "off").with("workers", Integer.toString(threads));
        IntegrityCheck.Subject subject = new IntegrityCheck.Subject(
                StoreLocation.listOf(places.toArray(Path[]::new)),
                Map.of(),
                List.of(folder.resolve("keys.json")),
                false,
                Optional.empty());
        Clock clock = Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (IntegrityCheck check = IntegrityCheck.open(subject, settings, clock, warning -> {})) {
            VerificationReport report = check.run(VerificationScope.ALL, new VerificationListener() {});
            if (!report.problems().isEmpty() || report.logFiles().valid() == 0) {
                throw new IllegalStateException("not everything was found valid: " + report.problems());
            }
            return report;
        }
    }

    private Taken sha256sum(Path unpacked) throws Exception {
        String command = "TIMEFORMAT='%R %U %S'; time (find '" + unpacked + "' -type f -print0 | xargs -0 -n 250 -P "
                + threads + " sha256sum > /dev/null)";
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(told);
        }
        String[] times = told.split("\\s+");
        return new Taken(Double.parseDouble(times[0]), Double.parseDouble(times[1]) + Double.parseDouble(times[2]));
    }
}
