/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * What a statement takes and gives, known without running it.
 *
 * @param columns the result's columns, named as the statement spells them; names may repeat
 * @param parameters the type of each parameter {@code ?}, in the order of the text, as the places say in which they stand:
 *     VARCHAR where they say nothing. A value of another type may be bound where a literal of that type could stand
 */
public record StatementDescription(List<Field> columns, List<Field> parameters) {
    public StatementDescription {
        columns = List.copyOf(columns);
        parameters = List.copyOf(parameters);
    }
}
