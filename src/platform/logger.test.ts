// Secrets are taken from log lines wherever they stand; everything else stays.
import { describe, expect, test } from "vitest";
import { createLogger, withoutSecrets } from "./logger.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

function logged(write: (logger: ReturnType<typeof createLogger>) => void, known: readonly string[] = []): string {
  const lines: string[] = [];
  write(createLogger("trace", { write: (line) => lines.push(line) }, known));
  for (const line of lines) expect(JSON.parse(line)).toBeTypeOf("object");
  return lines.join("");
}

describe("a secret", () => {
  const quoted = JSON.stringify({ SecretAccessKey: SECRET, Expiration: "2030" });
  test.each<[string, (logger: ReturnType<typeof createLogger>) => void]>([
    ["in a member", (logger) => logger.info({ secretAccessKey: SECRET }, "issued")],
    ["deep in members", (logger) => logger.info({ answer: { Credentials: { SessionToken: SECRET } } }, "issued")],
    ["in a header", (logger) => logger.trace({ headers: { authorization: `AWS4 Signature=${SECRET}` } })],
    ["in a list of members", (logger) => logger.trace({ keys: [{ PrivateKeyPlaintext: SECRET }] })],
    ["in JSON in the message", (logger) => logger.debug(`answered ${quoted}`)],
    ["in JSON in JSON", (logger) => logger.debug({ body: JSON.stringify({ body: quoted }) })],
    ["in the JSON of a command line", (logger) => logger.info(`    "SecretAccessKey": "${SECRET}",`)],
    ["in XML", (logger) => logger.debug({ body: `<a><SessionToken>${SECRET}</SessionToken></a>` })],
    ["in a link", (logger) => logger.debug(`GET /?X-Amz-Expires=60&X-Amz-Signature=${SECRET}&a=b`)],
    ["in an encoded link", (logger) => logger.debug(`/?u=X-Amz-Security-Token%3D${encodeURIComponent(SECRET)}`)],
    ["in an error's message", (logger) => logger.error({ err: new Error(`bad Authorization: ${SECRET}`) }, "a bug")],
    ["in an error's member", (logger) => logger.error({ err: Object.assign(new Error("x"), { token: SECRET }) })],
    ["in a child's bindings", (logger) => logger.child({ password: SECRET }).info("child")],
    ["with quotes and backslashes", (logger) => logger.info({ password: `a"\\"${SECRET}\\` }, "quoted")],
  ])("%s", (_, write) => {
    const text = logged(write);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(encodeURIComponent(SECRET));
    expect(text).toContain("[hidden]");
  });

  test("that is known, wherever it stands", () => {
    expect(logged((logger) => logger.info(`it was ${SECRET} all along`), [SECRET])).toContain("it was [hidden] all");
  });
});

test("everything else stays as it is", () => {
  const members = {
    requestId: "6f0d",
    status: 200,
    ms: 1.5,
    what: "kinesis.PutRecord",
    note: 'a "quoted" word',
    test: "test",
  };
  const text = logged((logger) => logger.info(members, "kinesis.PutRecord => 200"), ["test"]);
  expect(JSON.parse(text)).toMatchObject({ ...members, msg: "kinesis.PutRecord => 200" });
  expect(withoutSecrets('{"a":"b","token":"x","c":"d"}', [])).toBe('{"a":"b","token":"[hidden]","c":"d"}');
});

test("a long line takes no longer than it should", () => {
  const line = `${'"token\\'.repeat(5000)}${"=".repeat(5000)}${"secret".repeat(5000)}`;
  expect(withoutSecrets(line, []).length).toBeGreaterThan(0);
});
