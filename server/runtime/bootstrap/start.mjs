// `npm start` on a machine that has nothing but Node: plain JavaScript without packages, as there are none yet.
import { fileURLToPath } from "node:url";
import { installPackages } from "./install.mjs";
import { requireRecentNode } from "./node-version.mjs";
import { runOnPinnedNode } from "./pinned-node.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));

requireRecentNode();
try {
  await installPackages(root);
  runOnPinnedNode(root, "server/runtime/main/start.ts", process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `Tidings could not install its packages. ${error instanceof Error ? error.message : error}\n`,
  );
  process.exitCode = 1;
}
