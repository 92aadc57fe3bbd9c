/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Calcite types as this engine has them: UTF-8 text of any length, times to the microsecond, decimals to 38 digits, sums
 * and averages as in Trino. The one kind of time with a zone is an instant shown in UTC.
 */
final class EngineTypeFactory extends SqlTypeFactoryImpl {
    /** Digits of a second that times keep. */
    static final int TIME_PRECISION = 6;

    private static final int DECIMAL_PRECISION_MAX = 38;

    EngineTypeFactory() {
        super(new EngineTypeSystem());
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public RelDataType createSqlType(SqlTypeName typeName) {
        return super.createSqlType(instant(typeName));
    }

    @Override
    public RelDataType createSqlType(SqlTypeName typeName, int precision) {
        return super.createSqlType(instant(typeName), precision);
    }

    /** TIMESTAMP WITH TIME ZONE that is shown in a zone. */
    RelDataType zoned(ZoneId zone, boolean isNullable) {
        if (zone.getId().equals("UTC")) {
            RelDataType utc = createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIME_PRECISION);
            return createTypeWithNullability(utc, isNullable);
        }
        return canonize(new ZonedTimestampType(zone, isNullable));
    }

    @Override
    public RelDataType createTypeWithNullability(RelDataType type, boolean isNullable) {
        return type instanceof ZonedTimestampType zoned
                ? canonize(new ZonedTimestampType(zoned.zone(), isNullable))
                : super.createTypeWithNullability(type, isNullable);
    }

    /** Instants of different zones have UTC in common. A time in a zone and an interval are the sum: a time in the zone. Calcite
     * would have a time and a number meet, too. */
    @Override
    public RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        List<ZoneId> zones = types.stream()
                .filter(ZonedTimestampType.class::isInstance)
                .map(type -> ((ZonedTimestampType) type).zone())
                .toList();
        boolean hasTime = types.stream().anyMatch(SqlTypeUtil::isDatetime);
        if (hasTime && types.stream().anyMatch(SqlTypeUtil::isNumeric)) {
            return null;
        }
        if (zones.isEmpty()) {
            return super.leastRestrictive(types, rule);
        }
        boolean isOneZone = zones.stream().distinct().count() == 1
                && types.stream()
                        .allMatch(type -> type instanceof ZonedTimestampType
                                || type.getSqlTypeName() == SqlTypeName.NULL
                                || (types.size() == 2 && SqlTypeUtil.isInterval(type)));
        if (isOneZone) {
            return zoned(zones.get(0), types.stream().anyMatch(RelDataType::isNullable));
        }
        List<RelDataType> common = new ArrayList<>();
        for (RelDataType type : types) {
            boolean isZoneless =
                    type.getSqlTypeName() == SqlTypeName.TIMESTAMP || type.getSqlTypeName() == SqlTypeName.DATE;
            common.add(
                    type instanceof ZonedTimestampType || isZoneless
                            ? zoned(ZoneId.of("UTC"), type.isNullable())
                            : type);
        }
        return super.leastRestrictive(common, rule);
    }

    private static SqlTypeName instant(SqlTypeName name) {
        return name == SqlTypeName.TIMESTAMP_TZ ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : name;
    }

    /** Limits and derivation rules. */
    private static final class EngineTypeSystem extends RelDataTypeSystemImpl {
        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
            return switch (typeName) {
                case TIME,
                        TIME_WITH_LOCAL_TIME_ZONE,
                        TIME_TZ,
                        TIMESTAMP,
                        TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                        TIMESTAMP_TZ -> TIME_PRECISION;
                case DECIMAL -> DECIMAL_PRECISION_MAX;
                default -> super.getMaxPrecision(typeName);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName typeName) {
            return typeName == SqlTypeName.DECIMAL ? DECIMAL_PRECISION_MAX : super.getMaxScale(typeName);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName typeName) {
            return switch (typeName) {
                case TIME,
                        TIME_WITH_LOCAL_TIME_ZONE,
                        TIME_TZ,
                        TIMESTAMP,
                        TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                        TIMESTAMP_TZ -> TIME_PRECISION;
                case DECIMAL -> DECIMAL_PRECISION_MAX;
                default -> super.getDefaultPrecision(typeName);
            };
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }

        @Override
        public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
            RelDataType sum = argument;
            if (SqlTypeUtil.isIntType(argument)) {
                sum = factory.createSqlType(SqlTypeName.BIGINT);
            } else if (SqlTypeUtil.isApproximateNumeric(argument)) {
                sum = factory.createSqlType(SqlTypeName.DOUBLE);
            } else if (SqlTypeUtil.isDecimal(argument)) {
                sum = factory.createSqlType(SqlTypeName.DECIMAL, DECIMAL_PRECISION_MAX, argument.getScale());
            }
            return factory.createTypeWithNullability(sum, argument.isNullable());
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
            RelDataType average =
                    SqlTypeUtil.isDecimal(argument) ? argument : factory.createSqlType(SqlTypeName.DOUBLE);
            return factory.createTypeWithNullability(average, argument.isNullable());
        }
    }
}
