import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { z } from "zod";
import type { Cli } from "../cli.ts";
import { type Failed, unavailable } from "../result.ts";
import { unreachable } from "./http.ts";
import { problemFailure } from "./problem-failure.ts";

/**
 * Posts to an operation that answers with lines of JSON (NDJSON), and hands on each as it comes.
 *
 * @param path below `/api/v1`
 */
export async function readLines<Line>(
  { client, shell, baseUrl }: Pick<Cli, "client" | "shell" | "baseUrl">,
  path: string,
  body: object,
  schema: z.ZodType<Line>,
  take: (line: Line) => void,
): Promise<{ readonly outcome: "read" } | Failed> {
  const url = `${baseUrl}/api/v1${path}`;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: client.authorization, "content-type": "application/json" },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: shell.stopped,
    });
    if (response.status !== 200 || response.body === null) {
      return problemFailure(response.status, await jsonOf(response), response.headers.get("retry-after"));
    }
    for await (const text of createInterface({ input: Readable.from(response.body) })) {
      const line = schema.safeParse(JSON.parse(text));
      if (!line.success) return notTidings(baseUrl);
      take(line.data);
    }
    return { outcome: "read" };
  } catch (error) {
    return error instanceof SyntaxError ? notTidings(baseUrl) : unreachable(url, error);
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const value: unknown = await response.json().catch(() => null);
  return value;
}

function notTidings(baseUrl: string): Failed {
  return unavailable(
    `${baseUrl} answered, and not as this version of Tidings does.`,
    "Check that --url or TIDINGS_URL is the address of Tidings, and that both are of one version.",
  );
}
