// Operations of SNS that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const phones = "Text messages are not built: Forebay has no way to a phone network.";
const push = "Mobile push is not built: it needs accounts at Apple's, Google's and other push services.";
const protection = "Data protection policies are not built yet.";
const permissions = "Permissions by label are not built yet: set the topic's Policy attribute.";

export const gaps: Gaps<Sdk> = {
  AddPermission: permissions,
  CheckIfPhoneNumberIsOptedOut: phones,
  ConfirmSubscription: "Confirmations are not built yet: queues and functions, which can subscribe, need none.",
  CreatePlatformApplication: push,
  CreatePlatformEndpoint: push,
  CreateSMSSandboxPhoneNumber: phones,
  DeleteEndpoint: push,
  DeletePlatformApplication: push,
  DeleteSMSSandboxPhoneNumber: phones,
  GetDataProtectionPolicy: protection,
  GetEndpointAttributes: push,
  GetPlatformApplicationAttributes: push,
  GetSMSAttributes: phones,
  GetSMSSandboxAccountStatus: phones,
  ListEndpointsByPlatformApplication: push,
  ListOriginationNumbers: phones,
  ListPhoneNumbersOptedOut: phones,
  ListPlatformApplications: push,
  ListSMSSandboxPhoneNumbers: phones,
  OptInPhoneNumber: phones,
  PutDataProtectionPolicy: protection,
  RemovePermission: permissions,
  SetEndpointAttributes: push,
  SetPlatformApplicationAttributes: push,
  SetSMSAttributes: phones,
  VerifySMSSandboxPhoneNumber: phones,
};

export const differences: readonly string[] = [
  "Queues of SQS and functions of Lambda can subscribe, and are confirmed at once; http, https, email, sms, mobile push and Firehose answer 501.",
  "Messages carry no signature and no link to unsubscribe: nothing that would check or follow them can subscribe yet.",
  "Topics are not encrypted: a message is kept by the queues and functions that get it, and by a timer while one of them cannot be reached.",
  "A FIFO topic's duplicates are dropped by its FIFO queues; standard queues get them. Publish answers no SequenceNumber, and archives are not built.",
  "DeliveryPolicy, TracingConfig and SignatureVersion are kept and shown.",
];
