/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.s3.ListPage.ListedObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

class ListPageParserTest {
    private static final String START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name><Prefix/>";
    private static final String OBJECT = "<Contents><Key>a/b</Key><LastModified>2026-01-22T10:11:12.000Z</LastModified>"
            + "<ETag>&quot;e1&quot;</ETag><Size>17</Size><Owner><ID>1</ID><DisplayName/></Owner>"
            + "<ChecksumAlgorithm>CRC32</ChecksumAlgorithm><StorageClass>STANDARD</StorageClass></Contents>";
    private static final String END = "<IsTruncated>false</IsTruncated></ListBucketResult>";

    private static ListPage parse(String xml) {
        return ListPageParser.parseOrNull(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static long second(String instant) {
        return Instant.parse(instant).getEpochSecond();
    }

    @Test
    void whatS3SendsIsUnderstood() {
        ListPage page = parse(
                START + "\n " + OBJECT
                        + "<CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>\n<CommonPrefixes><Prefix>d&amp;/</Prefix></CommonPrefixes>"
                        + "<NextContinuationToken>1/x+&#x3D;</NextContinuationToken><IsTruncated>true</IsTruncated></ListBucketResult>");
        assertEquals(
                new ListPage(
                        List.of(new ListedObject("a/b", 17, second("2026-01-22T10:11:12Z"), "\"e1\"")),
                        List.of("c/", "d&/"),
                        true,
                        "1/x+="),
                page);
    }

    @Test
    void keysMayBeEncoded() {
        String key = "<Contents><Key>a%2Bb+c/%C3%BC</Key><LastModified>2026-01-22T10:11:12.999+02:00</LastModified>"
                + "<Size>9999999999</Size></Contents>";
        ListPage encoded = parse(START + key + "<EncodingType>url</EncodingType>" + END);
        ListedObject object = encoded.objects().get(0);
        assertEquals(new ListedObject("a+b c/\u00fc", 9_999_999_999L, second("2026-01-22T08:11:12Z"), null), object);
        assertEquals("a%2Bb+c/%C3%BC", parse(START + key + END).objects().get(0).key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<Error><Code>SlowDown</Code></Error>",
                "<html><body>a proxy says no</body></html>",
                START + OBJECT + "</ListBucketResult>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ListBucketResult><NextContinuationToken>&e;"
                        + "</NextContinuationToken>" + END,
                START + "<Contents><Key>x&nbsp;y</Key></Contents>" + END,
                START + "<Contents><Key>x</Key><Size>1</Size></Contents>" + END,
                START
                        + "<Contents><Key>x</Key><Size>one</Size><LastModified>2026-01-22T10:11:12Z</LastModified></Contents>"
                        + END,
                START
                        + "<Contents><Key>x</Key><Size>1</Size><LastModified>2026-13-22T10:11:12Z</LastModified></Contents>"
                        + END
            })
    void whatIsSomethingElseIsNotUnderstood(String xml) {
        assertNull(parse(xml));
    }

    @Test
    void noPartOfAnAnswerIsTakenForAllOfIt() {
        byte[] whole = (START + OBJECT + END).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertNull(ListPageParser.parseOrNull(Arrays.copyOf(whole, length)), "of " + length + " bytes");
        }
        assertNotNull(ListPageParser.parseOrNull(whole));
    }
}
