/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Buffer;
import org.jline.reader.History;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * JLine's line reader with a search of the history of its own: the built-in one looks at the first place in each entry only, so that
 * typing one more letter loses an entry whose second place matches. Ctrl-R goes to older entries, Ctrl-S to newer ones, each text
 * once; Enter runs what was found, Ctrl-G brings back what was typed, every other key takes what was found and goes on editing.
 */
public final class SearchingLineReader extends LineReaderImpl {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** An entry of the history. */
    private record Found(String text, Instant time) {}

    public SearchingLineReader(Terminal terminal, String appName) throws IOException {
        super(terminal, appName);
    }

    @Override
    protected boolean doSearchHistory(boolean isBackward) {
        Buffer before = buf.copy();
        StringBuilder term = new StringBuilder();
        List<Found> found = List.of();
        int at = 0;
        KeyMap<Binding> none = new KeyMap<>();
        try {
            while (true) {
                show(term.toString(), found, at);
                Binding key = readBinding(getKeys(), none);
                switch (key instanceof Reference named ? named.name() : "") {
                    case SEND_BREAK -> {
                        buf.copyFrom(before);
                        return true;
                    }
                    case HISTORY_INCREMENTAL_SEARCH_BACKWARD -> at = Math.min(at + 1, Math.max(0, found.size() - 1));
                    case HISTORY_INCREMENTAL_SEARCH_FORWARD -> at = Math.max(at - 1, 0);
                    case BACKWARD_DELETE_CHAR -> {
                        term.setLength(term.isEmpty() ? 0 : term.offsetByCodePoints(term.length(), -1));
                        found = matching(term.toString());
                        at = 0;
                    }
                    case SELF_INSERT -> {
                        term.append(getLastBinding());
                        found = matching(term.toString());
                        at = 0;
                    }
                    default -> {
                        runMacro(getLastBinding());
                        return true;
                    }
                }
            }
        } finally {
            post = null;
        }
    }

    /** Entries that contain a text in any letter case, the newest first, each text once. */
    private List<Found> matching(String term) {
        if (term.isEmpty()) {
            return List.of();
        }
        String wanted = term.toLowerCase(Locale.ROOT);
        Map<String, Found> found = new LinkedHashMap<>();
        for (int i = history.last(); i >= history.first() && !history.isEmpty(); i--) {
            String text = history.get(i);
            if (text.toLowerCase(Locale.ROOT).contains(wanted)) {
                found.putIfAbsent(text, new Found(text, time(i)));
            }
        }
        return new ArrayList<>(found.values());
    }

    private Instant time(int index) {
        History.Entry entry = history.iterator(index).next();
        return entry.time();
    }

    private void show(String term, List<Found> found, int at) {
        String place = term.isEmpty()
                ? "type a part of what to find"
                : found.isEmpty()
                        ? "nothing found"
                        : (at + 1) + " of " + found.size() + ", "
                                + TIME.format(found.get(at).time());
        if (!found.isEmpty()) {
            buf.clear();
            buf.write(found.get(at).text());
        }
        post = () -> new AttributedString("search: " + term + "_  (" + place + ")");
        redisplay();
    }
}
