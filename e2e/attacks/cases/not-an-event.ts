import { type Attack, HELD, refused, settled } from "../support/attack.ts";
import {
  listWebhook,
  publish,
  publishCloudBatch,
  publishCloudEvent,
  publishLines,
  webhook,
} from "../support/requests.ts";
import { envelope, lines, list, listed } from "../support/texts.ts";

const SCALARS = ["null", "5", '"text"', "true"];

const noEvent = (pointer: string) => refused(400, "invalid_envelope", { pointer });

const noCloudEvent = (pointer: string) => refused(400, "invalid_cloudevent", { pointer });

/** JSON that is right and holds no event. */
export const NOT_AN_EVENT: readonly Attack[] = [
  ...SCALARS.flatMap((text): Attack[] => [
    { title: `publish: ${text}`, request: (site) => publish(site, text), expected: noEvent("") },
    { title: `publish: [${text}]`, request: (site) => publish(site, `[${text}]`), expected: noEvent("/0") },
    {
      title: `publish: the line ${text}`,
      request: (site) => publishLines(site, text),
      expected: noEvent(""),
    },
    {
      title: `CloudEvent: ${text}`,
      request: (site) => publishCloudEvent(site, text),
      expected: noCloudEvent(""),
    },
    {
      title: `batch of CloudEvents: [${text}]`,
      request: (site) => publishCloudBatch(site, `[${text}]`),
      expected: noCloudEvent("/0"),
    },
    {
      title: `publish: ${text} beside an event`,
      request: (site) => publish(site, `[${text},${envelope()}]`),
      expected: settled({ stored: 1, rejected: 1 }),
    },
    {
      title: `webhook: ${text}`,
      request: (site) => webhook(site, text),
      expected: noEvent(""),
    },
    {
      title: `webhook: ${text} in a list`,
      request: (site) => listWebhook(site, list([text, listed()])),
      expected: settled({ stored: 1, quarantined: 1 }),
    },
  ]),
  { title: "webhook: []", request: (site) => webhook(site, "[]"), expected: noEvent("") },
  {
    title: "webhook: [{}] is kept until the mapping is mended",
    request: (site) => webhook(site, "[{}]"),
    expected: HELD,
  },
  { title: "publish: []", request: (site) => publish(site, "[]"), expected: noEvent("") },
  { title: "publish: {}", request: (site) => publish(site, "{}"), expected: noEvent("/eventId") },
  { title: "publish: [[]]", request: (site) => publish(site, "[[]]"), expected: noEvent("/0") },
  { title: "publish: no lines", request: (site) => publishLines(site, ""), expected: noEvent("") },
  {
    title: "publish: blank lines",
    request: (site) => publishLines(site, "\n \r\n\t\n"),
    expected: noEvent(""),
  },
  {
    title: "publish: lines that end in every way, and blank ones between",
    request: (site) => publishLines(site, lines([envelope(), "", `${envelope()}\r`, " ", envelope(), ""])),
    expected: settled({ stored: 3 }),
  },
];
