/**
 * The process that serves the preview: renders what changed, starts the server, and follows every save.
 */

import type { BuildOptions } from "../config/options.ts";
import { LivePreview } from "./live_preview.ts";
import { servePreview } from "./preview_server.ts";

/**
 * Serves the blog until the process ends.
 *
 * @param host the address to listen on; without one, only this machine can connect
 */
export async function serveBlog(options: BuildOptions, port: number, host: string | undefined): Promise<never> {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(0));
  // The parent process has ended.
  process.on("disconnect", () => process.exit(0));
  const preview = new LivePreview(options, {
    notify: (urls) => server.pages.notify(urls),
    warn: (trouble) => server.pages.warn(trouble),
  });
  await preview.build();
  const server = await servePreview({ folder: options.output, base: () => preview.base, port, host });
  const name = host?.includes(":") ? `[${host}]` : (host ?? "localhost");
  process.stdout.write(
    `http://${name}:${server.port}/ shows the blog with drafts, scheduled posts and problems. Ctrl+C ends it.\n`,
  );
  return preview.follow();
}
