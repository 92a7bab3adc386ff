import { beforeAll, expect, test } from "vitest";
import { type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";

const stack = sharedRuntime();
let get: (path: string) => ReturnType<CallApi>;

beforeAll(async () => {
  const key = await makeKey(stack.runtime, "read");
  get = (path) => restApi(stack.runtime)(`GET ${path}`, { key });
});

async function store(pattern: string, timestamp: string): Promise<string> {
  const id = stack.ctx.newId();
  await stack.ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    values (${id}, ${id}, ${pattern}, '1.0', '{"type":"external","id":"shop"}'::jsonb, ${timestamp}::timestamp,
      '{}'::jsonb, '{}'::jsonb)`;
  return id;
}

const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

test("the log is followed in the order of arrival, whatever the events' own times are", async () => {
  expect((await get("/arrivals")).json).toEqual({ items: [], newest: null });
  const first = await store("a.new", "2026-03-01T12:00:00Z");
  const second = await store("b.old", "2020-01-01T00:00:00Z");
  const third = await store("a.old", "2019-01-01T00:00:00Z");
  const all = await get("/arrivals");
  expect([idsOf(all.json.items), all.json.newest]).toEqual([[first, second, third], third]);
  expect(idsOf((await get(`/arrivals?after=${first}&limit=1`)).json.items)).toEqual([second]);
  const filtered = await get(`/arrivals?after=${first}&pattern=b.*`);
  expect([idsOf(filtered.json.items), filtered.json.newest]).toEqual([[second], third]);
  expect((await get(`/arrivals?after=${third}`)).json).toEqual({ items: [], newest: third });
});

test("what cannot be asked for is refused", async () => {
  for (const query of ["after=1", "since=1", "limit=0"]) {
    expect([query, (await get(`/arrivals?${query}`)).status]).toEqual([query, 400]);
  }
});
