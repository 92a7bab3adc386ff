// `npm test` on a machine that has nothing but Node: plain JavaScript without packages, as there are none yet.
import { fileURLToPath } from "node:url";
import { installPackages } from "./install.mjs";
import { requireRecentNode } from "./node-version.mjs";
import { runOnPinnedNode } from "./pinned-node.mjs";
import { prepareTestMachine } from "./prepare-test-machine.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));

requireRecentNode();
try {
  await installPackages(root);
  await prepareTestMachine(root);
  runOnPinnedNode(root, "e2e/support/runner/main.ts", ["all"]);
} catch (error) {
  process.stderr.write(
    `The tests could not be prepared. ${error instanceof Error ? error.message : error}\n`,
  );
  process.exitCode = 1;
}
