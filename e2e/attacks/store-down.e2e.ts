import { expect, inject, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { receiptIdOf } from "./support/answers.ts";
import { type Answer, type RawRequest, send } from "./support/http.ts";
import { Ledger } from "./support/ledger.ts";
import { processOf } from "./support/processes.ts";
import { publish, signedFor, webhook } from "./support/requests.ts";
import { envelope } from "./support/texts.ts";

const site = inject("attackSite");

/** Right ones, and ones that could only be refused if the store could be asked: nobody may be told so meanwhile. */
const REQUESTS: readonly (readonly [what: string, make: () => RawRequest, status: number])[] = [
  ["a signed webhook", () => webhook(site, "{}"), 202],
  ["a published event", () => publish(site, envelope()), 202],
  [
    "an unknown key",
    () => publish(site, envelope(), { headers: { authorization: `Bearer tid_${"y".repeat(43)}` } }),
    401,
  ],
  ["an unknown source", () => signedFor("nobody-knows", "a-secret-of-nobody", "{}"), 404],
];

/** The supervisor starts the database again after about a second. */
const DOWN_WITHIN_MS = 20_000;

test.for(site.surfaces)(
  "while the database is gone, every sender is told to come again · $name",
  async ({ url }) => {
    for (const [what, make, status] of REQUESTS) {
      await eventually(async () => (await send(url, make())).status === status);
      expect((await send(url, make())).status, what).toBe(status);
    }
    process.kill(processOf(site, "postgres"), "SIGKILL");
    const { accepted, unavailable } = await sendUntilBack(url);
    expect([...unavailable].toSorted()).toEqual(REQUESTS.map(([what]) => what).toSorted());
    const ledger = new Ledger(site.databaseUrl);
    for (const answer of accepted) {
      expect(await ledger.settledReceipt(receiptIdOf(answer))).toMatchObject({ outcome: "stored" });
    }
    await ledger.close();
  },
);

/** Sends all of them in turn until the database was gone for each of them, and is back. */
async function sendUntilBack(url: string) {
  const accepted: Answer[] = [];
  const unavailable = new Set<string>();
  const deadline = performance.now() + DOWN_WITHIN_MS;
  for (let isBack = false; !isBack && performance.now() < deadline; ) {
    isBack = unavailable.size === REQUESTS.length;
    for (const [what, make, status] of REQUESTS) {
      const answer = await send(url, make());
      if (answer.status === 503) {
        expectUnavailable(answer);
        unavailable.add(what);
        isBack = false;
      } else {
        expect(answer.status, `${what}: ${answer.text}`).toBe(status);
        if (status === 202) accepted.push(answer);
      }
    }
  }
  return { accepted, unavailable };
}

function expectUnavailable({ headers, text }: Answer): void {
  expect(headers["content-type"]).toBe("application/problem+json");
  expect(Number(headers["retry-after"])).toBeGreaterThan(0);
  expect(JSON.parse(text)).toMatchObject({
    type: "/errors/unavailable",
    status: 503,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(text).not.toMatch(/ECONN|postgres|node_modules/i);
}
