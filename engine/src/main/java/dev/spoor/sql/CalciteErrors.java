/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.PartitionScheme;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import dev.spoor.error.SourcePosition;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Turns what Calcite throws into errors of ours: a code, a message in plain words, the place in the user's text and a
 * hint. Places are first in the text that the parser saw and then led back to the text that the user wrote.
 */
final class CalciteErrors {
    private static final Pattern COLUMN = Pattern.compile("Column '(.*)' not found in (?:any table|table '(.*)')");
    private static final Pattern OBJECT = Pattern.compile("(?:Object|Table) '(.*?)' not found.*");
    private static final Pattern FUNCTION =
            Pattern.compile("No match found for function signature (.*?)\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern APPLY =
            Pattern.compile("Cannot apply '(.*?)' to arguments of type '(.*?)'\\.\\s*Supported form.*", Pattern.DOTALL);
    private static final Pattern COUNT = Pattern.compile(
            "Invalid number of arguments (?:to|for) (?:function )?'(.*?)'(?: function)?.*", Pattern.DOTALL);

    private CalciteErrors() {}

    /** A place as Calcite keeps it. */
    static SourcePosition position(SqlParserPos pos) {
        return new SourcePosition(
                Math.max(1, pos.getLineNum()),
                Math.max(1, pos.getColumnNum()),
                Math.max(1, pos.getEndLineNum()),
                Math.max(1, pos.getEndColumnNum()));
    }

    /**
     * Any other failure of parsing, validation or planning.
     *
     * @param validator for the names that hints choose from; null before there is one
     */
    static EngineException of(Throwable e, EngineValidator validator, Collection<String> tables) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof EngineException engine) {
                return engine;
            }
            if (t instanceof CalciteContextException context) {
                return ofContext(context, validator, tables);
            }
            if (t instanceof StackOverflowError) {
                return new EngineException(
                                ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deeply to be planned", e)
                        .advise("split it, or write long chains of OR as IN lists");
            }
        }
        String detail = e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage());
        return new EngineException(ErrorCode.INTERNAL, "the statement could not be planned: " + detail, e);
    }

    private static EngineException ofContext(
            CalciteContextException e, EngineValidator validator, Collection<String> tables) {
        String message = e.getCause() == null
                ? String.valueOf(e.getMessage())
                : String.valueOf(e.getCause().getMessage());
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof EngineException engine) {
                return place(engine, e);
            }
        }
        Collection<String> columns = validator == null ? List.of() : validator.visibleColumns();
        return place(translate(message, columns, tables, validator), e);
    }

    private static EngineException translate(
            String message, Collection<String> columns, Collection<String> tables, EngineValidator validator) {
        Matcher m = COLUMN.matcher(message);
        if (m.matches()) {
            String where = m.group(2) == null ? "" : " in " + m.group(2);
            return hinted(
                    new EngineException(ErrorCode.COLUMN_NOT_FOUND, "no column is called '" + m.group(1) + "'" + where),
                    partitionHintOr(m.group(1), nearest(m.group(1), m.group(1), columns)));
        }
        m = OBJECT.matcher(message);
        if (m.matches()) {
            return hinted(
                    new EngineException(ErrorCode.TABLE_NOT_FOUND, "no table is called '" + m.group(1) + "'"),
                    nearest(m.group(1), m.group(1), tables));
        }
        m = FUNCTION.matcher(message);
        if (m.matches()) {
            return unknownFunction(m.group(1).replace("`", ""), m.group(2), validator);
        }
        m = COUNT.matcher(message);
        if (m.matches()) {
            return wrongCount(m.group(1).toLowerCase(Locale.ROOT), validator);
        }
        m = APPLY.matcher(message);
        if (m.matches()) {
            return cannotApply(m.group(1), m.group(2));
        }
        if (message.startsWith("Values passed to")) {
            return new EngineException(ErrorCode.TYPE_MISMATCH, "the values compared are of different types")
                    .advise("CAST one side to the type of the other");
        }
        if (message.contains("is not being grouped")) {
            return new EngineException(ErrorCode.INVALID_STATEMENT, plain(message))
                    .advise("add it to GROUP BY, or put it into an aggregate such as max() or arbitrary()");
        }
        boolean types = message.toLowerCase(Locale.ROOT).contains("type");
        return new EngineException(types ? ErrorCode.TYPE_MISMATCH : ErrorCode.INVALID_STATEMENT, plain(message));
    }

    private static EngineException wrongCount(String function, EngineValidator validator) {
        List<String> forms =
                validator == null ? List.of() : validator.functions().forms(function);
        String known = forms.isEmpty() ? "" : "; it is " + String.join(" or ", forms);
        return new EngineException(ErrorCode.TYPE_MISMATCH, function + "() does not take this many arguments" + known);
    }

    private static EngineException unknownFunction(String name, String arguments, EngineValidator validator) {
        Collection<String> names =
                validator == null ? List.of() : validator.functions().functionNames();
        String lower = name.toLowerCase(Locale.ROOT);
        if (names.contains(lower)) {
            List<String> forms = validator.functions().forms(lower);
            String known = forms.isEmpty() ? "" : "; it is " + String.join(" or ", forms);
            return new EngineException(
                    ErrorCode.TYPE_MISMATCH,
                    lower + "() cannot be called with (" + displayTypes(arguments) + ")" + known);
        }
        return hinted(
                new EngineException(ErrorCode.FUNCTION_NOT_FOUND, "no function is called '" + lower + "'"),
                nearest(lower, lower, names));
    }

    /** {@code <VARCHAR> = <INTEGER>} in the words of the dialect. */
    private static EngineException cannotApply(String operator, String forms) {
        return new EngineException(
                        ErrorCode.TYPE_MISMATCH,
                        "'" + operator.toLowerCase(Locale.ROOT) + "' cannot be applied to these types: "
                                + displayTypes(forms))
                .advise("CAST one side to the type of the other");
    }

    private static String displayTypes(String text) {
        return text.replaceAll("CHAR\\(\\d+\\)", "VARCHAR")
                .replaceAll("VARVARCHAR", "VARCHAR")
                .replaceAll(" CHARACTER SET \"?[A-Za-z0-9-]+\"?", "")
                .replaceAll(" NOT NULL", "")
                .replace("TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP WITH TIME ZONE")
                .replace("VARIANT", "JSON")
                .replaceAll("\\((?:6|0)\\)", "")
                .toLowerCase(Locale.ROOT);
    }

    private static String plain(String message) {
        String line = firstLine(message);
        boolean word = line.length() > 1 && Character.isLowerCase(line.charAt(1));
        return word ? Character.toLowerCase(line.charAt(0)) + line.substring(1) : line;
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).trim();
    }

    private static EngineException place(EngineException error, CalciteContextException e) {
        if (e.getPosLine() < 1) {
            return error;
        }
        return error.at(new SourcePosition(
                e.getPosLine(),
                Math.max(1, e.getPosColumn()),
                Math.max(e.getPosLine(), e.getEndPosLine()),
                Math.max(1, e.getEndPosColumn())));
    }

    /** Athena tables have partition columns that their declaration chooses; a name that others have is hardly a slip. */
    private static String partitionHintOr(String column, String otherwise) {
        List<String> schemes = PartitionScheme.withColumn(column);
        return schemes.isEmpty()
                ? otherwise
                : "it is a partition column of some Athena tables: declare this one with --table NAME=athena:"
                        + String.join(" or athena:", schemes);
    }

    private static EngineException hinted(EngineException error, String hint) {
        return hint == null ? error : error.advise(hint);
    }

    /**
     * Advice with the known name that was most likely meant; null if none is near. A name that is the last part of a known
     * path is answered with the path.
     */
    static String nearest(String whole, String name, Collection<String> known) {
        String last = "." + name.toLowerCase(Locale.ROOT);
        Optional<String> path = known.stream()
                .filter(k -> k.toLowerCase(Locale.ROOT).endsWith(last))
                .findFirst();
        Optional<String> near = NearestName.of(whole, known).or(() -> NearestName.of(name, known));
        String best = near.filter(n -> n.indexOf('.') < 0 || path.isEmpty())
                .or(() -> path)
                .or(() -> near)
                .orElse(null);
        return best == null ? null : "did you mean " + best + "?";
    }
}
