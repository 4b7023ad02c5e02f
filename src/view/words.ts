/**
 * The words of the interface, by language. Templates print these and none of their own; `{name}` is a placeholder that
 * the filter `fill` replaces. Where a number decides the form there are two entries, and the template chooses.
 */

const WORDS = {
  en: {
    // Whole page
    skipToText: "Skip to content",
    pageTitle: "{title} | {site}",
    siteNavigation: "Main",
    footerNavigation: "Footer",
    breadcrumbs: "You are here",
    home: "Home",

    // A post
    minutesToRead: "{count} min read",
    updated: "Updated {date}",
    contents: "Contents",
    writtenBy: "Written by",
    related: "Keep reading",
    otherPosts: "Other posts",
    previousPost: "Previous",
    nextPost: "Next",
    asMarkdown: "As Markdown",
    seriesPart: "Part {position} of {count} in the series",

    // Lists
    feed: "Feed",
    followFeed: "Follow by feed",
    feedIntro: "This is a web feed. Copy its address into a feed reader, and new posts come to you.",
    onePost: "1 post",
    manyPosts: "{count} posts",
    noPosts: "Nothing has been published here yet.",
    noTags: "There are no topics yet.",
    noAuthors: "Nobody has written here yet.",
    pages: "Pages",
    page: "Page {number}",
    pageOf: "Page {number} of {count}",
    previousPage: "Previous",
    nextPage: "Next",

    // Home
    featured: "Featured",
    latest: "Latest posts",
    topics: "Topics",
    people: "Who writes here",

    // Errors and old addresses
    notFound: "The page you asked for is not here. It may have moved, or the address may have a typing mistake in it.",
    notFoundHome: "Go to the home page",
    moved: "This page has moved to",

    // In a text
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    footnotes: "Footnotes",
    backToText: "Back to the text",
    table: "Table",
    taskDone: "Done",
    taskOpen: "To do",
    embedded: "Embedded content",

    // Titles and descriptions of pages
    blog: "Blog",
    blogIntro: "Every post, the newest first.",
    blogDescription: "All posts of {name}, the newest first.",
    tags: "Topics",
    tagsDescription: "The topics that {name} writes about.",
    tagDescription: "Posts about {tag} on {name}.",
    authors: "Authors",
    authorsDescription: "The people who write for {name}.",
    authorDescription: "Posts by {person} on {name}.",
    archive: "Archive",
    archiveDescription: "All posts of {name} by year.",
    about: "About",
    seriesIntro: "A series of {count} posts, in the order in which they are best read.",
    seriesDescription: "The series “{series}” on {name}.",
    numberedTitle: "{title}, page {number} of {count}",
    notFoundTitle: "Page not found",
    redirectText: "This page has moved.",

    // Development
    draft: "Draft",
    scheduled: "Scheduled",
    expired: "Expired",
    oneProblem: "1 problem in this post",
    manyProblems: "{count} problems in this post",
    broken: "This post cannot be shown until the errors below are put right. Save the file and the page reloads.",
    error: "Error",
    warn: "Warning",
  },
} satisfies Record<string, Record<string, string>>;

export type Words = (typeof WORDS)["en"];

/** The words for a language, or for English where there are none of its own yet. */
export function wordsFor(language: string): Words {
  const { language: base } = new Intl.Locale(language);
  const found = Object.entries(WORDS).find(([known]) => known === base);
  return found?.[1] ?? WORDS.en;
}
