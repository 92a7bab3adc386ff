import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isProblemName, problemTitle } from "#schemas/problem.ts";
import { PROBLEM_HELP } from "#schemas/problem-help.ts";

/** docs/errors as it must be: file name → text. Written by `npm run docs:errors`, compared by a unit test. */
export function errorPages(): Map<string, string> {
  const names = Object.keys(PROBLEM_HELP).filter(isProblemName);
  return new Map(
    names.map((name) => {
      const { cause, fix } = PROBLEM_HELP[name];
      return [
        `${name}.md`,
        `# ${problemTitle(name)}\n\n\`/errors/${name}\`\n\n**Why.** ${cause}\n\n**What to do.** ${fix}\n`,
      ];
    }),
  );
}

export const ERROR_PAGES_FOLDER = fileURLToPath(new URL("../../docs/errors/", import.meta.url));

if (import.meta.main) {
  mkdirSync(ERROR_PAGES_FOLDER, { recursive: true });
  for (const [file, text] of errorPages()) writeFileSync(`${ERROR_PAGES_FOLDER}${file}`, text);
}
