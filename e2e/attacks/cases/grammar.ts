import { FORBIDDEN } from "#schemas/json/scan-cases.ts";
import { type Attack, refused, settled } from "../support/attack.ts";
import { publish, publishCloudBatch, publishCloudEvent, publishLines, webhook } from "../support/requests.ts";
import { array, cloudEvent, envelope, lines, withPayload } from "../support/texts.ts";

/** One of each kind: nobody can tell where the other events of such a body are. */
const INSIDE = ["[1,]", "01", '"\\x41"', "NaN", '"a'];

const MALFORMED = refused(400, "malformed_json");

const texts = Object.entries(FORBIDDEN);

/** Lines that a text can be: without line breaks of its own, and not blank, which is no line at all. */
const oneLiners = texts.map(([, text]) => text).filter((text) => text.trim() !== "" && !text.includes("\n"));

/** What RFC 8259's grammar forbids, as a whole body, and inside of one that is otherwise right. */
export const GRAMMAR: readonly Attack[] = [
  ...texts.flatMap(([what, text]): Attack[] => [
    { title: `webhook: ${what}`, request: (site) => webhook(site, text), expected: MALFORMED },
    { title: `publish: ${what}`, request: (site) => publish(site, text), expected: MALFORMED },
  ]),
  ...INSIDE.flatMap((text): Attack[] => [
    {
      title: `a list: ${text} as the payload of its second event`,
      request: (site) => publish(site, array([envelope(), withPayload(text), envelope()])),
      expected: MALFORMED,
    },
    {
      title: `a CloudEvent: ${text} as its data`,
      request: (site) => publishCloudEvent(site, cloudEvent({ data: text })),
      expected: MALFORMED,
    },
    {
      title: `a batch of CloudEvents: ${text} as the data of its second`,
      request: (site) => publishCloudBatch(site, array([cloudEvent(), cloudEvent({ data: text })])),
      expected: MALFORMED,
    },
  ]),
  {
    title: "publish: all of it as lines between two good ones",
    request: (site) => publishLines(site, lines([envelope(), ...oneLiners, envelope()])),
    expected: settled({ stored: 2, rejected: oneLiners.length }),
  },
];
