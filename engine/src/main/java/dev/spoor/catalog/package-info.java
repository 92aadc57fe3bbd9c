/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The tables that a session sees, by name: {@code events} (each event once), {@code deliveries} (every record as
 * delivered), the tables that the user declared, which show the logs as CloudTrail Lake or Athena do, and the system
 * tables under {@code sys}. A {@link dev.spoor.catalog.CatalogTable} joins the SQL face of a
 * table (display names, types, hidden columns, documentation) to the {@link dev.spoor.scan.ScanSource} below it.
 */
package dev.spoor.catalog;
