// What S3 Select answers when it cannot read an expression, a serialization or the object. Codes: documented; texts: inferred where AWS documents none.
import type { AwsError } from "../../../kit/errors.ts";
import { error } from "../errors.ts";
import type { Token } from "./tokens.ts";

const refusal = (code: string, message: string): AwsError => error(400, code, message);

export const missingParameter = (): AwsError =>
  refusal(
    "MissingRequiredParameter",
    "The SelectRequest entity is missing a required parameter. Check the service documentation and try again.",
  );

export const serializationConflict = (): AwsError =>
  refusal(
    "ObjectSerializationConflict",
    "The SelectRequest entity can only contain one of CSV or JSON. Check the service documentation and try again.",
  );

export const invalidDataSource = (): AwsError =>
  refusal(
    "InvalidDataSource",
    "Invalid data source type. Only CSV, JSON, and Parquet are supported at this time. Check the service documentation and try again.",
  );

export const invalidExpressionType = (): AwsError =>
  refusal(
    "InvalidExpressionType",
    "The ExpressionType is invalid. Only SQL expressions are supported at this time. Check the service documentation and try again.",
  );

export const invalidFileHeaderInfo = (): AwsError =>
  refusal(
    "InvalidFileHeaderInfo",
    "The FileHeaderInfo is invalid. Only NONE, USE, and IGNORE are supported. Check the service documentation and try again.",
  );

export const invalidJsonType = (): AwsError =>
  refusal(
    "InvalidJsonType",
    "The JsonType is invalid. Only DOCUMENT and LINES are supported at this time. Check the service documentation and try again.",
  );

export const invalidQuoteFields = (): AwsError =>
  refusal(
    "InvalidQuoteFields",
    "The QuoteFields is invalid. Only ALWAYS and ASNEEDED are supported. Check the service documentation and try again.",
  );

export const invalidCompression = (): AwsError =>
  refusal(
    "InvalidCompressionFormat",
    "The file is not in a supported compression format. Only GZIP and BZIP2 are supported at this time. Check the service documentation and try again.",
  );

export const notCompressed = (format: string): AwsError =>
  refusal(
    "InvalidCompressionFormat",
    `${format} is not applicable to the queried object. Please correct the request and try again.`,
  );

/** `parameter`: as `FieldDelimiter`. */
export const invalidRequestParameter = (parameter: string): AwsError =>
  refusal(
    "InvalidRequestParameter",
    `The value of a parameter in ${parameter} element is invalid. Check the service API documentation and try again.`,
  );

export const invalidScanRange = (): AwsError =>
  refusal("InvalidScanRange", "The provided scan range is not valid. Check the service documentation and try again.");

export const unsupportedScanRange = (why: string): AwsError =>
  refusal("UnsupportedScanRangeInput", `Scan range queries are not supported on ${why}.`);

export const expressionTooLong = (): AwsError =>
  refusal(
    "ExpressionTooLong",
    "The SQL expression is too long: The maximum byte-length for the SQL expression is 256 KB.",
  );

export const recordTooLong = (lengthMax: number): AwsError =>
  refusal(
    "OverMaxRecordSize",
    `The character number in one record is more than our max threshold, maxCharsPerRecord: ${lengthMax.toLocaleString("en")}`,
  );

export const invalidTextEncoding = (): AwsError =>
  refusal("InvalidTextEncoding", "UTF-8 encoding is required. Check the file and try again.");

export const truncatedInput = (): AwsError =>
  refusal(
    "TruncatedInput",
    "Object decompression failed. Check that the object is properly compressed using the format specified in the request.",
  );

export const jsonParsing = (): AwsError =>
  refusal("JSONParsingError", "Encountered an error parsing the JSON file. Check the file and try again.");

export const parquetParsing = (): AwsError =>
  refusal("ParquetParsingError", "Error parsing Parquet file. Please check the file and try again.");

export const missingHeaders = (): AwsError =>
  refusal("MissingHeaders", "Some headers in the query are missing from the file. Check the file and try again.");

export const invalidColumnIndex = (): AwsError =>
  refusal(
    "InvalidColumnIndex",
    "The column index in the SQL expression is not valid. Check the service documentation and try again.",
  );

export const unknownName = (name: string): AwsError =>
  refusal(
    "EvaluatorBindingDoesNotExist",
    `A column name or a path provided does not exist in the SQL expression: ${name}.`,
  );

export const invalidKeyPath = (): AwsError =>
  refusal(
    "InvalidKeyPath",
    "The key path in the SQL expression is not valid. Check the service documentation and try again.",
  );

export const castFailed = (): AwsError =>
  refusal("CastFailed", "Attempt to convert from one data type to another using CAST failed in the SQL expression.");

export const integerOverflow = (): AwsError =>
  refusal("IntegerOverflow", "An integer overflow or underflow occurred in the SQL expression.");

export const divisionByZero = (): AwsError =>
  refusal("EvaluatorInvalidArguments", "Attempt to divide by zero in the SQL expression.");

/** Arguments of the wrong kind or number. */
export const invalidArguments = (name: string): AwsError =>
  refusal("EvaluatorInvalidArguments", `Incorrect type or number of arguments in ${name} in the SQL expression.`);

export const argumentTypes = (): AwsError =>
  refusal("IncorrectSqlFunctionArgumentType", "Incorrect type of arguments in the SQL expression.");

export const invalidLike = (): AwsError =>
  refusal(
    "LikeInvalidInputs",
    "An argument given to the LIKE expression is invalid. Check the service documentation and try again.",
  );

export const invalidTimestampPattern = (): AwsError =>
  refusal(
    "EvaluatorInvalidTimestampFormatPattern",
    "The timestamp format pattern contains an invalid token or symbol in the SQL expression.",
  );

export const unsupportedFunction = (): AwsError =>
  refusal(
    "UnsupportedFunction",
    "Encountered an unsupported SQL function. Check the service documentation and try again.",
  );

export const unsupportedStructure = (): AwsError =>
  refusal("UnsupportedSqlStructure", "Encountered an unsupported SQL structure. Check the SQL Reference.");

export const multipleSources = (): AwsError =>
  refusal(
    "MultipleDataSourcesUnsupported",
    "Encountered multiple data sources in the SQL expression. Only one is supported.",
  );

const placed = ({ line, column }: Token): string => `at line ${line}, column ${column}.`;

export const lexerInvalidChar = (line: number, column: number): AwsError =>
  refusal("LexerInvalidChar", `Invalid character at line ${line}, column ${column}.`);

/** A token where none of its kind may stand. */
export const unexpectedToken = (token: Token): AwsError =>
  token.kind === "end"
    ? refusal("ParseUnexpectedToken", `Unexpected token found EOF:${placed(token)}`)
    : refusal(
        "ParseUnexpectedToken",
        `Unexpected token found ${token.kind.toUpperCase()}:'${token.text}' ${placed(token)}`,
      );

export const unexpectedKeyword = (token: Token): AwsError =>
  refusal("ParseUnExpectedKeyword", `Unexpected keyword found, KEYWORD:${token.text.toLowerCase()} ${placed(token)}`);

export const expectedKeyword = (keyword: string, token: Token): AwsError =>
  refusal("ParseExpectedKeyword", `Expected keyword ${keyword} ${placed(token)}`);

export const expectedExpression = (token: Token): AwsError =>
  refusal("ParseExpectedExpression", `Expected SQL expression ${placed(token)}`);

export const emptySelect = (token: Token): AwsError =>
  refusal("ParseEmptySelect", `The SQL expression contains an empty SELECT clause ${placed(token)}`);

export const missingFrom = (token: Token): AwsError =>
  refusal("ParseSelectMissingFrom", `Missing FROM after SELECT list ${placed(token)}`);

export const asteriskNotAlone = (token: Token): AwsError =>
  refusal(
    "ParseAsteriskIsNotAloneInSelectList",
    `Other expressions are not allowed in the SELECT list when * is used ${placed(token)}`,
  );

export const expectedAlias = (token: Token): AwsError =>
  refusal("ParseExpectedIdentForAlias", `Expected identifier for alias ${placed(token)}`);

export const invalidPathComponent = (token: Token): AwsError =>
  refusal(
    "ParseInvalidPathComponent",
    `Invalid Path component, expecting either an IDENTIFIER or STAR, got: ${token.kind.toUpperCase()},${placed(token)}`,
  );

export const expectedTypeName = (token: Token): AwsError =>
  refusal("ParseExpectedTypeName", `Expected type name ${placed(token)}`);

export const expectedWhen = (token: Token): AwsError =>
  refusal("ParseExpectedWhenClause", `Expected WHEN clause. CASE is not supported without it ${placed(token)}`);

export const expectedNumber = (token: Token): AwsError =>
  refusal("ParseExpectedNumber", `Expected number ${placed(token)}`);

export const expectedDatePart = (token: Token): AwsError =>
  refusal(
    "ParseExpectedDatePart",
    `Expected one of: [year, month, day, hour, minute, second, timezone_hour, timezone_minute] ${placed(token)}`,
  );

export const expectedLeftParenthesis = (token: Token): AwsError =>
  refusal("ParseExpectedLeftParenBuiltinFunctionCall", `Expected left parenthesis ${placed(token)}`);

export const expectedRightParenthesis = (token: Token): AwsError =>
  refusal("ParseExpectedRightParenBuiltinFunctionCall", `Expected right parenthesis ${placed(token)}`);

export const unsupportedStarCall = (token: Token): AwsError =>
  refusal("ParseUnsupportedCallWithStar", `Only COUNT with (*) as a parameter is supported ${placed(token)}`);

export const notUnaryAggregate = (token: Token): AwsError =>
  refusal(
    "ParseNonUnaryAgregateFunctionCall",
    `Only one argument is supported for aggregate functions ${placed(token)}`,
  );

export const ionLiteral = (token: Token): AwsError =>
  refusal("LexerInvalidIONLiteral", `Invalid Ion literal ${placed(token)}`);
