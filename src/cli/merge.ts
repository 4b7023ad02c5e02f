/**
 * `npm run merge -- part-1 part-2 …`: merges the outputs of `build --shard` and publishes the site.
 */

import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { plural } from "../base/text.ts";
import { openCacheFor } from "../config/open_cache.ts";
import { buildOptions } from "../config/options.ts";
import { EMPTY_MANIFEST } from "../engine/write/build_manifest.ts";
import { withLock } from "../engine/write/lock.ts";
import { refuseMountPoint } from "../engine/write/output_folder.ts";
import { recover, swap } from "../engine/write/publish.ts";
import { mergeShards } from "../engine/write/shard.ts";
import { stagingFolder } from "../engine/write/staging.ts";
import { MERGE } from "./commands.ts";
import { command } from "./run.ts";

export default command(MERGE, async (program, args) => {
  const { values, positionals } = parseArgs({ args, options: MERGE.flags, allowPositionals: true });
  const options = buildOptions(program, values, process.env);
  const { output } = options;
  refuseMountPoint(output);
  await withLock(output, async () => {
    recover(output);
    rmSync(stagingFolder(output), { recursive: true, force: true });
    const folders = positionals.map((folder) => resolve(program.root, folder));
    const files = mergeShards(folders, stagingFolder(output));
    swap(output, EMPTY_MANIFEST, EMPTY_MANIFEST, openCacheFor(options));
    process.stdout.write(`${plural(files, "file")} of ${plural(folders.length, "part")} published in ${output}.\n`);
  });
  return 0;
});
