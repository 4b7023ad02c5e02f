/**
 * Runs commands of the blog one after another in one process. Most of what a small build costs is loading and warming up
 * the code; here that happens once. `pool.ts` starts this process and sends it the commands.
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
  for (const variable of Object.keys(process.env)) delete process.env[variable];
  Object.assign(process.env, env);
  process.exitCode = 0;
  const output = { stdout: "", stderr: "" };
  const restore = [capture("stdout", output), capture("stderr", output)];
  runs += 1;
  try {
    // The query has Node run the launcher again; what it imports stays loaded.
    await import(`${LAUNCHER}?run=${runs}`);
  } catch (error) {
    process.exitCode = 1;
    output.stderr += `${error instanceof Error ? error.stack : error}\n`;
  }
  for (const back of restore) back();
  return { code: Number(process.exitCode), ...output };
}

/**
 * Collects what is written to a stream.
 *
 * @param {"stdout" | "stderr"} name
 * @param {Record<"stdout" | "stderr", string>} output
 * @returns {() => void} gives the stream back
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

const [{ default: layouts }, { default: templates }] = await Promise.all(
  ["LayoutCache.js", "TemplateContent.js"].map(
    (file) => import(new URL(file, import.meta.resolve("@11ty/eleventy")).href),
  ),
);

/** Eleventy keeps layouts and the texts of templates from one run to the next; a new process has none. */
function forgetTemplates() {
  layouts.removeAll();
  templates._inputCache.clear();
}

// Each command adds a listener for errors of these streams.
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);

process.on("message", async (/** @type {Command} */ command) => {
  forgetTemplates();
  process.send?.(await run(command));
});
