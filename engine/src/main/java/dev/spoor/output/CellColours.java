/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.output;

import java.util.List;

/**
 * Which {@link TerminalStyle} a cell has: errors, what changed something, NULL. What changed something is known of rows with a column {@code readOnly} only; nothing is guessed from names.
 */
final class CellColours {
    private static final String FALSE = "false";

    private final int readOnly;
    private final int eventName;
    private final int errorCode;
    private final int errorMessage;

    /** @param names of the columns */
    CellColours(List<String> names) {
        readOnly = indexOf(names, "readOnly");
        eventName = indexOf(names, "eventName");
        errorCode = indexOf(names, "errorCode");
        errorMessage = indexOf(names, "errorMessage");
    }

    private static int indexOf(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** A name of a column, or a line between rows. */
    static String heading(String text) {
        return TerminalStyle.HEADING.paint(text);
    }

    /** Whether a row is of an event that changed something; of texts by column. */
    boolean isWrite(String[] row) {
        return readOnly >= 0 && FALSE.equals(row[readOnly]);
    }

    /**
     * A cell as it is written, without the blanks that pad it.
     *
     * @param text of the cell, cut where it had to be
     * @param isWrite of its row
     */
    String paint(int column, String text, boolean isWrite) {
        if (text.equals(VisibleText.NULL)) {
            return TerminalStyle.FAINT.paint(text);
        }
        if (column == errorCode || column == errorMessage) {
            return TerminalStyle.FAILURE.paint(text);
        }
        return isWrite && (column == readOnly || column == eventName) ? TerminalStyle.WRITE.paint(text) : text;
    }
}
