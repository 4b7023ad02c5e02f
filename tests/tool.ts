/** Parses the arguments of the tools in this folder, like the commands in `src/cli/`. */

import { UsageError } from "../src/base/usage_error.ts";
import { type Command, helpText } from "../src/cli/commands.ts";
import { argumentsOf, asksForHelp } from "../src/cli/run.ts";

/** Exits for `--help`, and with 2 for an unknown flag or a missing value. */
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
