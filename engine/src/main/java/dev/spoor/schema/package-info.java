/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * What columns an audit log has: permanent ids, names, types, documentation; and the paths into them that a scan reads.
 *
 * <p>An {@link dev.spoor.schema.EventSchema} belongs to an event source. Physical names are lower case, as CloudTrail
 * Lake and Athena publish them; the display name keeps the record's spelling. A {@link dev.spoor.schema.Projection} is
 * the list of {@link dev.spoor.schema.FieldPath}s that a query needs, which is all that a decoder reads.
 */
package dev.spoor.schema;
