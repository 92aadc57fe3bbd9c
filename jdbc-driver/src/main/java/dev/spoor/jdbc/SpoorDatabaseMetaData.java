/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeSet;
import org.apache.calcite.avatica.AvaticaDatabaseMetaData;

/**
 * What there is behind a connection. There are schemas and no catalogs. Of what logs do not have, such as keys and procedures, the
 * results are empty; no method refuses to answer.
 */
final class SpoorDatabaseMetaData extends AvaticaDatabaseMetaData {
    /** Words of the grammar that SQL:2003 does not reserve. */
    private static final String KEYWORDS = "IF,LIMIT,OFFSET,SHOW,DESCRIBE,EXPLAIN,ANALYZE,TRY,TRY_CAST";

    private static final String FUNCTIONS = "SELECT CAST(NULL AS varchar) AS FUNCTION_CAT, '" + SpoorConnection.SCHEMA
            + "' AS FUNCTION_SCHEM, function_name AS FUNCTION_NAME, description AS REMARKS, "
            + functionNoTable + " AS FUNCTION_TYPE, function_name AS SPECIFIC_NAME FROM sys.functions"
            + " WHERE function_name LIKE ? ESCAPE '\\' ORDER BY function_name";

    private final SpoorConnection connection;

    SpoorDatabaseMetaData(SpoorConnection connection) {
        super(connection);
        this.connection = connection;
    }

    @Override
    public String getURL() {
        return connection.address();
    }

    @Override
    public String getUserName() {
        return connection.user();
    }

    @Override
    public String getSQLKeywords() {
        return KEYWORDS;
    }

    @Override
    public String getNumericFunctions() throws SQLException {
        return functionNames("math");
    }

    @Override
    public String getStringFunctions() throws SQLException {
        return functionNames("string");
    }

    @Override
    public String getTimeDateFunctions() throws SQLException {
        return functionNames("time");
    }

    @Override
    public String getSystemFunctions() {
        return "";
    }

    private String functionNames(String category) throws SQLException {
        TreeSet<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT function_name, category FROM sys.functions")) {
            while (rows.next()) {
                if (rows.getString(2).contains(category)) {
                    names.add(rows.getString(1));
                }
            }
        }
        return String.join(",", names);
    }

    /** Functions do not cross Avatica's wire; the engine has a table of them. */
    @Override
    public ResultSet getFunctions(String catalog, String schema, String name) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(FUNCTIONS);
        statement.closeOnCompletion();
        boolean isElsewhere = catalog != null && !catalog.isEmpty();
        statement.setString(1, isElsewhere ? "" : name == null ? "%" : name);
        return statement.executeQuery();
    }

    // ---- Avatica says yes to these; a tool that believes in catalogs takes a schema for one -------------------------

    @Override
    public boolean supportsCatalogsInDataManipulation() {
        return false;
    }

    @Override
    public boolean supportsCatalogsInProcedureCalls() {
        return false;
    }

    @Override
    public boolean supportsCatalogsInTableDefinitions() {
        return false;
    }

    @Override
    public boolean supportsCatalogsInIndexDefinitions() {
        return false;
    }

    @Override
    public boolean supportsCatalogsInPrivilegeDefinitions() {
        return false;
    }

    @Override
    public boolean isCatalogAtStart() {
        return false;
    }

    @Override
    public boolean supportsConvert() {
        return false;
    }

    @Override
    public boolean supportsConvert(int fromType, int toType) {
        return false;
    }

    @Override
    public boolean supportsBatchUpdates() {
        return false;
    }

    @Override
    public boolean supportsDataManipulationTransactionsOnly() {
        return false;
    }

    @Override
    public boolean dataDefinitionCausesTransactionCommit() {
        return false;
    }

    @Override
    public boolean supportsStoredFunctionsUsingCallSyntax() {
        return false;
    }

    // ---- Avatica leaves these to be done; rows are read once and nobody changes them ----------------------------

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public boolean ownUpdatesAreVisible(int type) {
        return false;
    }

    @Override
    public boolean ownDeletesAreVisible(int type) {
        return false;
    }

    @Override
    public boolean ownInsertsAreVisible(int type) {
        return false;
    }

    @Override
    public boolean othersUpdatesAreVisible(int type) {
        return false;
    }

    @Override
    public boolean othersDeletesAreVisible(int type) {
        return false;
    }

    @Override
    public boolean othersInsertsAreVisible(int type) {
        return false;
    }

    @Override
    public boolean updatesAreDetected(int type) {
        return false;
    }

    @Override
    public boolean deletesAreDetected(int type) {
        return false;
    }

    @Override
    public boolean insertsAreDetected(int type) {
        return false;
    }
}
