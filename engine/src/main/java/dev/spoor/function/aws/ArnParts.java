/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aws;

import dev.spoor.expr.Text;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;

/**
 * The parts of an Amazon resource name, {@code arn:partition:service:region:account:resource}; NULL for other text and for a
 * part that is empty. Source: the page on ARNs of the IAM user guide.
 */
final class ArnParts {
    private static final int RESOURCE = 5;
    private static final String EXAMPLE = "arn:aws:lambda:eu-west-1:111122223333:function:pay:7";

    private ArnParts() {}

    private static ScalarFunction part(String name, String sentence, int part, String result) {
        return SimpleFunction.named(name)
                .in("aws")
                .does(sentence)
                .example(name + "('" + EXAMPLE + "')", result)
                .example(name + "('no name')", null)
                .example(name + "(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.varchar("arn")), (in, out) -> {
                    Text arn = in.getText(0);
                    int start = startOf(arn, part);
                    int end = start < 0 ? -1 : part == RESOURCE ? arn.length() : colonFrom(arn, start);
                    if (end > start) {
                        out.setBytes(arn.bytes(), arn.start() + start, end - start);
                    }
                })
                .build();
    }

    /** Where a part begins; -1 if the text is no ARN. */
    private static int startOf(Text text, int part) {
        boolean isArn = text.length() > 4
                && text.byteAt(0) == 'a'
                && text.byteAt(1) == 'r'
                && text.byteAt(2) == 'n'
                && text.byteAt(3) == ':';
        int at = isArn ? 4 : -1;
        int start = at;
        for (int i = 1; at >= 0 && i < RESOURCE; i++) {
            at = colonFrom(text, at);
            at = at == text.length() ? -1 : at + 1;
            start = i < part ? at : start;
        }
        return at < 0 ? -1 : start;
    }

    private static int colonFrom(Text text, int from) {
        int at = from;
        while (at < text.length() && text.byteAt(at) != ':') {
            at++;
        }
        return at;
    }

    static ScalarFunction partition() {
        return part("arn_partition", "The partition of an ARN, such as aws or aws-us-gov.", 1, "aws");
    }

    static ScalarFunction service() {
        return part("arn_service", "The service of an ARN.", 2, "lambda");
    }

    static ScalarFunction region() {
        return part("arn_region", "The region of an ARN; NULL for services without.", 3, "eu-west-1");
    }

    static ScalarFunction account() {
        return part("arn_account", "The account of an ARN; NULL for services without.", 4, "111122223333");
    }

    static ScalarFunction resource() {
        return part("arn_resource", "The resource of an ARN, all of it.", RESOURCE, "function:pay:7");
    }
}
