import type { PresetDefinition } from "./preset-definition.ts";

export const github: PresetDefinition = {
  title: "GitHub",
  secret: "The webhook secret that you entered in the repository, organisation or app settings.",
  newSecret: "hex",
  mapping: {
    items: null,
    eventId: ["{header:x-github-delivery}"],
    name: ["github.{header:x-github-event}.{$.action}", "github.{header:x-github-event}"],
    time: [],
  },
};
