/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.store.KeyOrder;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One bucket in memory that answers as the S3 API reference says, as far as Spoor asks. Thread-safe. */
public final class MemoryS3 implements Function<S3Request, S3Answer> {
    private static final int KEYS_MAX = 1000;
    private static final DateTimeFormatter HTTP_TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Pattern XML_KEY = Pattern.compile("<Key>(.*?)</Key>", Pattern.DOTALL);

    /** What has no need to be encoded, as S3 itself leaves it. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._-]*");

    private record StoredObject(
            byte[] bytes, String etag, Instant modified, String modifiedText, Map<String, String> metadata) {
        StoredObject(byte[] bytes, String etag, Instant modified, Map<String, String> metadata) {
            this(bytes, etag, modified, modified.toString(), metadata);
        }
    }

    private record Upload(String key, Map<String, String> metadata, NavigableMap<Integer, byte[]> parts) {}

    private final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(KeyOrder::compare);
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
    private final AtomicLong names = new AtomicLong();
    private final Map<String, String> storageClasses = new ConcurrentHashMap<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private volatile Predicate<String> listed = key -> true;

    public MemoryS3 put(String key, byte[] bytes) {
        return put(key, bytes, Instant.ofEpochSecond(1_800_000_000L + names.incrementAndGet()));
    }

    public MemoryS3 put(String key, byte[] bytes, Instant modified) {
        objects.put(key, new StoredObject(bytes, etag(bytes), modified, Map.of()));
        return this;
    }

    /** @param metadata of the user's, without what S3 writes before their names */
    public MemoryS3 put(String key, byte[] bytes, Map<String, String> metadata) {
        Map<String, String> headers = new HashMap<>();
        metadata.forEach((name, value) -> headers.put("x-amz-meta-" + name, value));
        Instant modified = Instant.ofEpochSecond(1_800_000_000L + names.incrementAndGet());
        objects.put(key, new StoredObject(bytes, etag(bytes), modified, headers));
        return this;
    }

    public void remove(String key) {
        objects.remove(key);
    }

    /** Many objects of the same bytes, which take little more room than their keys. */
    public MemoryS3 putAll(Iterable<String> keys, byte[] bytes) {
        StoredObject same = new StoredObject(bytes, etag(bytes), Instant.ofEpochSecond(1_800_000_000L), Map.of());
        keys.forEach(key -> objects.put(key, same));
        return this;
    }

    /** An archived object: listed, and not to be read. */
    public MemoryS3 archive(String key) {
        storageClasses.put(key, "GLACIER");
        return this;
    }

    /** From now on listings show these keys only, as if they were of another time than the objects. */
    public void list(Predicate<String> isListed) {
        listed = isListed;
    }

    /** A key that listings show, and that is gone. */
    public void putGone(String key) {
        put(key, new byte[] {1});
        gone.add(key);
    }

    public Instant modified(String key) {
        return objects.get(key).modified;
    }

    public int uploadCount() {
        return uploads.size();
    }

    private static String etag(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public S3Answer apply(S3Request request) {
        if (request.key().isEmpty()) {
            return switch (request.method()) {
                case "GET" ->
                    request.query().containsKey("location")
                            ? S3Answer.xml(200, "<LocationConstraint></LocationConstraint>")
                            : list(request.query());
                case "POST" -> deleteAll(new String(request.body(), StandardCharsets.UTF_8));
                default -> S3Answer.empty(200);
            };
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request);
            case "PUT" -> write(request);
            case "POST" -> post(request);
            default -> delete(request);
        };
    }

    private S3Answer list(Map<String, String> query) {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        String start = query.getOrDefault("start-after", query.getOrDefault("marker", ""));
        String after = query.getOrDefault("continuation-token", start);
        boolean isEncoded = "url".equals(query.get("encoding-type"));
        StringBuilder contents = new StringBuilder();
        StringBuilder folders = new StringBuilder();
        String last = null;
        boolean isTruncated = false;
        int count = 0;
        boolean isBehind = !after.isEmpty() && KeyOrder.compare(after, prefix) >= 0;
        Iterator<Map.Entry<String, StoredObject>> entries = entries(isBehind ? after : prefix, !isBehind);
        while (entries.hasNext()) {
            Map.Entry<String, StoredObject> entry = entries.next();
            String next = entry.getKey();
            if (!next.startsWith(prefix)) {
                break;
            }
            if (!listed.test(next)) {
                continue;
            }
            if (count == KEYS_MAX) {
                isTruncated = true;
                break;
            }
            int end = delimiter.isEmpty() ? -1 : next.indexOf(delimiter, prefix.length());
            count++;
            if (end >= 0) {
                String folder = next.substring(0, end + 1);
                folders.append("<CommonPrefixes><Prefix>")
                        .append(name(folder, isEncoded))
                        .append("</Prefix></CommonPrefixes>");
                last = folder + Character.MAX_VALUE;
                entries = entries(last, false);
            } else {
                describe(next, entry.getValue(), isEncoded, contents);
                last = next;
            }
        }
        return S3Answer.xml(
                200,
                "<ListBucketResult><IsTruncated>" + isTruncated + "</IsTruncated>"
                        + (isEncoded ? "<EncodingType>url</EncodingType>" : "")
                        + (isTruncated
                                ? "<NextContinuationToken>" + name(last, false) + "</NextContinuationToken>"
                                : "")
                        + contents + folders + "</ListBucketResult>");
    }

    private Iterator<Map.Entry<String, StoredObject>> entries(String from, boolean isIncluded) {
        return objects.tailMap(from, isIncluded).entrySet().iterator();
    }

    private static void describe(String key, StoredObject object, boolean isEncoded, StringBuilder out) {
        out.append("<Contents><Key>").append(name(key, isEncoded)).append("</Key><LastModified>");
        out.append(object.modifiedText).append("</LastModified><ETag>&quot;").append(object.etag);
        out.append("&quot;</ETag><Size>").append(object.bytes.length).append("</Size></Contents>");
    }

    private static String name(String key, boolean isEncoded) {
        if (isEncoded) {
            return PLAIN.matcher(key).matches() ? key : URLEncoder.encode(key, StandardCharsets.UTF_8);
        }
        return key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private S3Answer get(S3Request request) {
        StoredObject object = objects.get(request.key());
        if (object == null || gone.contains(request.key())) {
            return S3Answer.error(404, "NoSuchKey", "The specified key does not exist.");
        }
        if (storageClasses.containsKey(request.key()) && request.method().equals("GET")) {
            return S3Answer.error(
                    403, "InvalidObjectState", "The operation is not valid for the object's storage class");
        }
        String wanted = request.headerOrNull("If-Match");
        if (wanted != null && !wanted.replace("\"", "").equals(object.etag)) {
            return S3Answer.error(412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
        }
        Map<String, String> headers = new HashMap<>(object.metadata);
        headers.put("ETag", "\"" + object.etag + "\"");
        headers.put("Last-Modified", HTTP_TIME.format(object.modified));
        String range = request.headerOrNull("Range");
        if (range == null) {
            return new S3Answer(200, headers, object.bytes);
        }
        Matcher bounds = RANGE.matcher(range);
        if (!bounds.matches()) {
            return S3Answer.error(400, "InvalidArgument", range);
        }
        int from = (int) Math.min(Long.parseLong(bounds.group(1)), Integer.MAX_VALUE);
        if (from >= object.bytes.length) {
            return S3Answer.error(416, "InvalidRange", "The requested range is not satisfiable");
        }
        long last = bounds.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(bounds.group(2));
        int to = (int) Math.min(last, object.bytes.length - 1) + 1;
        headers.put("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + object.bytes.length);
        return new S3Answer(206, headers, Arrays.copyOfRange(object.bytes, from, to));
    }

    private S3Answer write(S3Request request) {
        String upload = request.query().get("uploadId");
        if (upload != null) {
            Upload known = uploads.get(upload);
            if (known == null) {
                return S3Answer.error(404, "NoSuchUpload", "The specified upload does not exist.");
            }
            synchronized (known) {
                known.parts.put(Integer.parseInt(request.query().get("partNumber")), request.body());
            }
            return S3Answer.empty(200).with("ETag", "\"" + etag(request.body()) + "\"");
        }
        return create(request, request.key(), request.body(), metadata(request));
    }

    private static Map<String, String> metadata(S3Request request) {
        Map<String, String> metadata = new HashMap<>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith("x-amz-meta-")) {
                metadata.put(name, value);
            }
        });
        return metadata;
    }

    private S3Answer create(S3Request request, String key, byte[] bytes, Map<String, String> metadata) {
        StoredObject made = new StoredObject(
                bytes, etag(bytes), Instant.ofEpochSecond(1_900_000_000L + names.incrementAndGet()), metadata);
        if ("*".equals(request.headerOrNull("If-None-Match"))) {
            if (objects.putIfAbsent(key, made) != null) {
                return S3Answer.error(412, "PreconditionFailed", "At least one of the pre-conditions did not hold");
            }
        } else {
            objects.put(key, made);
        }
        return S3Answer.empty(200).with("ETag", "\"" + made.etag + "\"");
    }

    private S3Answer post(S3Request request) {
        String id = request.query().get("uploadId");
        if (id == null) {
            String made = "upload-" + names.incrementAndGet();
            uploads.put(made, new Upload(request.key(), metadata(request), new TreeMap<>()));
            return S3Answer.xml(
                    200,
                    "<InitiateMultipartUploadResult><UploadId>" + made + "</UploadId></InitiateMultipartUploadResult>");
        }
        Upload upload = uploads.get(id);
        if (upload == null) {
            return S3Answer.error(404, "NoSuchUpload", "The specified upload does not exist.");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        synchronized (upload) {
            upload.parts.values().forEach(all::writeBytes);
        }
        S3Answer written = create(request, upload.key, all.toByteArray(), upload.metadata);
        if (written.status() != 200) {
            return written;
        }
        uploads.remove(id);
        return S3Answer.xml(200, "<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>");
    }

    private S3Answer delete(S3Request request) {
        String upload = request.query().get("uploadId");
        if (upload != null) {
            return uploads.remove(upload) == null
                    ? S3Answer.error(404, "NoSuchUpload", "The specified upload does not exist.")
                    : S3Answer.empty(204);
        }
        objects.remove(request.key());
        return S3Answer.empty(204);
    }

    private S3Answer deleteAll(String xml) {
        Matcher keys = XML_KEY.matcher(xml);
        while (keys.find()) {
            objects.remove(keys.group(1)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&apos;", "'")
                    .replace("&amp;", "&"));
        }
        return S3Answer.xml(200, "<DeleteResult></DeleteResult>");
    }
}
