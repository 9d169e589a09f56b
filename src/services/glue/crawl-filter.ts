// The filters of ListCrawls.
import type { InputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import { invalidInput } from "./errors.ts";
import type { CrawlRow } from "./store/rows.ts";

type CrawlsFilter = NonNullable<InputOf<Sdk, "ListCrawls">["Filters"]>[number];

/** Errors: InvalidInputException with recorded texts. */
export function crawlFilter(filters: readonly CrawlsFilter[]): (crawl: CrawlRow) => boolean {
  const tests = filters.map(testOf);
  return (crawl) => tests.every((test) => test(crawl));
}

function testOf({ FieldName, FilterOperator, FieldValue }: CrawlsFilter): (crawl: CrawlRow) => boolean {
  if (!FieldName || !FilterOperator || !FieldValue) {
    const [name, operator, value] = [FieldName, FilterOperator, FieldValue].map((part) => part || "null");
    throw invalidInput(
      `Invalid Filter Provided: FieldName: ${name}, FilterOperator: ${operator}, FieldValue: ${value}`,
    );
  }
  if (FieldName === "CRAWL_ID" || FieldName === "STATE") {
    if (FilterOperator !== "EQ" && FilterOperator !== "NE") {
      throw invalidInput(`Only EQ or NE operator is allowed for field : ${FieldName}`);
    }
    const textOf = ({ id, state }: CrawlRow): string => (FieldName === "CRAWL_ID" ? id : state);
    return (crawl) => (textOf(crawl) === FieldValue) === (FilterOperator === "EQ");
  }
  const wanted = FieldName === "DPU_HOUR" ? Number(FieldValue) : timeOf(FieldValue);
  if (Number.isNaN(wanted)) throw invalidInput(`Invalid value for field ${FieldName} : ${FieldValue}`); // text inferred
  return (crawl) => {
    const value = numberOf(crawl, FieldName);
    return value !== undefined && COMPARISONS[FilterOperator](value, wanted);
  };
}

/** Epoch milliseconds (documented), or an ISO 8601 time. */
const timeOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Date.parse(text));

function numberOf({ startTime, endTime }: CrawlRow, field: string): number | undefined {
  if (field === "START_TIME") return startTime.getTime();
  return field === "END_TIME" ? endTime?.getTime() : 0;
}

type Operator = NonNullable<CrawlsFilter["FilterOperator"]>;

const COMPARISONS: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  GT: (a, b) => a > b,
  GE: (a, b) => a >= b,
  LT: (a, b) => a < b,
  LE: (a, b) => a <= b,
  EQ: (a, b) => a === b,
  NE: (a, b) => a !== b,
};
