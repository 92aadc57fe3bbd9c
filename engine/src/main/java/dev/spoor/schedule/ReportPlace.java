/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schedule;

import java.nio.file.Path;

/**
 * What reports need of the place where they run.
 *
 * @param signingKey for bundles, made on first use
 * @param producer version of the program
 */
public record ReportPlace(Path signingKey, String producer) {}
