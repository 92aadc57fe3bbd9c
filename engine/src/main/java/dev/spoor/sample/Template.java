/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.ArrayList;
import java.util.List;

/** Text with {@code $word} or {@code ${word}} places, parsed once. A {@code $} before anything else is itself. */
final class Template {
    private final List<String> literals = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private Template() {}

    static Template parse(String text) {
        Template template = new Template();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean braced = text.startsWith("${", at);
            int start = braced ? at + 2 : at + 1;
            int end = start;
            while (c == '$' && end < text.length() && isWordChar(text.charAt(end))) {
                end++;
            }
            if (c == '$' && end > start) {
                template.literals.add(literal.toString());
                template.words.add(text.substring(start, end));
                literal.setLength(0);
                at = braced ? end + 1 : end;
            } else {
                literal.append(c);
                at++;
            }
        }
        template.literals.add(literal.toString());
        return template;
    }

    /** The text with each word replaced by the scene's value for it. */
    String fill(Scene scene, StringBuilder scratch) {
        if (words.isEmpty()) {
            return literals.get(0);
        }
        scratch.setLength(0);
        for (int i = 0; i < words.size(); i++) {
            scratch.append(literals.get(i)).append(scene.value(words.get(i)));
        }
        return scratch.append(literals.get(words.size())).toString();
    }

    private static boolean isWordChar(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }
}
