import { expect, test } from "vitest";
import { explainConnection } from "./explain-connection.ts";

const ADDRESS = "postgres://tidings:hunter2@db.example.com:5432/events";

function failure(code: string, message = "driver's words"): Error {
  return Object.assign(new Error(message), { code });
}

test.each([
  [failure("28P01"), /refused the user or password of DATABASE_URL/],
  [failure("3D000"), /has no database events\. Create it/],
  [failure("ENOTFOUND"), /No machine is known by the name db\.example\.com/],
  [failure("ECONNREFUSED"), /db\.example\.com:5432 \(DATABASE_URL\) does not answer: driver's words/],
  [new Error("WRONGPASS invalid username-password pair"), /refused the user or password/],
])("%s is explained, without the password", (error, expected) => {
  const text = explainConnection("DATABASE_URL", ADDRESS, error);
  expect(text).toMatch(expected);
  expect(text).not.toContain("hunter2");
});
