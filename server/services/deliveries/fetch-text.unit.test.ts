import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchText } from "./fetch-text.ts";
import { createOutbound } from "./outbound.ts";

const outbound = createOutbound(["127.0.0.0/8"]);
const server = createServer((request, response) => {
  const [, status, bytes] = request.url?.split("/") ?? [];
  response.statusCode = Number(status);
  response.end("t".repeat(Number(bytes)));
});
let origin: string;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});

afterAll(async () => {
  await outbound.close();
  server.close();
});

const fetched = (status: number, bytes = 8) => fetchText(outbound, new URL(`/${status}/${bytes}`, origin));

test("a text that is there is had, and one that is not is none", async () => {
  expect(await fetched(200)).toBe("tttttttt");
  expect(await Promise.all([301, 400, 404, 410].map((status) => fetched(status)))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("what is large is none", async () => {
  expect(await fetched(200, 64 * 1024)).toHaveLength(64 * 1024);
  expect(await fetched(200, 64 * 1024 + 1)).toBeNull();
});

test.each([408, 429, 500, 503])("%i says nothing of the text", async (status) => {
  await expect(fetched(status)).rejects.toThrow(`answered ${status}.`);
});

test("a host that does not exist has none", async () => {
  const unknown = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
  const nowhere = createOutbound([]);
  nowhere.dispatcher.dispatch = () => {
    throw unknown;
  };
  expect(await fetchText(nowhere, new URL("https://sns.nowhere-1.amazonaws.com/x.pem"))).toBeNull();
  await nowhere.close();
});
