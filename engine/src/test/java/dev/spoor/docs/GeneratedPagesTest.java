/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.docs;

import dev.spoor.Engine;
import dev.spoor.EngineConfig;
import dev.spoor.Settings;
import dev.spoor.format.TimeWindow;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.houserules.Repository;
import dev.spoor.report.PackLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The reference pages say what the code says. */
class GeneratedPagesTest {
    @Test
    void theConfigurationPageListsEverySetting() throws IOException {
        assertPage("docs/configuration.md", ConfigurationPage.of(Settings.all()));
    }

    @Test
    void theFunctionPageListsEveryFunction() throws IOException {
        EngineConfig nothing = new EngineConfig(List.of(), Map.of(), Settings.initial(), TimeWindow.ALL);
        try (Engine engine = Engine.open(nothing)) {
            assertPage(
                    "docs/sql/functions.md",
                    FunctionPage.of(FunctionLibrary.standard(), engine.catalog().functions()));
        }
    }

    @Test
    void everyShippedPackHasAPage() throws IOException {
        for (String pack : PackLibrary.SHIPPED) {
            assertPage("docs/reports/" + pack + ".md", PackPage.of(PackLibrary.find(pack)));
        }
    }

    /** Replaces what stands behind the marker, or compares it. */
    private static void assertPage(String name, String generated) throws IOException {
        Path page = Repository.find().root().resolve(name);
        String marker = "<!-- generated from here on: mvn -Dquick test -Dtest=GeneratedPagesTest -DupdateExpected"
                + " -pl engine -->\n";
        String text = Files.readString(page);
        int at = text.indexOf(marker);
        assertTrue(at >= 0, name + " has lost the marker of its generated part");
        int start = at + marker.length();
        if (System.getProperty("updateExpected") != null) {
            Files.writeString(page, text.substring(0, start) + "\n" + generated);
        } else {
            assertEquals("\n" + generated, text.substring(start), name + ": run the command in its marker");
        }
    }
}
