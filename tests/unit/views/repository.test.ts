import { describe, expect, it } from "vitest";
import { repositoryLinks } from "../../../src/views/parts/repository_links.ts";

const WORDS = { editPage: "Edit", seeSource: "See" };

describe("links to a post's file", () => {
  it.each([
    ["https://github.com/a/b", "edit/main/content/posts/a%20post.md", "blob/main/content/posts/a%20post.md"],
    ["https://gitlab.com/a/b", "-/edit/main/content/posts/a%20post.md", "-/blob/main/content/posts/a%20post.md"],
    [
      "https://gitlab.example.org/a/b",
      "-/edit/main/content/posts/a%20post.md",
      "-/blob/main/content/posts/a%20post.md",
    ],
    ["https://codeberg.org/a/b", "_edit/main/content/posts/a%20post.md", "src/branch/main/content/posts/a%20post.md"],
    ["https://bitbucket.org/a/b", "src/main/content/posts/a%20post.md?mode=edit", "src/main/content/posts/a%20post.md"],
  ])("have the form for %s", (url, edit, see) => {
    const repository = { url, branch: "main", folder: "" };
    expect(repositoryLinks(repository, "content/posts/a post.md", WORDS)).toEqual([
      { label: "Edit", url: `${url}/${edit}` },
      { label: "See", url: `${url}/${see}` },
    ]);
  });

  it("include the folder of the blog", () => {
    const repository = { url: "https://github.com/a/b", branch: "trunk", folder: "site" };
    const [edit] = repositoryLinks(repository, "content/posts/a.md", WORDS);
    expect(edit?.url).toBe("https://github.com/a/b/edit/trunk/site/content/posts/a.md");
  });

  it("are absent without a repository", () => {
    expect(repositoryLinks(undefined, "content/posts/a.md", WORDS)).toEqual([]);
  });
});
