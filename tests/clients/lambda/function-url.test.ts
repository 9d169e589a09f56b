import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  ListFunctionUrlConfigsCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  UpdateFunctionUrlConfigCommand,
  type CreateFunctionUrlConfigCommandInput,
} from "@aws-sdk/client-lambda";
import { request, type IncomingHttpHeaders } from "node:http";
import { describe, expect, it } from "vitest";
import { signed as sign } from "../../gateway/raw-client.ts";
import { allow, newUser, type TestUser } from "../user.ts";
import { activeFunction, arnOf, platform, region } from "./platform.ts";

const own = await platform();
const { lambda, forebay } = own;
const { port } = new URL(forebay.endpoint);

const FORBIDDEN = {
  Message:
    "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
};

interface Said {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** As they came. */
  readonly parts: readonly string[];
  readonly isWhole: boolean;
}

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const hostOf = (url: string): string => new URL(url).hostname;

/** By the Host alone: names under localstack.cloud need no resolving then. */
function ask(host: string, { method = "GET", path = "/", headers = {}, body }: Asked = {}): Promise<Said> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, method, path, headers: { host, ...headers } }, (incoming) => {
      const parts: string[] = [];
      incoming.on("data", (part: Buffer) => parts.push(part.toString()));
      const done = (isWhole: boolean): void =>
        resolve({ status: incoming.statusCode, headers: incoming.headers, text: parts.join(""), parts, isWhole });
      incoming.once("end", () => done(true));
      incoming.once("error", () => done(false));
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}

/** Its host; open to everyone unless the input says otherwise. */
async function urlOf(
  FunctionName: string,
  input: Partial<CreateFunctionUrlConfigCommandInput> = {},
): Promise<{ host: string; FunctionUrl: string }> {
  const { AuthType = "NONE", Qualifier } = input;
  const { FunctionUrl = "" } = await lambda.send(
    new CreateFunctionUrlConfigCommand({ ...input, FunctionName, AuthType }),
  );
  if (AuthType === "NONE") await open(FunctionName, Qualifier);
  return { host: hostOf(FunctionUrl), FunctionUrl };
}

async function open(FunctionName: string, Qualifier?: string): Promise<void> {
  const to = { FunctionName, Principal: "*", ...(Qualifier !== undefined && { Qualifier }) };
  const Action = "lambda:InvokeFunctionUrl";
  await lambda.send(new AddPermissionCommand({ ...to, Action, StatementId: "url", FunctionUrlAuthType: "NONE" }));
  const invoking = { Action: "lambda:InvokeFunction", StatementId: "invoke", InvokedViaFunctionUrl: true };
  await lambda.send(new AddPermissionCommand({ ...to, ...invoking }));
}

describe("function URLs", () => {
  it("CreateFunctionUrlConfig: its life, in AWS's words (recorded)", async () => {
    const FunctionName = await activeFunction(own, "exports.handler = async () => 1;");
    const created = await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
    expect(created).toMatchObject({ AuthType: "NONE", FunctionArn: arnOf(FunctionName) });
    expect(created.InvokeMode).toBeUndefined();
    expect(created.FunctionUrl).toMatch(
      new RegExp(`^http://[a-z0-9]{32}\\.lambda-url\\.${region}\\.localhost\\.localstack\\.cloud:${port}/$`),
    );
    await expect(
      lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" })),
    ).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: `Failed to create function url config for [functionArn = ${arnOf(FunctionName)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    });
    const got = await lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
    expect(got).toMatchObject({ InvokeMode: "BUFFERED", FunctionUrl: created.FunctionUrl });
    const Cors = { AllowOrigins: ["*"], MaxAge: 5 };
    const updated = await lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName, AuthType: "AWS_IAM", Cors }));
    expect(updated).toMatchObject({ AuthType: "AWS_IAM", Cors, FunctionUrl: created.FunctionUrl });
    const { FunctionUrlConfigs } = await lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName }));
    expect(FunctionUrlConfigs).toMatchObject([{ AuthType: "AWS_IAM", InvokeMode: "BUFFERED" }]);
    await lambda.send(new DeleteFunctionUrlConfigCommand({ FunctionName }));
    await expect(lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "The resource you requested does not exist.",
    });
    await expect(lambda.send(new ListFunctionUrlConfigsCommand({ FunctionName: "absent" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "Function does not exist",
    });
    const gone = await ask(hostOf(created.FunctionUrl ?? ""));
    expect(gone).toMatchObject({ status: 403, text: '{"Message":null}' });
    expect(gone.headers).toMatchObject({
      "content-type": "application/json",
      "x-amzn-errortype": "AccessDeniedException",
    });
  });

  it("a request is an event of format 2.0 (documented; headers and bodies recorded)", async () => {
    const { host } = await urlOf(await activeFunction(own, "exports.handler = async (event) => event;"));
    const json = await ask(host, {
      method: "POST",
      path: "/pa2/th%20x?q=query&multi=foo&multi=%2Fbar",
      headers: { "content-type": "application/json", cookie: "a=1; b=2", "Extra-Headers": "With WeiRd CapS" },
      body: '{"foo":"bar"}',
    });
    expect(json.status).toBe(200);
    const event = JSON.parse(json.text) as { readonly requestContext: object };
    expect(event).toMatchObject({
      version: "2.0",
      routeKey: "$default",
      rawPath: "/pa2/th%20x",
      rawQueryString: "q=query&multi=foo&multi=%2Fbar",
      cookies: ["a=1", "b=2"],
      queryStringParameters: { q: "query", multi: "foo,/bar" },
      headers: { "extra-headers": "With WeiRd CapS", host, "content-length": "13", "x-forwarded-proto": "http" },
      body: '{"foo":"bar"}',
      isBase64Encoded: false,
    });
    expect(event.requestContext).toMatchObject({
      accountId: "anonymous",
      apiId: host.split(".")[0],
      domainName: host,
      http: { method: "POST", path: "/pa2/th%20x", protocol: "HTTP/1.1", sourceIp: "127.0.0.1" },
      requestId: json.headers["x-amzn-requestid"],
      time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
    });
    const form = await ask(host, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: "--x--",
    });
    expect(JSON.parse(form.text)).toMatchObject({
      body: Buffer.from("--x--").toString("base64"),
      isBase64Encoded: true,
    });
    const empty = JSON.parse((await ask(host)).text) as object;
    expect(empty).not.toHaveProperty("body");
  });

  it("answers of functions: with status, headers and cookies, or whatever they give (recorded)", async () => {
    const source = `exports.handler = async ({ rawPath }) => ({
      "/string": "hello", "/number": 3, "/list": ["hello", 3, true], "/object": { hello: "world" },
      "/whole": { statusCode: 418, headers: { "X-Own": "v", "content-type": "text/plain" }, cookies: ["a=1", "b=2; Secure"], body: "teapot" },
      "/base64": { statusCode: 200, body: Buffer.from([0, 255, 1]).toString("base64"), isBase64Encoded: true, headers: { "content-type": "image/x" } },
      "/status": { statusCode: 9999 },
    })[rawPath];
    const given = exports.handler;
    exports.handler = async (event) => { if (event.rawPath === "/throw") throw new Error("x"); return given(event); };`;
    const { host } = await urlOf(await activeFunction(own, source));
    const said = async (path: string) => {
      const { status, text, headers } = await ask(host, { path });
      return [status, text, headers["content-type"]];
    };
    expect(await said("/string")).toEqual([200, "hello", "application/json"]);
    expect(await said("/number")).toEqual([200, "3", "application/json"]);
    expect(await said("/list")).toEqual([200, '["hello",3,true]', "application/json"]);
    expect(await said("/object")).toEqual([200, '{"hello":"world"}', "application/json"]);
    expect(await said("/throw")).toEqual([502, "Internal Server Error", "application/json"]);
    expect(await said("/status")).toEqual([502, "Internal Server Error", "application/json"]);
    const whole = await ask(host, { path: "/whole" });
    expect(whole).toMatchObject({ status: 418, text: "teapot" });
    expect(whole.headers).toMatchObject({ "x-own": "v", "content-type": "text/plain" });
    expect(whole.headers["set-cookie"]).toEqual(["a=1", "b=2; Secure"]);
    const bytes = await ask(host, { path: "/base64" });
    expect(bytes.headers["content-length"]).toBe("3");
  });

  it("answers that HTTP cannot carry: no status of an answer to come, no header of the connection (inferred)", async () => {
    const { host } = await urlOf(
      await activeFunction(own, "exports.handler = async (event) => JSON.parse(event.queryStringParameters.answer);"),
    );
    const say = (answer: object) => ask(host, { path: `/?answer=${encodeURIComponent(JSON.stringify(answer))}` });
    for (const statusCode of [100, 101, 199, 600]) expect(await say({ statusCode })).toMatchObject({ status: 502 });
    const headers = {
      Trailer: "x-a",
      Upgrade: "h2c",
      "Transfer-Encoding": "chunked",
      "X-A": "a\r\nX-B: b",
      "x-c": "c",
    };
    const said = await say({ statusCode: 200, headers, body: "whole" });
    expect(said).toMatchObject({ status: 200, text: "whole", headers: { "x-c": "c", "content-length": "5" } });
    for (const name of ["trailer", "upgrade", "transfer-encoding", "x-a", "x-b"])
      expect(said.headers).not.toHaveProperty(name);
  });

  it("AuthType NONE: both permissions must be there, for everyone (documented; text recorded)", async () => {
    const FunctionName = await activeFunction(own, "exports.handler = async () => 'in';");
    const { FunctionUrl = "" } = await lambda.send(
      new CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }),
    );
    const host = hostOf(FunctionUrl);
    const refused = await ask(host);
    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text)).toEqual(FORBIDDEN);
    await open(FunctionName);
    expect(await ask(host)).toMatchObject({ status: 200, text: "in" });
    expect(await ask(host.replace(".localhost.localstack.cloud", ".on.aws"))).toMatchObject({ text: "in" });
  });

  it("AuthType AWS_IAM: signed for lambda, and allowed by the caller's policies (documented)", async () => {
    const source =
      "exports.handler = async ({ requestContext: { accountId, authorizer } }) => ({ accountId, authorizer });";
    const FunctionName = await activeFunction(own, source);
    const { host } = await urlOf(FunctionName, { AuthType: "AWS_IAM" });
    const unsigned = await ask(host);
    expect([unsigned.status, JSON.parse(unsigned.text)]).toEqual([403, FORBIDDEN]);
    const may = await newUser(forebay, [allow(["lambda:InvokeFunctionUrl", "lambda:InvokeFunction"], "*")]);
    const half = await newUser(forebay, [allow("lambda:InvokeFunctionUrl", "*")]);
    const signed = async ({ config: { credentials } }: TestUser, body = "x") => {
      const raw = { method: "POST", path: "/a", headers: { host }, body: "x" };
      const { headers = {} } = await sign(forebay.endpoint, raw, { service: "lambda", credentials });
      return ask(host, { method: "POST", path: "/a", headers, body });
    };
    const answered = await signed(may);
    expect(answered.status, answered.text).toBe(200);
    expect(JSON.parse(answered.text)).toMatchObject({
      accountId: "000000000000",
      authorizer: { iam: { accessKey: may.config.credentials.accessKeyId, userArn: may.arn } },
    });
    expect((await signed(half)).status).toBe(403);
    const altered = await signed(may, "y");
    expect([altered.status, altered.headers["x-amzn-errortype"]]).toEqual([403, "InvalidSignatureException"]);
  });

  it("InvokeMode RESPONSE_STREAM: parts as they come, with status and headers before them (documented)", async () => {
    const source = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      if (event.rawPath === "/fail") throw new Error("before");
      if (event.rawPath !== "/plain") stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { "x-own": "v" }, cookies: ["a=1"] });
      stream.write("one ");
      await new Promise((resolve) => setTimeout(resolve, 150));
      if (event.rawPath === "/midway") throw new Error("midway");
      stream.write("two");
      stream.end();
    });`;
    const FunctionName = await activeFunction(own, source);
    const { host } = await urlOf(FunctionName, { InvokeMode: "RESPONSE_STREAM" });
    const whole = await ask(host, { path: "/x" });
    expect(whole).toMatchObject({ status: 201, parts: ["one ", "two"], isWhole: true });
    expect(whole.headers).toMatchObject({ "x-own": "v", "set-cookie": ["a=1"], "transfer-encoding": "chunked" });
    const plain = await ask(host, { path: "/plain" });
    expect(plain).toMatchObject({ status: 200, text: "one two" });
    expect(plain.headers["content-type"]).toBe("application/octet-stream");
    expect(await ask(host, { path: "/fail" })).toMatchObject({ status: 502, text: "Internal Server Error" });
    expect(await ask(host, { path: "/midway" })).toMatchObject({ text: "one ", isWhole: false });
    await lambda.send(new UpdateFunctionUrlConfigCommand({ FunctionName, InvokeMode: "BUFFERED" }));
    expect(await ask(host, { path: "/x" })).toMatchObject({ status: 201, text: "one two" });
  });

  it("Cors: preflights and answers have what the configuration says (documented)", async () => {
    const Cors = {
      AllowOrigins: ["https://a.example"],
      AllowMethods: ["GET"],
      AllowHeaders: ["x-own"],
      ExposeHeaders: ["date"],
      AllowCredentials: true,
      MaxAge: 60,
    };
    const source =
      "exports.handler = async () => ({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': 'mine' } });";
    const { host } = await urlOf(await activeFunction(own, source), { Cors });
    const origin = "https://a.example";
    const preflight = { origin, "access-control-request-method": "GET" };
    const allowed = await ask(host, { method: "OPTIONS", headers: preflight });
    expect(allowed.status).toBe(200);
    expect(allowed.headers).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "GET",
      "access-control-allow-headers": "x-own",
      "access-control-allow-credentials": "true",
      "access-control-max-age": "60",
    });
    const other = await ask(host, { method: "OPTIONS", headers: { ...preflight, origin: "https://b.example" } });
    expect(other.headers).not.toHaveProperty("access-control-allow-origin");
    const answered = await ask(host, { headers: { origin } });
    expect(answered.headers).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-expose-headers": "date",
    });
  });

  it("of an alias: its version runs, and nothing does when it is gone (recorded)", async () => {
    const FunctionName = await activeFunction(
      own,
      "exports.handler = async (_, { functionVersion }) => functionVersion;",
    );
    await lambda.send(new PublishVersionCommand({ FunctionName }));
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    const { host } = await urlOf(FunctionName, { Qualifier: "live" });
    expect(await ask(host)).toMatchObject({ status: 200, text: "1" });
    await lambda.send(new DeleteAliasCommand({ FunctionName, Name: "live" }));
    const gone = await ask(host);
    expect([gone.status, JSON.parse(gone.text)]).toEqual([403, FORBIDDEN]);
    const { host: latest } = await urlOf(FunctionName);
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    expect(await ask(latest)).toMatchObject({ status: 429, text: expect.stringContaining("Rate Exceeded.") });
  });
});
