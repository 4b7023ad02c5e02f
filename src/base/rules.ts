/**
 * The table of rules: everything that can be found wrong with what an author wrote, and why it matters.
 */

export type Severity = "error" | "warn";

export interface Rule {
  severity: Severity;
  /** Without what it asks for there is no page: a site may not lower its severity. */
  isFatal?: true;
  /** Why it matters, in a sentence for an author. */
  why: string;
}

/** Every rule that can be reported. `site.yaml: checks` may change a severity or switch a rule off. */
export const RULES = {
  yaml: {
    severity: "error",
    isFatal: true,
    why: "The lines between the two `---` must be readable, or nothing in the post can be used.",
  },
  "missing-field": {
    severity: "error",
    isFatal: true,
    why: "Pages, lists and feeds are made from these fields.",
  },
  "unknown-key": {
    severity: "warn",
    why: "A field that nothing reads is usually a misspelt one.",
  },
  "wrong-type": {
    severity: "error",
    why: "A field of another kind than expected cannot be shown.",
  },
  "invalid-date": {
    severity: "error",
    isFatal: true,
    why: "Posts are ordered, archived and scheduled by their date.",
  },
  "unknown-author": {
    severity: "error",
    why: "Readers trust a post with a face and a name, and both come from authors.yaml.",
  },
  "unknown-tag": {
    severity: "error",
    why: "Two spellings of one topic make two half-empty topic pages.",
  },
  "unknown-layout": {
    severity: "error",
    why: "Without its layout a post cannot be turned into a page.",
  },
  "duplicate-url": {
    severity: "error",
    isFatal: true,
    why: "Only one page can live at an address; the other would be lost.",
  },
  "redirect-loop": {
    severity: "error",
    why: "A browser that follows it comes back to where it was and gives up.",
  },
  "redirect-chain": {
    severity: "error",
    why: "Each step costs a reader time, and search engines do not follow many.",
  },
  "vanished-address": {
    severity: "error",
    why: "Links to it from other sites, bookmarks and search results would lead to the page for missing pages.",
  },
  "dead-link": {
    severity: "error",
    why: "A reader who follows it lands on the page for missing pages.",
  },
  "dead-anchor": {
    severity: "error",
    why: "A reader who follows it stays where they are, and nothing happens.",
  },
  "missing-image": {
    severity: "error",
    why: "Readers would see a broken picture.",
  },
  "broken-image": {
    severity: "error",
    why: "Readers would see a broken picture, and smaller sizes of it cannot be made.",
  },
  "empty-link": {
    severity: "warn",
    why: "A link without an address leads nowhere.",
  },
  mojibake: {
    severity: "warn",
    why: "Text that went through the wrong encoding reads as garbage: `todayâ€™s` for `today’s`.",
  },
  "repeated-title": {
    severity: "warn",
    why: "The page shows the title already; a second one reads as a mistake.",
  },
  "heading-level": {
    severity: "warn",
    why: "The title is the only first-level heading; screen readers and search engines read the levels as an outline.",
  },
  "unsafe-html": {
    severity: "warn",
    why: "Scripts and styles pasted into a post can break the page or harm its readers, so they are left out.",
  },
  "unsafe-path": {
    severity: "error",
    isFatal: true,
    why: "A path may not lead out of the folders that hold the blog.",
  },
  "unsafe-field": {
    severity: "error",
    isFatal: true,
    why: "It would let whoever edits the page run code in the build, or change what other parts of the page show.",
  },
  "too-much": {
    severity: "error",
    isFatal: true,
    why: "A text that no person would write can keep every build busy for minutes, or lose words on its way to the page.",
  },
  "stray-file": {
    severity: "warn",
    why: "Only files that end in `.md`, in the folder of posts itself, are published.",
  },
  encoding: {
    severity: "error",
    isFatal: true,
    why: "Text that is not UTF-8 would be shown with wrong characters.",
  },
  formula: {
    severity: "warn",
    why: "A formula that cannot be read is shown as its source.",
  },
  "unknown-language": {
    severity: "warn",
    why: "Code in a language that is not known is shown without colours.",
  },
  "unknown-cta": {
    severity: "error",
    why: "The call to action that the post asks for is not in site.yaml.",
  },
  "invisible-character": {
    severity: "warn",
    why: "Characters without width and spaces that do not break come along with pasted text, and break words, searches and lines.",
  },
  "tracking-link": {
    severity: "warn",
    why: "The end of such an address tells another site where its visitors came from; it means nothing to readers.",
  },
  "own-address": {
    severity: "warn",
    why: "A full address leads out of a preview of the blog, and goes on leading to the old host when the blog moves.",
  },
  "redirected-link": {
    severity: "warn",
    why: "Readers take a step more than they need, and search engines follow such steps only for a while.",
  },
  "outside-link": {
    severity: "warn",
    why: "Readers who follow it find nothing there.",
  },
  "stray-escape": {
    severity: "warn",
    why: "A backslash that a CMS or a chat has put before a bracket makes a formula of words, or no link of a link.",
  },
  "glued-emphasis": {
    severity: "warn",
    why: "Without a space beside them, asterisks are shown to readers, or two words run into one.",
  },
  "empty-heading": {
    severity: "warn",
    why: "A section without a name is missing in the list of contents, and its text looks like part of the one before.",
  },
  "picture-place": {
    severity: "warn",
    why: "Anybody who saves the picture learns where it was taken: at somebody's home, perhaps.",
  },
  "title-length": {
    severity: "warn",
    why: "Search engines and shared links show the beginning of a title only.",
  },
  "description-length": {
    severity: "warn",
    why: "It is what people read below the title in a search result, and decides whether they open the post.",
  },
  "off-topic-description": {
    severity: "warn",
    why: "A description of something else misleads readers and search engines.",
  },
  "markup-in-field": {
    severity: "warn",
    why: "These fields are plain text: readers see the marks themselves, in lists and in search results.",
  },
  "date-in-name": {
    severity: "warn",
    why: "The post stands in the archive under one date and carries another in its address.",
  },
  "repeated-heading": {
    severity: "warn",
    why: "Two sections of one name look like one in the list of contents.",
  },
  "bold-heading": {
    severity: "warn",
    why: "Only real headings stand in the list of contents, and only they let screen readers move from section to section.",
  },
  "contents-list": {
    severity: "warn",
    why: "A list of contents that is kept by hand is soon out of date.",
  },
  "table-header": {
    severity: "warn",
    why: "Without names of columns the cells of a table cannot be understood one by one.",
  },
  "insecure-link": {
    severity: "warn",
    why: "Over `http://` anyone on the way can read and change what a reader gets.",
  },
  "pasted-html": {
    severity: "warn",
    why: "Such markup overrides the look of the blog, or is left out of the page.",
  },
  "quotes-in-code": {
    severity: "warn",
    why: "A reader who copies the code gets an error.",
  },
  "missing-alt": {
    severity: "warn",
    why: "People who do not see a picture, and search engines, have only its description.",
  },
  "picture-as-text": {
    severity: "warn",
    why: "It makes the page many times heavier, and no browser can keep it for the next page.",
  },
  "duplicate-title": {
    severity: "warn",
    why: "Readers cannot tell two posts with one title apart.",
  },
  "duplicate-description": {
    severity: "warn",
    why: "Search engines show only one of several pages that say the same of themselves.",
  },
  "shared-alt": {
    severity: "warn",
    why: "People who do not see the pictures cannot tell them apart.",
  },
  "shared-cover": {
    severity: "warn",
    why: "In lists and shared links posts are told apart by their pictures.",
  },
  "single-use-tag": {
    severity: "warn",
    why: "A topic page with one post leads readers nowhere.",
  },
  "near-duplicate": {
    severity: "warn",
    why: "Search engines show only one of two pages with the same text.",
  },
  orphan: {
    severity: "warn",
    why: "Readers and search engines find posts through links from others.",
  },
  "unused-upload": {
    severity: "warn",
    why: "It is copied with every deployment, and nobody sees it.",
  },
  "heavy-picture": {
    severity: "warn",
    why: "Readers on phones wait for it, and pay for it.",
  },
  "picture-type": {
    severity: "warn",
    why: "A picture whose name says another kind than it is is not shown by some browsers and hosts.",
  },
  "missing-cms": {
    severity: "warn",
    why: "Authors who write in the CMS find nothing at /admin/.",
  },
  "dead-reference": {
    severity: "error",
    why: "Feed readers and search engines follow addresses that no person sees.",
  },
  "page-parts": {
    severity: "error",
    why: "Browsers, screen readers and search engines take a page apart by these.",
  },
  "page-weight": {
    severity: "warn",
    why: "Readers on phones wait for it, and pay for it.",
  },
  "invalid-html": {
    severity: "warn",
    why: "Browsers guess what was meant, and not all guess the same.",
  },
  "partial-history": {
    severity: "warn",
    why: "From a part of a history git would tell wrong dates, so posts show none that they do not have themselves.",
  },
  "faint-colour": {
    severity: "warn",
    why: "Many people cannot read text that hardly differs from the page.",
  },
  template: {
    severity: "error",
    isFatal: true,
    why: "The page's template could not be rendered.",
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

export const RULE_NAMES = Object.keys(RULES).filter(isRuleName);

export function isRuleName(name: string): name is RuleName {
  return Object.hasOwn(RULES, name);
}

export function isFatal(rule: RuleName): boolean {
  return "isFatal" in RULES[rule];
}
