/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.FieldPath;

/**
 * The columns in which a source keeps the facts that statistics of files are about.
 *
 * @param time when the event happened
 * @param region where
 * @param account whose event it is
 * @param service what was called
 * @param action how
 */
public record FactPaths(FieldPath time, FieldPath region, FieldPath account, FieldPath service, FieldPath action) {}
