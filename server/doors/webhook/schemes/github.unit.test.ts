import { sign } from "@octokit/webhooks-methods";
import { expect, test } from "vitest";
import { describeScheme, toSigned } from "#e2e/support/scheme-contract.ts";
import { github } from "./github.ts";

const BODY = '{"action":"opened"}';
const SECRETS = { secret: "It's a Secret to Everybody", otherSecret: "another secret of somebody" };

describeScheme({
  preset: "github",
  scheme: github,
  ...SECRETS,
  signsTime: false,
  signatureHeader: "x-hub-signature-256",
  sign: async ({ with: name }) => ({
    headers: { "x-hub-signature-256": await sign(SECRETS[name], BODY) },
    body: BODY,
  }),
});

test("GitHub's documented example is verified", async () => {
  const documented = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const request = toSigned({ headers: { "x-hub-signature-256": documented }, body: "Hello, World!" });
  const reading = await github.read(
    request,
    { toleranceSeconds: 300 },
    { fetchText: () => Promise.resolve("") },
  );
  expect(reading.outcome === "claims" && reading.claim.matches(SECRETS.secret)).toBe(true);
});
