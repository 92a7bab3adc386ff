import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problem } from "#schemas/problem.ts";
import { runCli } from "./run.ts";
import type { Shell } from "./shell.ts";

let server: Server;
let url: string;
let answer: { status: number; headers?: Record<string, string>; body: string };
let asked: { authorization: string | undefined; target: string | undefined }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ authorization: request.headers.authorization, target: request.url });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

interface Given {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly stopped?: AbortSignal;
}

async function run(
  args: string,
  { env = {}, files = {}, input = "", stopped = new AbortController().signal }: Given = {},
) {
  asked = [];
  const [out, error]: [string[], string[]] = [[], []];
  const shell: Shell = {
    env: { TIDINGS_URL: url, TIDINGS_API_KEY: "key", ...env },
    columns: null,
    isInteractive: false,
    writeOut: (text) => void out.push(text),
    writeError: (text) => void error.push(text),
    readInput: async () => input,
    readFile: async (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`There is no ${path}.`);
      return Buffer.from(text, "latin1");
    },
    now: () => new Date("2026-03-15T10:00:00Z"),
    newId: () => "018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42",
    stopped,
  };
  const code = await runCli(args.split(" "), shell);
  return { code, out: out.join(""), error: error.join("") };
}

function problemAnswer(...args: Parameters<typeof problem>) {
  return { status: args[1], body: JSON.stringify(problem(...args)) };
}

describe("what the server answers decides on the exit code", () => {
  test("1 for a refusal, with the problem's title, detail, places and what to do", async () => {
    const errors = [{ pointer: "/key", message: "Taken\u001b[2J." }];
    answer = problemAnswer("name_taken", 409, {
      detail: "Another source has this key.",
      errors,
      requestId: "r1",
    });
    expect(await run("sources list")).toEqual({
      code: 1,
      out: "",
      error: expect.stringMatching(
        /^error: Another resource .*\(409\)\n {2}Another source has this key\.\n {2}\/key: Taken\\u001b\[2J\.\n {2}Request r1\n {2}→ .+\n$/,
      ),
    });
  });

  test("1 when there were too many requests, with the time to wait", async () => {
    answer = { ...problemAnswer("over_limit", 429, { detail: "Wait." }), headers: { "retry-after": "7" } };
    expect(await run("sources list")).toMatchObject({
      code: 1,
      error: expect.stringContaining("Try again in 7 s."),
    });
  });

  test.each([
    ["a fault", () => problemAnswer("internal_error", 500, { detail: "A fault." })],
    ["a page of another program", () => ({ status: 200, body: "<html>It works!</html>" })],
    ["JSON of another program", () => ({ status: 200, body: '{"items":[{"id":1}]}' })],
    ["a page that says 502", () => ({ status: 502, body: "<html>Bad gateway</html>" })],
    ["a redirect", () => ({ status: 302, headers: { location: "/api/v1/sources" }, body: "" })],
  ])("3 for %s", async (_, make) => {
    answer = make();
    const ended = await run("sources list --json");
    expect(ended).toMatchObject({ code: 3, out: "" });
    expect(ended.error).toMatch(/^error: .+\n( {2}.+\n)* {2}→ .+\n$/);
    expect(asked).toHaveLength(1);
  });

  test("0 for what it did", async () => {
    answer = { status: 200, body: '{"items":[]}' };
    expect(await run("sources list --json")).toEqual({ code: 0, out: '{\n  "items": []\n}\n', error: "" });
  });
});

describe("wrong usage ends with 2 before anything is sent", () => {
  test.each([
    ["an unknown command", "sources lst", {}],
    ["an unknown option", "sources list --api-key secret", {}],
    ["a preset that is none", "sources add a --preset nobody", {}],
    ["a key that no source can have", "sources add A! --preset github", {}],
    ["a provider's secret that is missing", "sources add a --preset stripe", {}],
    ["an empty secret", "sources add a --preset stripe --secret-stdin", { input: "\n" }],
    ["two secrets", "sources add a --preset stripe --secret-stdin --secret-file f", { files: { f: "x" } }],
    ["a file that is not there", "sources add a --preset stripe --secret-file f", {}],
    ["a file that is no UTF-8", "sources add a --preset stripe --secret-file f", { files: { f: "\xff" } }],
    [
      "a configuration that is no JSON",
      "sources add a --preset github --configuration f",
      { files: { f: "{" } },
    ],
    ["a time that is none", "sources rotate a --overlap soon", {}],
    ["a scope that is none", "keys create a --scope all", {}],
    ["an id that is none", "receipts show 1", {}],
    ["nothing to reverify", "reverify", {}],
    ["ids and filters", "reverify 018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42 --source a", {}],
    ["nothing to send to", "send", {}],
    ["a source to publish to", "send a --publish", {}],
    ["a payload that is no object", "send --publish --data f", { files: { f: "[1]" } }],
    ["no API key", "sources list", { env: { TIDINGS_API_KEY: "" } }],
    ["an API key with a line break in it", "sources list", { env: { TIDINGS_API_KEY: "a\nb" } }],
    ["an address that is none", "sources list --url localhost:3000", {}],
    ["an address with a password", "sources list", { env: { TIDINGS_URL: "http://a:b@localhost" } }],
  ] satisfies [string, string, Given][])("%s", async (_, args, given) => {
    const ended = await run(args, given);
    expect(ended).toMatchObject({ code: 2, out: "", error: expect.stringMatching(/^error: .+\n/) });
    expect(asked).toEqual([]);
    expect(ended.error).not.toContain("secret\n");
  });
});

test("the key comes from a file too, without its line break, and goes into a header alone", async () => {
  answer = { status: 200, body: '{"items":[]}' };
  await run("sources list --api-key-file f", { files: { f: "from-file\n" } });
  expect(asked).toEqual([{ authorization: "Bearer from-file", target: "/api/v1/sources" }]);
});

test("help is no error, is no wider than a terminal, and shows an example of each command", async () => {
  const commands = [
    "",
    "sources list",
    "sources show",
    "sources add",
    "sources rotate",
    "keys create",
    "keys list",
  ];
  const more = ["keys revoke", "send", "tail", "receipts list", "receipts show", "reverify"];
  for (const command of [...commands, ...more]) {
    const { code, out, error } = await run(`${command} --help`.trim());
    expect([command, code, error]).toEqual([command, 0, ""]);
    expect(out).toMatch(/^Examples?:\n {2}\S*.*tidings /m);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  }
});

test("a digit of a payload is not lost on its way", async () => {
  const bodies: string[] = [];
  const taking = createServer((request, response) => {
    void readText(request).then((body) => {
      bodies.push(body);
      response.writeHead(202, { "tidings-receipt-id": "r1" }).end('{"receiptId":"r1"}');
    });
  });
  taking.listen(0, "127.0.0.1");
  await once(taking, "listening");
  const env = { TIDINGS_URL: `http://127.0.0.1:${(taking.address() as AddressInfo).port}` };
  const files = { f: '{"cents":9007199254740993}' };
  expect(await run("send --publish --data f", { env, files })).toMatchObject({ code: 0 });
  expect(await run("send --publish --cloudevent --data f", { env, files })).toMatchObject({ code: 0 });
  taking.close();
  expect(bodies[0]).toMatch(/"payload":\{"cents":9007199254740993\}\}$/);
  expect(bodies[1]).toMatch(/"data":\{"cents":9007199254740993\}\}$/);
});

test("tail waits for a server that is away, and misses nothing of what arrived meanwhile", async () => {
  const event = {
    id: "018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42",
    eventId: "e\u009b1",
    pattern: "a.b",
    source: { type: "external", id: "shop" },
    createdAt: "2026-03-15T10:00:00Z",
  };
  const [before, after] = [
    { items: [], newest: null },
    { items: [event], newest: event.id },
  ];
  const readings = [before, before, null, null, after, after];
  const stop = new AbortController();
  const following = createServer((_, response) => {
    const reading = readings.shift();
    if (readings.length === 0) stop.abort();
    response.writeHead(reading === null ? 503 : 200).end(JSON.stringify(reading));
  });
  following.listen(0, "127.0.0.1");
  await once(following, "listening");
  const env = { TIDINGS_URL: `http://127.0.0.1:${(following.address() as AddressInfo).port}` };
  const ended = await run("tail --json", { env, stopped: stop.signal });
  following.close();
  expect(ended.code).toBe(0);
  expect(ended.out).toMatch(/^\{.*"eventId":"e\\u009b1".*\}\n$/);
  expect(ended.error.match(/^error: /gm)).toHaveLength(1);
  expect(ended.error).toMatch(/Tidings is back\.\n$/);
}, 15_000);
