/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.jsonlog.ShapeSniffer.Shape;
import dev.spoor.json.JsonText;
import dev.spoor.json.JsonWalker;
import dev.spoor.json.KeyNode;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.json.StrictJson;
import dev.spoor.json.TextBuffer;
import dev.spoor.json.Utf8;
import dev.spoor.json.ValueSlots;
import java.util.Set;

/**
 * Finds the records of one file, whatever they are wrapped in, and has the wanted values of each noted. The shape is
 * told from the content: a file is a sequence of JSON values (one is the usual case, many make NDJSON); arrays are
 * opened, objects are records or wrappers by their keys.
 *
 * <p>Everything that is not a record is reported as a fault with its place. Behind text that is not JSON, reading goes
 * on at the next line that starts with a brace, if there is one; what lies between is lost and known to be lost. Which
 * records are found depends on the file's bytes only, never on the keys asked for. Not thread-safe.
 */
final class RecordFinder {
    /** A record of more bytes is skipped and reported. */
    static final int RECORD_BYTES_MAX = 64 << 20;

    private static final int WRAPPERS_MAX = 16;

    /** Where in the nesting of wrappers the reading stands. */
    private enum Level {
        FILE,
        ARRAY,
        RECORDS,
        EVENTS,
        LOG_EVENTS,
        ENVELOPE
    }

    private final KeyNode keys;
    private final int wrapperSlot;
    private final ValueSlots slots;
    private final ShapeSniffer sniffer;
    private final KeyNode bridgeKeys;
    private final KeyNode lookupKeys =
            new KeyNode.Builder().exact(ShapeSniffer.CLOUD_TRAIL_EVENT, 0).build();
    private final KeyNode messageKeys =
            new KeyNode.Builder().exact("message", 0).build();
    private final ValueSlots wrapperSlots = new ValueSlots(1);
    private final JsonWalker walker = new JsonWalker();
    private final JsonWalker innerWalker = new JsonWalker();
    private final TextBuffer inner = new TextBuffer();
    private final Level[] levels = new Level[WRAPPERS_MAX];

    private byte[] fileText;
    private int limit;
    private boolean torn;
    private FaultList faults;
    private int position;
    private int depth;
    private boolean first;
    private boolean resynchronised;
    private boolean anything;

    private byte[] text;
    private int start;
    private int end;
    private boolean compact;

    /** @param slotCount slots that the keys fill */
    RecordFinder(KeyNode keys, int slotCount, Set<String> recordKeys) {
        this.keys = keys;
        this.wrapperSlot = slotCount;
        this.slots = new ValueSlots(slotCount + 1);
        this.sniffer = new ShapeSniffer(recordKeys);
        this.bridgeKeys = new KeyNode.Builder()
                .exact(ShapeSniffer.DETAIL, slotCount, keys)
                .build();
        levels[0] = Level.FILE;
    }

    /**
     * Begins a file.
     *
     * @param padded the text, zeroed for {@link JsonWalker#PADDING} bytes behind the limit; bytes may be repaired in place
     * @param isTorn whether the text is known to end early, so that an unexpected end is no further news
     */
    void begin(byte[] padded, int textLimit, boolean isTorn, FaultList into) {
        fileText = padded;
        limit = textLimit;
        torn = isTorn;
        faults = into;
        position = startsWithByteOrderMark() ? 3 : 0;
        depth = 0;
        first = true;
        resynchronised = false;
        anything = false;
        walker.reset(padded, position, textLimit);
    }

    /** Goes to the next record; false at the end of the file. */
    boolean next() {
        while (true) {
            int p = JsonText.skipWhitespace(fileText, position, limit);
            if (p >= limit) {
                endOfText();
                return false;
            }
            anything = true;
            boolean found =
                    switch (levels[depth]) {
                        case FILE -> atFileLevel(p);
                        case ARRAY, RECORDS, EVENTS, LOG_EVENTS -> inArray(p);
                        case ENVELOPE -> inEnvelope(p);
                    };
            if (found) {
                return true;
            }
            if (position >= limit && depth == 0) {
                endOfText();
                return false;
            }
        }
    }

    /** What holds the record: the file's text, or the unescaped text of a wrapper. */
    byte[] text() {
        return text;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    ValueSlots slots() {
        return slots;
    }

    /** Whether the record is known to hold no white space between its tokens. */
    boolean isCompact() {
        return compact;
    }

    private boolean atFileLevel(int p) {
        byte c = fileText[p];
        if (c == '{' || c == '[') {
            return value(p, Level.FILE);
        }
        if (resynchronised && (c == ',' || c == ']' || c == '}')) {
            position = p + 1;
            return false;
        }
        malformed("not JSON: unexpected character", p, p);
        return false;
    }

    private boolean inArray(int at) {
        int p = at;
        if (fileText[p] == ']') {
            depth--;
            first = false;
            position = p + 1;
            return false;
        }
        p = afterComma(p);
        return p >= 0 && value(p, levels[depth]);
    }

    private boolean inEnvelope(int at) {
        int p = at;
        if (fileText[p] == '}') {
            depth--;
            first = false;
            position = p + 1;
            return false;
        }
        p = afterComma(p);
        if (p < 0) {
            return false;
        }
        int keyEnd = fileText[p] == '"' ? walker.skipValue(p) : JsonWalker.UNCERTIFIED;
        int colon = keyEnd < 0 ? p : walker.skipWhitespace(keyEnd);
        if (fileText[colon] != ':') {
            malformed("not JSON: expected a key and a colon", p, colon);
            return false;
        }
        int value = walker.skipWhitespace(colon + 1);
        Level elements = fileText[value] == '[' ? elementsOf(p, keyEnd) : null;
        if (elements != null) {
            open(elements, value + 1);
        } else {
            skipMember(value);
        }
        return false;
    }

    private Level elementsOf(int keyStart, int keyEnd) {
        if (ShapeSniffer.isKey(fileText, keyStart, keyEnd, ShapeSniffer.RECORDS)) {
            return Level.RECORDS;
        }
        if (ShapeSniffer.isKey(fileText, keyStart, keyEnd, ShapeSniffer.EVENTS)) {
            return Level.EVENTS;
        }
        return ShapeSniffer.isKey(fileText, keyStart, keyEnd, ShapeSniffer.LOG_EVENTS) ? Level.LOG_EVENTS : null;
    }

    /** Goes behind the comma that all elements but the first have before them; negative after a fault. */
    private int afterComma(int at) {
        if (first) {
            return at;
        }
        if (fileText[at] != ',') {
            malformed("not JSON: expected a comma or a closing bracket", at, at);
            return -1;
        }
        return JsonText.skipWhitespace(fileText, at + 1, limit);
    }

    /** Reads the value at a place; true if it is, or wraps, one record. */
    private boolean value(int p, Level level) {
        if (fileText[p] == '{') {
            Shape shape = level == Level.RECORDS ? Shape.RECORD : sniffer.shapeOf(fileText, p, limit);
            if (level == Level.LOG_EVENTS) {
                return wrappedText(p, messageKeys);
            }
            return switch (shape) {
                case RECORD -> record(p);
                case EVENT_BRIDGE -> bridgeEvent(p);
                case LOOKUP_RESULT -> wrappedText(p, lookupKeys);
                case ENVELOPE -> open(Level.ENVELOPE, p + 1);
                case OTHER -> notARecord(p, "a JSON object that is not a CloudTrail record");
            };
        }
        if (fileText[p] == '[' && (level == Level.FILE || level == Level.ARRAY)) {
            return open(Level.ARRAY, p + 1);
        }
        return notARecord(p, "a JSON value that is not a CloudTrail record");
    }

    private boolean open(Level level, int inside) {
        if (depth + 1 == WRAPPERS_MAX) {
            malformed("more than " + WRAPPERS_MAX + " wrappers around records", inside, inside);
            return false;
        }
        levels[++depth] = level;
        first = true;
        position = inside;
        return false;
    }

    private boolean record(int p) {
        int after = walk(p, keys);
        if (after < 0) {
            return false;
        }
        return accept(fileText, p, after, p);
    }

    private boolean bridgeEvent(int p) {
        int after = walk(p, bridgeKeys);
        return after >= 0 && accept(fileText, slots.start(wrapperSlot), slots.end(wrapperSlot), p);
    }

    /** Walks over the object at a place of the file and goes behind it; negative after a fault. */
    private int walk(int p, KeyNode wanted) {
        slots.clear();
        walker.clearWhitespaceSeen();
        int after = walker.walkObject(p, wanted, slots);
        compact = after >= 0 && !walker.whitespaceSeen();
        if (after < 0) {
            after = judge(p, wanted, slots);
        }
        if (after >= 0) {
            position = after;
            first = false;
        }
        return after;
    }

    /** The slow way for what the walker did not certify; negative after a fault. */
    private int judge(int p, KeyNode wanted, ValueSlots into) {
        repairUtf8(p);
        try {
            into.clear();
            int after = StrictJson.walkObject(fileText, p, limit, wanted, into);
            walker.resumeAt(after);
            return after;
        } catch (MalformedJsonException e) {
            malformed("not JSON: " + e.getMessage(), p, e.offset());
            return JsonWalker.UNCERTIFIED;
        }
    }

    /** Replaces what is not UTF-8 in the rest of the file, if the value at a place holds such a thing. */
    private void repairUtf8(int p) {
        int bad = walker.malformedUtf8At();
        if (bad < JsonText.valueEnd(fileText, p, limit)) {
            int replaced = Utf8.repair(fileText, p, limit);
            faults.add(replaced + " bytes are not UTF-8; they are read as '" + (char) Utf8.REPLACEMENT + "'", bad, 0);
            walker.reset(fileText, p, limit);
        }
    }

    /** Reads the record that the object at a place holds as text. */
    private boolean wrappedText(int p, KeyNode wanted) {
        wrapperSlots.clear();
        int after = walker.walkObject(p, wanted, wrapperSlots);
        if (after < 0) {
            after = judge(p, wanted, wrapperSlots);
        }
        if (after < 0) {
            return false;
        }
        position = after;
        first = false;
        if (!wrapperSlots.isPresent(0) || fileText[wrapperSlots.start(0)] != '"') {
            faults.add("a wrapper without a record in it", p, 0);
            return false;
        }
        inner.clear();
        JsonText.unescape(fileText, wrapperSlots.start(0) + 1, wrapperSlots.end(0) - 1, inner);
        inner.seal();
        return innerRecord(p);
    }

    private boolean innerRecord(int offset) {
        byte[] innerText = inner.bytes();
        int innerLimit = inner.length();
        int p = JsonText.skipWhitespace(innerText, 0, innerLimit);
        boolean isRecord =
                p < innerLimit && innerText[p] == '{' && sniffer.shapeOf(innerText, p, innerLimit) == Shape.RECORD;
        if (!isRecord) {
            faults.add("a text that is not a CloudTrail record", offset, 0);
            return false;
        }
        slots.clear();
        innerWalker.reset(innerText, p, innerLimit);
        int after = innerWalker.walkObject(p, keys, slots);
        compact = after >= 0 && !innerWalker.whitespaceSeen();
        try {
            if (after < 0) {
                slots.clear();
                after = StrictJson.walkObject(innerText, p, innerLimit, keys, slots);
            }
        } catch (MalformedJsonException e) {
            faults.add("the text of a record is not JSON: " + e.getMessage(), offset, 1);
            return false;
        }
        if (JsonText.skipWhitespace(innerText, after, innerLimit) < innerLimit) {
            faults.add("the text of a record goes on behind the record", offset, 0);
        }
        return accept(innerText, p, after, offset);
    }

    private boolean accept(byte[] holder, int from, int to, int offset) {
        if (to - from > RECORD_BYTES_MAX) {
            faults.add("a record of " + (to - from) + " bytes, more than the limit of " + RECORD_BYTES_MAX, offset, 1);
            return false;
        }
        text = holder;
        start = from;
        end = to;
        return true;
    }

    private boolean notARecord(int p, String what) {
        int lost = fileText[p] == '{' ? 0 : 1;
        if (skip(p) >= 0) {
            faults.add(what, p, lost);
        }
        return false;
    }

    private void skipMember(int p) {
        skip(p);
    }

    /** Goes behind the value at a place; negative after a fault. */
    private int skip(int p) {
        int after = walker.skipValue(p);
        if (after < 0 && (fileText[p] == '{' || fileText[p] == '[')) {
            repairUtf8(p);
            try {
                after = StrictJson.containerEnd(fileText, p, limit);
                walker.resumeAt(after);
            } catch (MalformedJsonException e) {
                malformed("not JSON: " + e.getMessage(), p, e.offset());
                return JsonWalker.UNCERTIFIED;
            }
        }
        if (after < 0) {
            malformed("not JSON: unreadable value", p, p);
            return JsonWalker.UNCERTIFIED;
        }
        position = after;
        first = false;
        return after;
    }

    /** Reports a fault in the text and goes to the next line that starts with a brace, or to the end. */
    private void malformed(String reason, int from, int offset) {
        if (!(torn && offset >= limit)) {
            faults.add(reason, offset, -1);
        }
        depth = 0;
        first = true;
        resynchronised = true;
        position = limit;
        for (int p = from; p + 1 < limit; p++) {
            if (fileText[p] == '\n' && fileText[p + 1] == '{') {
                position = p + 1;
                walker.reset(fileText, position, limit);
                return;
            }
        }
    }

    private void endOfText() {
        if (depth > 0 && !torn) {
            faults.add("not JSON: the file ends early", limit, -1);
        }
        if (!anything && !torn) {
            faults.add(limit == 0 ? "the file is empty" : "the file holds nothing but white space", 0, 0);
        }
        depth = 0;
        position = limit;
    }

    private boolean startsWithByteOrderMark() {
        return limit >= 3
                && (fileText[0] & 0xff) == 0xef
                && (fileText[1] & 0xff) == 0xbb
                && (fileText[2] & 0xff) == 0xbf;
    }
}
