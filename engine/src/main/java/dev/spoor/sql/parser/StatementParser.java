/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Parses one statement: a query, EXPLAIN [ANALYZE] and a query, SHOW or DESCRIBE. Thread-safe. Recurses as deep as the
 * statement is nested, so it wants a thread with a large stack.
 */
public final class StatementParser {
    /** Alternatives that an error message names; the grammar often has dozens. */
    private static final int EXPECTED_MAX = 6;

    private static final Pattern EXPECTING = Pattern.compile("(.*?)\\. Expecting: (.*)", Pattern.DOTALL);

    private static final Pattern UNEXPECTED = Pattern.compile("^mismatched input '(.*)'$", Pattern.DOTALL);

    /** Words that begin a second statement or clause that cannot follow. */
    private static final Set<String> STATEMENT_STARTS = Set.of("select", "with");

    private StatementParser() {}

    /**
     * Parses a statement whose parameters have values.
     *
     * @param sql may end in semicolons
     * @param parameters the values of its {@code ?}, in the order of the text
     * @throws EngineException SYNTAX_ERROR, NOT_SUPPORTED or LIMIT_EXCEEDED with a place in {@code sql}; INVALID_ARGUMENT
     *     for values that do not fit
     */
    public static ParsedStatement parse(String sql, List<Literal> parameters) {
        return parsed(sql, parameters);
    }

    /** Parses a statement without parameters. */
    public static ParsedStatement parse(String sql) {
        return parsed(sql, List.of());
    }

    /** Parses a statement whose parameters have no values yet: there are {@link ParameterLiteral}s in their places. */
    public static ParsedStatement parseUnbound(String sql) {
        return parsed(sql, null);
    }

    private static ParsedStatement parsed(String sql, List<Literal> parametersOrNull) {
        SqlText text = SqlText.of(sql);
        ParameterTranslator parameters = new ParameterTranslator(text, parametersOrNull);
        Statement statement = statement(text);
        boolean isExplained = false;
        boolean isAnalyzed = false;
        if (statement instanceof Explain explain) {
            if (!explain.getOptions().isEmpty()) {
                throw text.notSupported("options of EXPLAIN are not supported", statement);
            }
            isExplained = true;
            statement = explain.getStatement();
        } else if (statement instanceof ExplainAnalyze explain) {
            isAnalyzed = true;
            statement = explain.getStatement();
        }
        SqlNode query = query(statement, text, parameters);
        return new ParsedStatement(isExplained, isAnalyzed, query, parameters.count(), parameters.rowCounts());
    }

    private static SqlNode query(Statement statement, SqlText text, ParameterTranslator parameters) {
        if (statement instanceof Query query) {
            return new QueryTranslator(text, parameters).query(query);
        }
        return MetadataStatements.asQuery(statement)
                .map(sql -> {
                    SqlText generated = SqlText.of(sql);
                    ParameterTranslator none = new ParameterTranslator(generated, List.of());
                    return new QueryTranslator(generated, none).query((Query) statement(generated));
                })
                .orElseThrow(() -> text.notSupported(
                        spoken(statement) + " is not supported: logs are read, never written", statement));
    }

    /** The statement's name from its class: CreateTableAsSelect is CREATE TABLE AS SELECT. */
    private static String spoken(Statement statement) {
        return statement
                .getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toUpperCase(Locale.ROOT);
    }

    private static Statement statement(SqlText text) {
        try {
            return new SqlParser().createStatement(text.text());
        } catch (ParsingException e) {
            throw syntaxError(e, text);
        } catch (StackOverflowError e) {
            throw new EngineException(ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deep to be understood", e);
        }
    }

    private static EngineException syntaxError(ParsingException e, SqlText text) {
        SqlParserPos place = new SqlParserPos(Math.max(1, e.getLineNumber()), Math.max(1, e.getColumnNumber()));
        int offset = text.offset(place.getLineNum(), place.getColumnNum());
        EngineException error = text.tokenAt(offset)
                .map(token -> SqlErrors.syntax(message(e.getErrorMessage()), text.original(), offset)
                        .at(SqlErrors.position(text.original(), token.start(), token.end() - 1)))
                .orElseGet(() -> SqlErrors.syntax(message(e.getErrorMessage()), text.original(), offset));
        String hint = text.tokenAt(offset).map(token -> hint(token, text)).orElse(null);
        return hint == null ? error : error.advise(hint);
    }

    /** Trino's message with the few alternatives that a reader can use. */
    private static String message(String trinos) {
        Matcher expecting = EXPECTING.matcher(trinos);
        if (!expecting.matches()) {
            return trinos;
        }
        List<String> expected = new ArrayList<>(Arrays.asList(expecting.group(2).split(", ")));
        expected.removeIf(one -> one.equals("<EOF>"));
        if (expected.contains("'ALTER'")) {
            expected = List.of("a query"); // any statement may begin here
        }
        String more = expected.size() > EXPECTED_MAX ? ", ..." : "";
        List<String> few = expected.subList(0, Math.min(EXPECTED_MAX, expected.size()));
        String what = UNEXPECTED
                .matcher(expecting.group(1).replace("mismatched input '<EOF>'", "the statement ends too early"))
                .replaceFirst("'$1' is not expected here");
        return few.isEmpty() ? what : what + "; expected " + String.join(", ", few) + more;
    }

    private static String hint(SqlToken at, SqlText text) {
        String word = at.text().toLowerCase(Locale.ROOT);
        if (STATEMENT_STARTS.contains(word)) {
            return "if a second statement begins here, put a semicolon before it";
        }
        if (word.equals("qualify")) {
            return "QUALIFY is not part of this dialect: put the query into FROM (...) and filter outside";
        }
        int i = text.tokens().indexOf(at);
        boolean doubled = i > 0
                && at.kind() == SqlToken.Kind.WORD
                && text.tokens().get(i - 1).isWord(at.text());
        if (doubled) {
            return "the word " + at.text() + " stands there twice";
        }
        boolean afterValue = i > 0
                && (at.kind() == SqlToken.Kind.STRING || at.kind() == SqlToken.Kind.NUMBER)
                && text.tokens().get(i - 1).kind() != SqlToken.Kind.SYMBOL;
        boolean afterOther = i > 0
                && at.kind() == SqlToken.Kind.WORD
                && isValue(text.tokens().get(i - 1));
        return afterValue || afterOther ? "is a comma or an operator such as AND missing before it?" : null;
    }

    private static boolean isValue(SqlToken token) {
        return token.kind() == SqlToken.Kind.STRING || token.kind() == SqlToken.Kind.NUMBER;
    }
}
