/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * The command line: arguments in, rows on stdout, everything else on stderr, and an exit code that can be trusted.
 *
 * <pre>
 * Spoor (main) → ShellArguments → Shell ─┬─ ScriptPieces → ShellConsole ─┬─ StatementRunner → Door (dev.spoor.shell.door)
 *                                        │                               │     ├─ ResultWriter → RowTarget
 *                                        │                               │     └─ Footer, ErrorReport, Progress → stderr
 *                                        │                               └─ CommandTable (dev.spoor.shell.command)
 *                                        ├─ Prompt: the same console, fed by a LineEditor (dev.spoor.shell.edit)
 *                                        └─ demo: sample logs, Tour, then Prompt
 * </pre>
 *
 * <p>Start-up time counts here: this package is loaded for each one-shot command. It parses its own arguments, because
 * an annotation-driven parser costs more than the rest of the start (see docs/decisions), and loads the line editor
 * only for a terminal.
 *
 * <p>Exit codes: 0 answered; 1 a statement failed; 2 wrong usage; 3 answered, but some input could not be read; 130
 * cancelled.
 */
package dev.spoor.shell;
