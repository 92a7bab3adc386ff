import type { Command } from "commander";
import { z } from "zod";
import { schemaSubject, schemaVersion } from "#schemas/event-schema.ts";
import { action, type Report } from "../command.ts";
import { checkSchema } from "../schemas/check.ts";
import { listSchemas } from "../schemas/list.ts";
import { registerSchema } from "../schemas/register.ts";
import { showSchema } from "../schemas/show.ts";
import { trySchema } from "../schemas/try.ts";
import type { Shell } from "../shell.ts";

const showInput = z.object({ name: schemaSubject, version: schemaVersion.optional() });

const registerInput = z.object({
  name: schemaSubject,
  version: schemaVersion,
  file: z.string(),
  allowUnknown: z.boolean().default(false),
});

const checkInput = z.object({
  name: schemaSubject,
  file: z.string(),
  against: schemaVersion.optional(),
});

const tryInput = z.object({
  name: schemaSubject,
  file: z.string(),
  eventVersion: schemaVersion.optional(),
  range: z.enum(["15m", "1h", "24h", "7d", "30d"], "Give 15m, 1h, 24h, 7d or 30d.").optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  maxEvents: z.coerce.number("Give a number.").int().min(1).optional(),
});

export function addSchemaCommands(program: Command, shell: Shell, report: Report): void {
  const schemas = program
    .command("schemas")
    .description("JSON Schemas that events of a name and version conform to.");

  schemas
    .command("list")
    .description("List the event names that have schemas.")
    .addHelpText("after", "\nExample:\n  tidings schemas list")
    .action(action(shell, report, z.object({}), (cli) => listSchemas(cli)));

  schemas
    .command("show")
    .description("Show the versions of an event name, or the document of one.")
    .argument("<name>", "name of the events")
    .argument("[version]", "the version whose document is wanted")
    .addHelpText("after", "\nExample:\n  tidings schemas show invoice.created 1.0")
    .action(action(shell, report, showInput, showSchema));

  schemas
    .command("register")
    .description("Register a schema. Workers judge events by it within a second.")
    .argument("<name>", "name of the events")
    .argument("<version>", "the version that events name")
    .argument("<file>", "file with the JSON Schema")
    .option("--allow-unknown", "register it although its compatibility cannot be told")
    .addHelpText("after", "\nExample:\n  tidings schemas register invoice.created 1.0 invoice.json")
    .action(action(shell, report, registerInput, registerSchema));

  schemas
    .command("check")
    .description("Say whether a schema could be registered. Ends with 4 when it could not.")
    .argument("<name>", "name of the events")
    .argument("<file>", "file with the JSON Schema")
    .option("--against <version>", "compare with this version alone")
    .addHelpText("after", "\nExample:\n  tidings schemas check invoice.created invoice.json")
    .action(action(shell, report, checkInput, checkSchema));

  schemas
    .command("try")
    .description("Say which stored events a schema would refuse. Ends with 4 when it refuses any.")
    .argument("<name>", "name of the events")
    .argument("<file>", "file with the JSON Schema")
    .option("--event-version <version>", "only events of this version")
    .option("--range <range>", "the last 15m, 1h, 24h, 7d or 30d")
    .option("--from <time>", "events of this time and later, such as 2026-03-01T00:00:00Z")
    .option("--to <time>", "events before this time")
    .option("--max-events <events>", "events to read, at most")
    .addHelpText("after", "\nExample:\n  tidings schemas try invoice.created invoice.json --range 7d")
    .action(action(shell, report, tryInput, trySchema));
}
