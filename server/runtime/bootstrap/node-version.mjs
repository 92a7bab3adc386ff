/** What the bootstrap itself needs; everything after it runs on the Node that comes with the packages. */
const OLDEST_MAJOR = 20;

/** Ends the process with a sentence when this Node is too old. */
export function requireRecentNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major >= OLDEST_MAJOR) return;
  process.stderr.write(
    `Tidings needs Node.js ${OLDEST_MAJOR} or newer to install itself, and this is ${process.version}. ` +
      "Install a newer one from https://nodejs.org and run the command again.\n",
  );
  process.exit(1);
}
