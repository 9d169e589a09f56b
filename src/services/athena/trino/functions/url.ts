// URLs: parts by RFC 3986's own expression, and form encoding.
import { BIGINT, VARCHAR } from "../types.ts";
import { scalar, type Scalar } from "./scalar.ts";

/** RFC 3986, appendix B. Groups: 2 scheme, 4 authority, 5 path, 7 query, 9 fragment. */
const URL = String.raw`'^(([^:/?#]+):)?(//([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?'`;
const part = (url: string, group: number): string => `regexp_extract(${url}, ${URL}, ${group})`;
const HOST_PORT = String.raw`'^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$'`;

export const URL_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  url_extract_protocol: scalar("t", VARCHAR, (url) => part(url, 2)),
  url_extract_host: scalar("t", VARCHAR, (url) => `regexp_extract(${part(url, 4)}, ${HOST_PORT}, 1)`),
  url_extract_port: scalar(
    "t",
    BIGINT,
    (url) => `TRY_CAST(nullif(regexp_extract(${part(url, 4)}, ${HOST_PORT}, 2), '') AS BIGINT)`,
  ),
  url_extract_path: scalar("t", VARCHAR, (url) => part(url, 5)),
  url_extract_query: scalar("t", VARCHAR, (url) => part(url, 7)),
  url_extract_fragment: scalar("t", VARCHAR, (url) => part(url, 9)),
  url_extract_parameter: scalar(
    "tt",
    VARCHAR,
    (url, name) =>
      `url_decode(replace(list_filter(str_split(${part(url, 7)}, '&'), lambda s: str_split(s, '=')[1] = ${name})[1][length(${name}) + 2:], '+', ' '))`,
  ),
  url_encode: scalar(
    "t",
    VARCHAR,
    (x) => `replace(replace(replace(url_encode(${x}), '%20', '+'), '%2A', '*'), '~', '%7E')`,
  ),
  url_decode: scalar("t", VARCHAR, (x) => `url_decode(replace(${x}, '+', ' '))`),
};
