import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { answerClientError } from "./refuse-request.ts";

async function answerTo(code: string): Promise<string> {
  const socket = new PassThrough();
  const answer = text(socket);
  answerClientError(Object.assign(new Error("internals"), { code }), socket);
  return await answer;
}

test.each([
  ["HPE_INVALID_METHOD", "400 Bad Request", "bad_request"],
  ["HPE_HEADER_OVERFLOW", "431 Request Header Fields Too Large", "headers_too_large"],
  ["ERR_HTTP_REQUEST_TIMEOUT", "408 Request Timeout", "request_timeout"],
])("%s is answered %s, with the problem %s", async (code, status, name) => {
  const [head = "", body = ""] = (await answerTo(code)).split("\r\n\r\n");
  expect(head).toContain(`HTTP/1.1 ${status}\r\n`);
  expect(head).toContain(`Content-Length: ${body.length}`);
  expect(JSON.parse(body)).toMatchObject({ type: `/errors/${name}` });
  expect(body).not.toContain("internals");
});

test("a socket that is closed already gets nothing", () => {
  const socket = new PassThrough();
  socket.end();
  answerClientError(new Error("reset"), socket);
  expect(socket.destroyed).toBe(true);
});
