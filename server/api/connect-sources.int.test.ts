import { describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { ROLES, type Role } from "#schemas/role.ts";
import { appRouter } from "./root.ts";

const ORIGIN = "http://localhost:3000";
const SOURCE = { key: "shop", name: "Shop", preset: "github", secret: null } as const;

const stack = sharedRuntime();

/** The procedures, called as a page of Tidings calls them; null for somebody who is signed out. */
function as(role: Role | null, headers: Record<string, string> = { origin: ORIGIN }) {
  return appRouter.createCaller({
    runtime: stack.runtime,
    headers: new Headers({ host: "localhost:3000", ...headers }),
    actor: role === null ? null : { id: role, label: `${role}@example.com`, role },
    traceId: stack.ctx.newId(),
  });
}

async function nativeSourceId(): Promise<string> {
  const sources = await as("viewer").sources.list();
  return sources.find((source) => source.preset === "native")?.id ?? "";
}

describe("sources", () => {
  test("an admin makes one and gets its secret, this once", async () => {
    const { id, generatedSecret } = await as("admin").sources.create(SOURCE);
    expect(generatedSecret).toMatch(/^[0-9a-f]{64}$/);
    expect(await as("viewer").sources.get({ id })).toEqual({
      id,
      key: "shop",
      name: "Shop",
      preset: "github",
      enabled: true,
      version: 1,
      configuration: {},
      secrets: [{ id: expect.any(String), createdAt: expect.any(String), expiresAt: null }],
    });
  });

  test("a taken key is a conflict at its field", async () => {
    await expect(as("admin").sources.create(SOURCE)).rejects.toMatchObject({
      code: "CONFLICT",
      cause: { reason: "key_taken", field: "key" },
    });
  });

  test("an unknown id is not found", async () => {
    const id = stack.ctx.newId();
    await expect(as("viewer").sources.get({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("API keys", () => {
  test("an admin makes one, lists it and revokes it, once", async () => {
    const sourceId = await nativeSourceId();
    const { id, key } = await as("admin").apiKeys.create({ sourceId, name: "Billing" });
    const { rows } = await as("viewer").apiKeys.list({ sourceId });
    expect(rows).toMatchObject([{ id, name: "Billing", prefix: key.slice(0, 12), revokedAt: null }]);
    expect(await as("admin").apiKeys.revoke({ id })).toEqual({ revoked: true });
    await expect(as("admin").apiKeys.revoke({ id })).rejects.toMatchObject({
      code: "CONFLICT",
      cause: { reason: "not_live" },
    });
  });

  test("a source of webhooks takes none", async () => {
    const sources = await as("viewer").sources.list();
    const sourceId = sources.find((source) => source.preset === "github")?.id ?? "";
    await expect(as("admin").apiKeys.create({ sourceId, name: "Billing" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { reason: "takes_no_keys" },
    });
  });
});

describe("who may change them", () => {
  const changes = (caller: ReturnType<typeof as>) => [
    () => caller.sources.create({ ...SOURCE, key: "other" }),
    () => nativeSourceId().then((sourceId) => caller.apiKeys.create({ sourceId, name: "Mine" })),
    () => caller.apiKeys.revoke({ id: stack.ctx.newId() }),
  ];

  test.each(ROLES.filter((role) => role !== "admin"))("not a person whose role is %s", async (role) => {
    for (const change of changes(as(role)))
      await expect(change()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("nobody who is signed out, who reads nothing either", async () => {
    for (const change of changes(as(null)))
      await expect(change()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as(null).sources.list()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as(null).apiKeys.list({ sourceId: stack.ctx.newId() })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });

  test("no page of another site", async () => {
    for (const headers of [{}, { origin: "https://evil.example" }])
      for (const change of changes(as("admin", headers)))
        await expect(change()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
