/**
 * What no person writes, and what would take a build minutes: texts made to exhaust it are refused in a sentence instead.
 */

/** Bytes of a post's file. A long novel has a tenth of them; pictures that were pasted as text reach a few millions. */
export const MOST_POST_BYTES = 4_000_000;

/** Characters between the two `---` of a post. */
export const MOST_FRONT_MATTER = 64_000;

/** Characters of a file of settings, such as that of a few thousand authors. */
export const MOST_SETTINGS = 1_000_000;

/** How deep lists and groups of fields may lie within each other. */
export const DEEPEST_FIELDS = 32;

/** How often one anchor of YAML may be repeated. */
export const MOST_ALIASES = 50;

/** Headings of a text that get an address. */
export const MOST_HEADINGS = 1000;

/** Footnotes of a text. */
export const MOST_FOOTNOTES = 1000;

/** How deep quotes and lists may lie within each other; to go deeper would exhaust the stack. */
export const DEEPEST_NESTING = 50;
