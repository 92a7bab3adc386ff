import { beforeAll, describe, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { TrialMessage } from "#schemas/schema-trial.ts";
import { inferSchema } from "./infer.ts";
import { type StartSchemaTrialResult, startSchemaTrial } from "./try.ts";

const stack = sharedRuntime();
const { signal } = new AbortController();
const EVENTS = 600;

beforeAll(async () => {
  // A tenth of them without a total, another tenth of another version.
  await stack.ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    select gen_random_uuid(), 'e' || n, 'order.created', case when n % 10 = 1 then '2.0' else '1.0' end,
      '{"type":"external","id":"test"}', timestamp '2026-01-01' + n * interval '1 minute',
      case when n % 10 = 0 then jsonb_build_object('items', jsonb_build_array(n))
        else jsonb_build_object('total', n, 'items', jsonb_build_array(n)) end, '{}'
    from generate_series(1, ${EVENTS}) as n`;
});

async function trial(input: object, ctx = stack.ctx): Promise<readonly TrialMessage[]> {
  const started = await startSchemaTrial({ ctx, input: { pattern: "order.created", ...input }, signal });
  return await messagesOf(started);
}

async function messagesOf(started: StartSchemaTrialResult): Promise<readonly TrialMessage[]> {
  if (started.outcome !== "started") throw new Error(started.outcome);
  const messages: TrialMessage[] = [];
  for await (const message of started.messages) messages.push(message);
  return messages;
}

describe("a trial", () => {
  test("says which stored events a schema would refuse, the newest first, and where", async () => {
    const document = '{"required":["total"],"properties":{"items":{"items":{"type":"string"}}}}';
    const result = (await trial({ document })).at(-1);
    expect(result).toMatchObject({ type: "result", end: "complete", judged: EVENTS, refused: EVENTS });
    if (result?.type !== "result") throw new Error("no result");
    expect(result.samples[0]).toMatchObject({ eventId: `e${EVENTS}`, version: "1.0" });
    expect(result.samples[0]?.errors.map(({ keyword }) => keyword).sort()).toEqual(["required", "type"]);
    expect(result.places).toMatchObject([
      { pointer: "/payload/items/*", keyword: "type", events: EVENTS },
      { keyword: "required", events: EVENTS / 10 },
    ]);
    expect(result.message).toBe("The whole range was seen: 600 events were read.");
  });

  test("looks at one version, a part of the log, or so many events", async () => {
    const document = '{"required":["total"]}';
    expect((await trial({ document, eventVersion: "2.0" })).at(-1)).toMatchObject({
      judged: EVENTS / 10,
      refused: 0,
    });
    const to = "2026-01-01T01:40:00Z";
    expect((await trial({ document, to })).at(-1)).toMatchObject({ judged: 99, refused: 9 });
    expect((await trial({ document, maxEvents: 50 })).at(-1)).toMatchObject({
      end: "most_events",
      judged: 50,
      message: expect.stringContaining("as many events as it was asked to read"),
    });
    expect((await trial({ document, pattern: "nothing.such" })).at(-1)).toMatchObject({
      end: "complete",
      judged: 0,
    });
  });

  test("is one at a time for each caller, and its place is free again when its reader leaves", async () => {
    const input = { pattern: "order.created", document: "{}" };
    const first = await startSchemaTrial({ ctx: stack.ctx, input, signal });
    expect(await startSchemaTrial({ ctx: stack.ctx, input, signal })).toEqual({
      outcome: "already_scanning",
    });
    if (first.outcome !== "started") throw new Error(first.outcome);
    await first.messages.return?.();
    expect(await messagesOf(await startSchemaTrial({ ctx: stack.ctx, input, signal }))).toHaveLength(1);
  });

  test("that was stopped before it began holds no place", async () => {
    const input = { pattern: "order.created", document: "{}" };
    const stopped = await startSchemaTrial({ ctx: stack.ctx, input, signal: AbortSignal.abort() });
    const controller = new AbortController();
    const stopping = startSchemaTrial({ ctx: stack.ctx, input, signal: controller.signal });
    controller.abort();
    await stopping;
    expect((await trial({ document: "{}" })).at(-1)).toMatchObject({ type: "result", judged: EVENTS });
    expect(await messagesOf(stopped)).toEqual([]);
  });

  test("of what is no schema does not begin", async () => {
    const input = { pattern: "order.created", document: '{"type":1}' };
    expect(await startSchemaTrial({ ctx: stack.ctx, input, signal })).toMatchObject({
      outcome: "invalid_schema",
    });
  });

  test("of a schema that takes for ever ends, and says so", async () => {
    await stack.ctx.db.sql`
      insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
      select gen_random_uuid(), 'slow' || n, 'slow', '1.0', '{"type":"external","id":"test"}', now(),
        jsonb_build_object('list', (select jsonb_agg(i) from generate_series(1, 1500) as i)), '{}'
      from generate_series(1, 200) as n`;
    const some = Array.from({ length: 1_000 }, (_, index) => ({ const: -1 - index }));
    const document = JSON.stringify({
      properties: { list: { items: { not: { anyOf: [...some, ...some, ...some] } } } },
    });
    const [result] = await trial({ pattern: "slow", document });
    expect(result).toMatchObject({ type: "result", end: "schema_too_slow" });
    const after = await trial({ document: "{}" });
    expect(after.at(-1)).toMatchObject({ end: "complete", judged: EVENTS });
  });
});

describe("inference", () => {
  const infer = async (input: object) =>
    await inferSchema({ ctx: stack.ctx, input: { pattern: "order.created", ...input }, signal });

  test("makes a schema that every event conforms to, from the newest events", async () => {
    const result = await infer({ maxEvents: 300 });
    if (result.outcome !== "inferred") throw new Error(result.outcome);
    expect(result.events).toBe(300);
    expect(JSON.parse(result.document)).toMatchObject({
      type: "object",
      properties: { total: { type: "integer" }, items: { type: "array" } },
      required: ["items"],
    });
    expect((await trial({ document: result.document })).at(-1)).toMatchObject({ refused: 0 });
  });

  test("needs events, and looks at one version if that is asked", async () => {
    expect(await infer({ pattern: "nothing.such" })).toEqual({ outcome: "no_events" });
    const result = await infer({ eventVersion: "2.0" });
    if (result.outcome !== "inferred") throw new Error(result.outcome);
    expect(JSON.parse(result.document).required.sort()).toEqual(["items", "total"]);
  });
});
