import { expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { GITHUB_SOURCE_KEY, setUpDemo } from "./set-up.ts";

const stack = sharedRuntime();

test("the demo says so when its source cannot be signed for", async () => {
  await stack.ctx.db.sql`
    insert into sources (id, key, name, preset)
    values (${stack.ctx.newId()}, ${GITHUB_SOURCE_KEY}, 'GitHub', 'github')`;
  await expect(setUpDemo(stack.ctx)).rejects.toThrow(/"github" is there and has no secret/);
});
