/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Log files and digests as CloudTrail would have delivered them, signed with keys of our own. Chains are built digest by
 * digest; then objects are what they are, and a test may change them.
 */
public final class DigestTrail {
    private static final DateTimeFormatter DAY = formatter("uuuu/MM/dd");
    private static final DateTimeFormatter MINUTE = formatter("uuuuMMdd'T'HHmm'Z'");
    private static final DateTimeFormatter SECOND = formatter("uuuuMMdd'T'HHmmss'Z'");
    private static final DateTimeFormatter TIME = formatter("uuuu-MM-dd'T'HH:mm:ss'Z'");

    private final Map<String, StoredObject> objects = new TreeMap<>();
    private int logCount;

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /** An object; its name is {@code bucket/key}. */
    public record StoredObject(String name, byte[] bytes, Map<String, String> metadata) {
        public String address() {
            return "s3://" + name;
        }
    }

    /**
     * Where a chain lies.
     *
     * @param root {@code bucket} or {@code bucket/prefix}
     * @param organizationOrNull such as {@code o-exampleorgid}
     */
    public record ChainPlace(
            String root,
            String organizationOrNull,
            String account,
            String region,
            String trail,
            String homeRegion,
            boolean isBackfill) {
        String folder(String service, Instant day) {
            String organization = organizationOrNull == null ? "" : organizationOrNull + "/";
            return root + "/AWSLogs/" + organization + account + "/" + service + "/" + region + "/" + DAY.format(day)
                    + "/";
        }
    }

    /** A digest as it was signed. */
    public record SignedDigest(
            ChainPlace place,
            String name,
            Instant start,
            Instant end,
            String text,
            String signature,
            DigestKey key,
            List<String> logs) {}

    /** Delivers a log file at a time and answers with its name. */
    public String log(ChainPlace place, Instant time) {
        int number = ++logCount;
        String name = place.folder("CloudTrail", time) + place.account + "_CloudTrail_" + place.region + "_"
                + MINUTE.format(time) + "_" + unique(number) + ".json.gz";
        String record = "{\"eventVersion\":\"1.08\",\"eventTime\":\"" + TIME.format(time) + "\",\"awsRegion\":\""
                + place.region + "\",\"eventID\":\"" + new UUID(number, 7) + "\",\"eventName\":\"GetObject\","
                + "\"eventSource\":\"s3.amazonaws.com\",\"recipientAccountId\":\"" + place.account + "\"}";
        put(name, gzip("{\"Records\":[" + record + "]}"), Map.of());
        return name;
    }

    private static String unique(int number) {
        String digits = Integer.toString(number, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        return "AAAAAAAAAAAAAAAA".substring(digits.length()) + digits;
    }

    /**
     * Signs log files.
     *
     * @param previousOrNull the digest before it; null begins a chain
     */
    public SignedDigest digest(
            ChainPlace place,
            Instant start,
            Instant end,
            DigestKey key,
            SignedDigest previousOrNull,
            List<String> logs) {
        SignedDigest digest = signed(place, nameOf(place, end), start, end, key, previousOrNull, logs);
        put(digest);
        return digest;
    }

    /** The name of the digest of a time. */
    public static String nameOf(ChainPlace place, Instant end) {
        return place.folder("CloudTrail-Digest", end) + place.account + "_CloudTrail-Digest_" + place.region + "_"
                + place.trail + "_" + place.homeRegion + "_" + SECOND.format(end)
                + (place.isBackfill ? "_backfill" : "") + ".json.gz";
    }

    /** A digest that is not stored. */
    public SignedDigest signed(
            ChainPlace place,
            String name,
            Instant start,
            Instant end,
            DigestKey key,
            SignedDigest previousOrNull,
            List<String> logs) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("awsAccountId", quoted(place.account));
        members.put("digestStartTime", quoted(TIME.format(start)));
        members.put("digestEndTime", quoted(TIME.format(end)));
        members.put("digestS3Bucket", quoted(bucket(name)));
        members.put("digestS3Object", quoted(key(name)));
        members.put("digestPublicKeyFingerprint", quoted(key.fingerprint()));
        members.put("digestSignatureAlgorithm", quoted("SHA256withRSA"));
        members.put("newestEventTime", logs.isEmpty() ? "null" : quoted(TIME.format(end)));
        members.put("oldestEventTime", logs.isEmpty() ? "null" : quoted(TIME.format(start)));
        boolean isFirst = previousOrNull == null;
        members.put("previousDigestS3Bucket", isFirst ? "null" : quoted(bucket(previousOrNull.name)));
        members.put("previousDigestS3Object", isFirst ? "null" : quoted(key(previousOrNull.name)));
        members.put("previousDigestHashValue", isFirst ? "null" : quoted(sha256(previousOrNull.text)));
        members.put("previousDigestHashAlgorithm", isFirst ? "null" : quoted("SHA-256"));
        members.put("previousDigestSignature", isFirst ? "null" : quoted(previousOrNull.signature));
        members.put("logFiles", logs.stream().map(this::claim).collect(Collectors.joining(",", "[", "]")));
        String text = members.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ": " + each.getValue())
                .collect(Collectors.joining(",\n  ", "{\n  ", "\n}"));
        String signed = TIME.format(end) + "\n" + name + "\n" + sha256(text) + "\n"
                + (isFirst ? "null" : previousOrNull.signature);
        return new SignedDigest(place, name, start, end, text, key.sign(signed), key, List.copyOf(logs));
    }

    private String claim(String log) {
        return "{\"s3Bucket\": " + quoted(bucket(log)) + ", \"s3Object\": " + quoted(key(log)) + ", \"hashValue\": "
                + quoted(sha256(gunzip(objects.get(log).bytes)))
                + ", \"hashAlgorithm\": \"SHA-256\", \"newestEventTime\": null, \"oldestEventTime\": null}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    /** Stores a digest under its name, with its metadata. */
    public void put(SignedDigest digest) {
        put(digest.name, gzip(digest.text), metadata(digest));
    }

    /** What CloudTrail attaches to the object of a digest. */
    public static Map<String, String> metadata(SignedDigest digest) {
        Map<String, String> metadata =
                new TreeMap<>(Map.of("signature", digest.signature, "signature-algorithm", "SHA256withRSA"));
        if (digest.place.isBackfill) {
            metadata.put("backfill-generation-timestamp", TIME.format(digest.end));
        }
        return metadata;
    }

    /** Stores or replaces an object. */
    public void put(String name, byte[] bytes, Map<String, String> metadata) {
        objects.put(name, new StoredObject(name, bytes, metadata));
    }

    /** Takes an object away. */
    public StoredObject remove(String name) {
        return objects.remove(name);
    }

    public StoredObject get(String name) {
        return objects.get(name);
    }

    /** All objects, by name. */
    public Map<String, StoredObject> objects() {
        return objects;
    }

    /** The objects of a bucket as a store of that bucket. */
    public MemoryObjectStore bucket(String bucket, boolean hasMetadata) {
        return fill(new MemoryObjectStore("s3://" + bucket), bucket, hasMetadata);
    }

    /** The objects of a bucket as a copy somewhere else. */
    public MemoryObjectStore copy(String location, String bucket) {
        return fill(new MemoryObjectStore(location), bucket, false);
    }

    private MemoryObjectStore fill(MemoryObjectStore store, String bucket, boolean hasMetadata) {
        for (StoredObject object : objects.values()) {
            if (object.name.startsWith(bucket + "/")) {
                store.put(key(object.name), object.bytes, 1_700_000_000_000_000L);
                if (hasMetadata) {
                    store.attach(key(object.name), object.metadata);
                }
            }
        }
        return store;
    }

    /** Writes all objects below a folder, each at its key. */
    public void writeTo(Path folder) {
        try {
            for (StoredObject object : objects.values()) {
                Path file = folder.resolve(key(object.name));
                Files.createDirectories(file.getParent());
                Files.write(file, object.bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String bucket(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    public static String key(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    public static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String gunzip(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * A chain of one digest an hour, each with the log files of its hour.
     *
     * @param logsOfHour how many log files an hour has
     */
    public List<SignedDigest> chain(
            ChainPlace place, Instant start, int hours, List<DigestKey> keys, IntSupplier logsOfHour) {
        List<SignedDigest> chain = new ArrayList<>();
        for (int hour = 0; hour < hours; hour++) {
            Instant from = start.plus(hour, ChronoUnit.HOURS);
            List<String> logs = new ArrayList<>();
            int count = logsOfHour.getAsInt();
            for (int i = 0; i < count; i++) {
                logs.add(log(place, from.plus(5 + 7L * i, ChronoUnit.MINUTES)));
            }
            DigestKey key = keys.get(hour * keys.size() / hours);
            SignedDigest previous = hour == 0 ? null : chain.get(hour - 1);
            chain.add(digest(place, from, from.plus(1, ChronoUnit.HOURS), key, previous, logs));
        }
        return chain;
    }
}
