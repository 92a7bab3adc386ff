const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/** Ten frames a second look smooth. */
const FRAME_MS = 100;

/** Without a terminal, a step that takes longer than this is announced before it ends. */
const ANNOUNCE_AFTER_MS = 3000;

/**
 * Runs one step of a start and shows it: a spinner with the time on a terminal, one line without.
 *
 * @template T
 * @param {string} title what is being done, without a full stop
 * @param {(say: (detail: string) => void) => T | Promise<T>} work `say` adds what came out, after the title
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const startedAtMs = performance.now();
  let detail = "";
  const announcement = process.stdout.isTTY ? spin(() => title, startedAtMs) : announceLate(title);
  try {
    const result = await work((text) => {
      detail = text;
    });
    announcement.stop();
    process.stdout.write(`✓ ${[title, detail].filter(Boolean).join(": ")} (${elapsed(startedAtMs)})\n`);
    return result;
  } catch (error) {
    announcement.stop();
    process.stdout.write(`✗ ${title} (${elapsed(startedAtMs)})\n`);
    throw error;
  }
}

/** @param {number} sinceMs a reading of performance.now() */
function elapsed(sinceMs) {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;
}

/** @param {() => string} title @param {number} startedAtMs */
function spin(title, startedAtMs) {
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    process.stdout.write(`\r\x1b[2K${FRAMES[frame]} ${title()} ${elapsed(startedAtMs)}`);
  };
  draw();
  const timer = setInterval(draw, FRAME_MS);
  return {
    stop: () => {
      clearInterval(timer);
      process.stdout.write("\r\x1b[2K");
    },
  };
}

/** @param {string} title */
function announceLate(title) {
  const timer = setTimeout(() => process.stdout.write(`… ${title}\n`), ANNOUNCE_AFTER_MS);
  return { stop: () => clearTimeout(timer) };
}
