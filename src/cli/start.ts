/**
 * `npm start`: previews the blog on this machine and follows every save. A child process does so, which is restarted when
 * the code changes.
 */

import { parseArgs } from "node:util";
import { buildOptions } from "../config/options.ts";
import { restartOnCodeChange } from "../dev/restart_on_code_change.ts";
import { START } from "./commands.ts";
import { command, portFrom } from "./run.ts";

export default command(START, async (program, args) => {
  const { values } = parseArgs({ args, options: START.flags });
  const port = portFrom(values.port);
  const options = buildOptions(program, values, process.env, true);
  const isChild = process.send !== undefined;
  if (!isChild) return restartOnCodeChange(program.root, ["start", ...args]);
  // The parent process needs none of this.
  const { serveBlog } = await import("../dev/serve_blog.ts");
  return serveBlog(options, port, values.host);
});
