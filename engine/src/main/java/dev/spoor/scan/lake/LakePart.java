/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan.lake;

import dev.spoor.dataset.LakeFile;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A version of one of the lake's tables.
 *
 * @param columns of the table, with their permanent ids
 * @param files its data files
 */
record LakePart(List<Field> columns, List<LakeFile> files) {}
