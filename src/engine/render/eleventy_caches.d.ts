/** What Eleventy keeps of templates until its process ends. It has no public way to forget them all. */

declare module "*/@11ty/eleventy/src/LayoutCache.js" {
  const layouts: { removeAll(): void };
  export default layouts;
}

declare module "*/@11ty/eleventy/src/TemplateContent.js" {
  const templates: { _inputCache: Map<string, unknown> };
  export default templates;
}
