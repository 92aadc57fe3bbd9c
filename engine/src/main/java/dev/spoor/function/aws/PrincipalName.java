/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aws;

import dev.spoor.expr.RowExpr;
import dev.spoor.expr.RowFunction;
import dev.spoor.function.Parameter;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.TypeFamily;
import dev.spoor.function.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * {@code principal_name(userIdentity)}: the person or role behind a call, whatever the type of the identity. Source: the page on
 * userIdentity of the CloudTrail user guide.
 */
final class PrincipalName {
    private PrincipalName() {}

    static ScalarFunction function() {
        return SimpleFunction.named("principal_name")
                .in("aws")
                .does("The person or role behind a user identity: user name, role and session (role/session), root,"
                        + " service or account; NULL if it names nobody.")
                .example(
                        "principal_name(CAST(ROW('AssumedRole', 'arn:aws:sts::111122223333:assumed-role/admin/ana') AS"
                                + " ROW(type varchar, arn varchar)))",
                        "admin/ana")
                .example("principal_name(CAST(ROW('IAMUser', 'é') AS ROW(type varchar, userName varchar)))", "é")
                .example(
                        "principal_name(CAST(ROW(NULL, 'arn:aws:sts::111122223333:assumed-role/admin/ana') AS"
                                + " ROW(type varchar, arn varchar)))",
                        "admin/ana")
                .example("principal_name(CAST(NULL AS ROW(type varchar, arn varchar)))", null)
                .bound(
                        Types.VARCHAR,
                        List.of(new Parameter("userIdentity", TypeFamily.ROW)),
                        (a, r) -> RowExpr.total(r, a, namer(a.get(0).field())))
                .build();
    }

    private static RowFunction namer(Field identity) {
        Map<String, List<Integer>> paths = new HashMap<>();
        collect("", identity, List.of(), paths);
        return (in, out) -> {
            Identity one = new Identity((List<?>) in.getObject(0), paths);
            String name = one.name();
            if (name != null) {
                out.setString(name);
            }
        };
    }

    /** Where the fields are, by path in lower case. */
    private static void collect(String prefix, Field row, List<Integer> at, Map<String, List<Integer>> paths) {
        for (int i = 0; i < row.getChildren().size(); i++) {
            Field child = row.getChildren().get(i);
            String path = prefix + child.getName().toLowerCase(Locale.ROOT);
            List<Integer> place = new ArrayList<>(at);
            place.add(i);
            if (child.getType() instanceof ArrowType.Struct) {
                collect(path + ".", child, place, paths);
            } else {
                paths.put(path, place);
            }
        }
    }

    /** One user identity. */
    private record Identity(List<?> row, Map<String, List<Integer>> paths) {
        String name() {
            String type = text("type");
            if ("Root".equals(type) || (type == null && isRootArn())) {
                return "root";
            }
            if ("AssumedRole".equals(type) || (type == null && sessionOfRole() != null)) {
                return first(sessionOfRole(), text("sessioncontext.sessionissuer.username"), text("arn"));
            }
            if ("AWSService".equals(type)) {
                return first(text("invokedby"), text("principalid"));
            }
            if ("AWSAccount".equals(type)) {
                return first(text("accountid"), text("principalid"));
            }
            if ("IdentityCenterUser".equals(type)) {
                return first(text("username"), text("onbehalfof.userid"), text("principalid"));
            }
            return first(
                    text("username"),
                    nameInArn(),
                    text("sessioncontext.sessionissuer.username"),
                    text("invokedby"),
                    text("principalid"));
        }

        /** {@code role/session} of {@code arn:aws:sts::account:assumed-role/role/session}. */
        private String sessionOfRole() {
            String arn = text("arn");
            int at = arn == null ? -1 : arn.indexOf(":assumed-role/");
            return at < 0 ? null : arn.substring(at + ":assumed-role/".length());
        }

        private boolean isRootArn() {
            String arn = text("arn");
            return arn != null && arn.startsWith("arn:") && arn.endsWith(":root");
        }

        private String nameInArn() {
            String arn = text("arn");
            int slash = arn == null ? -1 : arn.lastIndexOf('/');
            return slash < 0 ? null : arn.substring(slash + 1);
        }

        private static String first(String... candidates) {
            for (String candidate : candidates) {
                if (candidate != null && !candidate.isEmpty()) {
                    return candidate;
                }
            }
            return null;
        }

        private String text(String path) {
            Object value = row;
            for (int step : paths.getOrDefault(path, List.of())) {
                value = value == null ? null : ((List<?>) value).get(step);
            }
            return value instanceof String text ? text : null;
        }
    }
}
