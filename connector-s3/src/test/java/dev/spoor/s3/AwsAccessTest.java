/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import com.sun.net.httpserver.HttpServer;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ByteRange;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whose credentials are used, in which region, and what is said when that does not work: as AWS answers, on the loopback. */
class AwsAccessTest {
    private static final byte[] BYTES = {1, 2, 3};
    private static final List<String> PROPERTIES = List.of(
            "aws.accessKeyId",
            "aws.secretAccessKey",
            "aws.configFile",
            "aws.sharedCredentialsFile",
            "aws.endpointUrlS3",
            "aws.endpointUrlSts",
            "aws.roleArn",
            "aws.webIdentityTokenFile",
            "aws.region");

    @TempDir
    Path folder;

    private final Map<String, String> before = new HashMap<>();
    private final List<String> askedOfSts = new CopyOnWriteArrayList<>();
    private Gateway gateway;
    private HttpServer sts;

    @BeforeEach
    void open() throws IOException {
        for (String property : PROPERTIES) {
            String value = System.getProperty(property);
            if (value != null) {
                before.put(property, value);
            }
        }
        System.setProperty("aws.accessKeyId", "AKIATEST");
        System.setProperty("aws.secretAccessKey", "x");
        gateway = new Gateway(new MemoryS3().put("logs/a", BYTES).put("logs/b", BYTES));
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        sts.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            askedOfSts.add(asked);
            String action =
                    asked.contains("Action=AssumeRoleWithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
            byte[] answer = ("<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action
                            + "Result><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>x</SecretAccessKey>"
                            + "<SessionToken>token-of-role</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>"
                            + "</Credentials></" + action + "Result></" + action + "Response>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        sts.start();
    }

    @AfterEach
    void close() {
        for (String property : PROPERTIES) {
            System.clearProperty(property);
        }
        before.forEach(System::setProperty);
        sts.stop(0);
        gateway.close();
    }

    private ObjectStore store(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(S3Server.settings(gateway.address()));
        settings.putAll(changes);
        return ObjectStores.open(
                StoreLocation.parse("s3://some-bucket/logs"), new StoreOptions(settings, folder, warning -> {}));
    }

    /** Lists and reads, the second object without most of the SDK. */
    private void assertReads(Map<String, String> changes) throws IOException {
        try (ObjectStore store = store(changes)) {
            List<ObjectEntry> entries = new java.util.ArrayList<>();
            store.list("", null, problem -> {}).forEachRemaining(entries::add);
            assertEquals(2, entries.size());
            for (ObjectEntry entry : entries) {
                try (InputStream in = store.read(entry, ByteRange.ALL)) {
                    assertArrayEquals(BYTES, in.readAllBytes());
                }
            }
        }
    }

    private void assertSignedBy(String key, String tokenOrNull) {
        for (S3Request request : gateway.log()) {
            String signature = request.headerOrNull("Authorization");
            assertTrue(signature.contains("Credential=" + key + "/"), signature);
            assertEquals(tokenOrNull, request.headerOrNull("x-amz-security-token"));
        }
    }

    private void configure(String text) throws IOException {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.setProperty(
                "aws.configFile",
                Files.writeString(folder.resolve("config"), text).toString());
        System.setProperty(
                "aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        System.setProperty(
                "aws.endpointUrlSts", "http://127.0.0.1:" + sts.getAddress().getPort());
    }

    private static final String KEYS = "aws_access_key_id = AKIABASE\naws_secret_access_key = x\n";

    @Test
    void aProfileThatIsNamedIsUsedWhateverElseIsThere() throws IOException {
        configure("[profile audit]\n" + KEYS);
        System.setProperty("aws.accessKeyId", "AKIAOTHER");
        System.setProperty("aws.secretAccessKey", "x");
        assertReads(Map.of("s3.profile", "audit"));
        assertSignedBy("AKIABASE", null);
    }

    @Test
    void aProfileMayAssumeARole() throws IOException {
        configure("[profile base]\n" + KEYS + "[profile audit]\nregion = eu-west-1\nsource_profile = base\n"
                + "role_arn = arn:aws:iam::111122223333:role/reader\nexternal_id = spoor-1\n");
        assertReads(Map.of("s3.profile", "audit"));
        assertSignedBy("ASIAROLE", "token-of-role");
        assertEquals(1, askedOfSts.size());
        assertTrue(askedOfSts.get(0).contains("role%2Freader"), askedOfSts.get(0));
        assertTrue(askedOfSts.get(0).contains("ExternalId=spoor-1"), askedOfSts.get(0));
    }

    @Test
    void aTokenOfAWebIdentityIsExchanged() throws IOException {
        configure("");
        System.setProperty("aws.region", "eu-west-1");
        System.setProperty("aws.roleArn", "arn:aws:iam::111122223333:role/pod");
        System.setProperty(
                "aws.webIdentityTokenFile",
                Files.writeString(folder.resolve("token"), "token-of-pod").toString());
        assertReads(Map.of());
        assertSignedBy("ASIAROLE", "token-of-role");
        assertTrue(askedOfSts.get(0).contains("WebIdentityToken=token-of-pod"), askedOfSts.get(0));
    }

    @Test
    void aProfileOfSingleSignOnAsksToSignIn() throws IOException {
        configure("[profile audit]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader\n"
                + "region = eu-west-1\n[sso-session corp]\nsso_region = eu-west-1\n"
                + "sso_start_url = https://example.awsapps.com/start\n");
        EngineException error = assertThrows(EngineException.class, () -> assertReads(Map.of("s3.profile", "audit")));
        assertEquals(ErrorCode.ACCESS_DENIED, error.code(), error.describe());
        assertTrue(error.hint().orElseThrow().contains("aws sso login"), error.describe());
    }

    @Test
    void aProfileThatIsMissingIsNamed() throws IOException {
        configure("[profile other]\n" + KEYS);
        EngineException error = assertThrows(EngineException.class, () -> assertReads(Map.of("s3.profile", "audit")));
        assertEquals(ErrorCode.ACCESS_DENIED, error.code(), error.describe());
        assertTrue(error.getMessage().contains("audit"), error.describe());
    }

    private static boolean isSignedFor(S3Request request, String region) {
        return request.headerOrNull("Authorization").contains("/" + region + "/s3/aws4_request");
    }

    @Test
    void theRegionOfABucketIsFoundOut() throws IOException {
        configure("[default]\n" + KEYS);
        System.setProperty("aws.endpointUrlS3", gateway.address().toString());
        gateway.withFaults(request -> isSignedFor(request, "eu-west-3")
                ? Gateway.Fault.NONE
                : new Gateway.Fault(
                        Gateway.Fault.Kind.ANSWER,
                        S3Answer.error(301, "PermanentRedirect", "wrong endpoint")
                                .with("x-amz-bucket-region", "eu-west-3")));
        assertReads(Map.of("s3.endpoint", "", "s3.region", "us-east-1"));
        assertEquals(
                3,
                gateway.log().stream()
                        .filter(request -> isSignedFor(request, "eu-west-3"))
                        .count());
    }

    @Test
    void aServerInAnotherRegionIsSaid() {
        gateway.withFaults(request -> new Gateway.Fault(
                Gateway.Fault.Kind.ANSWER,
                S3Answer.error(301, "PermanentRedirect", "wrong endpoint").with("x-amz-bucket-region", "eu-west-3")));
        EngineException error = assertThrows(EngineException.class, () -> assertReads(Map.of()));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
        assertTrue(error.hint().orElseThrow().contains("eu-west-3"), error.describe());
    }

    @Test
    void withoutTheKeyAnEncryptedObjectIsAPlainError() {
        String refusal = "User: arn:aws:sts::111122223333:assumed-role/reader/me is not authorized to perform:"
                + " kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1 because no identity-based policy"
                + " allows the kms:Decrypt action";
        gateway.withFaults(request -> request.key().isEmpty()
                ? Gateway.Fault.NONE
                : new Gateway.Fault(Gateway.Fault.Kind.ANSWER, S3Answer.error(403, "AccessDenied", refusal)));
        EngineException error = assertThrows(EngineException.class, () -> assertReads(Map.of()));
        assertEquals(ErrorCode.ACCESS_DENIED, error.code());
        for (String part : List.of("assumed-role/reader/me may not kms:Decrypt", "s3://some-bucket/logs/a")) {
            assertTrue(error.getMessage().contains(part), error.getMessage());
        }
        assertTrue(error.hint().orElseThrow().contains("of the KMS key"), error.describe());
    }
}
