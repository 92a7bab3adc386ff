import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { expectProblem, receiptIdOf } from "./answers.ts";
import type { Attack, Held, Refused, Settled } from "./attack.ts";
import type { AttackSite, Surface } from "./attack-site.ts";
import { type Answer, send } from "./http.ts";
import { Ledger } from "./ledger.ts";
import { type LoopWatch, watchLoop } from "./loop-watch.ts";
import { pidOf, residentBytes, threadTimes } from "./processes.ts";
import { webhook } from "./requests.ts";

/** Above this a probe that waited says that something else was computed meanwhile, and everybody waited with it. */
const MAX_BLOCKED_MS = 200;

/** Other programs of the machine are late too, but not twice in a row for the same request. */
const MOST_TRIES = 2;

/** A server that has nothing to do takes some 250 MB; bodies, and what is made of them, must not pile up on that. */
const MAX_RESIDENT_BYTES = 1024 * 1024 * 1024;

/** The way that attacks and whatever else a suite does go. */
export interface Attacker {
  readonly site: AttackSite;
  readonly surface: Surface;
  readonly ledger: Ledger;
  /** Does something to the server, which must not block meanwhile, and must serve everybody else right after. */
  readonly unharmed: <Result>(act: () => Promise<Result>) => Promise<Result>;
}

/** Declares a suite once for each way into the product, and says at its end whether the server took harm. */
export function describeForEachSurface(title: string, suite: (attacker: Attacker) => void): void {
  const site = inject("attackSite");
  describe.each(site.surfaces)(`${title} · $name`, (surface) => {
    const ledger = new Ledger(site.databaseUrl);
    let watch: LoopWatch;
    let pid = 0;
    let mostBytes = 0;

    beforeAll(() => {
      pid = pidOf(site, surface);
      watch = watchLoop(surface.url, pid);
    });

    afterAll(async () => {
      await watch.stop();
      await ledger.close();
    });

    suite({
      site,
      surface,
      ledger,
      async unharmed(act) {
        for (let tries = 1; ; tries += 1) {
          const startedMs = Date.now();
          const result = await act();
          await expectControl(site, surface);
          const blockedMs = await watch.worstSince(startedMs);
          mostBytes = Math.max(mostBytes, residentBytes(pid));
          if (blockedMs <= MAX_BLOCKED_MS) return result;
          if (tries === MOST_TRIES)
            expect(blockedMs, "the event loop was blocked").toBeLessThanOrEqual(MAX_BLOCKED_MS);
        }
      },
    });

    test("afterwards the same process runs, in bounded memory, and nothing is half-stored", async () => {
      expect(pidOf(site, surface)).toBe(pid);
      expect(mostBytes).toBeGreaterThan(0);
      expect(mostBytes).toBeLessThan(MAX_RESIDENT_BYTES);
      expect(await ledger.halfStored()).toBe(0);
    });
  });
}

/** Declares a table of attacks as tests, and one more: that the receipts of all refusals say why. */
export function runAttacks(attacker: Attacker, attacks: readonly Attack[]): void {
  const refusals: { readonly attack: Attack; readonly expected: Refused; readonly receiptId: string }[] = [];

  for (const attack of attacks) {
    test(attack.title, async () => {
      const { expected } = attack;
      const answer = await performAttack(attacker, attack);
      switch (expected.outcome) {
        case "refused":
          expectProblem(answer, expected);
          refusals.push({ attack, expected, receiptId: receiptIdOf(answer) });
          break;
        case "held":
          await expectHeld(attacker, expected, answer);
          break;
        case "settled":
          await expectSettled(attacker, expected, answer);
          break;
        case "unread":
          expect(expected.statuses).toContain(answer.status);
      }
    });
  }

  test("the receipts of all refusals say why, and hold no events", async () => {
    for (const { attack, expected, receiptId } of refusals) {
      const receipt = await attacker.ledger.settledReceipt(receiptId);
      const { status, disposition: outcome, reason, keepsNoBody } = expected;
      expect(receipt, attack.title).toMatchObject({ status, outcome, reason, items: {} });
      if (keepsNoBody) expect(receipt.hasBody, attack.title).toBe(false);
    }
  });
}

async function performAttack({ site, surface, unharmed }: Attacker, attack: Attack): Promise<Answer> {
  const { withinMs, request } = attack;
  const pid = pidOf(site, surface);
  const worksMs: number[] = [];
  const attempt = async () => {
    const { ranMs } = threadTimes(pid);
    const answer = await send(surface.url, request(site));
    worksMs.push(threadTimes(pid).ranMs - ranMs || answer.tookMs);
    return answer;
  };
  const answer = await unharmed(attempt);
  if (withinMs === undefined) return answer;
  // A collection of garbage may come into one try, and hardly into each of three.
  for (let tries = 0; tries < MOST_TRIES; tries += 1) await attempt();
  expect(Math.min(...worksMs)).toBeLessThan(withinMs);
  return answer;
}

async function expectHeld({ ledger }: Attacker, { reason }: Held, answer: Answer): Promise<void> {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 202 });
  const receipt = await ledger.settledReceipt(receiptIdOf(answer));
  expect(receipt).toMatchObject({ status: 202, outcome: "quarantined", reason, items: {} });
}

async function expectSettled(
  { site, surface, ledger }: Attacker,
  { items, payload }: Settled,
  answer: Answer,
): Promise<void> {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 202 });
  const receiptId = receiptIdOf(answer);
  const receipt = await ledger.settledReceipt(receiptId);
  expect(receipt.items).toEqual(items);
  if (payload === undefined) return;
  const [eventId = ""] = await ledger.eventIds(receiptId);
  const read = await readPayload(site, surface, eventId);
  expect(read).toBe(payload);
}

/** An event's payload as the API gives it back. */
async function readPayload({ readKey }: AttackSite, { url }: Surface, eventId: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/events/${encodeURIComponent(eventId)}/payload`, {
    headers: { authorization: `Bearer ${readKey}` },
  });
  return await response.text();
}

/** The next honest request is served as if nothing had been. */
async function expectControl(site: AttackSite, { url }: Surface): Promise<void> {
  const body = JSON.stringify({ honest: randomUUID() });
  const answer = await send(url, webhook(site, body));
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status: 202 });
}
