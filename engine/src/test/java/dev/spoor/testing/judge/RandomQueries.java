/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing.judge;

import dev.spoor.sample.SampleEvent;
import dev.spoor.testing.judge.Term.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Random queries over {@code events} and {@code deliveries}, one after the other from one seed. */
final class RandomQueries {
    private static final List<String> TEXT_COLUMNS = List.of(
            "eventSource",
            "eventName",
            "awsRegion",
            "sourceIPAddress",
            "userAgent",
            "errorCode",
            "errorMessage",
            "requestID",
            "eventID",
            "eventType",
            "recipientAccountId",
            "sharedEventID",
            "eventCategory",
            "eventVersion",
            "userIdentity.type",
            "userIdentity.arn",
            "userIdentity.userName",
            "userIdentity.accessKeyId",
            "userIdentity.sessionContext.sessionIssuer.userName",
            "userIdentity.invokedBy",
            "tlsDetails.tlsVersion",
            "requestParameters['bucketName']",
            "requestParameters['roleName']",
            "responseElements['ConsoleLogin']",
            "additionalEventData['SignatureVersion']",
            "resources[1].type",
            "apiVersion");

    /** Keys of which the value is always an object. */
    private static final List<String> JSON_COLUMNS = List.of(
            "requestParameters['instancesSet']",
            "requestParameters['filterSet']",
            "requestParameters['ipPermissions']",
            "requestParameters['encryptionContext']",
            "responseElements['credentials']");

    private final RandomTerms terms;
    private final RandomShapes shapes;

    RandomQueries(long seed, List<SampleEvent> events) {
        SplittableRandom random = new SplittableRandom(seed);
        terms = new RandomTerms(random, sampleTexts(events));
        shapes = new RandomShapes(terms, this);
    }

    /** Values of the data, most of them from columns with few values, so that equality hits now and then. */
    private static List<String> sampleTexts(List<SampleEvent> events) {
        TreeSet<String> values = new TreeSet<>();
        for (int i = 0; i < events.size(); i += 7) {
            SampleEvent event = events.get(i);
            for (String value : new String[] {
                event.eventName(),
                event.eventSource(),
                event.awsRegion(),
                event.errorCode(),
                event.recipientAccountId(),
                event.eventType(),
                i % 70 == 0 ? event.sourceIpAddress() : null,
                i % 140 == 0 ? event.eventId() : null
            }) {
                if (value != null) {
                    values.add(value);
                }
            }
        }
        values.add("");
        values.add("AssumedRole");
        values.add("IAMUser");
        return new ArrayList<>(values);
    }

    RandomQuery next() {
        return switch (terms.below(18)) {
            case 0, 1 -> select();
            case 2, 3, 4 -> group();
            case 5 -> top();
            case 6 -> join();
            case 7 -> semiJoin();
            case 8 -> window();
            case 9 -> setOperation();
            case 10 -> distinct();
            case 11 -> subQuery();
            default -> shapes.next();
        };
    }

    Source table(String alias) {
        String table = terms.chance(0.8) ? "events" : "deliveries";
        List<Term> columns = new ArrayList<>();
        TEXT_COLUMNS.forEach(name -> columns.add(Term.both(alias + "." + name, Kind.TEXT)));
        columns.add(Term.both(alias + ".readOnly", Kind.BOOLEAN));
        columns.add(Term.both(alias + ".managementEvent", Kind.BOOLEAN));
        columns.add(Term.both(alias + ".eventTime", Kind.TIME));
        columns.add(Term.both(alias + ".userIdentity.sessionContext.attributes.creationDate", Kind.TIME));
        columns.add(Term.both("length(" + alias + ".eventName)", Kind.NUMBER));
        columns.add(Term.both("extract(HOUR FROM " + alias + ".eventTime)", Kind.NUMBER));
        columns.add(new Term("cardinality(" + alias + ".resources)", "len(" + alias + ".resources)", Kind.NUMBER));
        columns.add(Term.both("CAST(length(" + alias + ".userAgent) AS DOUBLE)", Kind.DOUBLE));
        columns.add(Term.both("CAST(" + alias + ".eventTime AS DATE)", Kind.DATE));
        columns.add(Term.both("map_keys(" + alias + ".requestParameters)", Kind.TEXTS));
        columns.add(new Term(
                "transform(" + alias + ".resources, r -> coalesce(r.type, '-'))",
                "list_transform(" + alias + ".resources, lambda r: coalesce(r.type, '-'))",
                Kind.TEXTS));
        columns.add(new Term(
                "split(" + alias + ".userIdentity.arn, ':')",
                "string_split(" + alias + ".userIdentity.arn, ':')",
                Kind.TEXTS));
        JSON_COLUMNS.forEach(name -> columns.add(Term.both(alias + "." + name, Kind.JSON)));
        List<Term> order = table.equals("events")
                ? List.of(Term.both(alias + ".eventTime", Kind.TIME), Term.both(alias + ".eventID", Kind.TEXT))
                : List.of();
        return new Source(Term.both(table + " AS " + alias, Kind.TEXT), columns, order);
    }

    Source source(String alias, int depth) {
        if (depth == 0 || terms.chance(0.7)) {
            return table(alias);
        }
        List<Term> outputs = new ArrayList<>();
        Term inner = terms.chance(0.5)
                ? selectSql(source("i" + alias, depth - 1), outputs)
                : groupSql(source("i" + alias, depth - 1), outputs);
        List<Term> columns = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            columns.add(Term.both(alias + ".c" + i, outputs.get(i).kind()));
        }
        return new Source(Term.of(Kind.TEXT, "({0}) AS " + alias, inner), columns, List.of());
    }

    private RandomQuery select() {
        return new RandomQuery(selectSql(source("e", 1), new ArrayList<>()), false);
    }

    Term selectSql(Source from, List<Term> outputs) {
        int count = 1 + terms.below(4);
        for (int i = 0; i < count; i++) {
            outputs.add(terms.expression(from.columns(), terms.anyKind(), 2));
        }
        return Term.of(Kind.TEXT, "SELECT {0} FROM {1}{2}", list(outputs, true), from.sql(), where(from));
    }

    Term where(Source from) {
        return terms.chance(0.8)
                ? Term.of(Kind.BOOLEAN, " WHERE {0}", terms.condition(from.columns(), 2))
                : Term.both("", Kind.BOOLEAN);
    }

    private RandomQuery group() {
        return new RandomQuery(groupSql(source("e", 1), new ArrayList<>()), false);
    }

    Term groupSql(Source from, List<Term> outputs) {
        List<Term> keys = new ArrayList<>();
        int keyCount = terms.below(4);
        for (int i = 0; i < keyCount; i++) {
            keys.add(
                    terms.chance(0.75)
                            ? terms.column(from.columns(), terms.anyKind())
                            : terms.expression(from.columns(), terms.anyKind(), 1));
        }
        keys.removeIf(key ->
                keys.stream().filter(other -> other.spoor().equals(key.spoor())).count() > 1
                        || !mentionsColumn(key, from));
        outputs.addAll(keys);
        int calls = 1 + terms.below(4);
        for (int i = 0; i < calls; i++) {
            outputs.add(aggregate(from));
        }
        String by = "";
        if (!keys.isEmpty()) {
            boolean simple = keys.size() < 2 || terms.chance(0.7);
            by = " GROUP BY " + (simple ? "{3}" : terms.oneOf(List.of("ROLLUP ({3})", "CUBE ({3})")));
        }
        String having = terms.chance(0.2) ? " HAVING count(*) > " + terms.below(4) : "";
        return Term.of(
                Kind.TEXT,
                "SELECT {0} FROM {1}{2}" + by + having,
                list(outputs, true),
                from.sql(),
                where(from),
                list(keys, false));
    }

    /** A key without a column would be a constant, which GROUP BY takes for a position in DuckDB. */
    static boolean mentionsColumn(Term key, Source from) {
        return from.columns().stream().anyMatch(column -> key.spoor().contains(column.spoor()));
    }

    Term aggregate(Source from) {
        List<Term> columns = from.columns();
        String filter = terms.chance(0.25) ? " FILTER (WHERE {1})" : "";
        Term condition = terms.condition(columns, 1);
        return switch (terms.below(9)) {
            case 0, 1 -> Term.of(Kind.NUMBER, "count(*)" + filter, Term.both("", Kind.TEXT), condition);
            case 2 ->
                Term.of(Kind.NUMBER, "count({0})" + filter, terms.expression(columns, terms.anyKind(), 1), condition);
            case 3 ->
                Term.of(
                        Kind.NUMBER,
                        "count(DISTINCT {0})" + filter,
                        terms.expression(columns, terms.anyKind(), 1),
                        condition);
            case 4 -> Term.of(Kind.NUMBER, "sum({0})" + filter, terms.expression(columns, Kind.NUMBER, 1), condition);
            case 5 ->
                Term.of(
                        Kind.DOUBLE,
                        "avg(CAST({0} AS DOUBLE))" + filter,
                        terms.expression(columns, Kind.NUMBER, 1),
                        condition);
            case 6, 7 -> {
                Kind kind = terms.oneOf(List.of(Kind.TEXT, Kind.NUMBER, Kind.TIME));
                yield Term.of(
                        kind,
                        (terms.chance(0.5) ? "min" : "max") + "({0})" + filter,
                        terms.expression(columns, kind, 1),
                        condition);
            }
            default ->
                Term.of(
                        Kind.BOOLEAN,
                        (terms.chance(0.5) ? "bool_or" : "bool_and") + "({0})" + filter,
                        terms.condition(columns, 1),
                        condition);
        };
    }

    private RandomQuery top() {
        Source from = table("e");
        List<Term> outputs = new ArrayList<>(List.of(terms.expression(from.columns(), terms.anyKind(), 1)));
        outputs.add(terms.column(from.columns(), Kind.TEXT));
        StringJoiner spoor = new StringJoiner(", ");
        StringJoiner duck = new StringJoiner(", ");
        Term first = terms.expression(from.columns(), terms.anyKind(), 1);
        if (mentionsColumn(first, from)) {
            String direction =
                    terms.oneOf(List.of(" NULLS FIRST", " NULLS LAST", " DESC NULLS FIRST", " DESC NULLS LAST"));
            spoor.add(first.spoor() + direction);
            duck.add(first.duck() + direction);
        }
        from.order().forEach(term -> {
            spoor.add(term.spoor());
            duck.add(term.duck());
        });
        boolean complete = !from.order().isEmpty();
        String limit = complete && terms.chance(0.8)
                ? " LIMIT " + terms.below(50) + (terms.chance(0.3) ? " OFFSET " + terms.below(30) : "")
                : "";
        Term order = new Term(spoor.toString(), duck.toString(), Kind.TEXT);
        String by = order.spoor().isEmpty() ? "" : " ORDER BY {3}";
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "SELECT {0} FROM {1}{2}" + by + limit,
                        list(outputs, true),
                        from.sql(),
                        where(from),
                        order),
                complete);
    }

    private RandomQuery join() {
        Source left = source("a", 1);
        Source right = source("b", 1);
        Kind kind = terms.chance(0.8) ? Kind.TEXT : Kind.NUMBER;
        Term on = Term.of(
                Kind.BOOLEAN, "{0} = {1}", terms.column(left.columns(), kind), terms.column(right.columns(), kind));
        List<Term> all = new ArrayList<>(left.columns());
        all.addAll(right.columns());
        if (terms.chance(0.5)) {
            on = Term.of(Kind.BOOLEAN, "{0} AND {1}", on, terms.condition(all, 1));
        }
        String how = terms.oneOf(List.of("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"));
        Source joined = new Source(
                Term.of(Kind.TEXT, "{0} " + how + " {1} ON {2}", left.sql(), right.sql(), on), all, List.of());
        return new RandomQuery(groupSql(joined, new ArrayList<>()), false);
    }

    private RandomQuery semiJoin() {
        Source outer = source("a", 1);
        Source inner = table("b");
        Term left = terms.column(outer.columns(), Kind.TEXT);
        Term right = terms.column(inner.columns(), Kind.TEXT);
        Term condition = terms.condition(inner.columns(), 1);
        String test = terms.oneOf(List.of(
                "EXISTS (SELECT 1 FROM {3} WHERE {1} = {2} AND {4})",
                "NOT EXISTS (SELECT 1 FROM {3} WHERE {1} = {2} AND {4})",
                "{1} IN (SELECT {2} FROM {3} WHERE {4})",
                "{1} NOT IN (SELECT {2} FROM {3} WHERE {4} AND {2} IS NOT NULL)",
                "{1} NOT IN (SELECT {2} FROM {3} WHERE {4})"));
        Term output = terms.expression(outer.columns(), terms.anyKind(), 1);
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "SELECT {0}, count(*) FROM {5} WHERE " + test + " GROUP BY 1",
                        mentionsColumn(output, outer) ? output : left,
                        left,
                        right,
                        inner.sql(),
                        condition,
                        outer.sql()),
                false);
    }

    private RandomQuery window() {
        Source from = table("e");
        if (from.order().isEmpty()) {
            return select();
        }
        Term order = list(from.order(), false);
        Term partition = terms.column(from.columns(), terms.oneOf(List.of(Kind.TEXT, Kind.BOOLEAN)));
        Term any = terms.expression(from.columns(), Kind.TEXT, 1);
        Term number = terms.column(from.columns(), Kind.NUMBER);
        String over = "OVER (" + (terms.chance(0.7) ? "PARTITION BY {0} " : "") + "ORDER BY {1}";
        String frame = terms.oneOf(List.of(
                "",
                " ROWS BETWEEN 3 PRECEDING AND CURRENT ROW",
                " ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING",
                " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
                " ROWS BETWEEN 1 FOLLOWING AND 4 FOLLOWING"));
        String call = terms.oneOf(List.of(
                "row_number() " + over + ")",
                "lag({2}) " + over + ")",
                "lead({2}, 2) " + over + ")",
                "sum({3}) " + over + frame + ")",
                "count({2}) " + over + frame + ")",
                "max({2}) " + over + frame + ")",
                "first_value({2}) " + over + frame + ")",
                "rank() OVER (PARTITION BY {0} ORDER BY {4} NULLS FIRST)",
                "dense_rank() OVER (ORDER BY {4} DESC NULLS LAST)",
                "sum({3}) OVER (PARTITION BY {0} ORDER BY {4} NULLS FIRST)",
                "count(*) OVER (PARTITION BY {0})",
                "ntile(4) " + over + ")"));
        Term key = terms.column(from.columns(), terms.oneOf(List.of(Kind.TEXT, Kind.NUMBER, Kind.TIME)));
        return new RandomQuery(
                Term.of(
                        Kind.TEXT,
                        "SELECT e.eventID, " + call + " FROM {5}{6}",
                        partition,
                        order,
                        any,
                        number,
                        key,
                        from.sql(),
                        where(from)),
                false);
    }

    private RandomQuery setOperation() {
        List<Kind> kinds = List.of(terms.anyKind(), terms.anyKind());
        String operator =
                terms.oneOf(List.of("UNION ALL", "UNION", "INTERSECT", "EXCEPT", "INTERSECT ALL", "EXCEPT ALL"));
        return new RandomQuery(
                Term.of(Kind.TEXT, "{0} " + operator + " {1}", side("a", kinds), side("b", kinds)), false);
    }

    private Term side(String alias, List<Kind> kinds) {
        Source from = table(alias);
        List<Term> outputs =
                kinds.stream().map(kind -> terms.column(from.columns(), kind)).toList();
        return Term.of(Kind.TEXT, "SELECT {0} FROM {1}{2}", list(outputs, false), from.sql(), where(from));
    }

    private RandomQuery distinct() {
        Source from = source("e", 1);
        List<Term> outputs = new ArrayList<>();
        Term inner = selectSql(from, outputs);
        return new RandomQuery(
                new Term(
                        inner.spoor().replaceFirst("SELECT", "SELECT DISTINCT"),
                        inner.duck().replaceFirst("SELECT", "SELECT DISTINCT"),
                        Kind.TEXT),
                false);
    }

    private RandomQuery subQuery() {
        Source outer = table("a");
        Source inner = table("b");
        Kind kind = Kind.TEXT;
        Term left = terms.column(outer.columns(), kind);
        Term right = terms.column(inner.columns(), kind);
        Term aggregate = terms.chance(0.5)
                ? Term.both("count(*)", Kind.NUMBER)
                : Term.of(Kind.TIME, "max({0})", terms.column(inner.columns(), Kind.TIME));
        Term scalar = terms.chance(0.6)
                ? Term.of(kind, "(SELECT {0} FROM {1} WHERE {2} = {3})", aggregate, inner.sql(), right, left)
                : Term.of(
                        kind,
                        "(SELECT {0} FROM {1} WHERE {2})",
                        aggregate,
                        inner.sql(),
                        terms.condition(inner.columns(), 1));
        return new RandomQuery(
                Term.of(Kind.TEXT, "SELECT {0}, {1} FROM {2}{3}", left, scalar, outer.sql(), where(outer)), false);
    }

    static Term list(List<Term> all, boolean named) {
        StringJoiner spoor = new StringJoiner(", ");
        StringJoiner duck = new StringJoiner(", ");
        for (int i = 0; i < all.size(); i++) {
            String name = named ? " AS c" + i : "";
            spoor.add(all.get(i).spoor() + name);
            duck.add(all.get(i).duck() + name);
        }
        return new Term(spoor.toString(), duck.toString(), Kind.TEXT);
    }
}
