import { describe, expect, test } from "vitest";
import { parseEnv, requireEnv } from "./env.ts";

function problemsOf(variables: Record<string, string>): readonly string[] {
  const reading = parseEnv(variables);
  return reading.outcome === "invalid" ? reading.problems : [];
}

test("nothing set is a valid environment", () => {
  expect(requireEnv({})).toEqual({
    PORT: 3000,
    HOST: "127.0.0.1",
    TIDINGS_DATA_DIR: ".tidings",
    TIDINGS_OUTBOUND_ALLOW: [],
    TIDINGS_TRUSTED_PROXIES: [],
    TIDINGS_MAX_BODY_BYTES: 1_048_576,
    LOG_LEVEL: "info",
  });
});

test("an empty string counts as unset", () => {
  expect(requireEnv({ PORT: "", DATABASE_URL: " ", LOG_LEVEL: "" })).toEqual(requireEnv({}));
});

test("a list of networks is split", () => {
  const env = requireEnv({ TIDINGS_OUTBOUND_ALLOW: "10.0.0.0/8, fd00::/8," });
  expect(env.TIDINGS_OUTBOUND_ALLOW).toEqual(["10.0.0.0/8", "fd00::/8"]);
});

describe("each mistake is named with its variable", () => {
  test.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3e3"],
    ["DATABASE_URL", "mysql://root@localhost/x"],
    ["REDIS_URL", "localhost:6379"],
    ["TIDINGS_QUEUE_URL", "amqp://localhost"],
    ["TIDINGS_SECRET", "short"],
    ["TIDINGS_PUBLIC_URL", "tidings.example.com"],
    ["TIDINGS_OUTBOUND_ALLOW", "10.0.0.1"],
    ["TIDINGS_MAX_BODY_BYTES", "1 MiB"],
    ["LOG_LEVEL", "loud"],
  ])("%s=%s", (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name} .{10,}\\.$|^${name} .*hex 32$`)),
    ]);
  });

  test("and the value, which may be a secret, is not repeated", () => {
    expect(problemsOf({ DATABASE_URL: "mysql://root:hunter2@localhost/x" }).join()).not.toContain("hunter2");
  });
});

test("the first admin needs an address and a password", () => {
  expect(problemsOf({ TIDINGS_ADMIN_EMAIL: "ada@example.com" })).toEqual([
    "TIDINGS_ADMIN_EMAIL and TIDINGS_ADMIN_PASSWORD belong together. Set both or neither.",
  ]);
});
