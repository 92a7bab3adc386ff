import { type Attack, refused, STORED, settled } from "../support/attack.ts";
import { publish, publishCloudEvent } from "../support/requests.ts";
import { array, cloudEvent, envelope } from "../support/texts.ts";

const SECONDS_PER_HOUR = 3_600;

/** Refused, each for its place. */
const NO_TIMES: readonly (readonly [what: string, text: string])[] = [
  ["no zone", '"2024-03-15T10:00:00"'],
  ["30 February", '"2024-02-30T10:00:00Z"'],
  ["29 February of no leap year", '"2023-02-29T10:00:00Z"'],
  ["month 13", '"2024-13-01T10:00:00Z"'],
  ["24:00", '"2024-03-15T24:00:00Z"'],
  ["a leap second", '"2016-12-31T23:59:60Z"'],
  ["year 0", '"0000-01-01T00:00:00Z"'],
  ["year 10000", '"10000-01-01T00:00:00Z"'],
  ["year 10000 of UTC", '"9999-12-31T23:59:59-12:00"'],
  ["a year below zero", '"-0001-01-01T00:00:00Z"'],
  ["a zone of 24 hours", '"2024-03-15T10:00:00+24:00"'],
  ["a space for the T", '"2024-03-15 10:00:00Z"'],
  ["a date alone", '"2024-03-15"'],
  ["words", '"yesterday"'],
  ["a word that Postgres knows", '"infinity"'],
  ["seconds since 1970", "1710496800"],
  ["seconds since 1970, as text", '"1710496800"'],
  ["nothing", '""'],
  ["null", "null"],
  ["a time and a line", '"2024-03-15T10:00:00Z\\n"'],
  ["a fraction of 31 digits", `"2024-03-15T10:00:00.${"1".repeat(31)}Z"`],
  ["a fraction of a megabyte that rounds to year 10000", `"9999-12-31T23:59:59.${"9".repeat(1_000_000)}Z"`],
];

const TIMES: readonly (readonly [what: string, text: () => string])[] = [
  ["the last of year 9999", () => '"9999-12-31T23:59:59.999999Z"'],
  ["the first of year 1", () => '"0001-01-01T00:00:00Z"'],
  ["an hour ahead", () => secondsAhead(SECONDS_PER_HOUR)],
  ["an hour ago", () => secondsAhead(-SECONDS_PER_HOUR)],
  ["a zone of 14 hours", () => '"2024-03-15T10:00:00+14:00"'],
  ["an unknown zone", () => '"2024-03-15T10:00:00-00:00"'],
  ["nanoseconds", () => '"2024-03-15T10:00:00.123456789Z"'],
  ["a fraction of 30 digits", () => `"2024-03-15T10:00:00.${"1".repeat(30)}Z"`],
];

function secondsAhead(seconds: number): string {
  return JSON.stringify(new Date(Date.now() + seconds * 1_000).toISOString());
}

export const TIMESTAMPS: readonly Attack[] = [
  ...NO_TIMES.map(
    ([what, text]): Attack => ({
      title: `publish: ${what}`,
      request: (site) => publish(site, envelope({ timestamp: text })),
      expected: refused(400, "invalid_envelope", { pointer: "/timestamp" }),
    }),
  ),
  {
    title: "a list: all of these between two good ones",
    request: (site) => {
      const bad = NO_TIMES.slice(0, -1).map(([, text]) => envelope({ timestamp: text }));
      return publish(site, array([envelope(), ...bad, envelope()]));
    },
    expected: settled({ stored: 2, rejected: NO_TIMES.length - 1 }),
  },
  ...NO_TIMES.filter(([what]) => what !== "null").map(
    ([what, text]): Attack => ({
      title: `CloudEvent: ${what}`,
      request: (site) => publishCloudEvent(site, cloudEvent({ time: text })),
      expected: refused(400, "invalid_cloudevent", { pointer: "/time" }),
    }),
  ),
  ...TIMES.flatMap(([what, text]): Attack[] => [
    {
      title: `publish: ${what} is a time`,
      request: (site) => publish(site, envelope({ timestamp: text() })),
      expected: STORED,
    },
    {
      title: `CloudEvent: ${what} is a time`,
      request: (site) => publishCloudEvent(site, cloudEvent({ time: text() })),
      expected: STORED,
    },
  ]),
];
