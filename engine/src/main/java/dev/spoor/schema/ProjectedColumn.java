/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import org.apache.arrow.vector.types.pojo.Field;

/**
 * One output column of a scan.
 *
 * @param path what to read
 * @param field name and type to produce. For a FREE_FORM column: MAP(VARCHAR,VARCHAR) or VARCHAR (compact JSON text);
 *     for a key inside one: VARCHAR (text as it is, other scalars by their JSON text, arrays and objects as compact
 *     JSON text, null and absent as NULL)
 */
public record ProjectedColumn(FieldPath path, Field field) {}
