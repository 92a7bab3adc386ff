import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Folders whose mention in a document is a claim that the path exists. */
const FOLDERS = ["app", "components", "schemas", "server", "db", "workers", "e2e", "docs", ".ci"];

/** `[text](target)`, without images of other sites and links within the page. */
const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)/g;

/** `` `server/env.ts` ``: code that starts with one of our folders and has no placeholder in it. */
const CODE_PATH = new RegExp(`\`((?:${FOLDERS.join("|").replaceAll(".", "\\.")})/[\\w./()[\\]-]*)\``, "g");

/** A check of `npm run verify`: every path that the documents name is there. */
const missing = documents().flatMap((document) =>
  pathsIn(document)
    .filter(({ path }) => !existsSync(join(root, path)))
    .map(({ path, line }) => `${document}:${line} names ${path}, which is not there.`),
);

if (missing.length > 0) {
  process.stderr.write(`${missing.join("\n")}\nCorrect the document, or restore the file.\n`);
  process.exitCode = 1;
}

function documents(): string[] {
  const own = readdirSync(root).filter((name) => name.endsWith(".md"));
  const docs = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" });
  return [...own, ...docs.filter((name) => name.endsWith(".md")).map((name) => join("docs", name))];
}

function pathsIn(document: string): { path: string; line: number }[] {
  const lines = readFileSync(join(root, document), "utf8").split("\n");
  return lines.flatMap((text, index) => [
    ...[...text.matchAll(LINK)].map(([, target = ""]) => ({
      path: normalize(join(dirname(document), target)),
      line: index + 1,
    })),
    ...[...text.matchAll(CODE_PATH)].map(([, path = ""]) => ({ path, line: index + 1 })),
  ]);
}
