import { describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { withoutEvaluators } from "#e2e/support/without-evaluators.ts";
import { ROLES, type Role } from "#schemas/role.ts";
import { appRouter } from "./root.ts";

const stack = sharedRuntime();
const TOTAL = '{"required":["total"]}';

/** The procedures, called as a page of Tidings calls them; null for somebody who is signed out. */
function as(role: Role | null) {
  return appRouter.createCaller({
    runtime: stack.runtime,
    headers: new Headers({ host: "localhost:3000", origin: "http://localhost:3000" }),
    actor: role === null ? null : { id: role, label: `${role}@example.com`, role },
    traceId: stack.ctx.newId(),
  }).schemas;
}

describe("schemas", () => {
  test("an admin registers one, everybody reads it", async () => {
    const input = { pattern: "order.created", version: "1.0", document: TOTAL };
    expect(await as("admin").register(input)).toMatchObject({ outcome: "registered" });
    expect(await as("viewer").get({ pattern: "order.created", version: "1.0" })).toMatchObject({
      document: TOTAL,
    });
    expect(await as("viewer").subject({ pattern: "order.created" })).toMatchObject({ defaultVersion: "1.0" });
    expect((await as("viewer").list({})).rows).toMatchObject([{ pattern: "order.created", versions: 1 }]);
    expect(await as("viewer").check({ pattern: "order.created", document: "{" })).toMatchObject({
      outcome: "invalid_schema",
      issues: [{ message: expect.any(String) }],
    });
  });

  test("cannot be read just now when no process can be had", async () => {
    const check = () => as("viewer").check({ pattern: "order.created", document: TOTAL });
    await withoutEvaluators(stack.ctx.evaluators, async () => {
      await expect(check()).rejects.toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    });
    expect(await check()).toMatchObject({ outcome: "checked" });
  });

  test("are changed and deleted", async () => {
    await as("admin").register({ pattern: "kept", version: "1.0", document: TOTAL });
    expect(await as("admin").changeSubject({ pattern: "kept", compatibility: "full" })).toEqual({
      changed: true,
    });
    await expect(as("admin").changeSubject({ pattern: "kept", defaultVersion: "2.0" })).rejects.toMatchObject(
      {
        cause: { reason: "unknown_version", field: "defaultVersion" },
      },
    );
    expect(await as("admin").delete({ pattern: "kept" })).toEqual({ numbers: [1], defaultVersion: null });
    await expect(as("admin").delete({ pattern: "kept" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(as("viewer").get({ pattern: "nothing", version: "1" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await as("viewer").installationCompatibility()).toBe("backward");
  });

  test("are tried on the log in messages, and one that is none is refused", async () => {
    const messages = await as("viewer").try({ pattern: "order.created", document: TOTAL, maxEvents: 10 });
    const seen: unknown[] = [];
    for await (const message of messages) seen.push(message);
    expect(seen).toMatchObject([{ type: "result", end: "complete", judged: 0 }]);
    const broken = { pattern: "order.created", document: '{"type":1}', maxEvents: 10 };
    await expect(as("viewer").try(broken)).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(as("viewer").infer({ pattern: "order.created" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("who may change them", () => {
  const changes = (role: Role | null) => [
    () => as(role).register({ pattern: "a", version: "1", document: TOTAL }),
    () => as(role).changeSubject({ pattern: "a", compatibility: "none" }),
    () => as(role).delete({ pattern: "a" }),
    () => as(role).setInstallationCompatibility({ compatibility: "none" }),
  ];

  test.each(ROLES.filter((role) => role !== "admin"))("not a person whose role is %s", async (role) => {
    for (const change of changes(role)) await expect(change()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("nobody who is signed out, who reads nothing either", async () => {
    for (const change of changes(null))
      await expect(change()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(as(null).list({})).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});
