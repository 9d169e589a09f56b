// The errors of DynamoDB, with AWS's texts: recorded in public suites and threads unless labelled otherwise.
import type { Item } from "./attribute-value.ts";
import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../kit/errors.ts";

export const validation = (message: string): AwsError => new AwsError("ValidationException", message);

export const invalidValues = (why: string): AwsError => validation(`One or more parameter values were invalid: ${why}`);

export const notANumber = (text: string): AwsError =>
  validation(
    text === ""
      ? "The parameter cannot be converted to a numeric value"
      : `The parameter cannot be converted to a numeric value: ${text}`,
  );

export const numberOverflow = (): AwsError =>
  validation("Number overflow. Attempting to store a number with magnitude larger than supported range");

export const numberUnderflow = (): AwsError =>
  validation("Number underflow. Attempting to store a number with magnitude smaller than supported range");

export const tooManyDigits = (): AwsError =>
  validation("Attempting to store more than 38 significant digits in a Number");

export const emptyAttributeValue = (): AwsError =>
  validation("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");

export const moreThanOneDatatype = (): AwsError =>
  validation(
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  );

export const nestedTooDeep = (): AwsError => validation("Nesting Levels have exceeded supported limits");

export const nullMustBeTrue = (): AwsError => invalidValues("Null attribute value types must have the value of true");

export const emptySet = (kind: string): AwsError =>
  invalidValues(kind === "binary" ? "Binary sets should not be empty" : `An ${kind} set  may not be empty`);

export const duplicateInSet = (members: readonly string[]): AwsError =>
  invalidValues(`Input collection [${members.join(", ")}] contains duplicates.`);

export const missingKey = (name: string): AwsError => invalidValues(`Missing the key ${name} in the item`);

export const keyTypeMismatch = (name: string, expected: string, actual: string): AwsError =>
  invalidValues(`Type mismatch for key ${name} expected: ${expected} actual: ${actual}`);

export const indexKeyTypeMismatch = (name: string, expected: string, actual: string, index: string): AwsError =>
  invalidValues(`Type mismatch for Index Key ${name} Expected: ${expected} Actual: ${actual} IndexName: ${index}`);

export const emptyKey = (name: string): AwsError =>
  invalidValues(`The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`);

export const emptyIndexKey = (name: string, index: string): AwsError =>
  invalidValues(
    `The AttributeValue for a key attribute cannot contain an empty string value. IndexName: ${index}, IndexKey: ${name}`,
  );

export const keySizeExceeded = (part: "hashkey" | "rangekey", max: number): AwsError =>
  invalidValues(
    part === "hashkey"
      ? `Size of hashkey has exceeded the maximum size limit of${max} bytes`
      : `Aggregated size of all range keys has exceeded the size limit of ${max} bytes`,
  );

export const keySchemaMismatch = (): AwsError => validation("The provided key element does not match the schema");

export const itemTooLarge = (): AwsError => validation("Item size has exceeded the maximum allowed size");

export const updatedItemTooLarge = (): AwsError =>
  validation("Item size to update has exceeded the maximum allowed size");

export const keyUpdated = (name: string): AwsError =>
  invalidValues(`Cannot update attribute ${name}. This attribute is part of the key`);

export const tableNotFound = (name: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);

/** Of reads and writes of items, which do not name it. */
export const resourceNotFound = (): AwsError =>
  new AwsError("ResourceNotFoundException", "Requested resource not found");

export const tableExists = (name: string): AwsError =>
  new AwsError("ResourceInUseException", `Table already exists: ${name}`);

export const tableBeing = (what: "created" | "deleted" | "updated", name: string): AwsError =>
  new AwsError(
    "ResourceInUseException",
    `Attempt to change a resource which is still in use: Table is being ${what}: ${name}`,
  );

export const deletionProtected = (name: string): AwsError =>
  validation(
    `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. Table: ${name}`,
  );

export const tooManyTables = (max: number): AwsError =>
  new AwsError("LimitExceededException", `Subscriber limit exceeded: There is a limit of ${max} tables per account`);

export const indexNotFound = (index: string): AwsError =>
  validation(`The table does not have the specified index: ${index}`);

export const conditionFailed = (item?: Item): AwsError =>
  new AwsError("ConditionalCheckFailedException", "The conditional request failed", {
    ...(item && { members: { Item: item } }),
  });

export function transactionCanceled(reasons: readonly CancellationReason[]): AwsError {
  const codes = reasons.map(({ Code }) => Code ?? "None").join(", ");
  return new AwsError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { members: { CancellationReasons: reasons } },
  );
}

export const idempotentMismatch = (): AwsError =>
  new AwsError(
    "IdempotentParameterMismatchException",
    "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token " +
      "with different requests, unless the requests are identical",
  );

export type ExpressionKind =
  | "ConditionExpression"
  | "FilterExpression"
  | "KeyConditionExpression"
  | "ProjectionExpression"
  | "UpdateExpression";

const invalidExpression = (kind: ExpressionKind, why: string): AwsError => validation(`Invalid ${kind}: ${why}`);

export const syntaxError = (kind: ExpressionKind, token: string, near: string): AwsError =>
  invalidExpression(kind, `Syntax error; token: "${token}", near: "${near}"`);

export const emptyExpression = (kind: ExpressionKind): AwsError =>
  invalidExpression(kind, "The expression can not be empty;");

export const expressionTooLong = (kind: ExpressionKind, bytes: number): AwsError =>
  invalidExpression(kind, `Expression size has exceeded the maximum allowed size; expression size: ${bytes}`);

export const undefinedName = (kind: ExpressionKind, name: string): AwsError =>
  invalidExpression(
    kind,
    `An expression attribute name used in the document path is not defined; attribute name: ${name}`,
  );

export const undefinedValue = (kind: ExpressionKind, name: string): AwsError =>
  invalidExpression(kind, `An expression attribute value used in expression is not defined; attribute value: ${name}`);

export const reservedWord = (kind: ExpressionKind, word: string): AwsError =>
  invalidExpression(kind, `Attribute name is a reserved keyword; reserved keyword: ${word}`);

export const wrongOperandCount = (kind: ExpressionKind, operator: string, count: number): AwsError =>
  invalidExpression(
    kind,
    `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${count}`,
  );

export const wrongOperandType = (kind: ExpressionKind, operator: string, type: string): AwsError =>
  invalidExpression(
    kind,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  );

export const unknownType = (kind: ExpressionKind, type: string): AwsError =>
  invalidExpression(
    kind,
    `Invalid attribute type name found; type: ${type}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
  );

export const unknownFunction = (kind: ExpressionKind, name: string): AwsError =>
  invalidExpression(kind, `Invalid function name; function: ${name}`);

export const misplacedFunction = (kind: ExpressionKind, name: string): AwsError =>
  invalidExpression(kind, `The function is not allowed to be used this way in an expression; function: ${name}`);

export const overlappingPaths = (kind: ExpressionKind, one: string, other: string): AwsError =>
  invalidExpression(
    kind,
    `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${other}`,
  );

export const conflictingPaths = (kind: ExpressionKind, one: string, other: string): AwsError =>
  invalidExpression(
    kind,
    `Two document paths conflict with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${other}`,
  );

export const sectionTwice = (section: string): AwsError =>
  invalidExpression("UpdateExpression", `The "${section}" section can only be used once in an update expression;`);

export const sameOperands = (kind: ExpressionKind, operator: string, path: string): AwsError =>
  invalidExpression(
    kind,
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${path}`,
  );

export const betweenReversed = (kind: ExpressionKind, lower: string, upper: string): AwsError =>
  invalidExpression(
    kind,
    `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`,
  );

export const tooManyOperators = (kind: ExpressionKind): AwsError =>
  invalidExpression(kind, "The expression contains too many operators and functions;");

export const unused = (what: "Names" | "Values", keys: readonly string[]): AwsError =>
  validation(`Value provided in ExpressionAttribute${what} unused in expressions: keys: {${keys.join(", ")}}`);

export const onlyWithExpressions = (what: "Names" | "Values", missing: readonly string[]): AwsError =>
  validation(
    what === "Names"
      ? "ExpressionAttributeNames can only be specified when using expressions"
      : `ExpressionAttributeValues can only be specified when using expressions: ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} null`,
  );

export const placeholdersEmpty = (what: "Names" | "Values"): AwsError =>
  validation(`ExpressionAttribute${what} must not be empty`);

export const placeholderSyntax = (what: "Names" | "Values", key: string): AwsError =>
  validation(`ExpressionAttribute${what} contains invalid key: Syntax error; key: "${key}"`);

export const placeholderValue = (key: string, why: string): AwsError =>
  validation(`ExpressionAttributeValues contains invalid value: ${why} for key ${key}`);

export const mixedParameters = (legacy: readonly string[], expressions: readonly string[]): AwsError =>
  validation(
    "Can not use both expression and non-expression parameters in the same request: " +
      `Non-expression parameters: {${legacy.join(", ")}} Expression parameters: {${expressions.join(", ")}}`,
  );

export const noSuchAttribute = (): AwsError =>
  validation("The provided expression refers to an attribute that does not exist in the item");

export const pathNotUpdatable = (): AwsError =>
  validation("The document path provided in the update expression is invalid for update");

export const updateOperandType = (): AwsError =>
  validation("An operand in the update expression has an incorrect data type");

export const updateTypeMismatch = (): AwsError => validation("Type mismatch for attribute to update");

export const keyConditionMissed = (name: string): AwsError =>
  validation(`Query condition missed key schema element: ${name}`);

export const keyConditionUnsupported = (): AwsError => validation("Query key condition not supported");

export const oneConditionPerKey = (): AwsError =>
  invalidExpression("KeyConditionExpression", "KeyConditionExpressions must only contain one condition per key");

export const invalidKeyOperator = (operator: string): AwsError =>
  invalidExpression("KeyConditionExpression", `Invalid operator used in KeyConditionExpression: ${operator}`);

export const filterOnKey = (kind: string, name: string): AwsError =>
  validation(
    `${kind === "FilterExpression" ? "Filter Expression" : kind} can only contain non-primary key attributes: Primary key attribute: ${name}`,
  );

export const conditionTypeMismatch = (): AwsError =>
  invalidValues("Condition parameter type does not match schema type");

export const noKeyConditions = (): AwsError =>
  validation("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");

export const invalidStartKey = (): AwsError => validation("The provided starting key is invalid");

export const startKeyOutside = (): AwsError =>
  validation("The provided starting key is outside query boundaries based on provided conditions");

export const consistentOnGlobalIndex = (): AwsError =>
  validation("Consistent reads are not supported on global secondary indexes");

export const allAttributesNotProjected = (index: string): AwsError =>
  invalidValues(
    `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index} because its projection type is not ALL`,
  );

export const allProjectedWithoutIndex = (): AwsError =>
  validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");

export const selectWithProjection = (select: string): AwsError =>
  validation(`Cannot specify the ProjectionExpression when choosing to get ${select}`);

export const specificWithoutProjection = (): AwsError =>
  validation("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");

export const segmentsIncomplete = (missing: "Segment" | "TotalSegments"): AwsError =>
  validation(
    missing === "Segment"
      ? "The Segment parameter is required but was not present in the request when parameter TotalSegments is present"
      : "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
  );

export const segmentTooHigh = (segment: number, total: number): AwsError =>
  validation(
    `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`,
  );

export const returnValuesUnsupported = (): AwsError => validation("Return values set to invalid value");

export const duplicateBatchKeys = (): AwsError => validation("Provided list of item keys contains duplicates");

export const duplicateTransactionItems = (): AwsError =>
  validation("Transaction request cannot include multiple operations on one item");

export const tooManyReads = (): AwsError => validation("Too many items requested for the BatchGetItem call");

export const tooManyWrites = (): AwsError => validation("Too many items requested for the BatchWriteItem call");

export const timeToLiveAlready = (enabled: boolean): AwsError =>
  validation(`TimeToLive is already ${enabled ? "enabled" : "disabled"}`);

export const timeToLiveName = (): AwsError => validation("TimeToLive is active on a different AttributeName");

export const streamAlready = (enabled: boolean): AwsError =>
  validation(
    enabled ? "Table already has an enabled stream" : "Table is already without a stream: there is nothing to disable",
  );

export const nothingToUpdate = (): AwsError =>
  validation(
    "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required",
  );

export const resourceArnNotFound = (arn: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Requested resource not found: ResourcArn: ${arn} not found`);

export const tagsArnInvalid = (arn: string): AwsError =>
  validation(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);

export const tooManyTags = (): AwsError =>
  validation("One or more parameter values were invalid: Too many tags: A table may have 50 tags at most");

export const policyNotFound = (arn: string): AwsError =>
  new AwsError("PolicyNotFoundException", `Resource-based policy not found for the provided ResourceArn: ${arn}`);

export const invalidPolicy = (why: string): AwsError => validation(`Invalid policy document: ${why}`);

export const invalidKeySchema = (why: string): AwsError => validation(`Invalid KeySchema: ${why}`);

/** Ours: AWS takes up to four attributes for each part of an index's key. */
export const severalKeyAttributes = (): AwsError =>
  new AwsError("NotImplemented", "Indexes with several attributes in a part of their key are not built yet.", {
    status: 501,
  });

/** Ours, of members that ask for what is not there. */
export const notBuilt = (what: string): AwsError =>
  new AwsError("NotImplemented", `${what} are not built yet.`, { status: 501 });

export const oneIndexAtATime = (): AwsError =>
  new AwsError(
    "LimitExceededException",
    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
  );

export const indexExists = (name: string): AwsError =>
  validation(`Attempting to create an index which already exists: ${name}`);

export const indexMissing = (name: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Requested resource not found: Index: ${name} not found`);

export const invalidWriteRequest = (): AwsError =>
  validation(
    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
  );

export const oneActionOnly = (): AwsError =>
  validation("TransactItems can only contain one of Check, Put, Update or Delete");

export const transactionTooLarge = (): AwsError => validation("Transaction request size exceeds the limit of 4 MB");
