const attribute = { type: "string", minLength: 1 } as const;

/** A CloudEvent in the JSON format (CloudEvents 1.0.2, JSON event format, section 5). Extensions are further members. */
export const CLOUD_EVENT_SCHEMA = {
  title: "CloudEvent",
  type: "object",
  properties: {
    specversion: { const: "1.0" },
    id: { ...attribute, description: "The event's `eventId`." },
    source: {
      ...attribute,
      format: "uri-reference",
      description: "`/{source.type}/{source.id}`, or any URI.",
    },
    type: { ...attribute, description: "The event's name." },
    time: { type: "string", format: "date-time" },
    subject: attribute,
    datacontenttype: attribute,
    dataschema: { ...attribute, format: "uri" },
    data: { description: "The payload." },
    data_base64: { type: "string", contentEncoding: "base64" },
  },
  required: ["specversion", "id", "source", "type"],
  additionalProperties: { type: ["string", "integer", "boolean"] },
} as const;
