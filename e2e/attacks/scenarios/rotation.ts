import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runningSettings } from "#e2e/support/running-settings.ts";
import { asAdmin } from "#e2e/support/test-runtime.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { requireEnv } from "#server/env.ts";
import { createRuntime, type Runtime } from "#server/runtime/runtime.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { revokeApiKey } from "#server/services/api-keys/revoke.ts";
import { createSource } from "#server/services/sources/create.ts";
import { findSource } from "#server/services/sources/find.ts";
import { rotateSecret } from "#server/services/sources/rotate-secret.ts";
import { updateSource } from "#server/services/sources/update.ts";
import { send } from "../support/http.ts";
import { publish, signedFor } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { envelope } from "../support/texts.ts";

/** The promise: a change applies in every process within a second. The rest is the request's own time. */
const APPLIES_WITHIN_MS = 1_000;

const [OLD_SECRET, NEW_SECRET] = ["the-secret-before-it", "the-secret-after-it"];

/** What an admin ends is refused within a second, in every process. */
export function rotation({ site, unharmed }: Attacker): void {
  let runtime: Runtime;

  beforeAll(async () => {
    const settings = runningSettings(site.dataDir);
    runtime = await createRuntime(requireEnv({ ...settings, LOG_LEVEL: "warn" }), "server");
  });

  afterAll(() => runtime.close());

  /** Of a request with such a body, on every way into the product. */
  const statuses = (request: () => Parameters<typeof send>[1]) =>
    Promise.all(site.surfaces.map(async ({ url }) => (await send(url, request())).status));

  const everywhere = (status: number) => site.surfaces.map(() => status);

  /** Asks until every process answers so, and says how long that took. */
  async function untilEverywhere(status: number, request: () => Parameters<typeof send>[1]): Promise<number> {
    const startedMs = performance.now();
    for (;;) {
      const tookMs = performance.now() - startedMs;
      if ((await statuses(request)).every((answered) => answered === status)) return tookMs;
      if (tookMs > 10 * APPLIES_WITHIN_MS) throw new Error(`Not everywhere ${status} after ${tookMs} ms.`);
    }
  }

  async function addSource(): Promise<{ readonly id: string; readonly key: string }> {
    const key = `rotated-${randomUUID()}`;
    const input = { key, name: key, preset: "github", secret: OLD_SECRET };
    const created = await createSource({ ctx: asAdmin(runtime), input });
    if (created.outcome !== "created") throw new Error(created.outcome);
    return { id: created.id, key };
  }

  test("a revoked key is refused within a second, on two processes", async () => {
    const source = await findSource(runtime.ctx, (directory) => directory.byKey(NATIVE_SOURCE_KEY));
    const input = { sourceId: source?.id, name: "to be revoked" };
    const created = await createApiKey({ ctx: asAdmin(runtime), input });
    if (created.outcome !== "created") throw new Error(created.outcome);
    const request = () => publish(site, envelope(), { headers: { authorization: `Bearer ${created.key}` } });
    expect(await statuses(request)).toEqual(everywhere(202));
    await revokeApiKey({ ctx: asAdmin(runtime), input: { id: created.id } });
    expect(await unharmed(() => untilEverywhere(401, request))).toBeLessThan(APPLIES_WITHIN_MS);
    expect(await statuses(request)).toEqual(everywhere(401));
  });

  test("a rotated secret is valid beside the new one, until the overlap is over", async () => {
    const { id, key } = await addSource();
    const withOld = () => signedFor(key, OLD_SECRET, "{}");
    const withNew = () => signedFor(key, NEW_SECRET, "{}");
    expect(await statuses(withOld)).toEqual(everywhere(202));
    const rotated = await rotateSecret({
      ctx: asAdmin(runtime),
      input: { id, secret: NEW_SECRET, overlapSeconds: 3 },
    });
    if (rotated.outcome !== "rotated") throw new Error(rotated.outcome);
    expect(await untilEverywhere(202, withNew)).toBeLessThan(APPLIES_WITHIN_MS);
    expect(await statuses(withOld)).toEqual(everywhere(202));
    await new Promise((resolve) => setTimeout(resolve, Date.parse(rotated.othersExpireAt) - Date.now()));
    expect(await unharmed(() => statuses(withOld))).toEqual(everywhere(401));
    expect(await statuses(withNew)).toEqual(everywhere(202));
  });

  test("a secret that is rotated without an overlap is refused within a second, on two processes", async () => {
    const { id, key } = await addSource();
    const withOld = () => signedFor(key, OLD_SECRET, "{}");
    expect(await statuses(withOld)).toEqual(everywhere(202));
    await rotateSecret({ ctx: asAdmin(runtime), input: { id, secret: NEW_SECRET, overlapSeconds: 0 } });
    expect(await unharmed(() => untilEverywhere(401, withOld))).toBeLessThan(APPLIES_WITHIN_MS);
    expect(await statuses(() => signedFor(key, NEW_SECRET, "{}"))).toEqual(everywhere(202));
  });

  test("a disabled source is refused within a second, on two processes", async () => {
    const { id, key } = await addSource();
    const request = () => signedFor(key, OLD_SECRET, "{}");
    expect(await statuses(request)).toEqual(everywhere(202));
    await updateSource({ ctx: asAdmin(runtime), input: { id, version: 1, enabled: false } });
    expect(await unharmed(() => untilEverywhere(403, request))).toBeLessThan(APPLIES_WITHIN_MS);
  });
}
