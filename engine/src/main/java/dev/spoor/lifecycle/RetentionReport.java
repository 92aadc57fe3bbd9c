/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import java.time.LocalDate;
import java.util.Optional;

/**
 * What dropping old days did, or would do.
 *
 * @param isDone whether the rows are dropped; false for a dry run
 * @param files data files of both tables
 * @param bytes stored in them
 * @param rows in them
 * @param first oldest day among them
 * @param last newest day among them
 * @param expired data files that no kept version needed any more, deleted now
 */
public record RetentionReport(
        boolean isDone,
        int files,
        long bytes,
        long rows,
        Optional<LocalDate> first,
        Optional<LocalDate> last,
        int expired) {}
