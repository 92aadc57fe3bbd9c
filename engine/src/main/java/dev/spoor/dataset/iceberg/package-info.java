/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * The lake as Apache Iceberg tables: the only room of Iceberg.
 *
 * <p>A {@link dev.spoor.dataset.iceberg.LakeCatalog} says where tables are (a JDBC database, or a REST service), a
 * {@link dev.spoor.dataset.iceberg.LakeTable} reads and commits versions of one. Data files are written and read
 * elsewhere; here are their names and their statistics. Any other engine that speaks Iceberg reads the same tables.
 * Iceberg's own files go through our {@link dev.spoor.store.ObjectStore}, so no Hadoop class is ever needed.
 *
 * <p>Columns for what is at a place inside of another column are named and registered by {@code ShreddedColumns}.
 *
 * <p>Source of the format: the Apache Iceberg table specification, version 2.
 */
package dev.spoor.dataset.iceberg;
