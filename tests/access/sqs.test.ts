// SQS under a queue's policy: another account may send, and no more. Documented unless said otherwise.
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { platform } from "../clients/sqs/platform.ts";
import { allow, newUser } from "../clients/user.ts";

const { forebay, sqs, arnOf } = await platform();
const refused = { name: "AccessDeniedException" };

it("a queue's policy lets a user of another account send to it, and no more", async () => {
  const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "orders" }));
  const stranger = await newUser(forebay, [allow("sqs:*", "*")], "222233334444");
  const theirs = new SQSClient({ ...stranger.config, maxAttempts: 1 });
  const send = () => theirs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
  await expect(send()).rejects.toMatchObject(refused);
  const Statement = allow("sqs:SendMessage", arnOf(QueueUrl), { Principal: { AWS: "222233334444" } });
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await send();
  const Entries = [{ Id: "a", MessageBody: "two" }];
  expect((await theirs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))).Successful).toHaveLength(1);
  await expect(theirs.send(new ReceiveMessageCommand({ QueueUrl }))).rejects.toMatchObject(refused);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  expect(Messages?.map(({ Body }) => Body).toSorted()).toEqual(["one", "two"]);
  // What the sender may not do without leave of its own account either.
  await stranger.may(allow("sqs:ReceiveMessage", "*"));
  await expect(send()).rejects.toMatchObject(refused);
  theirs.destroy();
});
