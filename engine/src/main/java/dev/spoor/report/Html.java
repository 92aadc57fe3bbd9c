/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import dev.spoor.output.DisplayText;

/** Writes HTML: text is text, whatever it holds. One thread. */
public final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Markup of our own. */
    public Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text, also fit for attributes; control characters and those that turn the direction of text are made visible. */
    public Html text(String text) {
        String visible = DisplayText.visible(text);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return this;
    }

    /** Text of several lines. */
    public Html lines(String text) {
        String separator = "";
        for (String line : text.split("\n", -1)) {
            raw(separator).text(line);
            separator = "\n";
        }
        return this;
    }

    /** An element with text in it. */
    public Html element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag.split(" ", 2)[0] + ">\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
