/** Types of the parts of two packages that the editor uses; their own are missing. */

declare module "decap-cms-locales" {
  export const de: object;
  export const es: object;
  export const fa: object;
  export const fr: object;
}

/** Renders precompiled templates. */
declare module "nunjucks/browser/nunjucks-slim.js" {
  class PrecompiledLoader {
    constructor(templates: object);
  }
  class Environment {
    constructor(loader: PrecompiledLoader, options: { autoescape: boolean });
    addFilter(name: string, filter: (...values: never[]) => unknown): void;
    render(name: string, context: object): string;
  }
  const nunjucks: { Environment: typeof Environment; PrecompiledLoader: typeof PrecompiledLoader };
  export default nunjucks;
}

interface Window {
  nunjucksPrecompiled: object;
}
