/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.time.ZoneId;
import org.apache.calcite.sql.type.AbstractSqlType;
import org.apache.calcite.sql.type.SqlTypeName;

/** TIMESTAMP WITH TIME ZONE of a zone other than UTC: Calcite's type of instants, and the zone. Immutable. */
final class ZonedTimestampType extends AbstractSqlType {
    private final transient ZoneId zone;

    ZonedTimestampType(ZoneId zone, boolean isNullable) {
        super(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, isNullable, null);
        this.zone = zone;
        computeDigest();
    }

    ZoneId zone() {
        return zone;
    }

    @Override
    public int getPrecision() {
        return EngineTypeFactory.TIME_PRECISION;
    }

    @Override
    protected void generateTypeString(StringBuilder out, boolean withDetail) {
        out.append("TIMESTAMP WITH TIME ZONE ").append(zone == null ? "" : zone.getId());
    }
}
