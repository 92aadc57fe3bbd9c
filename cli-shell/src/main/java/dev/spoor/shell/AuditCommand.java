/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.server.audit.AuditTrail;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** {@code spoor audit verify DIR}: whether an audit log is as it was written. */
final class AuditCommand {
    static final String WORD = "audit";

    static final String USAGE = """
            usage: spoor audit verify DIR

            Tells whether the log of what clients of a server asked is whole, as it was written.

            exit codes: 0 intact, 1 broken
            """;

    private final Writer out;

    AuditCommand(Writer out) {
        this.out = out;
    }

    /** Runs the words behind {@code audit}; throws EngineException. */
    ExitCode run(List<String> words) throws UsageException, IOException {
        if (words.size() != 2 || !words.get(0).equals("verify")) {
            throw new UsageException("audit verifies the log of a server: spoor audit verify DIR");
        }
        Path folder = OptionValue.path("audit verify", words.get(1));
        try (AuditTrail trail = AuditTrail.open(folder)) {
            String wrong = trail.verify();
            if (wrong.isEmpty()) {
                out.write("intact: " + trail.at() + "\n");
                return ExitCode.OK;
            }
            out.write("broken: " + wrong + "\n");
            return ExitCode.QUERY_FAILED;
        }
    }
}
