/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.format.FileStatistics;
import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import dev.spoor.json.ValueSlots;
import dev.spoor.source.EventTime;
import dev.spoor.source.RecordDecoder;
import dev.spoor.source.RecordFact;
import java.util.EnumSet;
import java.util.Set;

/** Gathers the statistics of one file while its records pass. A value that is not text counts by its JSON text. */
final class StatisticsCollector {
    /** What must be asked of the decoder for statistics. */
    static final Set<RecordFact> FACTS =
            EnumSet.of(RecordFact.TIME, RecordFact.REGION, RecordFact.ACCOUNT, RecordFact.SERVICE, RecordFact.ACTION);

    /** A file with more distinct values of a field has no set for it. */
    static final int VALUES_MAX = 256;

    private static final RecordFact[] SETS = {
        RecordFact.REGION, RecordFact.ACCOUNT, RecordFact.SERVICE, RecordFact.ACTION
    };

    private final int[] slots = new int[SETS.length];
    private final DistinctTexts[] texts = new DistinctTexts[SETS.length];
    private final TextBuffer scratch = new TextBuffer();
    private long records;
    private long minMicros;
    private long maxMicros;
    private boolean nullTimes;
    private int nulls;

    StatisticsCollector(RecordDecoder decoder) {
        for (int i = 0; i < SETS.length; i++) {
            slots[i] = decoder.slotOf(SETS[i]);
            texts[i] = new DistinctTexts(VALUES_MAX);
        }
        clear();
    }

    void clear() {
        records = 0;
        minMicros = Long.MAX_VALUE;
        maxMicros = Long.MIN_VALUE;
        nullTimes = false;
        nulls = 0;
        for (DistinctTexts each : texts) {
            each.clear();
        }
    }

    /** Counts a record; the time is {@link EventTime#NOT_A_TIME} if it has none. */
    void add(byte[] text, ValueSlots values, long timeMicros) {
        records++;
        if (timeMicros == EventTime.NOT_A_TIME) {
            nullTimes = true;
        } else {
            minMicros = Math.min(minMicros, timeMicros);
            maxMicros = Math.max(maxMicros, timeMicros);
        }
        for (int i = 0; i < SETS.length; i++) {
            addText(i, text, values.start(slots[i]), values.end(slots[i]));
        }
    }

    FileStatistics toStatistics() {
        return new FileStatistics(
                records,
                minMicros,
                maxMicros,
                nullTimes,
                texts[0].toSetOrNull(),
                texts[1].toSetOrNull(),
                texts[2].toSetOrNull(),
                texts[3].toSetOrNull(),
                nulls);
    }

    private void addText(int i, byte[] text, int start, int end) {
        if (start < 0 || JsonText.isNull(text, start)) {
            nulls |= 1 << i;
        } else if (text[start] != '"') {
            scratch.clear();
            JsonText.normalize(text, start, end, scratch);
            texts[i].add(scratch.bytes(), 0, scratch.length());
        } else if (JsonText.hasEscape(text, start + 1, end - 1)) {
            scratch.clear();
            JsonText.unescape(text, start + 1, end - 1, scratch);
            texts[i].add(scratch.bytes(), 0, scratch.length());
        } else {
            texts[i].add(text, start + 1, end - 1);
        }
    }
}
