/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.clients;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperExportManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.design.JRDesignBand;
import net.sf.jasperreports.engine.design.JRDesignExpression;
import net.sf.jasperreports.engine.design.JRDesignField;
import net.sf.jasperreports.engine.design.JRDesignParameter;
import net.sf.jasperreports.engine.design.JRDesignQuery;
import net.sf.jasperreports.engine.design.JRDesignSection;
import net.sf.jasperreports.engine.design.JRDesignTextField;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.JRPrintText;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import sqlline.SqlLine;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.DatabaseConnectionSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tools see tables, columns with their types, rows, and the right instants, whatever the zone that they run in. */
class JdbcClientsTest {
    private static final int JAR_BYTES_MAX = 15_000_000;

    /** Version of the class files that Java 11 reads. */
    private static final int JAVA_11 = 55;

    private static final String QUERY = "SELECT eventTime, eventName FROM events ORDER BY eventTime";

    @TempDir
    static Path folder;

    private static ServedLogs served;

    @BeforeAll
    static void serve() throws Exception {
        served = ServedLogs.start(folder);
        Class.forName(RecordingDriver.class.getName());
    }

    @AfterAll
    static void stop() throws Exception {
        served.close();
    }

    @BeforeEach
    void record() {
        RecordingDriver.begin();
    }

    @AfterEach
    void nothingOfTheMetadataIsRefused() {
        assertEquals("", RecordingDriver.failures());
    }

    private static void keepTrace(String tool) throws IOException {
        RecordingDriver.keep(tool, RecordingDriver.calls(), served.url());
    }

    private static List<Instant> instants() {
        return ServedLogs.TIMES.stream().map(Instant::parse).toList();
    }

    private static String recordedUrl() {
        return RecordingDriver.PREFIX + served.url();
    }

    // ---- the jar -----------------------------------------------------------------------------------------------

    @Test
    void theJarIsOneFileThatBringsNothingForeign() throws Exception {
        Path jar = Path.of(System.getProperty("spoor.driver"));
        assertTrue(Files.size(jar) < JAR_BYTES_MAX, Files.size(jar) + " bytes");
        TreeSet<String> foreign = new TreeSet<>();
        TreeSet<String> tooNew = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .filter(name -> !name.replaceFirst("^META-INF/versions/[0-9]+/", "").startsWith("dev/spoor/"))
                    .forEach(foreign::add);
            for (JarEntry entry : Collections.list(file.entries())) {
                if (entry.getName().endsWith(".class")) {
                    try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
                        if (in.skipBytes(6) == 6 && in.readUnsignedShort() > JAVA_11) {
                            tooNew.add(entry.getName());
                        }
                    }
                }
            }
            assertEquals(
                    "dev.spoor.jdbc.SpoorDriver",
                    new String(
                                    file.getInputStream(file.getEntry("META-INF/services/java.sql.Driver"))
                                            .readAllBytes(),
                                    StandardCharsets.UTF_8)
                            .trim());
        }
        assertEquals(new TreeSet<>(), foreign);
        assertEquals(new TreeSet<>(), tooNew, "not for Java 11");
    }

    @Test
    void theJarAloneOpensAsksAndCloses() throws Exception {
        assertEquals(ServedLogs.NAMES, ask(System.getProperty("spoor.driver"), served.url()));
    }

    /** Made by {@code mvn -B -Dquick -Pembedded-jar package}. */
    @Test
    void theEmbeddedJarAloneReadsLogs() throws Exception {
        String jar = System.getProperty("spoor.driver").replace("-remote.jar", "-embedded.jar");
        Assumptions.assumeTrue(Files.exists(Path.of(jar)), "there is no embedded jar: package with -Pembedded-jar");
        assertEquals(
                ServedLogs.NAMES, ask(jar, "jdbc:spoor:file:" + folder.resolve("logs") + "?set.cache=off"));
    }

    /** Names of the events as a program sees them whose class path is one jar. */
    private static List<String> ask(String jar, String url) throws Exception {
        Path program = folder.resolve("Ask.java");
        Files.writeString(
                program,
                "class Ask { public static void main(String[] a) throws Exception {"
                        + " try (var c = java.sql.DriverManager.getConnection(a[0]); var s = c.createStatement();"
                        + " var r = s.executeQuery(a[1])) { while (r.next()) System.out.println(r.getString(1)); } } }");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        jar,
                        program.toString(),
                        url,
                        "SELECT eventName FROM events ORDER BY eventTime")
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), told);
        return told.lines().toList();
    }

    @Test
    void theDriverIsFoundAsAService() {
        List<String> found = new ArrayList<>();
        ServiceLoader.load(Driver.class).forEach(driver -> found.add(driver.getClass().getName()));
        assertTrue(found.contains("dev.spoor.jdbc.SpoorDriver"), found.toString());
    }

    // ---- tools -------------------------------------------------------------------------------------------------

    @Test
    void sqlLine() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SqlLine line = new SqlLine();
        line.setOutputStream(new PrintStream(out, true, StandardCharsets.UTF_8));
        line.setErrorStream(new PrintStream(out, true, StandardCharsets.UTF_8));
        Path script = folder.resolve("sqlline.sql");
        Files.writeString(script, "!tables\n!columns events\n!metadata getTypeInfo\n!metadata getSchemas\n" + QUERY + ";\n!quit\n");
        line.begin(
                new String[] {"-u", recordedUrl(), "-n", "", "-p", "", "--run=" + script, "--outputformat=csv",
                    "--maxWidth=10000"},
                new ByteArrayInputStream(new byte[0]),
                false);
        String said = out.toString(StandardCharsets.UTF_8);
        assertTrue(said.contains("'cloudtrail','events','TABLE'"), said);
        assertTrue(said.contains("'events','eventTime','93','timestamp(3)'"), said);
        for (String name : ServedLogs.NAMES) {
            assertTrue(said.contains("'" + name + "'"), said);
        }
        assertFalse(said.contains("Error:"), said);
        keepTrace("sqlline");
    }

    @Test
    void hikariCpUnderLoad() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(recordedUrl());
        config.setMaximumPoolSize(4);
        config.setReadOnly(true);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Callable<List<Instant>> question = () -> {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(QUERY)) {
                    List<Instant> times = new ArrayList<>();
                    while (rows.next()) {
                        times.add(rows.getTimestamp(1).toInstant());
                    }
                    return times;
                }
            };
            List<Future<List<Instant>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(question));
            }
            for (Future<List<Instant>> answer : answers) {
                assertEquals(instants(), answer.get());
            }
            assertTrue(pool.getHikariPoolMXBean().getTotalConnections() <= 4);
        } finally {
            threads.shutdownNow();
        }
        keepTrace("hikaricp");
    }

    @Test
    void schemaCrawler() throws Exception {
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                        .toOptions());
        DatabaseConnectionSource source = DatabaseConnectionSources.fromDataSource(new RecordedDataSource(recordedUrl()));
        Catalog catalog = SchemaCrawlerUtility.getCatalog(source, options);
        Table events = catalog.getTables().stream()
                .filter(table -> table.getName().equals("events"))
                .findFirst()
                .orElseThrow();
        assertEquals("cloudtrail", events.getSchema().getName());
        Column time = events.getColumns().stream()
                .filter(column -> column.getName().equals("eventTime"))
                .findFirst()
                .orElseThrow();
        assertTrue(time.getColumnDataType().getName().startsWith("timestamp"), time.getColumnDataType().getName());
        keepTrace("schemacrawler");
    }

    @Test
    void jooq() throws Exception {
        try (Connection connection = DriverManager.getConnection(recordedUrl())) {
            DSLContext jooq = DSL.using(connection, SQLDialect.DEFAULT);
            assertTrue(jooq.meta().getSchemas("cloudtrail").get(0).getTables().stream()
                    .anyMatch(table -> table.getName().equals("events") && table.field("eventTime") != null));
            List<Instant> times = new ArrayList<>();
            List<String> names = new ArrayList<>();
            jooq.fetch(QUERY).forEach(row -> {
                times.add(row.get(0, Timestamp.class).toInstant());
                names.add(row.get(1, String.class));
            });
            assertEquals(instants(), times);
            assertEquals(ServedLogs.NAMES, names);
        }
        keepTrace("jooq");
    }

    @Test
    void jasperReports() throws Exception {
        JasperDesign design = new JasperDesign();
        design.setName("events");
        JRDesignParameter after = new JRDesignParameter();
        after.setName("AFTER");
        after.setValueClass(Timestamp.class);
        design.addParameter(after);
        JRDesignQuery query = new JRDesignQuery();
        query.setText("SELECT eventTime, eventName FROM events WHERE eventTime >= $P{AFTER} ORDER BY eventTime");
        design.setQuery(query);
        JRDesignBand band = new JRDesignBand();
        band.setHeight(20);
        addField(design, band, "eventTime", Timestamp.class, "$F{eventTime}.toInstant().toString()", 0);
        addField(design, band, "eventName", String.class, "$F{eventName}", 250);
        ((JRDesignSection) design.getDetailSection()).addBand(band);
        JasperPrint print;
        try (Connection connection = DriverManager.getConnection(recordedUrl())) {
            print = JasperFillManager.fillReport(
                    JasperCompileManager.compileReport(design),
                    new java.util.HashMap<>(java.util.Map.of("AFTER", Timestamp.from(instants().get(1)))),
                    connection);
        }
        List<String> texts = new ArrayList<>();
        print.getPages().get(0).getElements().forEach(element -> texts.add(((JRPrintText) element).getFullText()));
        assertEquals(
                List.of(ServedLogs.TIMES.get(1), ServedLogs.NAMES.get(1), ServedLogs.TIMES.get(2), ServedLogs.NAMES.get(2)),
                texts);
        byte[] pdf = JasperExportManager.exportReportToPdf(print);
        assertEquals("%PDF", new String(pdf, 0, 4, StandardCharsets.US_ASCII));
        keepTrace("jasperreports");
    }

    private static void addField(
            JasperDesign design, JRDesignBand band, String name, Class<?> type, String expression, int x)
            throws Exception {
        JRDesignField field = new JRDesignField();
        field.setName(name);
        field.setValueClass(type);
        design.addField(field);
        JRDesignTextField text = new JRDesignTextField();
        text.setX(x);
        text.setWidth(240);
        text.setHeight(20);
        text.setExpression(new JRDesignExpression(expression));
        band.addElement(text);
    }

    @Test
    void sparksJdbcSource() throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        try {
            Dataset<Row> events = spark.read()
                    .format("jdbc")
                    .option("url", recordedUrl())
                    .option("driver", RecordingDriver.class.getName())
                    .option("dbtable", "cloudtrail.events")
                    .option("fetchsize", "1000")
                    .load();
            assertEquals("timestamp", events.schema().apply("eventTime").dataType().typeName());
            List<Instant> times = new ArrayList<>();
            for (Row row : events.where("eventName <> 'Nothing'").orderBy("eventTime").select("eventTime").collectAsList()) {
                times.add(row.getTimestamp(0).toInstant());
            }
            assertEquals(instants(), times);
            assertEquals(1, events.where("eventTime > timestamp '2026-06-01 00:00:00'").count());
            assertEquals(3, events.count());
        } finally {
            spark.stop();
        }
        keepTrace("spark");
    }
}
