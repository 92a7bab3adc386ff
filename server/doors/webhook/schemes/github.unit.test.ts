import { sign } from "@octokit/webhooks-methods";
import { describe, expect, test } from "vitest";
import { verifyGithub } from "./github.ts";

const SECRET = "It's a Secret to Everybody";
const BODY = new TextEncoder().encode("Hello, World!");

const verify = (signature: string | null, body = BODY, secret = SECRET) =>
  verifyGithub({
    headers: new Headers(signature === null ? {} : { "x-hub-signature-256": signature }),
    body,
    secret,
  });

describe("GitHub's signature", () => {
  test("of GitHub's own documentation is verified", () => {
    const documented = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    expect(verify(documented)).toEqual({ outcome: "verified" });
  });

  test("of GitHub's own library is verified", async () => {
    expect(verify(await sign(SECRET, "Hello, World!"))).toEqual({ outcome: "verified" });
  });

  test("over another body, with another secret, cut short, in capitals or without its prefix is not", async () => {
    const right = await sign(SECRET, "Hello, World!");
    const wrong = [
      verify(right, new TextEncoder().encode("Hello, World?")),
      verify(right, BODY, "another secret"),
      verify(right.slice(0, -1)),
      verify(right.toUpperCase()),
      verify(right.slice("sha256=".length)),
      verify(`${right},${right}`),
      verify("sha256="),
      verify(""),
    ];
    for (const verification of wrong)
      expect(verification).toEqual({ outcome: "unverified", reason: "bad_signature" });
  });

  test("that is missing is told apart, for the receipt", () => {
    expect(verify(null)).toEqual({ outcome: "unverified", reason: "missing_signature" });
  });
});
