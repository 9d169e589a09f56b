// All protocols by name.
import type { Protocol, ProtocolName } from "../wire.ts";
import { awsCbor1_1 } from "./aws-cbor.ts";
import { jsonRpc } from "./json-rpc.ts";
import { awsQuery, ec2Query } from "./query.ts";
import { restJson1 } from "./rest-json.ts";
import { restXml } from "./rest-xml.ts";
import { rpcV2Cbor, rpcV2Json } from "./rpc-v2.ts";

export const protocols: Readonly<Record<ProtocolName, Protocol>> = {
  awsJson1_0: jsonRpc("1.0"),
  awsJson1_1: jsonRpc("1.1"),
  awsCbor1_1,
  rpcV2Cbor,
  rpcV2Json,
  restJson1,
  restXml,
  awsQuery,
  ec2Query,
};
