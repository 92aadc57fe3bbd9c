/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.report.PlantedFile.Section;
import dev.spoor.testing.EngineFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is planted for the questions of all packs, with values that spoil pages which take them for harmless. */
final class NastyEvents {
    /** Texts that people and attackers put into logs. */
    static final List<String> TEXTS = List.of(
            "<script>document.body.innerHTML='owned'</script>",
            "\"><img src=https://evil.example/x.png onerror=alert(1)>",
            "javascript:alert(1)",
            "w".repeat(200),
            "arn:aws:sts::111122223333:assumed-role/" + "very-long-name-of-a-role-".repeat(8) + "/session",
            "管理者による設定変更の記録と監査証跡の保全についての長い説明文",
            "مستخدم الإدارة العامة للمراجعة 42 والتدقيق",
            "מנהל המערכת הראשי 7 של הארגון",
            "\u202Egnp.exe\u202C after an override",
            "tab\tnew line\n nul\u0000 bell\u0007 end",
            "emoji 🔐👩‍💻 and combining é̂ and \uD83D alone",
            "İstanbul ııı ß ﬁ Ǆ",
            "</style></title></svg><style>*{display:none}</style>",
            "=HYPERLINK(\"http://evil.example\")",
            "a & b &amp; c &#60;b&#62; &copy",
            "{{7*7}} ${7*7} <%= 7*7 %>");

    private static final List<String> SPOILED = List.of("userAgent", "errorMessage");

    private NastyEvents() {}

    /**
     * Writes them as log files.
     *
     * @param copies how often each event is there, each time another one
     */
    static void write(Path folder, int copies) throws IOException {
        int written = 0;
        for (Section section : PlantedFile.read().values()) {
            List<JsonNode> events = new ArrayList<>();
            for (JsonNode event : section.events()) {
                for (int copy = 0; copy < copies; copy++) {
                    ObjectNode spoiled = event.deepCopy();
                    spoil(spoiled, written++, copy);
                    events.add(spoiled);
                }
            }
            String text = "{\"Records\":" + events + "}";
            EngineFixture.write(folder.resolve(section.account() + ".json"), text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void spoil(ObjectNode event, int number, int copy) {
        event.put("eventID", event.get("eventID").asText() + "-" + copy);
        for (int i = 0; i < SPOILED.size(); i++) {
            // what is there may be what a question looks for
            if (!event.has(SPOILED.get(i)) || SPOILED.get(i).equals("userAgent")) {
                event.put(SPOILED.get(i), text(number + i));
            }
        }
        if (event.path("userIdentity") instanceof ObjectNode who && who.has("userName")) {
            who.put("userName", text(number + 3));
            who.put("arn", "arn:aws:iam::111122223333:user/" + text(number + 3));
        }
        if (event.path("requestParameters") instanceof ObjectNode parameters) {
            parameters.put("description", text(number + 5));
        }
    }

    private static String text(int number) {
        return TEXTS.get(number % TEXTS.size());
    }
}
