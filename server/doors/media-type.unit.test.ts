import { describe, expect, test } from "vitest";
import { refuseUnlessJson } from "./media-type.ts";

const refusal = (headers: Record<string, string>) => refuseUnlessJson(new Headers(headers))?.reason ?? null;

describe("what is read as JSON", () => {
  test.each([
    "application/json",
    "Application/JSON",
    "application/json; charset=utf-8",
    'application/json;charset="UTF-8"',
    "application/json; version=1; charset=utf-8; q=1",
    "application/json \t;\tCHARSET=Utf-8",
    "application/json;",
    "application/json;;charset=utf-8;",
    'application/json; note="a;charset=utf-16"',
    'application/json; note="\\"; charset=utf-16"; charset=utf-8',
    'application/json; charset="\\utf-8"',
  ])("%s", (type) => {
    expect(refusal({ "content-type": type })).toBeNull();
  });

  test.each([
    "text/plain",
    "application/jsonp",
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/json; charset = utf-16",
    "application/json; charset =utf-16",
    "application/json; charset= utf-16",
    "application/json; charset=utf-8; charset=utf-16",
    'application/json; charset="utf-16"',
    'application/json; charset="utf-8',
    "application/json; charset",
    "application/json charset=utf-8",
    "application/json, text/plain",
    "application/json; charset=utf-8, application/json",
    "application/x-www-form-urlencoded",
    "",
  ])("not: %s", (type) => {
    expect(refusal({ "content-type": type })).toBe("unsupported_media_type");
  });

  test("not: a compressed body, or one that is compressed twice", () => {
    for (const encoding of ["gzip", "br", "gzip, gzip", "made-up"]) {
      expect(refusal({ "content-type": "application/json", "content-encoding": encoding })).toBe(
        "unsupported_media_type",
      );
    }
    expect(refusal({ "content-type": "application/json", "content-encoding": "Identity" })).toBeNull();
  });
});
