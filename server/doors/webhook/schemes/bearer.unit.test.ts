import { expect, test } from "vitest";
import { describeScheme, toSigned } from "#e2e/support/scheme-contract.ts";
import { configurationOf } from "#schemas/preset.ts";
import { verify } from "../verify.ts";
import { bearer } from "./bearer.ts";

const SECRETS = { secret: "mF_9.B5f-4.1JqM", otherSecret: "another.token" };

describeScheme({
  preset: "bearer",
  scheme: bearer,
  ...SECRETS,
  signsTime: false,
  ignoresBody: true,
  signatureHeader: "authorization",
  sign: ({ with: name }) => ({ headers: { authorization: `Bearer ${SECRETS[name]}` }, body: "{}" }),
});

test("a wrong token is not blamed on the body, which it says nothing of", async () => {
  const verification = await verify({
    scheme: bearer,
    request: toSigned({ headers: { authorization: "Bearer wrong" }, body: "{}" }),
    source: {
      id: "source",
      key: "shop",
      preset: "bearer",
      enabled: true,
      secrets: [{ id: "1", plain: SECRETS.secret, expiresAt: null }],
      configuration: configurationOf("bearer", {}),
    },
    at: new Date("2026-03-15T10:00:00Z"),
    tools: { fetchText: () => Promise.reject(new Error("Nothing is fetched.")) },
  });
  const message = "The credentials are none of the source's. Check that both sides have the same secret.";
  expect(verification).toEqual({ outcome: "unverified", refusal: { reason: "bad_signature", message } });
});
