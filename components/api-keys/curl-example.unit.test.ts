import { expect, test } from "vitest";
import { checkEnvelope } from "#server/domain/validation/envelope.ts";
import { curlExample } from "./curl-example.ts";

const CREATED = {
  id: "019f0000-0000-7000-8000-000000000001",
  name: "Billing",
  key: "tid_abc-DEF_123",
  scopes: ["publish"],
  createdAt: "2026-01-02T03:04:05.678Z",
} as const;

test("the example publishes a valid event with the key, to the publisher's address", () => {
  const example = curlExample(CREATED, "https://tidings.example.com/");
  expect(example).toMatch(/^curl https:\/\/tidings\.example\.com\/api\/v1\/events \\\n/);
  expect(example).toContain('-H "Authorization: Bearer tid_abc-DEF_123"');
  const body: unknown = JSON.parse(/-d '([^']*)'$/.exec(example)?.[1] ?? "");
  expect(checkEnvelope(body)).toMatchObject({ outcome: "valid", envelope: { eventId: `evt_${CREATED.id}` } });
});

test("the example of a key that may not publish lists events", () => {
  expect(curlExample({ ...CREATED, scopes: ["read"] }, "https://tidings.example.com/")).toBe(
    'curl https://tidings.example.com/api/v1/events \\\n  -H "Authorization: Bearer tid_abc-DEF_123"',
  );
  expect(curlExample({ ...CREATED, scopes: ["manage"] }, "https://tidings.example.com/")).toContain("-d '");
});
