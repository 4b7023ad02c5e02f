/**
 * Whether the output folder can be replaced by renaming.
 */

import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../../base/usage_error.ts";

/** @throws UsageError if the output folder is a mount point, which cannot be renamed */
export function refuseMountPoint(output: string): void {
  if (!existsSync(output)) return;
  const isMounted = statSync(output).dev !== statSync(dirname(output)).dev || mountPoints().has(output);
  if (!isMounted) return;
  throw new UsageError(
    `${output} is a mount point, so the new site cannot take its place in one step. Build into a folder below it, as in --output ${output}/site, and serve that.`,
  );
}

/** On Linux, all mount points: a folder that is mounted from the same disk has no device number of its own. */
function mountPoints(): Set<string> {
  try {
    const lines = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
    return new Set(lines.map((line) => unescaped(line.split(" ")[4] ?? "")));
  } catch {
    return new Set();
  }
}

/** Blanks are written as \040. */
function unescaped(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}
