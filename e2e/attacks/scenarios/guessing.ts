import { expect, test } from "vitest";
import { type Answer, type RawRequest, send } from "../support/http.ts";
import { githubSignature, publish, webhook } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { envelope } from "../support/texts.ts";

/** Enough for a median that other programs of the machine do not move much. */
const ROUNDS = 60;

/** Far more than what other programs make of it; a comparison that stops at the first difference shows far less, and unit tests see to those. */
const MAX_RATIO = 3;

const BODY = '{"amount":1500}';

/** What is wrong can be told neither from the answer nor, by and large, from its time. */
export function guessing({ site, surface, unharmed }: Attacker): void {
  const signed = (signature: (right: string) => string | undefined) => () =>
    webhook(site, BODY, {
      headers: { "x-hub-signature-256": signature(githubSignature(site.secrets.github, BODY)) },
    });

  const withKey = (authorization: string | undefined) => () =>
    publish(site, envelope(), { headers: { authorization } });

  test("a signature that is missing, wrong, almost right or cut short gets one answer in the same time", async () => {
    await expectAlike({
      missing: signed(() => undefined),
      wrong: signed(() => `sha256=${"0".repeat(64)}`),
      "almost right": signed((right) => `${right.slice(0, -1)}${right.endsWith("0") ? "1" : "0"}`),
      "cut short": signed((right) => right.slice(0, -1)),
      "encoded otherwise": signed((right) => right.toUpperCase()),
    });
  });

  test("a key that is missing, wrong, almost right or cut short gets one answer in the same time", async () => {
    await expectAlike({
      missing: withKey(undefined),
      wrong: withKey(`Bearer tid_${"x".repeat(43)}`),
      "almost right": withKey(`Bearer ${site.publishKey.slice(0, -1)}_`),
      "cut short": withKey(`Bearer ${site.publishKey.slice(0, -1)}`),
    });
  });

  async function expectAlike(kinds: Readonly<Record<string, () => RawRequest>>): Promise<void> {
    const ofKinds = Object.values(kinds).map((make) => ({ make, answers: [] as Answer[] }));
    await unharmed(async () => {
      // In turn, so that whatever else the machine does slows all kinds alike.
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const { make, answers } of ofKinds) answers.push(await send(surface.url, make()));
      }
    });
    expect(new Set(ofKinds.flatMap(({ answers }) => answers.map(contentOf))).size).toBe(1);
    const medians = ofKinds.map(({ answers }) => medianMs(answers));
    expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(MAX_RATIO);
  }
}

/** Status, headers and body, without what every answer has of its own. */
function contentOf({ status, headers, text }: Answer): string {
  const { date: _, "tidings-receipt-id": receiptId = "", ...rest } = headers;
  return JSON.stringify([status, rest, text.replaceAll(String(receiptId), "<receipt>")]);
}

function medianMs(answers: readonly Answer[]): number {
  const sorted = answers.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
