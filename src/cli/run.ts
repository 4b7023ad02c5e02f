import { UsageError } from "../base/usage_error.ts";
import type { Program } from "../config/options.ts";

/**
 * A command as the launcher calls it. What `main` returns becomes the exit code; a mistake on the command line is
 * reported in one line.
 */
export function command(main: (program: Program) => Promise<number>): (program: Program) => Promise<void> {
  return async (program) => {
    endQuietlyWhenNobodyReads();
    try {
      process.exitCode = await main(program);
    } catch (error) {
      const words = isUsageError(error) ? error.message : inWords(error);
      if (words === undefined) throw error;
      process.stderr.write(`${words}\n`);
      process.exitCode = 2;
    }
  };
}

/** What the machine does not allow, which is nobody's mistake in the program. */
const REFUSALS: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full",
  EDQUOT: "The disk is full for this user",
  EROFS: "Nothing can be written here",
  EACCES: "This user may not write or read here",
  EPERM: "This user may not do this here",
};

function inWords(error: unknown): string | undefined {
  if (!(error instanceof Error && "code" in error)) return undefined;
  const words = REFUSALS[String(error.code)];
  if (words === undefined) return undefined;
  const place = "path" in error && typeof error.path === "string" ? ` (${error.path})` : "";
  return `${words}${place}. The site stays as it was.`;
}

function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** When the reader of our output goes away (`| head`), there is nothing left to say. */
function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
}

/** @throws UsageError when what was asked for is no port */
export function portFrom(asked: string): number {
  const port = Number(asked);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new UsageError(`--port takes a number from 1 to 65535, not “${asked}”.`);
}
