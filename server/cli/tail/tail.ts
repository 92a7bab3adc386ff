import { setTimeout as sleep } from "node:timers/promises";
import type { EventSummary } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { EXIT } from "../exit-codes.ts";
import { escapeText, jsonText } from "../present/escape.ts";
import { failureText } from "../present/failure-text.ts";
import { localTime } from "../present/local-time.ts";
import { type CommandResult, done, type Failed } from "../result.ts";
import { Follower } from "./follower.ts";
import { readArrivals, readNewest } from "./read-arrivals.ts";

/** Live enough for people, and no load for the server. */
const POLL_EVERY_MS = 1_000;

/** Most names and sources are shorter, so that the columns stand under one another. */
const NAME_COLUMNS = 32;
const SOURCE_COLUMNS = 16;

export interface TailInput {
  readonly pattern?: string | undefined;
  readonly source?: string | undefined;
  readonly sourceType?: string | undefined;
  readonly correlationId?: string | undefined;
}

/**
 * Writes events as they arrive, until the person has seen enough. A server that goes away meanwhile is waited for:
 * what arrived before it was away, or while it was, is written when it is back.
 */
export async function tail(cli: Cli, { source, ...rest }: TailInput): Promise<CommandResult> {
  const { shell, client } = cli;
  const filter = { ...rest, sourceId: source };
  const follower = new Follower();
  const start = await beginNow(cli, follower, filter);
  if (start) return shell.stopped.aborted ? ended() : start;
  shell.writeError("Waiting for events. Ctrl-C ends it.\n");
  let isAway = false;
  while (await pause(shell.stopped)) {
    const answer = await readArrivals(client, filter, follower.after);
    if (shell.stopped.aborted) break;
    if (answer.outcome === "failed") {
      if (answer.exitCode !== EXIT.unavailable) return answer;
      if (!isAway) shell.writeError(failureText(answer));
      isAway = true;
      continue;
    }
    if (isAway) shell.writeError("Tidings is back.\n");
    isAway = false;
    for (const event of follower.take(answer.value.events)) shell.writeOut(`${lineOf(event, cli.json)}\n`);
    follower.advance(answer.value.newest);
  }
  return ended();
}

/** What is there already is passed over, but remembered as far back as readings will reach. */
async function beginNow(
  { client }: Cli,
  follower: Follower,
  filter: Readonly<Record<string, string | undefined>>,
): Promise<Failed | null> {
  const newest = await readNewest(client);
  if (newest.outcome === "failed") return newest;
  follower.advance(newest.value);
  const known = await readArrivals(client, filter, follower.after);
  if (known.outcome === "failed") return known;
  follower.take(known.value.events);
  return null;
}

/** False when there is nothing more to wait for. */
async function pause(stopped: AbortSignal): Promise<boolean> {
  await sleep(POLL_EVERY_MS, undefined, { signal: stopped }).catch(() => undefined);
  return !stopped.aborted;
}

function lineOf(event: EventSummary, json: boolean): string {
  if (json) return jsonText(event);
  const { createdAt, pattern, source, eventId } = event;
  return [
    localTime(createdAt),
    escapeText(pattern).padEnd(NAME_COLUMNS),
    escapeText(source.id ?? "-").padEnd(SOURCE_COLUMNS),
    escapeText(eventId),
  ].join("  ");
}

function ended(): CommandResult {
  return done(undefined, "");
}
