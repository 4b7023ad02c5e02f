/**
 * A whole build: returns the last result if nothing changed, and otherwise runs a new build.
 */

import { stopwatch } from "../base/clock.ts";
import { openCacheFor } from "../config/open_cache.ts";
import type { BuildOptions } from "../config/options.ts";
import { inputsOf, lastResult, noteResult } from "./plan/unchanged_site.ts";
import { type BuildResult, type Progress, succeeded } from "./write/build_result.ts";
import { withLock } from "./write/lock.ts";
import { refuseMountPoint } from "./write/output_folder.ts";

/**
 * Builds and publishes. With any error, the published site stays as it was.
 *
 * @throws UsageError while another build publishes into the same folder, or if that is a mount point
 */
export async function build(options: BuildOptions, progress: Progress): Promise<BuildResult> {
  refuseMountPoint(options.output);
  return withLock(options.output, async () => {
    const elapsed = stopwatch();
    const cache = openCacheFor(options);
    const inputs = inputsOf(options);
    // The local files do not tell whether the deployed site has changed.
    const last = options.against === undefined ? lastResult(options, inputs, cache) : undefined;
    if (last) return { ...last, ms: elapsed(), phases: { read: elapsed(), render: 0 } };
    // Loads the code that renders only now: loading takes longer than finding that nothing changed.
    const { runBuild } = await import("./run_build.ts");
    const result = { ...(await runBuild(options, progress)), ms: elapsed() };
    if (succeeded(result)) noteResult(options, inputs, result, cache);
    return result;
  });
}
