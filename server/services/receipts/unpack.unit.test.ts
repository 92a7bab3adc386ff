import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { unpack } from "./unpack.ts";

const TEXT = '{"amount":12.50}'.repeat(100);
const LIMIT = 10_000;

const CODINGS = [
  ["gzip", gzipSync(TEXT)],
  ["GZip", gzipSync(TEXT)],
  ["x-gzip", gzipSync(TEXT)],
  ["deflate", deflateSync(TEXT)],
  ["br", brotliCompressSync(TEXT)],
  ["zstd", zstdCompressSync(TEXT)],
  ["identity", Buffer.from(TEXT)],
  [null, Buffer.from(TEXT)],
] as const;

const COMPRESSED = CODINGS.slice(0, 6);

async function reasonFor(body: Uint8Array, coding: string | null, limit = LIMIT) {
  const unpacking = await unpack(body, coding, limit);
  return unpacking.outcome === "refused" ? unpacking.refusal.reason : unpacking.outcome;
}

test.each(CODINGS)("a body in %s is what was packed", async (coding, body) => {
  const unpacking = await unpack(body, coding, LIMIT);
  expect(unpacking.outcome === "unpacked" && new TextDecoder().decode(unpacking.body)).toBe(TEXT);
});

test.each(CODINGS)("the limit of a body in %s counts what it becomes, to the byte", async (coding, body) => {
  expect(await reasonFor(body, coding, TEXT.length)).toBe("unpacked");
  expect(await reasonFor(body, coding, TEXT.length - 1)).toBe("too_large");
});

describe.each(COMPRESSED)("a body in %s", (coding, body) => {
  test.each([
    ["cut off", body.subarray(0, -3)],
    ["with a byte behind its end", Buffer.concat([body, Buffer.from([7])])],
    ["with zeros behind its end", Buffer.concat([body, Buffer.alloc(9)])],
    ["that is plain text", Buffer.from(TEXT)],
    ["without a byte", Buffer.alloc(0)],
  ])("%s is unreadable", async (_, broken) => {
    expect(await reasonFor(broken, coding)).toBe("unreadable_body");
  });
});

describe("a body of several gzip members", () => {
  const members = Buffer.concat([gzipSync(TEXT), gzipSync(""), gzipSync(TEXT)]);

  test.each(["gzip", "x-gzip"])(
    "in %s is all of them, and the limit counts them together",
    async (coding) => {
      const unpacking = await unpack(members, coding, LIMIT);
      expect(unpacking.outcome === "unpacked" && new TextDecoder().decode(unpacking.body)).toBe(TEXT + TEXT);
      expect(await reasonFor(members, coding, 2 * TEXT.length)).toBe("unpacked");
      expect(await reasonFor(members, coding, 2 * TEXT.length - 1)).toBe("too_large");
    },
  );

  test.each([
    ["with a byte behind the last", Buffer.concat([members, Buffer.from([7])])],
    ["with zeros behind the last", Buffer.concat([members, Buffer.alloc(512)])],
    ["with text behind the last", Buffer.concat([members, Buffer.from("{}")])],
    ["with zeros between them", Buffer.concat([members, Buffer.alloc(8), members])],
    ["of which the last is cut off", members.subarray(0, -3)],
    ["of which the last is its first byte", Buffer.concat([members, members.subarray(0, 1)])],
  ])("%s is unreadable", async (_, broken) => {
    expect(await reasonFor(broken, "gzip")).toBe("unreadable_body");
  });
});

test("deflate is the zlib format", async () => {
  expect(await reasonFor(deflateRawSync(TEXT), "deflate")).toBe("unreadable_body");
});

test.each(["gzip, gzip", "gzip,br", "compress", "toString", "__proto__", "gzip;q=1"])(
  "the coding %s is refused",
  async (coding) => {
    expect(await reasonFor(gzipSync(TEXT), coding)).toBe("unsupported_media_type");
  },
);

test("a bomb costs no more memory than the limit allows", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  const before = process.memoryUsage();
  let peakBytes = 0;
  const watch = setInterval(() => {
    const now = process.memoryUsage();
    peakBytes = Math.max(peakBytes, now.arrayBuffers - before.arrayBuffers);
  }, 1);
  const reasons = await Promise.all(Array.from({ length: 8 }, () => reasonFor(bomb, "gzip", 1_048_576)));
  clearInterval(watch);
  expect(new Set(reasons)).toEqual(new Set(["too_large"]));
  expect(peakBytes).toBeLessThan(64 * 1024 * 1024);
});
