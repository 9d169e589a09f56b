// Where requests to a website lead.
import { describe, expect, it } from "vitest";
import { siteOf } from "./site.ts";

const from = { host: "b.s3-website.localhost:4566", secure: false };

describe("websites", () => {
  it("folders have index documents", () => {
    const site = siteOf({ IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "error.html" } });
    expect(site.find("", from)).toEqual({ kind: "page", key: "index.html" });
    expect(site.find("a/", from)).toEqual({ kind: "page", key: "a/index.html" });
    expect(site.find("a", from)).toEqual({ kind: "page", key: "a" });
    expect(site.folderPage("a")).toBe("a/index.html");
    expect(site.afterError("a", 404, from)).toBeUndefined();
    expect(site.errorKey).toBe("error.html");
  });

  it("rules redirect by prefix and by error", () => {
    const site = siteOf({
      IndexDocument: { Suffix: "index.html" },
      RoutingRules: [
        { Condition: { KeyPrefixEquals: "docs/" }, Redirect: { ReplaceKeyPrefixWith: "documents/" } },
        {
          Condition: { HttpErrorCodeReturnedEquals: "404", KeyPrefixEquals: "x/" },
          Redirect: {
            HostName: "other.example",
            Protocol: "https",
            ReplaceKeyWith: "not found",
            HttpRedirectCode: "302",
          },
        },
      ],
    });
    const location = "http://b.s3-website.localhost:4566/documents/a%20b";
    expect(site.find("docs/a b", from)).toEqual({ kind: "redirect", status: 301, location });
    expect(site.find("x/y", from)).toEqual({ kind: "page", key: "x/y" });
    const other = { kind: "redirect", status: 302, location: "https://other.example/not%20found" };
    expect(site.afterError("x/y", 404, from)).toEqual(other);
    expect(site.afterError("x/y", 403, from)).toBeUndefined();
    expect(site.afterError("y", 404, from)).toBeUndefined();
  });

  it("everything may go to another host", () => {
    const site = siteOf({ RedirectAllRequestsTo: { HostName: "example.com", Protocol: "https" } });
    expect(site.find("a/b", from)).toEqual({ kind: "redirect", status: 301, location: "https://example.com/a/b" });
  });
});
