/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format.jsonlog;

import dev.spoor.dataset.CountedValue;
import dev.spoor.dataset.FileCounts;
import dev.spoor.dataset.ValueNumbers;
import dev.spoor.json.ValueSlots;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.FactPaths;
import dev.spoor.source.RecordDecoder;
import dev.spoor.source.RecordFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the records of one file after the other by their values: actions by service, callers by ARN. What else is
 * known of a caller (id, name, what issued its session) is taken from the first record with the ARN, so that most records cost one
 * look at it. Numbers stay the same from file to file. Not thread-safe.
 */
final class ValueCounter {
    private static final RecordFact[] OF_CALLER = {
        RecordFact.PRINCIPAL_ID, RecordFact.USER_NAME, RecordFact.ISSUER_NAME, RecordFact.ISSUER
    };

    /** What must be asked of the decoder. */
    static final Set<RecordFact> FACTS = EnumSet.of(RecordFact.PRINCIPAL, OF_CALLER);

    /** So many callers are told apart until all numbers begin anew. */
    static final int CALLERS_MAX = 20_000;

    /** Longer texts are no names that somebody would choose. A service and a value fit into a key of PostgreSQL's indexes, 2,704 bytes. */
    private static final int TOLD_LENGTH_MAX = 300;

    /** For what has no number, {@link FactTexts#NOTHING} and {@link TextNumbers#TOO_MANY}. */
    private static final int OFFSET = 2;

    private final FactPaths paths;
    private final FactTexts facts;
    private final int callerSlot;
    private final int[] slots = new int[OF_CALLER.length];
    private final ValueNumbers values = new ValueNumbers();
    private final TextNumbers callers = new TextNumbers(CALLERS_MAX);
    private final Map<Long, Integer> calls = new HashMap<>();
    private final Map<Long, Integer> others = new HashMap<>();
    private final Tally tally = new Tally();
    private int[] numberPlusOneOfCaller = new int[64];
    private long lastCall = -1;
    private int lastCallNumber;

    ValueCounter(RecordDecoder decoder, FactPaths paths, FactTexts facts) {
        this.paths = paths;
        this.facts = facts;
        callerSlot = decoder.slotOf(RecordFact.PRINCIPAL);
        for (int i = 0; i < OF_CALLER.length; i++) {
            slots[i] = decoder.slotOf(OF_CALLER[i]);
        }
    }

    /** Whether there is no room for many more values: a new counter is due. */
    boolean isFull() {
        return callers.isFull();
    }

    void clear() {
        tally.clear();
    }

    /** Counts a call, by the numbers of service and action, or what is there instead. */
    void addCall(TextNumbers services, int service, TextNumbers actions, int action) {
        long call = (long) (service + OFFSET) << Integer.SIZE | action + OFFSET;
        if (call != lastCall) {
            Integer known = calls.get(call);
            if (known == null) {
                known = values.add(valuesOfCall(services, service, actions, action));
                calls.put(call, known);
            }
            lastCall = call;
            lastCallNumber = known;
        }
        tally.add(lastCallNumber);
    }

    private List<CountedValue> valuesOfCall(TextNumbers services, int service, TextNumbers actions, int action) {
        List<CountedValue> ofRecords = new ArrayList<>();
        if (action != FactTexts.NOTHING) {
            String nameOrNull = service < 0 ? null : services.text(service);
            boolean isTold = service != TextNumbers.TOO_MANY && (nameOrNull == null || isTold(nameOrNull));
            ofRecords.add(
                    value(paths.action(), isTold ? nameOrNull : null, actions, isTold ? action : TextNumbers.TOO_MANY));
        }
        return ofRecords;
    }

    private static CountedValue value(FieldPath path, String serviceOrNull, TextNumbers texts, int number) {
        String textOrNull = number == TextNumbers.TOO_MANY ? null : texts.text(number);
        boolean isTold = textOrNull != null && isTold(textOrNull);
        return new CountedValue(path, isTold ? serviceOrNull : null, isTold ? textOrNull : null);
    }

    /** Not every database that keeps them can hold the character zero. */
    static boolean isTold(String text) {
        return text.length() <= TOLD_LENGTH_MAX && text.indexOf('\0') < 0;
    }

    /** Counts a caller; a record without an ARN has none. */
    void addCaller(byte[] text, ValueSlots record) {
        int caller = facts.number(text, record, callerSlot, callers);
        if (caller == FactTexts.NOTHING) {
            return;
        }
        int place = caller + OFFSET;
        if (place >= numberPlusOneOfCaller.length) {
            numberPlusOneOfCaller = Arrays.copyOf(numberPlusOneOfCaller, 2 * place);
        }
        if (numberPlusOneOfCaller[place] == 0) {
            numberPlusOneOfCaller[place] = values.add(valuesOfCaller(text, record, caller)) + 1;
        }
        tally.add(numberPlusOneOfCaller[place] - 1);
    }

    private List<CountedValue> valuesOfCaller(byte[] text, ValueSlots record, int caller) {
        List<CountedValue> ofRecords = new ArrayList<>();
        ofRecords.add(value(paths.of(RecordFact.PRINCIPAL), null, callers, caller));
        for (int i = 0; i < OF_CALLER.length; i++) {
            String textOrNull = caller == TextNumbers.TOO_MANY ? null : facts.textOrNull(text, record, slots[i]);
            if (textOrNull != null || caller == TextNumbers.TOO_MANY) {
                boolean isTold = textOrNull != null && isTold(textOrNull);
                ofRecords.add(new CountedValue(paths.of(OF_CALLER[i]), null, isTold ? textOrNull : null));
            }
        }
        return ofRecords;
    }

    /** The number for records that have one value of a field that few values share. */
    int numberOf(RecordFact fact, TextNumbers texts, int text) {
        return others.computeIfAbsent(
                (long) fact.ordinal() << Integer.SIZE | text,
                each -> values.add(List.of(value(paths.of(fact), null, texts, text))));
    }

    /** The counts of calls and callers, for more to be added to. */
    FileCounts.Builder newCounts() {
        FileCounts.Builder counts = new FileCounts.Builder(values);
        for (int i = 0; i < tally.size(); i++) {
            counts.add(tally.number(i), tally.count(i));
        }
        return counts;
    }
}
