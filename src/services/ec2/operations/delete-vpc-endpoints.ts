// DeleteVpcEndpoints: those that are not there are named, and the others go.
import type { UnsuccessfulItem } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { notFound } from "../errors.ts";
import { change, find, remove } from "../store/resources.ts";

export const deleteVpcEndpoints: Operation<"DeleteVpcEndpoints"> = async (input, { context, account, region }) => {
  const place = { account, region };
  const Unsuccessful = await change(context, place, async (transaction) => {
    const missing: UnsuccessfulItem[] = [];
    for (const id of input.VpcEndpointIds) {
      const { code: Code, message: Message } = notFound("vpc-endpoint", id);
      if ((await find(transaction, "vpc-endpoint", place, id)) === undefined)
        missing.push({ ResourceId: id, Error: { Code, Message } });
      else remove(transaction, "vpc-endpoint", place, id);
    }
    return missing;
  });
  return { Unsuccessful };
};
