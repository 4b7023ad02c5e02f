/**
 * `npm run merge -- part-1 part-2 …`: puts the outputs of `build --shard` together and publishes the whole.
 */

import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { plural } from "../base/text.ts";
import { openCacheFor } from "../config/open_cache.ts";
import { buildOptions } from "../config/options.ts";
import { NOTHING } from "../engine/write/build_manifest.ts";
import { withLock } from "../engine/write/lock.ts";
import { recover, stagingFolder, swap } from "../engine/write/publish.ts";
import { mergeShards } from "../engine/write/shard.ts";
import { MERGE } from "./commands.ts";
import { root, run } from "./run.ts";

await run(MERGE, async (args) => {
  const { values, positionals } = parseArgs({ args, options: MERGE.flags, allowPositionals: true });
  const options = buildOptions(root, values, process.env);
  const { output } = options;
  await withLock(output, async () => {
    recover(output);
    rmSync(stagingFolder(output), { recursive: true, force: true });
    const folders = positionals.map((folder) => resolve(root, folder));
    const files = mergeShards(folders, stagingFolder(output));
    swap(output, NOTHING, NOTHING, openCacheFor(options));
    process.stdout.write(`${plural(files, "file")} of ${plural(folders.length, "part")} published in ${output}.\n`);
  });
  return 0;
});
