import { describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { changeSchemaSubject } from "./change-subject.ts";
import { deleteSchema } from "./delete.ts";
import { registerSchema } from "./register.ts";
import { SchemaBook } from "./schema-book.ts";

const stack = sharedRuntime();

const TEXT = '{"properties":{"value":{"type":"string"}},"required":["value"]}';
const NUMBER = '{"properties":{"value":{"type":"number"}},"required":["value"]}';

function event(pattern: string, version: string, payload: JsonObject): Envelope {
  return {
    eventId: "e1",
    pattern,
    version,
    source: { type: "external", id: "test" },
    timestamp: "2026-01-01T00:00:00Z",
    payload,
    metadata: {},
  };
}

/** What a process says that has just seen what is committed. */
async function judge(...events: readonly Envelope[]) {
  const book = new SchemaBook(stack.ctx);
  await book.refresh(stack.ctx.db.sql);
  return await book.judge(events);
}

async function register(pattern: string, version: string, document: string) {
  await changeSchemaSubject({ ctx: stack.ctx, input: { pattern, compatibility: "none" } });
  const result = await registerSchema({ ctx: stack.ctx, input: { pattern, version, document } });
  expect(result.outcome).toMatch(/^(registered|restored)$/);
}

describe("an event", () => {
  test("is judged by the version that it names, others by the default", async () => {
    await register("a", "1.0", TEXT);
    await register("a", "2.0", NUMBER);
    const refusals = await judge(
      event("a", "1.0", { value: "x" }),
      event("a", "2.0", { value: "x" }),
      event("a", "3.0", { value: "x" }),
      event("a", "3.0", { value: 1 }),
      event("no.schemas", "1.0", {}),
    );
    expect(refusals.map((refusal) => refusal?.errors?.[0]?.schemaVersion ?? null)).toEqual([
      null,
      "2.0",
      null,
      "1.0",
      null,
    ]);
    expect(refusals[1]).toMatchObject({
      reason: "schema_violation",
      message: expect.stringContaining("a 2.0: /payload/value"),
      pointer: "/payload/value",
      errors: [{ pointer: "/payload/value", keyword: "type" }],
    });
  });

  test("whose version has no schema is refused where there is no default", async () => {
    await register("b", "1.0", TEXT);
    await changeSchemaSubject({ ctx: stack.ctx, input: { pattern: "b", defaultVersion: null } });
    const [named, other] = await judge(event("b", "1.0", { value: "x" }), event("b", "2.0", { value: "x" }));
    expect(named).toBeNull();
    expect(other).toMatchObject({
      reason: "unknown_version",
      pointer: "/version",
      message: expect.stringContaining("It has: 1.0."),
    });
  });

  test("is not judged any more by schemas that were deleted", async () => {
    await register("c", "1.0", TEXT);
    expect(await judge(event("c", "1.0", {}))).toMatchObject([{ reason: "schema_violation" }]);
    await deleteSchema({ ctx: stack.ctx, input: { pattern: "c" } });
    expect(await judge(event("c", "1.0", {}))).toEqual([null]);
  });

  test("has everything that is wrong with it listed", async () => {
    const properties = Object.fromEntries(["a", "b", "c"].map((name) => [name, { type: "string" }]));
    await register("d", "1.0", JSON.stringify({ properties }));
    const [refusal] = await judge(event("d", "1.0", { a: 1, b: 2, c: "x" }));
    expect(refusal?.message).toMatch(/^2 things are wrong with the event by the schema d 1\.0: /);
    expect(refusal?.errors?.map(({ pointer }) => pointer).sort()).toEqual(["/payload/a", "/payload/b"]);
  });
});

describe("a process", () => {
  test("sees a change with its next refresh", async () => {
    const book = new SchemaBook(stack.ctx);
    await book.refresh(stack.ctx.db.sql);
    await register("e", "1.0", TEXT);
    expect(await book.judge([event("e", "1.0", {})])).toEqual([null]);
    await book.refresh(stack.ctx.db.sql);
    expect(await book.judge([event("e", "1.0", {})])).toMatchObject([{ reason: "schema_violation" }]);
  });

  test("does not let an event pass when its schema cannot be compiled", async () => {
    await register("f", "1.0", TEXT);
    await stack.ctx.db.sql`update event_schemas set dialect = 'draft-99' where pattern = 'f'`;
    await expect(judge(event("f", "1.0", {}))).rejects.toThrow("f 1.0 (draft-99) cannot be compiled");
    await deleteSchema({ ctx: stack.ctx, input: { pattern: "f" } });
  });

  test("judges thousands of events by hundreds of schemas while others have their turn", async () => {
    const { sql } = stack.ctx.db;
    await sql`
      insert into event_schemas (pattern, version, number, dialect, document, fingerprint, author_label)
      select 'many.' || n, '1.0', 1, '2020-12', '{"required":["p' || n || '"]}', sha256(('d' || n)::bytea), 'test'
      from generate_series(1, 300) as n`;
    const events = Array.from({ length: 5_000 }, (_, index) =>
      event(`many.${(index % 300) + 1}`, "1.0", { [`p${(index % 300) + 1}`]: 1 }),
    );
    let longestMs = 0;
    let lastMs = performance.now();
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 1);
    const refusals = await judge(...events);
    clearInterval(timer);
    expect(refusals.every((refusal) => refusal === null)).toBe(true);
    expect(longestMs).toBeLessThan(200);
  });
});
