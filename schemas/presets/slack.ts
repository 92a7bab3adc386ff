import { EMPTY_OK, type PresetDefinition } from "./preset-definition.ts";

export const slack: PresetDefinition = {
  title: "Slack",
  secret: "The signing secret of the app (Basic Information, App Credentials).",
  mapping: {
    items: null,
    eventId: ["{$.event_id}", "{sha256}"],
    name: ["slack.{$.event.type}", "slack.{$.type}", "slack.command{$.command}"],
    time: ["{$.event_time}"],
  },
  /** Forms are slash commands and interactions. */
  contentTypes: ["application/json", "application/x-www-form-urlencoded"],
  response: EMPTY_OK,
};
