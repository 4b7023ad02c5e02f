declare module "@11ty/eleventy" {
  import type { EleventyConfig, RenderedPage } from "./eleventy_api.ts";

  interface Options {
    configPath: string;
    quietMode?: boolean;
    runMode?: "build" | "serve";
    config?: (config: EleventyConfig) => void;
  }

  /** @see https://www.11ty.dev/docs/programmatic/ */
  export default class Eleventy {
    constructor(input: string, output: string, options: Options);
    /** Runs the configuration with its plugins. */
    initializeConfig(): Promise<void>;
    errorHandler: { logger: { isVerbose: boolean; message(text: string): void } };
    /** Renders every page without writing one. */
    toJSON(): Promise<RenderedPage[]>;
  }
}
