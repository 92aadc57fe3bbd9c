/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import java.util.List;

/**
 * Where a framework asks a question, in some of its editions.
 *
 * @param number as the framework prints it, such as {@code 4.3}
 * @param editions the pack's editions in which it has that number; empty for a pack without editions
 */
public record Control(String number, List<String> editions) {
    public Control {
        editions = List.copyOf(editions);
    }

    boolean isIn(String edition) {
        return editions.isEmpty() || editions.contains(edition);
    }
}
