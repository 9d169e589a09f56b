// Every modelled error of a service, as the SDK's exception of that name with those members.
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { AwsError } from "../../../src/kit/errors.ts";
import { protocols } from "../../../src/wire/protocols/protocols.ts";
import type { Structure } from "../../../src/wire/shapes.ts";
import type { ProtocolName, WireService } from "../../../src/wire/wire.ts";
import { clientOptions } from "./client-rules.ts";
import { clientOf, commandOf, type SdkModule, type Serve } from "./client.ts";
import { comparable, pruned } from "./comparable.ts";
import { carrierOf, REQUEST_ID, type Runs } from "./exchange.ts";
import { Values } from "./values.ts";

const messageText = fc.string({ unit: "grapheme-ascii", minLength: 1 }).filter((text) => text.trim() === text);

/** What the client threw, or why it threw nothing of ours. */
async function thrown(send: () => Promise<unknown>): Promise<Error> {
  try {
    await send();
  } catch (error) {
    return error as Error;
  }
  return new Error("nothing was thrown");
}

const isMessage = (name: string): boolean => name.toLowerCase() === "message";

/** Clients of services that once spoke query find the first of the errors that share a code. */
const namesake = (service: WireService, shape: Structure, name: string): string => {
  const code = shape.error?.code ?? shape.name;
  const found = service.errors.get(name);
  return found !== undefined && (found.error?.code ?? found.name) === code ? shape.name : name;
};

/** Members that the query protocols' own elements shadow. */
const shadowed = new Set(["Type", "Code", "RequestId"]);

export async function errorRoundTrips(
  module: SdkModule,
  service: WireService,
  protocolName: ProtocolName,
  runs: Runs,
): Promise<string[]> {
  const protocol = protocols[protocolName];
  const [operation] = [...service.operations.values()].filter(({ input }) =>
    input.members.every(({ required }) => !required),
  );
  if (operation === undefined) return [];
  let error = new AwsError("None", "");
  const serve: Serve = (head) => protocol.encodeError(service, operation, error, { requestId: REQUEST_ID, head });
  const client = clientOf(module, serve, clientOptions[service.name]);
  const values = new Values(carrierOf(service.name, protocolName, "output"));
  const failures: string[] = [];
  const shapes = new Set(service.errors.values());
  const check = async (shape: Structure, message: string, members: Record<string, unknown>): Promise<void> => {
    error = new AwsError(shape.name, message, { members });
    const answer = await thrown(() => client.send(commandOf(module, operation.name, {})));
    const actual = Object.fromEntries(
      Object.keys(members).map((name) => [name, (answer as unknown as typeof members)[name]]),
    );
    const seen = [namesake(service, shape, answer.name), answer.message, pruned(comparable(actual))];
    const expected = [shape.name, message, pruned(comparable(members))];
    if (!isDeepStrictEqual(seen, expected))
      throw new Error(`${JSON.stringify(seen)} is not ${JSON.stringify(expected)}`);
  };
  for (const shape of shapes) {
    const own = shape.members.filter(({ name }) => !isMessage(name) && !shadowed.has(name));
    const members = values.structure({ ...shape, members: own });
    try {
      await fc.assert(
        fc.asyncProperty(messageText, members, (text, fields) => check(shape, text, fields)),
        runs,
      );
    } catch (failure) {
      const { message, cause } = failure as Error;
      failures.push(`${shape.name}: ${message} ${cause instanceof Error ? cause.message : ""}`);
    }
  }
  client.destroy();
  return failures;
}
