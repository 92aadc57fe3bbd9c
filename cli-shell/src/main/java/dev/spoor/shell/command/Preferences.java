/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import dev.spoor.output.OutputFormat;
import java.util.Map;
import java.util.TreeMap;

/** What the user chose with commands; changed by them. One thread. */
public final class Preferences {
    private final Map<String, String> variables = new TreeMap<>();
    private OutputFormat format;
    private boolean hasFooter;
    private boolean hasPager = true;

    public Preferences(OutputFormat format, boolean hasFooter) {
        this.format = format;
        this.hasFooter = hasFooter;
    }

    /** How rows are written. */
    public OutputFormat format() {
        return format;
    }

    public void format(OutputFormat changed) {
        format = changed;
    }

    /** Whether each result is followed by what was read and how long it took. */
    public boolean hasFooter() {
        return hasFooter;
    }

    public void footer(boolean isWanted) {
        hasFooter = isWanted;
    }

    /** Takes all that the user chose elsewhere. */
    public void adopt(Preferences other) {
        format = other.format;
        hasFooter = other.hasFooter;
        hasPager = other.hasPager;
        variables.putAll(other.variables);
    }

    /** Whether what is taller than the screen goes to a pager. */
    public boolean hasPager() {
        return hasPager;
    }

    public void pager(boolean isWanted) {
        hasPager = isWanted;
    }

    /** Values of the parameters {@code :name}, by name; may be changed. */
    public Map<String, String> variables() {
        return variables;
    }
}
