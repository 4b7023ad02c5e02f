import { describe, expect, it } from "vitest";
import { source } from "../../../src/base/source.ts";
import { backendOf } from "../../../src/config/cms.ts";
import { readSite } from "../../../src/config/site.ts";
import { adminPolicy } from "../../../src/hosting/csp.ts";

const NAMED = "name: A\nurl: https://a.example\n";
const read = (cms: string, more = "") => readSite(source("content/site.yaml", `${NAMED}cms: ${cms}\n${more}`));
const said = (cms: string, more = ""): string[] =>
  read(cms, more).problems.map(({ rule, message }) => `${rule}: ${message}`);

describe("the login of the editor", () => {
  it("is complete with what each host needs", () => {
    expect(said("{ repo: a/b, base_url: https://login.example }")).toEqual([]);
    expect(said("{ repo: a/b }", "hosts: [netlify]")).toEqual([]);
    expect(said("{ base_url: https://login.example }", "repository: https://github.com/a/b.git")).toEqual([]);
    expect(said("{ backend: gitlab, repo: a/b/c, app_id: x1 }")).toEqual([]);
    for (const backend of ["gitea", "forgejo"]) {
      expect(said(`{ backend: ${backend}, repo: a/b, app_id: x1, base_url: https://code.example }`)).toEqual([]);
    }
  });

  it.each([
    ["{ base_url: https://login.example }", "cms.repo"],
    ["{ repo: a/b }", "cms.base_url"],
    ["{ backend: gitlab, repo: a/b }", "cms.app_id"],
    ["{ backend: forgejo, repo: a/b, app_id: x }", "cms.base_url"],
    ["{ backend: git-gateway }", "deprecated"],
    ["{ repo: a/b, base_url: https://login.example, open_authoring: true }", "editorial workflow"],
  ])("%s is reported: nobody could log in", (cms, named) => {
    expect(said(cms)).toEqual([expect.stringMatching(/^cms-login: /)]);
    expect(said(cms)[0]).toContain(named);
  });

  it("is refused with values that no host could have", () => {
    for (const cms of [
      '{ app_id: "a b" }',
      '{ api_root: "javascript:x" }',
      '{ auth_endpoint: "a;b" }',
      '{ app_id: "a:b" }',
      '{ base_url: "https:a.example" }',
    ]) {
      expect(said(cms)).toContainEqual(expect.stringMatching(/^wrong-type/));
    }
  });

  const backend = (cms: string) => {
    const settings = read(cms).value?.cms;
    return settings && backendOf(settings);
  };

  it("leaves the branch to the repository unless one is named", () => {
    expect(backend("{ repo: a/b }")).toEqual({ name: "github", repo: "a/b" });
    expect(backend("{ repo: a/b, branch: posts }")).toMatchObject({ branch: "posts" });
  });

  it("tells Decap where GitLab, Gitea and Forgejo are", () => {
    expect(backend("{ backend: gitlab, repo: a/b, app_id: x }")).toEqual({
      name: "gitlab",
      auth_type: "pkce",
      repo: "a/b",
      app_id: "x",
    });
    expect(backend("{ backend: forgejo, repo: a/b, app_id: x, base_url: https://code.example/ }")).toEqual({
      name: "forgejo",
      base_url: "https://code.example",
      api_root: "https://code.example/api/v1",
      repo: "a/b",
      app_id: "x",
    });
  });

  const calls = (cms: string): string => {
    const site = read(cms).value;
    return /connect-src ([^;]*)/.exec(site ? adminPolicy(site) : "")?.[1] ?? "";
  };

  it("may be called by the editor, and nothing else may", () => {
    const own = "'self' data: blob:";
    expect(calls("{ repo: a/b, base_url: https://login.example }")).toBe(
      `${own} https://api.github.com https://www.githubstatus.com https://login.example`,
    );
    expect(calls("{ backend: gitlab, repo: a/b }")).toBe(
      `${own} https://gitlab.com https://status-api.hostedstatus.com`,
    );
    expect(calls("{ backend: gitea, repo: a/b, base_url: https://code.example/x }")).toBe(
      `${own} https://code.example`,
    );
  });
});
