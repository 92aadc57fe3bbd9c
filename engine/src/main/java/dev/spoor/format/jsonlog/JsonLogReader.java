/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.ContentHash;
import dev.spoor.format.FileOutcome;
import dev.spoor.format.LogReader;
import dev.spoor.format.ReadRequest;
import dev.spoor.json.JsonText;
import dev.spoor.json.JsonWalker;
import dev.spoor.json.TextBuffer;
import dev.spoor.json.ValueSlots;
import dev.spoor.source.DecodeRequest;
import dev.spoor.source.EventSource;
import dev.spoor.source.EventTime;
import dev.spoor.source.RecordDecoder;
import dev.spoor.source.RecordFact;
import dev.spoor.vector.Batch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;

/** Reads JSON log files: unpacks, finds records, asks the gate, decodes. */
final class JsonLogReader implements LogReader {
    /** A batch is full at this many bytes, whatever its rows. */
    static final long BATCH_BYTES_MAX = 4L << 20;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The length of {@code 2006-01-02T15}. */
    private static final int HOUR_BYTES = 13;

    private static final long HOUR_MIX = 0x9E3779B97F4A7C15L;
    private static final int HOUR_SHIFT = 40;

    private final ReadRequest request;
    private final RecordDecoder decoder;
    private final GzipInflater inflater;
    private final RecordFinder finder;
    private final FaultList faults = new FaultList();
    private final ContentHash hash;
    private final TextBuffer compacted = new TextBuffer();
    private final TextBuffer timeText = new TextBuffer();
    private final StatisticsCollector statistics;
    private final int idSlot;
    private final int timeSlot;
    private final boolean parsesTime;
    private long records;
    private long duplicates;
    private boolean inFile;
    private FileOutcome outcome;

    JsonLogReader(EventSource source, ReadRequest request) {
        this.request = request;
        Set<RecordFact> facts = EnumSet.noneOf(RecordFact.class);
        if (request.gate() != null) {
            facts.add(RecordFact.ID);
            facts.add(RecordFact.TIME);
        }
        if (!request.window().isAll()) {
            facts.add(RecordFact.TIME);
        }
        if (request.collectStatistics()) {
            facts.addAll(StatisticsCollector.FACTS);
        }
        this.decoder = source.newDecoder(new DecodeRequest(
                request.projection(), request.memory(), request.batchRows(), facts, request.partsOfPath()));
        this.inflater = new GzipInflater(request.memory(), JsonWalker.PADDING);
        this.finder = new RecordFinder(decoder.keys(), decoder.slotCount(), source.recordKeys());
        this.hash = new ContentHash(request.hashSeed());
        this.statistics = request.collectStatistics()
                ? new StatisticsCollector(decoder, source.layout().paths())
                : null;
        this.idSlot = facts.contains(RecordFact.ID) ? decoder.slotOf(RecordFact.ID) : -1;
        this.timeSlot = facts.contains(RecordFact.TIME) ? decoder.slotOf(RecordFact.TIME) : -1;
        this.parsesTime = statistics != null || !request.window().isAll();
    }

    @Override
    public void start(String key, byte[] stored, int from, int to) {
        faults.clear();
        records = 0;
        duplicates = 0;
        outcome = null;
        boolean gzip = GzipInflater.isGzip(stored, from, to);
        if (gzip) {
            inflater.inflate(stored, from, to);
        } else {
            inflater.copy(stored, from, to);
        }
        boolean torn = !inflater.faults().isEmpty();
        for (String fault : inflater.faults()) {
            faults.add(fault, inflater.length(), -1);
        }
        finder.begin(inflater.buffer(), inflater.length(), torn, faults);
        decoder.startFile(key);
        if (statistics != null) {
            statistics.clear();
        }
        inFile = true;
    }

    @Override
    public boolean read() {
        while (inFile && !isFull()) {
            if (!finder.next()) {
                inFile = false;
                boolean known = statistics != null && faults.isEmpty();
                outcome = new FileOutcome(
                        records,
                        duplicates,
                        inflater.length(),
                        faults.toList(),
                        known ? statistics.toStatistics() : null);
            } else {
                record();
            }
        }
        return !inFile;
    }

    @Override
    public boolean isFull() {
        return decoder.rowCount() >= request.batchRows() || decoder.batchBytes() >= BATCH_BYTES_MAX;
    }

    @Override
    public Batch take() {
        return decoder.take();
    }

    @Override
    public FileOutcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("no file has ended");
        }
        return outcome;
    }

    @Override
    public FileOutcome outcomeSoFar() {
        return new FileOutcome(records, duplicates, inflater.length(), faults.toList(), null);
    }

    @Override
    public void close() {
        try {
            decoder.close();
        } finally {
            inflater.close();
        }
    }

    private void record() {
        byte[] text = finder.text();
        ValueSlots slots = finder.slots();
        long ordinal = records++;
        if (parsesTime) {
            long micros = timeMicros(text, slots.start(timeSlot), slots.end(timeSlot));
            if (statistics != null) {
                statistics.add(text, slots, micros);
            }
            boolean inside = request.window().isAll()
                    || micros != EventTime.NOT_A_TIME && request.window().contains(micros);
            if (!inside) {
                return;
            }
        }
        if (idSlot >= 0
                && slots.isPresent(idSlot)
                && !JsonText.isNull(text, slots.start(idSlot))
                && !admitted(hour(text, slots.start(timeSlot), slots.end(timeSlot)))) {
            duplicates++;
            return;
        }
        decoder.append(text, finder.start(), finder.end(), slots, ordinal);
    }

    /**
     * Something that is mostly equal for times of the same hour, and equal for equal text: what stands before the minutes
     * in a time as CloudTrail writes it. Zero if there is no such text; other values may differ in white space although
     * their records are the same.
     */
    private static int hour(byte[] text, int start, int end) {
        if (start < 0 || text[start] != '"' || end - start < 1 + HOUR_BYTES) {
            return 0;
        }
        long head = (long) LONGS.get(text, start + 1);
        long tail = (long) LONGS.get(text, start + 1 + HOUR_BYTES - Long.BYTES);
        return (int) ((head * HOUR_MIX ^ tail) * HOUR_MIX >>> HOUR_SHIFT);
    }

    private boolean admitted(int hour) {
        if (request.gate().asksForIds()) {
            tellId(finder.text(), finder.slots().start(idSlot), finder.slots().end(idSlot));
        }
        if (finder.isCompact()) {
            hash.hash(finder.text(), finder.start(), finder.end());
        } else {
            compacted.clear();
            JsonText.compact(finder.text(), finder.start(), finder.end(), compacted);
            hash.hash(compacted.bytes(), 0, compacted.length());
        }
        return request.gate().admit(hour, hash.high(), hash.low());
    }

    private void tellId(byte[] text, int start, int end) {
        if (text[start] == '"' && !JsonText.hasEscape(text, start + 1, end - 1)) {
            hash.hash(text, start + 1, end - 1);
            request.gate().meetId(hash.high(), hash.low());
        } else {
            request.gate().meetOddId();
        }
    }

    private long timeMicros(byte[] text, int start, int end) {
        if (start < 0 || text[start] != '"') {
            return EventTime.NOT_A_TIME;
        }
        if (!JsonText.hasEscape(text, start + 1, end - 1)) {
            return EventTime.parseMicros(text, start + 1, end - 1);
        }
        timeText.clear();
        JsonText.unescape(text, start + 1, end - 1, timeText);
        return EventTime.parseMicros(timeText.bytes(), 0, timeText.length());
    }
}
