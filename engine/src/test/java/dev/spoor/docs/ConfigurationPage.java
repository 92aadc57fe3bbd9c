/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.docs;

import dev.spoor.Setting;
import java.util.List;

/** The settings as Markdown. */
final class ConfigurationPage {
    private ConfigurationPage() {}

    static String of(List<Setting<?>> settings) {
        StringBuilder page = new StringBuilder();
        for (Setting<?> setting : settings) {
            page.append("### ").append(setting.key()).append("\n\n");
            page.append(setting.doc()).append(".\n\n");
            page.append("Value: ").append(setting.form()).append(".");
            if (!dependsOnTheMachine(setting)) {
                String initial = setting.initial().isEmpty() ? "empty" : "`" + setting.initial() + "`";
                page.append(" Initially ").append(initial).append('.');
            }
            page.append("\n\n");
        }
        return page.toString();
    }

    /** Initial values of cores, memory and folders differ from machine to machine; their sentence says how. */
    private static boolean dependsOnTheMachine(Setting<?> setting) {
        return List.of("workers", "memory.query", "spill.path").contains(setting.key());
    }
}
