import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { DATA_REFERENCE, HOSTILE_SCHEMAS, SLOW_ELSEWHERE } from "../cases/hostile-schemas.ts";
import { receiptIdOf } from "../support/answers.ts";
import { type Answer, send } from "../support/http.ts";
import { expectRefused, manage } from "../support/manage.ts";
import { publish } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { envelope } from "../support/texts.ts";

/** What the specification of attacks calls a 5 MB schema. */
const HUGE_CHARACTERS = 5_000_000;

/** What an admin's schema can do to the others: nothing. */
export function hostileSchemas({ site, surface, ledger, unharmed }: Attacker): void {
  const newName = () => `attack.schema-${randomUUID()}`;

  /** @param document JSON text already when it is a string */
  function register(pattern: string, document: unknown): Promise<Answer> {
    const text = typeof document === "string" ? document : JSON.stringify(document);
    return manage(
      site,
      surface,
      "POST",
      "/schemas",
      `{"pattern":"${pattern}","version":"1.0","document":${text}}`,
    );
  }

  test.for(HOSTILE_SCHEMAS)("$title is refused when it is registered", async ({ document }) => {
    const answer = await unharmed(() => register(newName(), document));
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.status, answer.text).toBeLessThan(500);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
  });

  test("$data is not honoured", async () => {
    const answer = await unharmed(() => register(newName(), DATA_REFERENCE));
    expectRefused(answer, {
      title: "$data",
      body: DATA_REFERENCE,
      problem: "invalid_schema",
      pointer: "/document/properties/name/minimum",
    });
  });

  test("a schema of 5 MB is refused", async () => {
    const huge = { type: "object", description: "x".repeat(HUGE_CHARACTERS) };
    const answer = await unharmed(() => register(newName(), huge));
    expect(answer.status, answer.text).toBe(413);
  });

  test("no request leaves for a schema", async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end('{"type":"object"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const remote = { type: "object", properties: { name: { $ref: `http://127.0.0.1:${port}/schema.json` } } };
    const answer = await register(newName(), remote);
    expect(answer.status, answer.text).toBe(422);
    expect(requests).toBe(0);
    server.close();
  });

  test("an expression that is slow elsewhere is taken, and slows nobody", async () => {
    const pattern = newName();
    const { status, text } = await register(pattern, SLOW_ELSEWHERE);
    expect(status, text).toBe(200);
    const payload = JSON.stringify({ name: `${"a".repeat(500_000)}!` });
    const event = envelope({ pattern: JSON.stringify(pattern), payload });
    const answer = await unharmed(() => send(surface.url, publish(site, event)));
    const receipt = await ledger.settledReceipt(receiptIdOf(answer));
    expect(receipt).toMatchObject({ outcome: "rejected", reason: "schema_violation" });
  });

  test("an event that is wrong in 100 000 places is refused with a bounded answer", async () => {
    const pattern = newName();
    const numbers = { type: "object", properties: { list: { type: "array", items: { type: "number" } } } };
    expect((await register(pattern, numbers)).status).toBe(200);
    const payload = JSON.stringify({ list: Array.from({ length: 100_000 }, () => "x") });
    const event = envelope({ pattern: JSON.stringify(pattern), payload });
    const answer = await unharmed(() =>
      send(surface.url, publish(site, event, { headers: { prefer: "wait=10" } })),
    );
    expect(answer.status, answer.text.slice(0, 200)).toBe(422);
    expect(answer.text.length).toBeLessThan(100_000);
    expect(JSON.parse(answer.text)).toMatchObject({
      type: "/errors/schema_violation",
      errors: expect.arrayContaining([expect.objectContaining({ pointer: "/payload/list/0" })]),
    });
  });
}
