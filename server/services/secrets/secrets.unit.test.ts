import { describe, expect, test } from "vitest";
import { createSecrets } from "./secrets.ts";

describe("sealed secrets", () => {
  const secrets = createSecrets("an installation's secret");

  test("come back as they were, and never look the same twice", () => {
    const [first, second] = [secrets.encrypt("hunter2 ✓"), secrets.encrypt("hunter2 ✓")];
    expect(first).not.toBe(second);
    expect(secrets.decrypt(first)).toBe("hunter2 ✓");
    expect(first).not.toContain("hunter2");
  });

  test("that were changed, or sealed elsewhere, are refused", () => {
    const sealed = secrets.encrypt("hunter2");
    const flipped = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
    expect(() => secrets.decrypt(flipped)).toThrow();
    expect(() => createSecrets("another secret").decrypt(sealed)).toThrow();
  });
});
