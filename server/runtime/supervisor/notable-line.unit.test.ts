import { describe, expect, test } from "vitest";
import { notableLine, plainLine } from "./notable-line.ts";

function shown(program: string, line: string, stream: "stdout" | "stderr" = "stderr"): string | undefined {
  return notableLine({ program, stream, line });
}

describe("of our own programs", () => {
  test("warnings and worse are shown, with their reason", () => {
    const line = JSON.stringify({ level: 40, msg: "the queue is away", err: { message: "refused" } });
    expect(shown("server", line)).toBe("the queue is away: refused");
  });

  test("information is not shown", () => {
    expect(shown("worker", JSON.stringify({ level: 30, msg: "consuming" }))).toBeUndefined();
  });

  test("a framework's chatter is not shown", () => {
    expect(shown("server", "✓ Running next.config.mjs took 18ms", "stdout")).toBeUndefined();
  });

  test("what comes by standard error and is not a log entry is shown as it is: it may be a crash", () => {
    expect(shown("server", "SyntaxError: Unexpected token")).toBe("SyntaxError: Unexpected token");
    expect(shown("server", '{"not":"an entry"}')).toBe('{"not":"an entry"}');
    expect(shown("server", "{broken")).toBe("{broken");
    expect(shown("server", "   ")).toBeUndefined();
  });
});

describe("of Postgres", () => {
  test("only the server's own trouble is shown", () => {
    const time = "2026-11-23 06:02:08.593 UTC [1] ";
    expect(shown("postgres", `${time}PANIC:  could not write`)).toContain("could not write");
    expect(shown("postgres", `${time}ERROR:  duplicate key value`)).toBeUndefined();
    expect(shown("postgres", `${time}FATAL:  the database system is starting up`)).toBeUndefined();
  });
});

test("the last words of a program read as text", () => {
  expect(plainLine(JSON.stringify({ level: 30, msg: "listening" }))).toBe("listening");
  expect(plainLine("plain")).toBe("plain");
});
