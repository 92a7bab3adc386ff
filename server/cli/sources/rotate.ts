import { findSource } from "../api/find-source.ts";
import { createdSecret } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { localTime } from "../present/local-time.ts";
import { facts } from "../present/table.ts";
import { readSecret, type SecretOptions } from "../read-secret.ts";
import { type CommandResult, done } from "../result.ts";
import { providerOf, SHOWN_ONCE } from "./text.ts";

export interface RotateInput extends SecretOptions {
  readonly key: string;
  /** How long the secrets before it stay valid, in seconds; undefined: as long as the server has it. */
  readonly overlap?: number | undefined;
}

/** Gives a source its next secret. */
export async function rotateSecret(cli: Cli, input: RotateInput): Promise<CommandResult> {
  const reading = await readSecret(cli.shell, input);
  if (reading.outcome === "failed") return reading;
  const found = await findSource(cli.client, input.key);
  if (found.outcome === "failed") return found;
  const { id, key, preset } = found.value;
  const overlapSeconds = input.overlap === undefined ? {} : { overlapSeconds: input.overlap };
  const body = { secret: reading.secret, ...overlapSeconds };
  const answer = await cli.client.call(`POST /sources/${id}/secrets`, createdSecret, { body });
  if (answer.outcome === "failed") return answer;
  const { generatedSecret, othersExpireAt } = answer.value;
  const text = facts([
    ["rotated", key],
    ...(generatedSecret === null ? [] : [["secret", generatedSecret] as const]),
    [
      "older secrets",
      `valid until ${localTime(othersExpireAt)}; set the new one at ${providerOf(preset)} before`,
    ],
  ]);
  return done(answer.value, generatedSecret === null ? text : `${text}\n${SHOWN_ONCE}`);
}
