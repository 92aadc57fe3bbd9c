/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.dataset.FileCounts;
import dev.spoor.format.FileStatistics;
import dev.spoor.json.ValueSlots;
import dev.spoor.source.EventTime;
import dev.spoor.source.FactPaths;
import dev.spoor.source.RecordDecoder;
import dev.spoor.source.RecordFact;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gathers the statistics of one file after the other while their records pass. A value that is not text counts by its JSON text.
 * Values keep their numbers from file to file, as long as there is room for more. Not thread-safe.
 */
final class StatisticsCollector {
    /** What must be asked of the decoder for statistics. */
    static final Set<RecordFact> FACTS = facts();

    /** A file with more distinct values of a field has no set for it. */
    static final int VALUES_MAX = 256;

    /** So many values of a field have numbers until all begin anew. */
    private static final int NUMBERS_MAX = 20_000;

    /** What is longer is no account. */
    private static final int ACCOUNT_LENGTH_MAX = 64;

    private static final RecordFact[] SETS = {
        RecordFact.REGION, RecordFact.ACCOUNT, RecordFact.SERVICE, RecordFact.ACTION
    };
    private static final int REGION = 0;
    private static final int ACCOUNT = 1;
    private static final int SERVICE = 2;
    private static final int ACTION = 3;

    private final RecordDecoder decoder;
    private final FactPaths paths;
    private final FactTexts facts = new FactTexts();
    private final int[] slots = new int[SETS.length];
    private final TextNumbers[] texts = new TextNumbers[SETS.length];
    private final Tally[] ofFile = new Tally[SETS.length];
    private final int[] overflown = new int[SETS.length];
    private ValueCounter values;
    private long records;
    private long minMicros;
    private long maxMicros;
    private boolean nullTimes;
    private int nulls;

    StatisticsCollector(RecordDecoder decoder, FactPaths paths) {
        this.decoder = decoder;
        this.paths = paths;
        for (int i = 0; i < SETS.length; i++) {
            slots[i] = decoder.slotOf(SETS[i]);
            ofFile[i] = new Tally();
        }
        beginNumbers();
        clear();
    }

    private static Set<RecordFact> facts() {
        Set<RecordFact> facts = EnumSet.of(
                RecordFact.TIME, RecordFact.REGION, RecordFact.ACCOUNT, RecordFact.SERVICE, RecordFact.ACTION);
        facts.addAll(ValueCounter.FACTS);
        return facts;
    }

    private void beginNumbers() {
        for (int i = 0; i < SETS.length; i++) {
            texts[i] = new TextNumbers(NUMBERS_MAX);
        }
        values = new ValueCounter(decoder, paths, facts);
    }

    private boolean isFull() {
        for (TextNumbers each : texts) {
            if (each.isFull()) {
                return true;
            }
        }
        return values.isFull();
    }

    void clear() {
        records = 0;
        minMicros = Long.MAX_VALUE;
        maxMicros = Long.MIN_VALUE;
        nullTimes = false;
        nulls = 0;
        for (int i = 0; i < SETS.length; i++) {
            ofFile[i].clear();
            overflown[i] = 0;
        }
        if (isFull()) {
            beginNumbers();
        }
        values.clear();
    }

    /** Counts a record; the time is {@link EventTime#NOT_A_TIME} if it has none. */
    void add(byte[] text, ValueSlots record, long timeMicros) {
        records++;
        if (timeMicros == EventTime.NOT_A_TIME) {
            nullTimes = true;
        } else {
            minMicros = Math.min(minMicros, timeMicros);
            maxMicros = Math.max(maxMicros, timeMicros);
        }
        addText(REGION, text, record);
        addText(ACCOUNT, text, record);
        int service = addText(SERVICE, text, record);
        int action = addText(ACTION, text, record);
        values.addCall(texts[SERVICE], service, texts[ACTION], action);
        values.addCaller(text, record);
    }

    private int addText(int i, byte[] text, ValueSlots record) {
        int number = facts.number(text, record, slots[i], texts[i]);
        if (number == FactTexts.NOTHING) {
            nulls |= 1 << i;
        } else if (number == TextNumbers.TOO_MANY) {
            overflown[i]++;
        } else {
            ofFile[i].add(number);
        }
        return number;
    }

    FileStatistics toStatistics() {
        FileCounts.Builder counts = values.newCounts();
        for (int i : new int[] {REGION, ACCOUNT, SERVICE}) {
            for (int at = 0; at < ofFile[i].size(); at++) {
                int number = values.numberOf(SETS[i], texts[i], ofFile[i].number(at));
                counts.add(number, ofFile[i].count(at));
            }
            if (overflown[i] > 0) {
                counts.add(values.numberOf(SETS[i], texts[i], TextNumbers.TOO_MANY), overflown[i]);
            }
        }
        return new FileStatistics(
                records,
                minMicros,
                maxMicros,
                nullTimes,
                setOrNull(REGION),
                setOrNull(ACCOUNT),
                setOrNull(SERVICE),
                setOrNull(ACTION),
                nulls,
                counts.build(account()));
    }

    private String account() {
        boolean isOne = (nulls & 1 << ACCOUNT) == 0 && overflown[ACCOUNT] == 0 && ofFile[ACCOUNT].size() == 1;
        String account = isOne ? texts[ACCOUNT].text(ofFile[ACCOUNT].number(0)) : FileCounts.NO_ACCOUNT;
        return account.length() <= ACCOUNT_LENGTH_MAX && ValueCounter.isTold(account) ? account : FileCounts.NO_ACCOUNT;
    }

    private Set<String> setOrNull(int i) {
        if (overflown[i] > 0 || ofFile[i].size() > VALUES_MAX) {
            return null;
        }
        Set<String> set = new TreeSet<>();
        for (int at = 0; at < ofFile[i].size(); at++) {
            set.add(texts[i].text(ofFile[i].number(at)));
        }
        return set;
    }
}
