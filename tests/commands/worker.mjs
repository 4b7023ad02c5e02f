/**
 * Runs the blog's commands one after another in one process. Most of the cost of a small build is loading and warming up
 * the code, which happens once here. `pool.ts` starts this process and sends the commands.
 */

import { fileURLToPath } from "node:url";

/** @typedef {import("./pool.ts").Command} Command */
/** @typedef {import("../site/site.ts").Run} Run */

const LAUNCHER = new URL("../../src/cli/launch.mjs", import.meta.url);

let runs = 0;

/**
 * @param {Command} command
 * @returns {Promise<Run>}
 */
async function run({ name, args, env }) {
  process.argv = [process.execPath, fileURLToPath(LAUNCHER), name, ...args];
  process.env = env;
  process.exitCode = 0;
  const output = { stdout: "", stderr: "" };
  const restore = [capture("stdout", output), capture("stderr", output)];
  runs += 1;
  try {
    // The query makes Node run the launcher again, while its imports stay loaded.
    await import(`${LAUNCHER}?run=${runs}`);
  } catch (error) {
    process.exitCode = 1;
    output.stderr += `${error instanceof Error ? error.stack : error}\n`;
  }
  for (const back of restore) back();
  return { code: Number(process.exitCode), ...output };
}

/**
 * Collects the output of a stream.
 *
 * @param {"stdout" | "stderr"} name
 * @param {Record<"stdout" | "stderr", string>} output
 * @returns {() => void} restores the stream
 */
function capture(name, output) {
  const stream = process[name];
  const { write } = stream;
  stream.write = (/** @type {string | Uint8Array} */ chunk) => {
    output[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  return () => {
    stream.write = write;
  };
}

// Each command adds listeners to these.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);

process.on("message", async (/** @type {Command} */ command) => {
  process.send?.(await run(command));
});
