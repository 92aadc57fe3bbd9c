/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

/**
 * A principal as it appears in all events of one session.
 *
 * @param fromConsole whether the session's credentials were made by the console
 */
record Actor(SampleIdentity identity, String address, String userAgent, boolean fromConsole) {
    private static final String[] AGENTS = {
        "aws-cli/2.17.20 md/awscrt#0.20.11 ua/2.0 os/linux#6.1.0 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython"
                + " cfg/retry-mode#standard md/prompt#off md/command#",
        "Boto3/1.34.106 md/Botocore#1.34.106 ua/2.0 os/linux#5.10.217 md/arch#x86_64 lang/python#3.12.3"
                + " md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.106",
        "aws-sdk-java/2.25.60 Linux/5.10.217 OpenJDK_64-Bit_Server_VM/21.0.3+9 Java/21.0.3 vendor/Eclipse_Adoptium"
                + " io/sync http/Apache cfg/retry-mode/standard",
        "aws-sdk-go-v2/1.27.0 os/linux lang/go#1.22.3 md/GOOS#linux md/GOARCH#amd64 api/s3#1.54.2",
        "APN/1.0 HashiCorp/1.0 Terraform/1.8.4 (+https://www.terraform.io) terraform-provider-aws/5.51.1"
                + " (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.27.0 os/linux lang/go#1.22.3",
        "[aws-sdk-nodejs/2.1632.0 linux/v20.13.1 exec-env/AWS_Lambda_nodejs20.x promise]"
    };
    static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/126.0.0.0 Safari/537.36";
    private static final String[] SERVICES = {
        "delivery.logs.amazonaws.com",
        "cloudtrail.amazonaws.com",
        "ec2.amazonaws.com",
        "lambda.amazonaws.com",
        "autoscaling.amazonaws.com",
        "config.amazonaws.com",
        "elasticloadbalancing.amazonaws.com"
    };

    static Actor draw(Profile profile, Cast cast, long start, Dice dice) {
        return switch (profile) {
            case WORKLOAD, START_SCAN -> workload(cast, start, dice);
            case SERVICE, CROSS, ROTATION, START_DEPLOY -> service(dice);
            case CONSOLE, GUESSING, START_CONSOLE -> person(cast, start, dice, true);
            case CLI, START_CLI -> person(cast, start, dice, false);
            case DEPLOY -> deployer(cast, start, dice);
            case SCAN -> scanner(cast, start, dice);
        };
    }

    static SampleIdentity assumedRole(
            Cast cast, Cast.Role role, String sessionName, String accessKeyId, long start, String mfa) {
        SampleIdentity.Issuer issuer =
                new SampleIdentity.Issuer("Role", role.id(), role.arn(cast.accountId), cast.accountId, role.name());
        return new SampleIdentity(
                "AssumedRole",
                role.id() + ":" + sessionName,
                "arn:aws:sts::" + cast.accountId + ":assumed-role/" + role.name() + "/" + sessionName,
                cast.accountId,
                accessKeyId,
                null,
                null,
                null,
                issuer,
                Dice.isoSeconds(start),
                mfa,
                null,
                null,
                null,
                false);
    }

    static SampleIdentity user(Cast cast, Cast.User user, String accessKeyId, String creationDate, String mfa) {
        return new SampleIdentity(
                "IAMUser",
                user.id(),
                "arn:aws:iam::" + cast.accountId + ":user/" + user.name(),
                cast.accountId,
                accessKeyId,
                user.name(),
                null,
                null,
                null,
                creationDate,
                mfa,
                null,
                null,
                null,
                creationDate != null);
    }

    private static Actor workload(Cast cast, long start, Dice dice) {
        Cast.Role role = cast.roles.get(dice.below(6));
        boolean onInstance = role.name().startsWith("app-");
        String session = onInstance ? dice.skewed(cast.instances) : dice.skewed(cast.functions);
        SampleIdentity who = assumedRole(cast, role, session, dice.awsId("ASIA", 20), start, "false");
        if (onInstance) {
            who = new SampleIdentity(
                    who.type(),
                    who.principalId(),
                    who.arn(),
                    who.accountId(),
                    who.accessKeyId(),
                    null,
                    null,
                    null,
                    who.sessionIssuer(),
                    who.creationDate(),
                    who.mfaAuthenticated(),
                    null,
                    null,
                    "2.0",
                    false);
        }
        return new Actor(who, dice.skewed(cast.addresses), AGENTS[1 + dice.below(5)], false);
    }

    private static Actor service(Dice dice) {
        String name = SERVICES[(int) (dice.unit() * dice.unit() * SERVICES.length)];
        return new Actor(SampleIdentity.service(name), name, name, false);
    }

    private static Actor person(Cast cast, long start, Dice dice, boolean browser) {
        Cast.User user = dice.skewed(cast.users);
        String agent = browser ? (dice.chance(0.4) ? "AWS Internal" : BROWSER) : AGENTS[0] + Cast.word(dice);
        if (dice.chance(0.03)) {
            return new Actor(root(cast, start, dice), user.address(), agent, browser);
        }
        if (dice.chance(0.45)) {
            Cast.Role role = cast.roles.get(9 + dice.below(2));
            String mail = user.name() + "@example.com";
            return new Actor(
                    assumedRole(cast, role, mail, dice.awsId("ASIA", 20), start, "false"),
                    user.address(),
                    agent,
                    browser);
        }
        if (browser) {
            String mfa = dice.chance(0.8) ? "true" : "false";
            return new Actor(
                    user(cast, user, dice.awsId("ASIA", 20), Dice.isoSeconds(start), mfa), user.address(), agent, true);
        }
        return new Actor(user(cast, user, user.accessKeyId(), null, null), user.address(), agent, false);
    }

    private static SampleIdentity root(Cast cast, long start, Dice dice) {
        return new SampleIdentity(
                "Root",
                cast.accountId,
                "arn:aws:iam::" + cast.accountId + ":root",
                cast.accountId,
                dice.awsId("ASIA", 20),
                null,
                null,
                null,
                null,
                Dice.isoSeconds(start),
                "true",
                null,
                null,
                null,
                true);
    }

    private static Actor deployer(Cast cast, long start, Dice dice) {
        SampleIdentity who = assumedRole(
                cast, cast.role("deploy-pipeline"), "GitHubActions", dice.awsId("ASIA", 20), start, "false");
        String provider = "arn:aws:iam::" + cast.accountId + ":oidc-provider/token.actions.githubusercontent.com";
        who = new SampleIdentity(
                who.type(),
                who.principalId(),
                who.arn(),
                who.accountId(),
                who.accessKeyId(),
                null,
                null,
                null,
                who.sessionIssuer(),
                who.creationDate(),
                who.mfaAuthenticated(),
                provider,
                null,
                null,
                false);
        return new Actor(who, dice.address(0.02), AGENTS[4], false);
    }

    private static Actor scanner(Cast cast, long start, Dice dice) {
        SampleIdentity who =
                assumedRole(cast, cast.role("inventory-readonly"), "inventory", dice.awsId("ASIA", 20), start, "false");
        return new Actor(who, cast.addresses.get(0), AGENTS[1], false);
    }
}
