/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.edit;

import dev.spoor.output.TerminalStyle;
import dev.spoor.shell.command.CommandTable;
import dev.spoor.sql.text.SqlText;
import dev.spoor.sql.text.SqlText.Kind;
import dev.spoor.sql.text.SqlText.Token;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours for what is typed: keywords, functions, text, numbers, comments, and in red a quote or bracket without its partner. */
public final class StatementHighlighter extends DefaultHighlighter {
    private static final Map<TerminalStyle, AttributedStyle> STYLES = styles();

    private final Predicate<String> isFunction;

    /** @param isFunction of a name in lower case; asked at each key */
    public StatementHighlighter(Predicate<String> isFunction) {
        this.isFunction = isFunction;
    }

    private static Map<TerminalStyle, AttributedStyle> styles() {
        Map<TerminalStyle, AttributedStyle> styles = new EnumMap<>(TerminalStyle.class);
        for (TerminalStyle style : TerminalStyle.values()) {
            AttributedStyle made = AttributedStyle.DEFAULT;
            made = style.isBold() ? made.bold() : made;
            made = style.isFaint() ? made.faint() : made;
            made = style.isUnderlined() ? made.underline() : made;
            styles.put(
                    style,
                    style.colour().isPresent() ? made.foreground(style.colour().getAsInt()) : made);
        }
        return styles;
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        return highlight(buffer, reader.getBuffer().cursor());
    }

    /** @param cursor index in the text; the bracket before it shows its partner */
    AttributedString highlight(String text, int cursor) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        if (text.stripLeading().startsWith(CommandTable.MARK)) {
            return out.styled(STYLES.get(TerminalStyle.FUNCTION), text).toAttributedString();
        }
        List<Token> tokens = SqlText.tokens(text);
        Optional<Token> unmatched = SqlText.unmatched(text);
        Set<Integer> pair = pair(text, tokens, cursor);
        int at = 0;
        for (Token token : tokens) {
            out.append(text, at, token.start());
            boolean isWrong = unmatched.isPresent() && unmatched.get().start() == token.start();
            AttributedStyle style =
                    pair.contains(token.start()) ? STYLES.get(TerminalStyle.MATCHING) : style(text, token);
            out.styled(isWrong ? STYLES.get(TerminalStyle.UNMATCHED) : style, token.of(text));
            at = token.end();
        }
        return out.append(text, at, text.length()).toAttributedString();
    }

    private AttributedStyle style(String text, Token token) {
        return switch (token.kind()) {
            case TEXT, NUMBER -> STYLES.get(TerminalStyle.LITERAL);
            case COMMENT -> STYLES.get(TerminalStyle.FAINT);
            case PARAMETER -> STYLES.get(TerminalStyle.PARAMETER);
            case NAME, SYMBOL -> AttributedStyle.DEFAULT;
            case WORD -> {
                if (Keywords.isKeyword(token.of(text))) {
                    yield STYLES.get(TerminalStyle.KEYWORD);
                }
                boolean isCalled = token.end() < text.length() && text.charAt(token.end()) == '(';
                yield isCalled && isFunction.test(token.of(text).toLowerCase(Locale.ROOT))
                        ? STYLES.get(TerminalStyle.FUNCTION)
                        : AttributedStyle.DEFAULT;
            }
        };
    }

    /** Places of the bracket before the cursor and of its partner; empty when it is none, or has none. */
    private static Set<Integer> pair(String text, List<Token> tokens, int cursor) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.end() == cursor && token.kind() == Kind.SYMBOL) {
                int direction = "([{".indexOf(text.charAt(token.start())) >= 0
                        ? 1
                        : ")]}".indexOf(text.charAt(token.start())) >= 0 ? -1 : 0;
                return direction == 0 ? Set.of() : pair(text, tokens, i, direction);
            }
        }
        return Set.of();
    }

    private static Set<Integer> pair(String text, List<Token> tokens, int from, int direction) {
        int depth = 0;
        for (int i = from; i >= 0 && i < tokens.size(); i += direction) {
            if (tokens.get(i).kind() != Kind.SYMBOL) {
                continue;
            }
            char c = text.charAt(tokens.get(i).start());
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0) {
                return Set.of(tokens.get(from).start(), tokens.get(i).start());
            }
        }
        return Set.of();
    }
}
