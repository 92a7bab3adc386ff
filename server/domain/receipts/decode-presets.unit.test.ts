import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { PROVIDER_REQUESTS } from "#e2e/support/provider-requests.ts";
import { configurationOf, WEBHOOK_PRESETS, type WebhookPreset } from "#schemas/preset.ts";
import { decode } from "./decode.ts";

const RECEIVED = "2026-01-02T03:04:05.678Z";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Presets that all have the mapping of senders that follow no provider's form. */
const GENERIC: readonly WebhookPreset[] = [
  "basic",
  "bearer",
  "api_key",
  "jwt",
  "http_signature",
  "ip_allow_list",
];

test("every provider has a request here", () => {
  const tried = new Set<string>([...PROVIDER_REQUESTS.map(({ preset }) => preset), ...GENERIC]);
  expect(Object.keys(WEBHOOK_PRESETS).filter((preset) => !tried.has(preset))).toEqual([]);
});

test.each(PROVIDER_REQUESTS)("$preset: $what", ({ preset, headers, body, events }) => {
  const decoded = decode(
    { key: "k", preset, configuration: configurationOf(preset, {}) },
    {
      headers: { "content-type": "application/json", ...headers },
      body: new TextEncoder().encode(body),
      receivedAt: RECEIVED,
    },
    { sha256, reservedKeys: new Set() },
  );
  expect(decoded).toMatchObject({
    outcome: "items",
    items: events.map(({ id, name, time }) => ({
      outcome: "event",
      envelope: {
        eventId: `k:${typeof id === "string" ? id : sha256(id.sha256Of)}`,
        pattern: name,
        timestamp: time ?? RECEIVED,
      },
      timestampStated: time !== null,
    })),
  });
});
