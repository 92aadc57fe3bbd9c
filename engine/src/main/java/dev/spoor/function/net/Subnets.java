/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.net;

import dev.spoor.error.EngineException;
import dev.spoor.expr.Arguments;
import dev.spoor.expr.Failures;
import dev.spoor.expr.IpAddress;
import dev.spoor.function.ResultType;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.List;

/** ip_subnet_min, ip_subnet_max, ip_subnet_range and is_subnet_of: networks as text, {@code 10.0.0.0/8}. */
final class Subnets {
    private static final ResultType IP_ADDRESS = ResultType.always(SqlTypes.ipAddress("result"));
    private static final ResultType IP_ADDRESSES =
            ResultType.always(SqlTypes.array("result", SqlTypes.ipAddress("element")));

    private Subnets() {}

    static ScalarFunction min() {
        return SimpleFunction.named("ip_subnet_min")
                .in("net")
                .does("The first address of a network.")
                .example("ip_subnet_min('192.168.7.9/24')", "192.168.7.0")
                .example("ip_subnet_min('2001:db8:1::1/32')", "2001:db8::")
                .example("ip_subnet_min(NULL)", null)
                .form(
                        IP_ADDRESS,
                        Types.of(Types.varchar("network")),
                        (in, out) -> out.setBytes(end(block(in, 0), false)))
                .build();
    }

    static ScalarFunction max() {
        return SimpleFunction.named("ip_subnet_max")
                .in("net")
                .does("The last address of a network.")
                .example("ip_subnet_max('192.168.7.9/24')", "192.168.7.255")
                .example("ip_subnet_max('2001:db8::/126')", "2001:db8::3")
                .example("ip_subnet_max(NULL)", null)
                .form(
                        IP_ADDRESS,
                        Types.of(Types.varchar("network")),
                        (in, out) -> out.setBytes(end(block(in, 0), true)))
                .build();
    }

    static ScalarFunction range() {
        return SimpleFunction.named("ip_subnet_range")
                .in("net")
                .does("The first and the last address of a network.")
                .example("ip_subnet_range('10.1.2.3/8')", "[10.0.0.0, 10.255.255.255]")
                .example("ip_subnet_range(NULL)", null)
                .form(IP_ADDRESSES, Types.of(Types.varchar("network")), (in, out) -> {
                    IpAddress.Block block = block(in, 0);
                    out.setObject(List.of(end(block, false), end(block, true)));
                })
                .build();
    }

    static ScalarFunction contains() {
        return SimpleFunction.named("is_subnet_of")
                .in("net")
                .does("Whether an address, or all of another network, is in a network.")
                .example("is_subnet_of('10.0.0.0/8', IPADDRESS '10.1.2.3')", "true")
                .example("is_subnet_of('10.1.0.0/16', '10.0.0.0/8')", "false")
                .example("is_subnet_of('10.0.0.0/8', '10.1.0.0/16')", "true")
                .example("is_subnet_of(NULL, '10.1.0.0/16')", null)
                .form(
                        Types.BOOLEAN,
                        Types.of(Types.varchar("network"), Types.ipAddress("address")),
                        (in, out) -> out.setBoolean(block(in, 0).contains((byte[]) in.getObject(1))))
                .form(Types.BOOLEAN, Types.of(Types.varchar("network"), Types.varchar("part")), (in, out) -> {
                    IpAddress.Block whole = block(in, 0);
                    IpAddress.Block part = block(in, 1);
                    out.setBoolean(part.bits() >= whole.bits() && whole.contains(part.address()));
                })
                .build();
    }

    /** @throws EngineException INVALID_ARGUMENT if the text is no network */
    private static IpAddress.Block block(Arguments in, int argument) {
        String network = in.getString(argument);
        return IpAddress.Block.parse(network)
                .orElseThrow(() -> Failures.badArgument("'" + Failures.shown(network)
                        + "' is not a network such as 10.0.0.0/8 or 2001:db8::/32; TRY(...) gives NULL instead"));
    }

    private static byte[] end(IpAddress.Block block, boolean isLast) {
        byte[] address = block.address().clone();
        for (int i = 0; i < address.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, block.bits() - i * Byte.SIZE));
            int mask = 0xFF << Byte.SIZE - kept;
            address[i] = (byte) (isLast ? address[i] | ~mask : address[i] & mask);
        }
        return address;
    }
}
