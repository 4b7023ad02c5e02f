/**
 * Lists and reads the files of a posts folder.
 */

import { type Dirent, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { compare, type Problem } from "../base/diagnostic.ts";
import { entriesOf, leadsOut } from "../base/files.ts";
import { MOST_POST_BYTES } from "../base/limits.ts";
import { problemAt, source } from "../base/source.ts";

export interface PostFile {
  /** Path on this machine. */
  path: string;
  /** Path to show, as in `content/posts/x.md`. */
  file: string;
  /** File name without `.md`. */
  name: string;
}

export interface PostFiles {
  files: PostFile[];
  problems: Problem[];
}

const EXTENSION = ".md";

/** Lists the posts of `<content>/posts` by name. A missing folder counts as empty. */
export function listPosts(content: string, label: string): PostFiles {
  const folder = join(content, "posts");
  const files: PostFile[] = [];
  const problems: Problem[] = [];
  if (leadsOut(folder, content)) {
    return { files, problems: [notAPost(`${label}/posts`, "It is a link that leads out of the content folder.")] };
  }
  for (const entry of entriesOf(folder)) {
    if (entry.name.startsWith(".")) continue;
    if (!entry.name.endsWith(EXTENSION)) {
      problems.push(stray(`${label}/posts/${entry.name}`, entry));
      continue;
    }
    const file: PostFile = {
      path: join(folder, entry.name),
      file: `${label}/posts/${entry.name}`,
      name: entry.name.slice(0, -EXTENSION.length),
    };
    if (/\.(?:md|markdown|txt|docx?)\.md$/i.test(entry.name)) problems.push(twoEndings(file));
    const refusal = entry.isFile() ? undefined : refusalOf(file.path, folder);
    if (refusal === undefined) files.push(file);
    else problems.push(notAPost(file.file, refusal));
  }
  files.sort((a, b) => compare(a.file, b.file));
  return { files, problems };
}

export function readPost(file: PostFile): Uint8Array | Problem {
  try {
    const { size } = statSync(file.path);
    return size > MOST_POST_BYTES ? tooLarge(file, size) : readFileSync(file.path);
  } catch (error) {
    return notAPost(file.file, `It cannot be read (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** Why something that is not an ordinary file is no post. A symbolic link to a file in the same folder is one. */
function refusalOf(path: string, folder: string): string | undefined {
  try {
    if (!realpathSync(path).startsWith(realpathSync(folder) + sep))
      return "It is a link that leads out of the folder of posts.";
    return statSync(path).isFile() ? undefined : "It is not a file.";
  } catch {
    return "It is a link that leads nowhere.";
  }
}

function stray(file: string, entry: Dirent): Problem {
  const isFolder = entry.isDirectory();
  const almost = /^(.+?)\.(?:md|markdown|mdx|mdown|txt|md\.txt)$/i.exec(entry.name)?.[1];
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      rule: "stray-file",
      message: isFolder
        ? "Posts in a folder of their own are not published."
        : "This is not published: it is no `.md` file.",
      hint: isFolder
        ? "Move them up into the folder of posts."
        : almost === undefined
          ? "Name a post as in my-first-post.md, and keep other files elsewhere."
          : `Rename it to \`${almost}.md\`.`,
    },
  );
}

function twoEndings({ file }: PostFile): Problem {
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      rule: "stray-file",
      message: "The file's name has two endings, and the first becomes a part of the post's address.",
      hint: `Name it \`${file.replace(/.*\//, "").replace(/\.\w+\.md$/i, ".md")}\`.`,
    },
  );
}

function tooLarge({ file }: PostFile, size: number): Problem {
  const inMillions = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
  return problemAt(
    { file },
    { line: 1, column: 1 },
    {
      rule: "too-much",
      message: `The post has ${inMillions(size)}; more than ${inMillions(MOST_POST_BYTES)} is too much.`,
      hint: "Save pictures as files in assets/img/uploads, and split the rest into several posts.",
    },
  );
}

function notAPost(file: string, why: string): Problem {
  return problemAt(
    source(file, ""),
    { line: 1, column: 1 },
    { rule: "unsafe-path", message: why, hint: "Keep every post as a file of its own, named as in my-first-post.md." },
  );
}
