import { describe, expect, it } from "vitest";
import { fuzz } from "./fuzz.ts";
import { complaintAboutAddresses, hostileAddresses } from "./hostile_addresses.ts";
import { complaintAboutHosts, hostileSettings } from "./hostile_settings.ts";

describe("hostile settings", () => {
  it("cannot inject lines or directives into host files and robots.txt", async () => {
    const { failure, built, refused } = await fuzz({
      blogs: hostileSettings,
      count: 100,
      seed: 20_240_502,
      inspect: complaintAboutHosts,
    });
    expect(failure).toBeUndefined();
    expect(Math.min(built, refused)).toBeGreaterThan(10);
  });
});

describe("hostile addresses", () => {
  it("are refused or made inert wherever they occur", async () => {
    const { failure, built, refused } = await fuzz({
      blogs: hostileAddresses,
      count: 100,
      seed: 20_240_502,
      inspect: complaintAboutAddresses,
    });
    expect(failure).toBeUndefined();
    expect(Math.min(built, refused)).toBeGreaterThan(10);
  });
});
