/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

/** How the process ends; part of the command line's contract. */
enum ExitCode {
    OK(0),
    QUERY_FAILED(1),
    WRONG_USAGE(2),
    INPUT_UNREADABLE(3),
    /** What was asked for was found, such as a finding of a report. */
    PROBLEM_FOUND(4),
    CANCELLED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** The one to report for two statements: failure before partial input before success; cancelled above all. */
    ExitCode and(ExitCode other) {
        return severity() >= other.severity() ? this : other;
    }

    private int severity() {
        return switch (this) {
            case OK -> 0;
            case INPUT_UNREADABLE -> 1;
            case PROBLEM_FOUND -> 2;
            case QUERY_FAILED -> 3;
            case WRONG_USAGE -> 4;
            case CANCELLED -> 5;
        };
    }
}
