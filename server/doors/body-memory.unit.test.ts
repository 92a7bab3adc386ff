import { expect, test } from "vitest";
import { BodyMemory, NoRoomForBody } from "./body-memory.ts";
import { readBody } from "./read-body.ts";

const request = (body: string) => new Request("http://tidings.test/", { method: "POST", body });

test("bodies together hold no more than there is room for, and give it back", async () => {
  const memory = new BodyMemory(10);
  const first = memory.share();
  expect(await readBody(request("12345678"), 100, first)).toMatchObject({ outcome: "read" });
  await expect(readBody(request("123"), 100, memory.share())).rejects.toThrow(NoRoomForBody);
  first.release();
  first.release();
  expect(await readBody(request("1234567890"), 100, memory.share())).toMatchObject({ outcome: "read" });
});

test("a length that is promised holds nothing until it arrives", async () => {
  const memory = new BodyMemory(10);
  const promised = request("123");
  promised.headers.set("content-length", "1000000");
  expect(await readBody(promised, 2_000_000, memory.share())).toMatchObject({ outcome: "read" });
});
