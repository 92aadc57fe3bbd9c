/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.command;

import java.util.List;

/** Something that is on or off. */
final class Switch {
    static final List<String> WORDS = List.of("on", "off");

    private Switch() {}

    /** What a word chooses; nothing chooses the other of what holds. */
    static boolean parse(Command command, String word, boolean holds) {
        return switch (word) {
            case "" -> !holds;
            case "on" -> true;
            case "off" -> false;
            default -> throw CommandTable.wrong(command, "'" + word + "' is neither on nor off");
        };
    }
}
