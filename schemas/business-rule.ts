import { z } from "zod";
import { eventDraft } from "./event-draft.ts";
import { eventKey } from "./event-key.ts";
import { parsePath } from "./pattern/path.ts";
import { patternSchema } from "./pattern/schema.ts";

export const MAX_RULE_NAME_CHARACTERS = 120;

/** A longer expression is a program, which belongs into a workflow. */
export const MAX_EXPRESSION_CHARACTERS = 4_000;

export const MAX_RULE_MESSAGE_CHARACTERS = 500;

/** The column's length, and far more than a state's name needs. */
export const MAX_STATE_CHARACTERS = 120;

/** States of one machine, and event names that lead to one: what can still be drawn, and read. */
export const MAX_STATES = 100;
export const MAX_TRANSITIONS = 1_000;

/** `refuse`: the event is rejected. `warn`: it is stored, and the warning with it. */
export const RULE_SEVERITIES = ["refuse", "warn"] as const;
export type RuleSeverity = (typeof RULE_SEVERITIES)[number];

const stateName = z.string().trim().min(1, "Name the state.").max(MAX_STATE_CHARACTERS);

const singularPath = z.string().superRefine((text, context) => {
  const parsed = parsePath(text);
  if (parsed.outcome === "refused") context.addIssue({ code: "custom", message: parsed.message });
  else if (parsed.path.steps === undefined) {
    context.addIssue({
      code: "custom",
      message: "Write a path to one field, without *, .., slices or lists.",
    });
  }
});

/** A condition that every event keeps to, in CEL. It is false, or fails: the event violates the rule. */
const check = z.strictObject({
  kind: z.literal("check"),
  /** CEL with `event`, `payload`, `metadata` and `source`; docs/business-rules.md. */
  expression: z.string().trim().min(1, "Write an expression.").max(MAX_EXPRESSION_CHARACTERS),
  /** What the sender reads when it does not hold. */
  message: z.string().trim().min(1, "Say what is wrong with such an event.").max(MAX_RULE_MESSAGE_CHARACTERS),
  /** The field that the violation is shown at, as a path: `$.payload.total`. */
  field: singularPath.default("$.payload"),
});

/** The states that entities of one kind go through. An event is one move of the entity that it names. */
const transition = z.strictObject({
  kind: z.literal("transition"),
  /** The entity's id in the event. */
  entity: singularPath,
  /** What state an event leads to: the one in a field, or one that the event's name stands for. */
  state: z.discriminatedUnion("from", [
    z.strictObject({ from: z.literal("field"), field: singularPath }),
    z.strictObject({
      from: z.literal("name"),
      /** State by event name. An event with another name moves nothing. */
      states: z
        .record(z.string().min(1), stateName)
        .refine((states) => Object.keys(states).length <= MAX_STATES, {
          error: `A machine has at most ${MAX_STATES} event names.`,
        }),
    }),
  ]),
  /** Where an entity that the log does not know may begin. */
  initial: z.array(stateName).min(1, "Name the states in which an entity may begin.").max(MAX_STATES),
  /** To stay in a state is a transition too, and allowed only where it is listed. */
  transitions: z.array(z.strictObject({ from: stateName, to: stateName })).max(MAX_TRANSITIONS),
});

export type CheckRule = z.infer<typeof check>;
export type TransitionRule = z.infer<typeof transition>;

/** A business rule as an admin writes it. It looks at the events that `appliesTo` matches. */
export const businessRuleDefinition = z.strictObject({
  name: z.string().trim().min(1, "Give the rule a name.").max(MAX_RULE_NAME_CHARACTERS),
  severity: z.enum(RULE_SEVERITIES),
  enabled: z.boolean().default(true),
  appliesTo: patternSchema,
  rule: z.discriminatedUnion("kind", [check, transition]),
});
export type BusinessRuleDefinition = z.infer<typeof businessRuleDefinition>;

/** `version` is the one that the person saw: a change made meanwhile by somebody else is not overwritten. */
const seenVersion = { id: z.uuid(), version: z.number().int().min(1) };

export const updateBusinessRuleInput = z.object({ ...seenVersion, definition: businessRuleDefinition });
export const setBusinessRuleEnabledInput = z.object({ ...seenVersion, enabled: z.boolean() });

/** A rule, saved or not, and an event to try it on: one of the log, or one that somebody writes down. */
export const tryRuleInput = z.object({
  definition: businessRuleDefinition,
  event: z.union([z.strictObject({ stored: eventKey }), z.strictObject({ draft: eventDraft })]),
});
