import { describe, expect, it } from "vitest";
import { findings } from "./sample.ts";

const of = async (body: string): Promise<string[]> =>
  (await findings(body)).filter((found) => /secret|personal-data/.test(found));

/** Written in parts, so that no program takes this file for one that leaks a key. */
const AWS = ["AKIA", "QQ4TJW3ZPLM2VBN7"].join("");
const GITHUB = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");

describe("what nobody should read", () => {
  it.each([
    ["a key", `Use ${AWS} here.`, "1:5 secret"],
    ["a key within code", `\`\`\`sh\nexport TOKEN=${GITHUB}\n\`\`\``, "2:14 secret"],
    ["a private key", "-----BEGIN PRIVATE KEY-----", "1:1 secret"],
    ["a password", "Log in with password: s3cr3tW0rd.", "1:13 secret"],
    ["a password in an address", "postgres://ada:tr0ub4dor@db.x.example/blog", "1:1 secret"],
    ["a private mailbox", "Write to ada.l1815@gmail.com.", "1:10 personal-data"],
    ["a telephone number", "Call +1 (415) 867-5309 today.", "1:6 personal-data"],
    ["a number without a country", "Call 415-867-5309 today.", "1:6 personal-data"],
  ])("is found: %s", async (_, body, finding) => {
    expect(await of(body)).toContain(finding);
  });

  it.each([
    ["an invented key", "Use AKIAIOSFODNN7EXAMPLE and sk-your-key-here."],
    ["a password to be filled in", "password: YOUR_PASSWORD1, api_key=<your key>, password: <SECRET1>"],
    ["a mailbox of an organisation", "Write to info@gmail.com, hello@x.example or john.doe@gmail.com."],
    ["other numbers", "In 2019-2020, 10 000 000 people, 3.14159265, 978-0-13-468599-1 and 192.168.100.200."],
    ["numbers of films", "Call (415) 555-0123."],
    ["times and dates", "2024-05-02 10:00:00 and 1,234,567.89"],
  ])("is not seen in %s", async (_, body) => {
    expect(await of(body)).toEqual([]);
  });
});
