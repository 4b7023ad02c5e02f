/**
 * `npm run cms`: runs the CMS for this checkout, without a login.
 */

import { parseArgs } from "node:util";
import { UsageError } from "../base/usage_error.ts";
import { serveCms } from "../cms/server.ts";
import { isUsable, readSettings } from "../config/load_settings.ts";
import { buildOptions } from "../config/options.ts";
import { themeOf } from "../engine/plan/plan_files.ts";
import { CMS } from "./commands.ts";
import { command, portFrom } from "./run.ts";

export default command(CMS, async (program, args) => {
  const { values } = parseArgs({ args, options: CMS.flags });
  const port = portFrom(values.port);
  const options = buildOptions(program, values, process.env);
  const settings = readSettings(options);
  if (!isUsable(settings)) throw new UsageError("site.yaml cannot be read; `npm run check` says why.");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(0));
  const { commits } = await serveCms(options, themeOf(options, settings.site).look, port);
  process.stdout.write(
    `http://localhost:${port}/admin/ writes into ${options.content}${commits ? ", and commits what is saved" : ""}. Ctrl+C ends it.\n`,
  );
  return 0;
});
