import type { LandedFile } from '../../contracts/manifest.ts';
import { rawTable } from '../sql/names.ts';
import { duckdbSpelling } from './words.ts';

const { literal } = duckdbSpelling;

/**
 * Upper bound of a record, large enough for an order with ten thousand lines. The reader allocates twice this for each
 * of its threads.
 */
const LONGEST_LINE = 32 * 1024 * 1024;

/** Envelope fields in the order of the raw table's columns, extracted in one pass over the line. */
const FIELDS = ['_source', '_connection', '_stream', '_run_id', '_slice_id', '_extracted_at', '_row']
  .map((field) => literal(`$.${field}`))
  .join(', ');

/**
 * Loads landing parts of one stream into its table. The record is cut out of its line as text, so that numbers keep
 * every digit: the envelope's last key is `record`. Our writer leaves no spaces; where another writer did, they are
 * removed first.
 * @param pathOf local path of a key's file
 */
export function insertFiles(files: readonly LandedFile[], pathOf: (key: string) => string): string {
  const paths = files.map(({ key }) => literal(pathOf(key)));
  const keys = files.map(({ key }) => `(${literal(pathOf(key))}, ${literal(key)})`);
  return `
  insert into ${rawTable(files[0]!)}
  with
  lines as (
      select line, strpos(line, ',"record":') as cut, filename
      from (
          select
              case
                  when contains(json::varchar, ',"record":') then json::varchar
                  else regexp_replace(json::varchar, ',\\s*"record"\\s*:\\s*', ',"record":')
              end as line,
              filename
          from read_ndjson_objects([${paths.join(', ')}], filename = true, maximum_object_size = ${LONGEST_LINE})
      ) as received
  ),
  cut as (
      select
          json_extract_string(left(line, cut - 1) || '}', [${FIELDS}]) as envelope,
          substr(line, cut + 10, length(line) - cut - 10)::json as record,
          filename
      from lines
  )
  select
      cut.record,
      cut.envelope[1],
      cut.envelope[2],
      cut.envelope[3],
      cut.envelope[4],
      cut.envelope[5],
      cut.envelope[6]::timestamp,
      cut.envelope[7]::bigint,
      files.key,
      current_timestamp::timestamp
  from cut
  join (values ${keys.join(', ')}) as files (path, key) on files.path = cut.filename`;
}
