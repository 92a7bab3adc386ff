import { expect, test } from "vitest";
import { toSigned } from "#e2e/support/scheme-contract.ts";
import { configurationOf } from "#schemas/preset.ts";
import { verify } from "../verify.ts";
import { ipAllowList } from "./ip-allow-list.ts";

test("verifies nothing, and so has no secret to name", async () => {
  const source = {
    id: "source",
    key: "old-printer",
    preset: "ip_allow_list",
    enabled: true,
    secrets: [],
    configuration: configurationOf("ip_allow_list", {}),
  } as const;
  const verification = await verify({
    scheme: ipAllowList,
    request: toSigned({ headers: {}, body: "{}" }),
    source,
    at: new Date("2026-03-15T10:00:00Z"),
    tools: { fetchText: () => Promise.reject(new Error("Nothing is fetched.")) },
  });
  expect(verification).toEqual({ outcome: "verified", secret: null });
});
