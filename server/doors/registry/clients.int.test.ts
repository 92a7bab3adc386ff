import { once } from "node:events";
import type { Server } from "node:http";
import { SchemaRegistry, SchemaType } from "@kafkajs/confluent-schema-registry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeKey } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createHttpServer } from "#server/runtime/http/http-server.ts";

const stack = sharedRuntime();
let server: Server;
let host: string;
let registry: SchemaRegistry;

beforeAll(async () => {
  server = createHttpServer(stack.runtime, async (_, response) => void response.writeHead(404).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  host = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/registry`;
  const password = await makeKey(stack.runtime, "manage");
  registry = new SchemaRegistry({ host, auth: { username: "any", password } });
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const json = (type: string) => ({
  type: SchemaType.JSON as const,
  schema: JSON.stringify({ type: "object", properties: { total: { type } }, required: ["total"] }),
});

test("the client of KafkaJS registers, looks up, encodes and decodes", async () => {
  const subject = "order.created";
  const { id } = await registry.register(json("number"), { subject });
  expect((await registry.register(json("number"), { subject })).id).toBe(id);
  expect(await registry.getLatestSchemaId(subject)).toBe(id);
  expect(await registry.getRegistryId(subject, 1)).toBe(id);
  expect(await registry.getRegistryIdBySchema(subject, json("number"))).toBe(id);
  expect(await registry.decode(await registry.encode(id, { total: 5 }))).toEqual({ total: 5 });
  await expect(registry.register(json("string"), { subject })).rejects.toThrow("incompatible");
  const stranger = new SchemaRegistry({ host, auth: { username: "any", password: "wrong" } });
  await expect(stranger.getLatestSchemaId(subject)).rejects.toThrow("live API key");
});
