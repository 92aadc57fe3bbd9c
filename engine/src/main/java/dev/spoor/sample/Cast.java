/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.ArrayList;
import java.util.List;

/** Who and what exists in one account: users, roles, buckets, keys. The same on all its days. */
final class Cast {
    static final List<String> REGIONS = List.of(
            "us-east-1",
            "eu-west-1",
            "us-west-2",
            "ap-southeast-2",
            "eu-central-1",
            "us-west-1",
            "ap-northeast-1",
            "ca-central-1",
            "eu-north-1",
            "sa-east-1",
            "ap-south-1",
            "af-south-1");
    private static final List<String> FIRST_ACCOUNTS =
            List.of("111122223333", "444455556666", "777788889999", "123456789012", "210987654321");
    private static final List<String> NAMES = List.of(
            "ana", "bela", "chidi", "dana", "emeka", "farida", "goran", "hanna", "ivo", "jun", "kofi", "lena", "mateo",
            "nils", "oksana", "paulo", "qadir", "rosa", "sven", "tove");
    private static final List<String> WORDS = List.of(
            "billing",
            "orders",
            "payroll",
            "search",
            "media",
            "reports",
            "ledger",
            "inbox",
            "catalog",
            "archive",
            "metrics",
            "checkout",
            "profile",
            "export",
            "import",
            "backup");
    private static final List<String> ROLES = List.of(
            "app-orders",
            "app-billing",
            "app-search",
            "lambda-thumbnails",
            "lambda-mailer",
            "batch-ledger",
            "deploy-pipeline",
            "inventory-readonly",
            "OrganizationAccountAccessRole",
            "AWSReservedSSO_AdministratorAccess_0123456789abcdef",
            "AWSReservedSSO_ReadOnly_fedcba9876543210",
            "support-breakglass");

    /** An IAM user. */
    record User(String name, String id, String accessKeyId, String address) {}

    /** An IAM role. */
    record Role(String name, String id) {
        String arn(String accountId) {
            return name.startsWith("AWSReservedSSO_")
                    ? "arn:aws:iam::" + accountId + ":role/aws-reserved/sso.amazonaws.com/" + name
                    : "arn:aws:iam::" + accountId + ":role/" + name;
        }
    }

    final int number;
    final String accountId;
    final List<String> regions;
    final List<User> users = new ArrayList<>();
    final List<Role> roles = new ArrayList<>();
    final List<String> buckets = new ArrayList<>();
    final List<String> keyIds = new ArrayList<>();
    final List<String> instances = new ArrayList<>();
    final List<String> secrets = new ArrayList<>();
    final List<String> tables = new ArrayList<>();
    final List<String> functions = new ArrayList<>();
    final List<String> addresses = new ArrayList<>();

    Cast(SampleSpec spec, int number) {
        this.number = number;
        accountId = accountId(spec.seed(), number);
        regions = REGIONS.subList(0, spec.regions());
        Dice dice = Dice.of(spec.seed(), "cast", number);
        for (int i = 0; i < 6 + dice.below(10); i++) {
            users.add(new User(
                    NAMES.get((i + 3 * number) % NAMES.size()),
                    dice.awsId("AIDA", 21),
                    dice.awsId("AKIA", 20),
                    dice.address(0.15)));
        }
        for (String role : ROLES) {
            roles.add(new Role(role, dice.awsId("AROA", 21)));
        }
        for (int i = 0; i < 24; i++) {
            String word = WORDS.get(dice.below(WORDS.size()));
            buckets.add("example-" + word + "-" + number + i);
            keyIds.add(dice.guid());
            instances.add("i-0" + dice.hex(16));
            secrets.add(word + "-" + dice.base62(6));
            tables.add(word + "-" + i);
            functions.add(word + "-worker-" + i);
            addresses.add(dice.address(0.08));
        }
    }

    static String accountId(long seed, int number) {
        return number < FIRST_ACCOUNTS.size()
                ? FIRST_ACCOUNTS.get(number)
                : Dice.of(seed, "account", number).digits(12);
    }

    static String word(Dice dice) {
        return dice.skewed(WORDS);
    }

    Role role(String name) {
        for (Role role : roles) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role " + name + " in account " + accountId);
    }
}
