/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.s3.ListPage.ListedObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * Reads the answer to ListObjectsV2 (S3 API reference) in one pass, without making a tree of it. One thread, once.
 */
final class ListPageParser {
    /** An object as it is written. */
    private static final class Written {
        private String key;
        private String size;
        private String modified;
        private String etag;
    }

    private static final int SECOND_CHARS = "2026-01-22T10:00:00".length();
    private static final long SECONDS_PER_DAY = 86_400;

    private final XmlElements xml;
    private final List<Written> objects = new ArrayList<>();
    private final List<String> folders = new ArrayList<>();
    private boolean isUrlEncoded;
    private String truncated;
    private String nextToken;

    private ListPageParser(byte[] xml) throws XMLStreamException {
        this.xml = new XmlElements(xml);
    }

    /** Null for what this does not understand: another parser must be asked. */
    static ListPage parseOrNull(byte[] xml) {
        try {
            return new ListPageParser(xml).parse();
        } catch (XMLStreamException | DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private ListPage parse() throws XMLStreamException {
        if (!"ListBucketResult".equals(xml.nextOrNull())) {
            throw new XMLStreamException("no list of objects");
        }
        for (String name = xml.nextOrNull(); name != null; name = xml.nextOrNull()) {
            switch (name) {
                case "Contents" -> objects.add(object());
                case "CommonPrefixes" -> folder();
                case "IsTruncated" -> truncated = xml.text();
                case "NextContinuationToken" -> nextToken = xml.text();
                case "EncodingType" -> isUrlEncoded = xml.text().equals("url");
                default -> xml.skip();
            }
        }
        if (truncated == null) {
            throw new XMLStreamException("it does not tell whether there is more");
        }
        List<ListedObject> listed = new ArrayList<>(objects.size());
        for (Written each : objects) {
            listed.add(listed(each));
        }
        return new ListPage(
                listed, folders.stream().map(this::key).toList(), Boolean.parseBoolean(truncated), nextToken);
    }

    private Written object() throws XMLStreamException {
        Written object = new Written();
        for (String name = xml.nextOrNull(); name != null; name = xml.nextOrNull()) {
            switch (name) {
                case "Key" -> object.key = xml.text();
                case "Size" -> object.size = xml.text();
                case "LastModified" -> object.modified = xml.text();
                case "ETag" -> object.etag = xml.text();
                default -> xml.skip();
            }
        }
        return object;
    }

    private void folder() throws XMLStreamException {
        for (String name = xml.nextOrNull(); name != null; name = xml.nextOrNull()) {
            if (name.equals("Prefix")) {
                folders.add(xml.text());
            } else {
                xml.skip();
            }
        }
    }

    private ListedObject listed(Written object) throws XMLStreamException {
        if (object.key == null || object.size == null || object.modified == null) {
            throw new XMLStreamException("an object without key, size or time");
        }
        return new ListedObject(key(object.key), Long.parseLong(object.size), second(object.modified), object.etag);
    }

    /** Texts are encoded as forms of HTML are. */
    private String key(String text) {
        boolean isPlain = !isUrlEncoded || text.indexOf('%') < 0 && text.indexOf('+') < 0;
        return isPlain ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Seconds since 1970 of a time like 2026-01-22T10:00:00.000Z; other spellings of ISO 8601 take longer. */
    private static long second(String text) {
        boolean isUsual = text.length() > SECOND_CHARS
                && text.charAt(10) == 'T'
                && text.endsWith("Z")
                && (text.length() == SECOND_CHARS + 1 || text.charAt(SECOND_CHARS) == '.');
        if (!isUsual) {
            return Instant.parse(text).getEpochSecond();
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int minute = number(text, 11, 13) * 60 + number(text, 14, 16);
        return day * SECONDS_PER_DAY + minute * 60L + number(text, 17, 19);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
