import { describe, expect, test } from "vitest";
import { isJsonType, isUtf8, parseMediaType } from "./media-type.ts";

/** Whether a header declares JSON in UTF-8; null when it is no media type. */
function isJson(header: string): boolean | null {
  const mediaType = parseMediaType(header);
  return mediaType && isJsonType(mediaType) && isUtf8(mediaType);
}

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
    "application/vnd.github+json",
  ])("%s", (header) => {
    expect(isJson(header)).toBe(true);
  });

  test.each([
    "text/plain",
    "application/jsonp",
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "application/json; charset=utf-8; charset=utf-16",
    'application/json; charset="utf-16"',
    "application/x-www-form-urlencoded",
  ])("not: %s", (header) => {
    expect(isJson(header)).toBe(false);
  });

  test.each([
    "application/json; charset = utf-16",
    "application/json; charset =utf-16",
    "application/json; charset= utf-16",
    'application/json; charset="utf-8',
    "application/json; charset",
    "application/json charset=utf-8",
    "application/json, text/plain",
    "application/json; charset=utf-8, application/json",
    "",
  ])("no media type: %s", (header) => {
    expect(isJson(header)).toBeNull();
  });
});
