import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { streamLines } from "./stream-lines.ts";

async function* lines(count: number): AsyncGenerator<string, void> {
  for (let number = 1; number <= count; number += 1) yield `${number}`;
  if (count > 2) throw new Error("the database is gone");
}

test("each line has its end", async () => {
  expect(await text(streamLines(lines(2), () => "failed"))).toBe("1\n2\n");
});

test("an answer that breaks off says so in its last line", async () => {
  const causes: unknown[] = [];
  const failed = (cause: unknown) => {
    causes.push(cause);
    return "failed";
  };
  expect(await text(streamLines(lines(3), failed))).toBe("1\n2\n3\nfailed\n");
  expect(causes).toMatchObject([{ message: "the database is gone" }]);
});

test("the maker of the lines learns that the reader left", async () => {
  const left: string[] = [];
  const source: AsyncIterableIterator<string, void> = {
    ...iteratorOf(lines(2)),
    async return() {
      left.push("left");
      return { done: true, value: undefined };
    },
  };
  const reader = streamLines(source, () => "failed").getReader();
  await reader.read();
  await reader.cancel();
  expect(left).toEqual(["left"]);
});

function iteratorOf(source: AsyncGenerator<string, void>): AsyncIterableIterator<string, void> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => source.next(),
  };
}
