/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jline.utils.WCWidth;

/** What somebody sees of a terminal: the few control sequences of ECMA-48 that a line editor sends, drawn on a grid. Thread-safe. */
final class VirtualScreen extends OutputStream {
    private static final int ESCAPE = 27;

    private int width;
    private final int height;
    private final List<String[]> lines = new ArrayList<>();

    /** Of each line, whether its text goes on in the next. */
    private final List<Boolean> goesOn = new ArrayList<>();

    private final List<Byte> pending = new ArrayList<>();
    private final StringBuilder sequence = new StringBuilder();
    private final StringBuilder raw = new StringBuilder();
    private boolean inSequence;
    private int row;
    private int column;

    VirtualScreen(int width, int height) {
        this.width = width;
        this.height = height;
        for (int i = 0; i < height; i++) {
            lines.add(blank());
            goesOn.add(false);
        }
    }

    /** The lines that are not blank, without the blanks at their ends. */
    synchronized String text() {
        StringBuilder out = new StringBuilder();
        for (String[] line : lines) {
            String text = String.join("", line).stripTrailing();
            if (!text.isEmpty()) {
                out.append(text).append('\n');
            }
        }
        return out.toString();
    }

    /** Other columns from now on: lines that went on below go on where they now end, as most terminals have it. */
    synchronized void resize(int columns) {
        List<List<String>> whole = new ArrayList<>();
        int cursorLine = 0;
        int cursorCell = 0;
        for (int i = 0; i < height; i++) {
            if (i == 0 || !goesOn.get(i - 1)) {
                whole.add(new ArrayList<>());
            }
            List<String> last = whole.get(whole.size() - 1);
            if (i == row) {
                cursorLine = whole.size() - 1;
                cursorCell = last.size() + column;
            }
            last.addAll(Arrays.asList(lines.get(i)));
        }
        width = columns;
        lines.clear();
        goesOn.clear();
        for (int i = 0; i < whole.size(); i++) {
            int end = whole.get(i).size();
            while (end > 0 && whole.get(i).get(end - 1).equals(" ")) {
                end--;
            }
            if (i == cursorLine) {
                row = lines.size() + cursorCell / columns;
                column = cursorCell % columns;
                end = Math.max(end, cursorCell);
            }
            int from = 0;
            do {
                String[] line = blank();
                for (int cell = 0; cell < columns && from + cell < end; cell++) {
                    line[cell] = whole.get(i).get(from + cell);
                }
                from += columns;
                lines.add(line);
                goesOn.add(from < end);
            } while (from < end);
        }
        while (lines.size() > height) {
            boolean isBlankBelow = row < lines.size() - 1;
            lines.remove(isBlankBelow ? lines.size() - 1 : 0);
            goesOn.remove(isBlankBelow ? goesOn.size() - 1 : 0);
            row -= isBlankBelow ? 0 : 1;
        }
        while (lines.size() < height) {
            lines.add(blank());
            goesOn.add(false);
        }
    }

    /** Everything that was sent, control sequences among it. */
    synchronized String sent() {
        return raw.toString();
    }

    @Override
    public synchronized void write(int b) {
        pending.add((byte) b);
        byte[] bytes = new byte[pending.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = pending.get(i);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && bytes.length < 4) {
            return;
        }
        pending.clear();
        raw.append(text);
        text.codePoints().forEach(this::take);
    }

    private void take(int c) {
        if (inSequence) {
            sequence.appendCodePoint(c);
            boolean isBegin = sequence.length() == 1 && (c == '[' || c == '(' || c == ']');
            boolean isEnd = !isBegin && (sequence.charAt(0) != '[' || (c >= '@' && c <= '~'));
            if (isEnd) {
                obey(sequence.toString());
                inSequence = false;
            }
        } else if (c == ESCAPE) {
            inSequence = true;
            sequence.setLength(0);
        } else if (c == '\r') {
            column = 0;
        } else if (c == '\n') {
            newLine();
        } else if (c == '\b') {
            column = Math.max(0, column - 1);
        } else if (c >= ' ') {
            put(c);
        }
    }

    private void put(int c) {
        int cells = WCWidth.wcwidth(c);
        if (column + cells > width) {
            column = 0;
            goesOn.set(row, true);
            newLine();
        }
        lines.get(row)[column] = new String(Character.toChars(c));
        if (cells == 2) {
            lines.get(row)[column + 1] = "";
        }
        column += cells;
    }

    private void newLine() {
        if (row < height - 1) {
            row++;
        } else {
            lines.remove(0);
            lines.add(blank());
            goesOn.remove(0);
            goesOn.add(false);
        }
    }

    private void obey(String command) {
        if (command.charAt(0) != '[') {
            return;
        }
        char kind = command.charAt(command.length() - 1);
        String parameters = command.substring(1, command.length() - 1);
        int first =
                parameters.matches("\\d+(;.*)?") ? Integer.parseInt(parameters.split(";")[0]) : 0;
        int count = Math.max(1, first);
        switch (kind) {
            case 'A' -> row = Math.max(0, row - count);
            case 'B' -> row = Math.min(height - 1, row + count);
            case 'C' -> column = Math.min(width - 1, column + count);
            case 'D' -> column = Math.max(0, column - count);
            case 'G' -> column = count - 1;
            case 'H' -> {
                row = count - 1;
                column = parameters.contains(";") ? Integer.parseInt(parameters.split(";")[1]) - 1 : 0;
            }
            case 'K' -> {
                Arrays.fill(lines.get(row), first == 0 ? column : 0, first == 1 ? column + 1 : width, " ");
                goesOn.set(row, first == 1 && goesOn.get(row));
            }
            case 'J' -> {
                Arrays.fill(lines.get(row), first == 2 ? 0 : column, width, " ");
                for (int i = first == 2 ? 0 : row + 1; i < height; i++) {
                    lines.set(i, blank());
                    goesOn.set(i, false);
                }
                goesOn.set(row, false);
            }
            case 'P' -> shift(count);
            case '@' -> shift(-count);
            default -> {
                // colours and modes: nothing moves
            }
        }
    }

    /** Takes cells away at the cursor, or makes room there. */
    private void shift(int count) {
        List<String> cells = new ArrayList<>(Arrays.asList(lines.get(row)));
        for (int i = 0; i < Math.abs(count); i++) {
            if (count > 0) {
                cells.remove(column);
                cells.add(" ");
            } else {
                cells.add(column, " ");
                cells.remove(cells.size() - 1);
            }
        }
        lines.set(row, cells.toArray(new String[0]));
    }

    private String[] blank() {
        String[] line = new String[width];
        Arrays.fill(line, " ");
        return line;
    }
}
