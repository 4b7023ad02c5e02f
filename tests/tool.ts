/**
 * The arguments of the tools in this folder, read as those of the commands of `src/cli/` are.
 */

import { UsageError } from "../src/base/usage_error.ts";
import { type Command, helpText } from "../src/cli/commands.ts";
import { argumentsOf, asksForHelp } from "../src/cli/run.ts";

/** Ends the process where `--help` is asked for, and with 2 where a flag is unknown or lacks its value. */
export function toolArguments(command: Command): string[] {
  const given = process.argv.slice(2);
  if (asksForHelp(given)) {
    process.stdout.write(helpText(command));
    process.exit(0);
  }
  try {
    return argumentsOf(command, given, process.env);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
