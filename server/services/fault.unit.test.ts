import { describe, expect, test } from "vitest";
import { isDataFault, isTransient } from "./fault.ts";

const withCode = (code: string) => Object.assign(new Error("failed"), { code });

describe("a fault of the database", () => {
  test.each([
    ["a connection that broke", "CONNECTION_CLOSED"],
    ["a server that is not there", "ECONNREFUSED"],
    ["a server that shuts down", "57P01"],
    ["a deadlock", "40P01"],
    ["a full disk", "53100"],
    ["a lock that was not had in time", "55P03"],
  ])("%s may pass by itself", (_, code) => {
    expect(isTransient(withCode(code))).toBe(true);
  });

  test.each([
    ["a statement that takes too long", "57014"],
    ["a value that does not fit", "22003"],
    ["a missing right", "42501"],
  ])("%s does not", (_, code) => {
    expect(isTransient(withCode(code))).toBe(false);
  });

  test("that a value caused is told apart", () => {
    expect(isDataFault(withCode("22P05"))).toBe(true);
    expect(isDataFault(withCode("23505"))).toBe(false);
    expect(isDataFault(new Error("no code"))).toBe(false);
    expect(isTransient("not even an error")).toBe(false);
  });
});
