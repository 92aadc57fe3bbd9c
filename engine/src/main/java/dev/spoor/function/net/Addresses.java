/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.net;

import dev.spoor.expr.Failures;
import dev.spoor.expr.IpAddress;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Functions of ours about addresses, given as text or as IPADDRESS; the names of services are no addresses. */
final class Addresses {
    /** Networks that are not reached from the internet: RFC 1918, 4193, 3927, 4291, 6598 and 1122. */
    private static final List<IpAddress.Block> PRIVATE = Stream.of(
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "169.254.0.0/16",
                    "127.0.0.0/8",
                    "100.64.0.0/10",
                    "fc00::/7",
                    "fe80::/10",
                    "::1/128")
            .map(network -> IpAddress.Block.parse(network).orElseThrow())
            .toList();

    private static final int V4_BITS = 32;
    private static final int V6_BITS = 128;

    private Addresses() {}

    static ScalarFunction isPrivate() {
        return SimpleFunction.named("is_private_ip")
                .in("net")
                .does(
                        "Whether an address is one of a private network, the machine itself or the local link; false for text that"
                                + " is no address.")
                .example("is_private_ip('172.31.0.9')", "true")
                .example("is_private_ip('fd12:3456::1')", "true")
                .example("is_private_ip('s3.amazonaws.com')", "false")
                .example("is_private_ip(CAST(NULL AS varchar))", null)
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.varchar("address")),
                        (in, out) -> out.setBoolean(IpAddress.parse(in.getString(0))
                                .filter(Addresses::isPrivate)
                                .isPresent()))
                .total(
                        Types.BOOLEAN,
                        Types.of(Types.ipAddress("address")),
                        (in, out) -> out.setBoolean(isPrivate((byte[]) in.getObject(0))))
                .build();
    }

    private static boolean isPrivate(byte[] address) {
        return PRIVATE.stream().anyMatch(network -> network.contains(address));
    }

    static ScalarFunction prefix() {
        return SimpleFunction.named("ip_prefix")
                .in("net")
                .does("The network of so many bits that an address is in, as text; NULL for text that is no address.")
                .example("ip_prefix('203.0.113.77', 24)", "203.0.113.0/24")
                .example("ip_prefix('2001:db8:1:2::3', 48)", "2001:db8:1::/48")
                .example("ip_prefix('ec2.amazonaws.com', 8)", null)
                .example("ip_prefix(NULL, 8)", null)
                .form(Types.VARCHAR, Types.of(Types.varchar("address"), Types.bigint("bits")), (in, out) -> {
                    Optional<byte[]> address = IpAddress.parse(in.getString(0));
                    if (address.isPresent()) {
                        out.setString(network(address.get(), in.getLong(1)));
                    }
                })
                .form(
                        Types.VARCHAR,
                        Types.of(Types.ipAddress("address"), Types.bigint("bits")),
                        (in, out) -> out.setString(network((byte[]) in.getObject(0), in.getLong(1))))
                .build();
    }

    private static String network(byte[] address, long bits) {
        int max = IpAddress.isV4(address) ? V4_BITS : V6_BITS;
        if (bits < 0 || bits > max) {
            throw Failures.badArgument("a network has 0 to " + max + " bits, not " + bits);
        }
        int kept = (int) bits + (V6_BITS - max);
        byte[] first = address.clone();
        for (int i = 0; i < first.length; i++) {
            int keep = Math.max(0, Math.min(Byte.SIZE, kept - i * Byte.SIZE));
            first[i] = (byte) (first[i] & 0xFF << Byte.SIZE - keep);
        }
        return IpAddress.text(first) + "/" + bits;
    }
}
