/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaFactory;
import org.apache.calcite.avatica.DriverVersion;
import org.apache.calcite.avatica.Meta;
import org.apache.calcite.avatica.UnregisteredDriver;
import org.apache.calcite.avatica.remote.Driver;

/**
 * The JDBC driver: {@code jdbc:spoor:http://host:8765} asks a server, {@code jdbc:spoor:file:/path/to/logs} and
 * {@code jdbc:spoor:lake:/path/to/lake} open the engine in this process. Properties are those of {@link DriverProperty}.
 * Thread-safe.
 */
public final class SpoorDriver extends UnregisteredDriver {
    private static final String NAME = "Spoor JDBC";

    static {
        new SpoorDriver().register();
    }

    /** For {@code DriverManager} and for tools that make drivers by name. */
    public SpoorDriver() {}

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        JdbcUrl address = JdbcUrl.parse(url);
        DriverSettings settings = DriverSettings.of(address, info == null ? new Properties() : info);
        return SpoorConnection.open(this, factory, address, settings, link(address, settings));
    }

    private static EngineLink link(JdbcUrl url, DriverSettings settings) throws SQLException {
        if (url.isRemote()) {
            return new RemoteLink(HttpSession.open(url, settings));
        }
        try {
            ClassLoader loader = SpoorDriver.class.getClassLoader();
            for (EngineLinkFactory links : ServiceLoader.load(EngineLinkFactory.class, loader)) {
                if (links.accepts(url)) {
                    return links.open(url, settings);
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) { // which of them depends on the JDK
            throw SqlFailures.unreachable("the embedded engine cannot be loaded: " + e.getMessage(), e);
        }
        throw SqlFailures.invalid("nothing here opens '" + url.text() + "': " + url.scheme()
                + ": needs the jar of the embedded engine beside the driver");
    }

    /** Avatica's remote driver alone can make its Meta; the service behind it is the connection's own. */
    @Override
    public Meta createMeta(AvaticaConnection connection) {
        return new Driver().createMeta(connection);
    }

    @Override
    protected AvaticaFactory createFactory() {
        return new SpoorFactory();
    }

    @Override
    protected DriverVersion createDriverVersion() {
        return new DriverVersion(
                NAME,
                JarVersion.text(),
                "Spoor",
                JarVersion.text(),
                false,
                JarVersion.major(),
                JarVersion.minor(),
                JarVersion.major(),
                JarVersion.minor());
    }

    @Override
    protected String getConnectStringPrefix() {
        return JdbcUrl.PREFIX;
    }

    @Override
    public boolean acceptsURL(String url) {
        return JdbcUrl.isOurs(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        boolean isWhole = acceptsURL(url) && url.length() > JdbcUrl.PREFIX.length();
        DriverSettings given =
                isWhole ? DriverSettings.of(JdbcUrl.parse(url), info == null ? new Properties() : info) : null;
        DriverProperty[] all = DriverProperty.values();
        DriverPropertyInfo[] infos = new DriverPropertyInfo[all.length];
        for (int i = 0; i < all.length; i++) {
            String value = given == null ? all[i].initial() : given.get(all[i]);
            infos[i] = new DriverPropertyInfo(all[i].key(), value.isEmpty() ? null : value);
            infos[i].description = all[i].doc();
        }
        return infos;
    }
}
