// Cases of ../shared/vectors/protocols that we do not pass, each with its reason.

const NO_BODY = "the case compresses a body that it does not hold";
const CLIENT_FILLS = "the client fills in a token that its parameters do not have";
const NOT_SENT = "an empty list or map is not sent, so no server can see it";
const NOT_TOLD = "the client sends {} for an absent structure, so no server can tell";
const CUSTOM_PATH = "the endpoint has a path of its own, which no service of ours has";
const ALL_OF_THE_QUERY =
  "the case lists bound query keys in the map of all others too, which its rest-xml twin does not; no model here has such a map";

/** By file and id. */
export const inputExceptions: Readonly<Record<string, string>> = {
  "ec2 SDKAppliedContentEncoding_ec2Query": NO_BODY,
  "ec2 SDKAppendsGzipAndIgnoresHttpProvidedEncoding_ec2Query": NO_BODY,
  "ec2 Ec2ProtocolIdempotencyTokenAutoFill": CLIENT_FILLS,
  "ec2 Ec2EmptyQueryLists": NOT_SENT,
  "json SDKAppliedContentEncoding_awsJson1_1": NO_BODY,
  "json SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_1": NO_BODY,
  "json_1_0 SDKAppliedContentEncoding_awsJson1_0": NO_BODY,
  "json_1_0 SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsJson1_0": NO_BODY,
  "query SDKAppliedContentEncoding_awsQuery": NO_BODY,
  "query SDKAppendsGzipAndIgnoresHttpProvidedEncoding_awsQuery": NO_BODY,
  "query QueryProtocolIdempotencyTokenAutoFill": CLIENT_FILLS,
  "query QueryEmptyQueryMaps": NOT_SENT,
  "rest-json RestJsonAllQueryStringTypes": ALL_OF_THE_QUERY,
  "rest-json RestJsonQueryStringEscaping": ALL_OF_THE_QUERY,
  "rest-json RestJsonSupportsNaNFloatQueryValues": ALL_OF_THE_QUERY,
  "rest-json RestJsonSupportsInfinityFloatQueryValues": ALL_OF_THE_QUERY,
  "rest-json RestJsonSupportsNegativeInfinityFloatQueryValues": ALL_OF_THE_QUERY,
  "rest-json RestJsonZeroAndFalseQueryValues": ALL_OF_THE_QUERY,
  "rest-json RestJsonHostWithPath": CUSTOM_PATH,
  "rest-json RestJsonHttpPrefixHeadersAreNotPresent": NOT_SENT,
  "rest-json RestJsonOmitsEmptyListQueryValues": NOT_SENT,
  "rest-json SDKAppliedContentEncoding_restJson1": NO_BODY,
  "rest-json SDKAppendedGzipAfterProvidedEncoding_restJson1": NO_BODY,
  "rest-json RestJsonQueryIdempotencyTokenAutoFill": CLIENT_FILLS,
  "rest-json RestJsonQueryPrecedence": "the map's value loses against the bound member's on the client's side",
  "rest-json RestJsonHttpWithEmptyStructurePayload": NOT_TOLD,
  "rest-json RestJsonHttpWithHeadersButNoPayload": NOT_TOLD,
  "rest-xml HttpPrefixHeadersAreNotPresent": NOT_SENT,
  "rest-xml SDKAppliedContentEncoding_restXml": NO_BODY,
  "rest-xml SDKAppendedGzipAfterProvidedEncoding_restXml": NO_BODY,
  "rest-xml QueryIdempotencyTokenAutoFill": CLIENT_FILLS,
  "rest-xml RestXmlQueryPrecedence": "the map's value loses against the bound member's on the client's side",
};

const UNMODELLED = "the answer has something that the model does not know, to show that clients ignore it";
const LESS = "the answer leaves out what a service would send, to show that clients bear it";
const QUERY_STATUS = "the case's 400 is not the status that its model gives the error";
const PAYLOAD_NAME = "the description names the member, the answer the shape; clients ignore a payload's root";

/** By file and id. */
export const outputExceptions: Readonly<Record<string, string>> = {
  "ec2 Ec2ComplexError": UNMODELLED,
  "json handles_unexpected_json_output": UNMODELLED,
  "json_1_0 AwsJson10HandlesUnexpectedJsonOutput": UNMODELLED,
  "json_1_0-query-compatible QueryCompatibleAwsJson10CustomCodeError": QUERY_STATUS,
  "query QueryEmptyInputAndEmptyOutput": LESS,
  "query QueryNoInputAndNoOutput": LESS,
  "query QueryNoInputAndOutput": LESS,
  "query QueryXmlEmptyMaps": "the case's empty map holds white space",
  "rest-xml InvalidGreetingError": UNMODELLED,
  "rest-xml ComplexError": UNMODELLED,
  "rest-xml RestXmlHttpPayloadWithUnion": PAYLOAD_NAME,
  "rest-xml HttpPayloadWithXmlName": PAYLOAD_NAME,
  "rest-xml HttpPayloadWithXmlNamespace": PAYLOAD_NAME,
  "rest-xml HttpPayloadWithXmlNamespaceAndPrefix": PAYLOAD_NAME,
  "rest-xml IgnoreQueryParamsInResponse":
    "the result reads a query-bound member from a body, which answers do not have",
  "smithy-rpc-v2-cbor RpcV2CborPayloadWithUnsetUnion": UNMODELLED,
  "smithy-rpc-v2-cbor RpcV2CborExtraFieldsInTheBodyShouldBeSkippedByClients": UNMODELLED,
  "smithy-rpc-v2-cbor-query-compatible QueryCompatibleRpcV2CborCustomCodeError": QUERY_STATUS,
};
