import { expect, test } from "vitest";
import { openDatabase } from "#db/client.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { feedThrottled } from "./reconcile.ts";
import { createSource } from "./sources/create.ts";

const stack = sharedRuntime();

async function addSource(key: string, configuration: object) {
  const input = { key, name: key, preset: "github", secret: "a-secret-of-the-test", configuration };
  const created = await createSource({ ctx: stack.ctx, input });
  expect(created.outcome).toBe("created");
  await stack.ctx.sources.refresh();
}

test("a round for throttled sources asks the database only while there are any", async () => {
  const { database, runtime } = stack;
  const closed = await openDatabase({ url: database.appUrl, applicationName: "closed", maxConnections: 1 });
  await closed.close();
  const ctx = { ...runtime.ctx, db: closed };
  await addSource("free", {});
  expect(await feedThrottled({ ctx })).toBe(0);
  await addSource("slow", { throttle: { perSecond: 5 } });
  await expect(feedThrottled({ ctx })).rejects.toThrow();
  expect(await feedThrottled({ ctx: runtime.ctx })).toBe(0);
});
