// DuckDB macros for what one expression of its functions cannot say without repeating its arguments.

export const MACROS: readonly string[] = [
  // Half away from zero.
  `trino_divide(a, b) AS (a // b) + CASE WHEN 2 * abs(a % b) >= abs(b) THEN CASE WHEN (a < 0) = (b < 0) THEN 1 ELSE -1 END ELSE 0 END`,
  `trino_divide_float(a, b) AS CASE WHEN b = 0 AND a IS NOT NULL THEN CASE WHEN a = 0 OR isnan(a) THEN 'NaN'::DOUBLE WHEN a > 0 THEN 'Infinity'::DOUBLE ELSE '-Infinity'::DOUBLE END ELSE a / b END`,
  `trino_cbrt(x) AS CASE WHEN pow(round(cbrt(x)), 3) = x THEN round(cbrt(x)) ELSE cbrt(x) END`,
  // Java's text of a double: plain from 0.001 to 10 million, else 1.0E7.
  `trino_float_text(x) AS CASE
    WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END
    WHEN x = 0 OR (abs(x) >= 0.001 AND abs(x) < 10000000) THEN CAST(x AS VARCHAR)
    ELSE trino_scientific(CASE WHEN x < 0 THEN '-' ELSE '' END, CAST(abs(x) AS VARCHAR)) END`,
  `trino_scientific(sign, t) AS CASE
    WHEN contains(t, 'e') THEN sign || trino_mantissa(split_part(t, 'e', 1)) || 'E' || CAST(CAST(split_part(t, 'e', 2) AS INTEGER) AS VARCHAR)
    WHEN starts_with(t, '0.') THEN sign || trino_mantissa(trino_pointed(ltrim(split_part(t, '.', 2), '0'))) || 'E-' || CAST(length(split_part(t, '.', 2)) - length(ltrim(split_part(t, '.', 2), '0')) + 1 AS VARCHAR)
    ELSE sign || trino_mantissa(trino_pointed(rtrim(replace(t, '.', ''), '0'))) || 'E' || CAST(length(split_part(t, '.', 1)) - 1 AS VARCHAR) END`,
  `trino_pointed(digits) AS left(digits, 1) || '.' || substr(digits, 2)`,
  `trino_mantissa(t) AS CASE WHEN NOT contains(t, '.') THEN t || '.0' WHEN ends_with(t, '.') THEN t || '0' ELSE t END`,
  `trino_shift_left(a, n) AS CASE WHEN n >= 64 THEN 0 ELSE CAST(CAST(((CAST(a AS HUGEINT) * CAST(pow(2::DOUBLE, n) AS HUGEINT)) & 18446744073709551615::HUGEINT) AS UBIGINT) AS BIGINT) END`,
  `trino_shift_right(a, n) AS CASE WHEN n >= 64 THEN 0 WHEN a >= 0 THEN a >> n ELSE CAST((CAST(a AS HUGEINT) + 18446744073709551616::HUGEINT) >> n AS BIGINT) END`,
  `trino_from_base(t, radix) AS CASE WHEN starts_with(t, '-') THEN -1 ELSE 1 END * CAST(list_sum(list_transform(range(1, length(ltrim(t, '+-')) + 1), lambda i: (strpos('0123456789abcdefghijklmnopqrstuvwxyz', ltrim(t, '+-')[i]) - 1) * CAST(pow(radix::DOUBLE, length(ltrim(t, '+-')) - i) AS HUGEINT))) AS BIGINT)`,
  `trino_strpos(x, part, nth) AS CASE
    WHEN length(x) - length(replace(x, part, '')) < length(part) * abs(nth) THEN 0
    WHEN nth > 0 THEN length(array_to_string(list_slice(str_split(x, part), 1, nth), part)) + 1
    ELSE length(array_to_string(list_slice(str_split(x, part), 1, len(str_split(x, part)) + nth), part)) + 1 END`,
  `trino_split(x, mark, size) AS CASE WHEN len(str_split(x, mark)) <= size THEN str_split(x, mark)
    ELSE list_append(list_slice(str_split(x, mark), 1, size - 1), array_to_string(list_slice(str_split(x, mark), size, len(str_split(x, mark))), mark)) END`,
  `trino_json(t) AS CASE WHEN json_valid(t) THEN CAST(t AS JSON) END`,
  `trino_json_parse(t) AS CASE WHEN json_valid(t) THEN json(t) WHEN t IS NOT NULL THEN CAST(CAST(CAST('INVALID_FUNCTION_ARGUMENT: Cannot convert value to JSON: ''' || t || '''' AS INTEGER) AS VARCHAR) AS JSON) END`,
  `trino_json_scalar(j, path) AS CASE WHEN json_type(j, path) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(j, path) END`,
  `trino_json_array_length(j) AS CASE WHEN json_type(j) = 'ARRAY' THEN CAST(json_array_length(j) AS BIGINT) END`,
  `trino_json_size(j) AS CASE json_type(j) WHEN 'ARRAY' THEN CAST(json_array_length(j) AS BIGINT) WHEN 'OBJECT' THEN len(json_keys(j)) ELSE CASE WHEN j IS NOT NULL THEN 0 END END`,
  `trino_distinct(a) AS list_filter(a, lambda e, i: list_position(a, e) = i)`,
  `trino_has_null(a) AS len(list_filter(a, lambda e: e IS NULL)) > 0`,
  `trino_unless_null_in(a, v) AS CASE WHEN NOT trino_has_null(a) THEN v END`,
  `trino_contains(a, v) AS CASE WHEN v IS NULL OR a IS NULL THEN NULL WHEN list_contains(a, v) THEN true WHEN trino_has_null(a) THEN NULL ELSE false END`,
  `trino_overlap(a, b) AS CASE WHEN list_has_any(list_filter(a, lambda e: e IS NOT NULL), list_filter(b, lambda e: e IS NOT NULL)) THEN true WHEN a IS NULL OR b IS NULL OR (len(a) > 0 AND len(b) > 0 AND (trino_has_null(a) OR trino_has_null(b))) THEN NULL ELSE false END`,
  `trino_slice(a, f, n) AS CASE WHEN abs(f) > len(a) OR n = 0 THEN list_slice(a, 2, 1) ELSE list_slice(a, CASE WHEN f < 0 THEN len(a) + f + 1 ELSE f END, CASE WHEN f < 0 THEN len(a) + f + 1 ELSE f END + n - 1) END`,
  `trino_any_match(b) AS CASE WHEN list_contains(b, true) THEN true WHEN trino_has_null(b) THEN NULL WHEN b IS NOT NULL THEN false END`,
  `trino_all_match(b) AS CASE WHEN list_contains(b, false) THEN false WHEN trino_has_null(b) THEN NULL WHEN b IS NOT NULL THEN true END`,
  `trino_none_match(b) AS NOT trino_any_match(b)`,
  `trino_first_of_keys(entries) AS list_filter(entries, lambda e, i: list_position(list_transform(entries, lambda o: o.k), e.k) = i)`,
  `trino_map(entries) AS map_from_entries(trino_first_of_keys(list_filter(entries, lambda e: e.k IS NOT NULL)))`,
  `trino_multimap(entries) AS map_from_entries(list_transform(trino_first_of_keys(list_filter(entries, lambda e: e.k IS NOT NULL)), lambda f: {'k': f.k, 'v': list_transform(list_filter(entries, lambda o: o.k = f.k), lambda o: o.v)}))`,
  `trino_iso_date(t) AS CASE WHEN regexp_full_match(t, '\\d{4}-\\d{2}-\\d{2}') THEN CAST(t AS DATE)
    WHEN regexp_full_match(t, '\\d{8}') THEN CAST(strptime(t, '%Y%m%d') AS DATE)
    WHEN regexp_full_match(t, '\\d{4}-?W\\d{2}-?\\d') THEN CAST(strptime(replace(t, '-', ''), '%GW%V%u') AS DATE)
    WHEN regexp_full_match(t, '\\d{4}-?W\\d{2}') THEN CAST(strptime(replace(t, '-', '') || '1', '%GW%V%u') AS DATE)
    WHEN regexp_full_match(t, '\\d{4}-?\\d{3}') THEN CAST(strptime(replace(t, '-', ''), '%Y%j') AS DATE)
    WHEN t IS NOT NULL THEN CAST(CAST(CAST('INVALID_FUNCTION_ARGUMENT: Invalid format: "' || t || '"' AS INTEGER) AS VARCHAR) AS DATE) END`,
];
