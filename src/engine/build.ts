/**
 * A whole build: the last one's answer where nothing has changed since, else one that is made.
 */

import { stopwatch } from "../base/clock.ts";
import { openCacheFor } from "../config/open_cache.ts";
import type { BuildOptions } from "../config/options.ts";
import { inputsOf, lastResult, noteResult } from "./plan/up_to_date.ts";
import { type BuildResult, type Progress, succeeded } from "./write/build_result.ts";
import { withLock } from "./write/lock.ts";
import { refuseMountPoint } from "./write/output_folder.ts";

/**
 * Builds and publishes. With any error the published site stays as it was.
 *
 * @throws UsageError while another build publishes into the same folder, or if that is a mount point
 */
export async function build(options: BuildOptions, progress: Progress): Promise<BuildResult> {
  refuseMountPoint(options.output);
  return withLock(options.output, async () => {
    const elapsed = stopwatch();
    const cache = openCacheFor(options);
    const inputs = inputsOf(options);
    // Nothing here tells whether what readers see now is still the same.
    const last = options.against === undefined ? lastResult(options, inputs, cache) : undefined;
    if (last) return { ...last, ms: elapsed(), phases: { read: elapsed(), render: 0 } };
    // All that can render is loaded only here: it takes longer than to find that nothing has changed.
    const { runBuild } = await import("./run_build.ts");
    const result = { ...(await runBuild(options, progress)), ms: elapsed() };
    if (succeeded(result)) noteResult(options, inputs, result, cache);
    return result;
  });
}
