// Static websites: the configuration through the AWS SDK, and what a browser sees. Recorded unless said otherwise.
import { request } from "node:http";
import {
  DeleteBucketWebsiteCommand,
  DeletePublicAccessBlockCommand,
  GetBucketWebsiteCommand,
  PutBucketPolicyCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
  type WebsiteConfiguration,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();

const configure = (Bucket: string, WebsiteConfiguration: WebsiteConfiguration) =>
  s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration }));
const IndexDocument = { Suffix: "index.html" };

async function open(): Promise<string> {
  const Bucket = await bucket();
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` };
  const list = { Effect: "Allow", Principal: "*", Action: "s3:ListBucket", Resource: `arn:aws:s3:::${Bucket}` };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement, list] });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  return Bucket;
}
const put = (Bucket: string, Key: string, Body: string, WebsiteRedirectLocation?: string) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "text/html", WebsiteRedirectLocation }));

interface Seen {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}
const visit = (Bucket: string, path: string, method = "GET", headers: Record<string, string> = {}) =>
  new Promise<Seen>((resolve, reject) => {
    const host = `${Bucket}.s3-website.localhost:${forebay.port}`;
    request({ port: forebay.port, method, path, headers: { host, ...headers } }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
    })
      .on("error", reject)
      .end();
  });

describe("configuration", () => {
  it("PutBucketWebsite, GetBucketWebsite, DeleteBucketWebsite", async () => {
    const Bucket = await bucket();
    const none = failure(404, "NoSuchWebsiteConfiguration");
    await expect(s3.send(new GetBucketWebsiteCommand({ Bucket }))).rejects.toEqual(none);
    await configure(Bucket, { IndexDocument });
    expect(await s3.send(new GetBucketWebsiteCommand({ Bucket }))).toMatchObject({ IndexDocument });
    for (let times = 0; times < 2; times++) await s3.send(new DeleteBucketWebsiteCommand({ Bucket }));
    await expect(s3.send(new GetBucketWebsiteCommand({ Bucket }))).rejects.toEqual(none);
  });

  it("PutBucketWebsite: what is none", async () => {
    const Bucket = await bucket();
    const route = (rule: object) => ({ IndexDocument, RoutingRules: [rule as never] });
    const cases: [WebsiteConfiguration, string, string][] = [
      [{ IndexDocument: { Suffix: "/index.html" } }, "InvalidArgument", "The IndexDocument Suffix is not well formed"],
      [{ IndexDocument: { Suffix: "" } }, "InvalidArgument", "The IndexDocument Suffix is not well formed"],
      [
        { IndexDocument, RedirectAllRequestsTo: { HostName: "a" } },
        "InvalidArgument",
        "RedirectAllRequestsTo cannot be provided in conjunction with other Routing Rules.",
      ],
      [
        { ErrorDocument: { Key: "e" } },
        "InvalidArgument",
        "A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty",
      ],
      [
        route({ Redirect: { Protocol: "ftp" } }),
        "InvalidRequest",
        "Invalid protocol, protocol can be http or https. If not defined the protocol will be selected automatically.",
      ],
      [
        route({ Redirect: { ReplaceKeyWith: "a", ReplaceKeyPrefixWith: "b" } }),
        "InvalidRequest",
        "You can only define ReplaceKeyPrefix or ReplaceKey but not both.",
      ],
      [
        route({ Condition: {}, Redirect: { ReplaceKeyWith: "a" } }),
        "InvalidRequest",
        "Condition cannot be empty. To redirect all requests without a condition, the condition element shouldn't be present.",
      ],
    ];
    for (const [website, code, message] of cases)
      await expect(configure(Bucket, website)).rejects.toEqual(failure(400, code, { message }));
  });
});

describe("hosts", async () => {
  const Bucket = await open();
  await configure(Bucket, { IndexDocument, ErrorDocument: { Key: "error.html" } });
  await put(Bucket, "index.html", "home");
  await put(Bucket, "folder/index.html", "folder");
  await put(Bucket, "moved", "x", "/folder/");

  it("show pages, index documents, ranges", async () => {
    expect(await visit(Bucket, "/")).toMatchObject({ status: 200, body: "home" });
    expect((await visit(Bucket, "/index.html")).headers["content-type"]).toBe("text/html");
    expect(await visit(Bucket, "/folder/")).toMatchObject({ status: 200, body: "folder" });
    expect(await visit(Bucket, "/folder")).toMatchObject({ status: 302, headers: { location: "/folder/" } });
    expect(await visit(Bucket, "/index.html", "GET", { range: "bytes=1-2" })).toMatchObject({
      status: 206,
      body: "om",
    });
    expect(await visit(Bucket, "/index.html", "HEAD")).toMatchObject({ status: 200, body: "" });
    const { headers } = await visit(Bucket, "/");
    expect((await visit(Bucket, "/", "GET", { "if-none-match": String(headers["etag"]) })).status).toBe(304);
    expect(await visit(Bucket, "/moved")).toMatchObject({ status: 301, headers: { location: "/folder/" } });
  });

  it("show errors as pages, or the site's own", async () => {
    const missing = await visit(Bucket, "/nowhere");
    expect(missing.status).toBe(404);
    expect(missing.body).toContain(
      "<li>Code: NoSuchKey</li>\n<li>Message: The specified key does not exist.</li>\n<li>Key: nowhere</li>",
    );
    expect(missing.body).toContain("<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>");
    expect(missing.body).toContain("<li>Key: error.html</li>");
    await put(Bucket, "error.html", "sorry");
    expect(await visit(Bucket, "/nowhere")).toMatchObject({ status: 404, body: "sorry" });
    const posted = await visit(Bucket, "/", "POST");
    expect(posted.status).toBe(405);
    expect(posted.body).toContain("<li>Method: POST</li>\n<li>ResourceType: OBJECT</li>");
    const stranger = await visit("no-such-bucket-here", "/");
    expect(stranger.body).toContain("<li>Code: NoSuchBucket</li>");
    expect((await visit(await bucket(), "/")).body).toContain("<li>Code: NoSuchWebsiteConfiguration</li>");
  });

  it("redirect by the rules (documented)", async () => {
    const other = await open();
    await configure(other, {
      IndexDocument,
      RoutingRules: [
        { Condition: { KeyPrefixEquals: "docs/" }, Redirect: { ReplaceKeyPrefixWith: "documents/" } },
        {
          Condition: { HttpErrorCodeReturnedEquals: "404" },
          Redirect: { HostName: "example.com", HttpRedirectCode: "307" },
        },
      ],
    });
    const here = `http://${other}.s3-website.localhost:${forebay.port}`;
    expect(await visit(other, "/docs/a")).toMatchObject({ status: 301, headers: { location: `${here}/documents/a` } });
    expect(await visit(other, "/x")).toMatchObject({ status: 307, headers: { location: "http://example.com/x" } });
    await configure(other, { RedirectAllRequestsTo: { HostName: "example.com", Protocol: "https" } });
    expect(await visit(other, "/a")).toMatchObject({ status: 301, headers: { location: "https://example.com/a" } });
  });

  it("show nothing that not everyone may read (documented)", async () => {
    const closed = await bucket();
    await configure(closed, { IndexDocument });
    await put(closed, "index.html", "secret");
    const refused = await visit(closed, "/");
    expect(refused.status).toBe(403);
    expect(refused.body).toContain("<li>Code: AccessDenied</li>");
    expect(refused.body).not.toContain("secret");
  });
});
