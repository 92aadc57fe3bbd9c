/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.io.IOException;
import java.util.List;

/** A command of the prompt. Stateless; what it remembers is the console's. */
public interface Command {
    /** What it is called and what it does. */
    Description description();

    /**
     * Does it.
     *
     * @param arguments what stands behind the name, without blanks around it; empty for nothing
     * @throws dev.spoor.error.EngineException INVALID_ARGUMENT for arguments that make no sense, and whatever a statement fails
     *     with
     */
    void run(String arguments, Console console) throws IOException;

    /**
     * What could stand in place of the last word of the arguments; without limit. Asked while somebody types: must not run statements.
     *
     * @param tables names of all tables
     */
    default List<String> candidates(Preferences preferences, List<String> tables) {
        return List.of();
    }

    /**
     * @param names without the backslash, the usual one first
     * @param arguments as in a manual, such as {@code [TABLE]}; empty for none
     * @param sentence what it does, with a full stop
     * @param topic chapter of the manual
     * @param example a call that works on any logs
     */
    record Description(List<String> names, String arguments, String sentence, Topic topic, String example) {
        public Description {
            names = List.copyOf(names);
        }

        /** The usual name. */
        public String name() {
            return names.get(0);
        }
    }

    /** Chapters of the manual, in its order. */
    enum Topic {
        GENERAL("General"),
        LOOKING("Looking around"),
        QUERIES("Queries"),
        SEEING("Seeing"),
        OUTPUT("Output");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        /** As a heading. */
        public String title() {
            return title;
        }
    }
}
