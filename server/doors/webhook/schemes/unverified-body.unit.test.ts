import { expect, test } from "vitest";
import { toSigned } from "#e2e/support/scheme-contract.ts";
import type { WebhookPreset } from "#schemas/preset.ts";
import { SCHEMES } from "./schemes.ts";

const TOOLS = { fetchText: () => Promise.reject(new Error("Nothing is fetched.")) };
const ONE_MIB = 1024 * 1024;

async function outcomeOf(preset: WebhookPreset, bytes: number): Promise<string> {
  const request = toSigned({
    headers: { "linear-signature": "a".repeat(64) },
    body: `{}${" ".repeat(bytes - 2)}`,
  });
  const reading = await SCHEMES[preset].read(request, { toleranceSeconds: 300 }, TOOLS);
  return reading.outcome === "malformed" ? reading.message : reading.outcome;
}

test.each(["mailgun", "linear", "aws_sns", "adyen"] as const)(
  "%s: a body of more than 1 MiB is not parsed before it is verified",
  async (preset) => {
    expect(await outcomeOf(preset, ONE_MIB)).not.toContain("1048576");
    expect(await outcomeOf(preset, ONE_MIB + 1)).toContain("1048577 bytes, and at most 1048576");
  },
);
