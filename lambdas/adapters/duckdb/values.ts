import { type DuckDBType, DuckDBTypeId, type DuckDBValue, type DuckDBValueConverter, type JS } from '@duckdb/node-api';
import { InvariantError } from '../../contracts/errors.ts';

const MICROS = 1000n;

/** `2026-10-01T06:30:00Z`; a fraction only when there is one. */
function instant(micros: bigint): string {
  const text = new Date(Number(micros / MICROS)).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}

const whole = (value: bigint): number | string =>
  value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value);

/**
 * Converts engine values to the port's: decimals to exact texts, whole numbers to numbers while a double holds them,
 * timestamps to ISO-8601 with `Z`.
 */
export const toValue: DuckDBValueConverter<JS> = (value: DuckDBValue, type: DuckDBType): JS => {
  if (value === null) return null;
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
    case DuckDBTypeId.VARCHAR:
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
    case DuckDBTypeId.UINTEGER:
      return value as string | number | boolean;
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
      return whole(value as bigint);
    case DuckDBTypeId.DECIMAL:
    case DuckDBTypeId.DATE:
      return String(value);
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return instant((value as { micros: bigint }).micros);
    case DuckDBTypeId.LIST: {
      const { items } = value as { items: readonly DuckDBValue[] };
      const { valueType } = type as DuckDBType & { valueType: DuckDBType };
      return items.map((item) => toValue(item, valueType, toValue) as JS);
    }
    default:
      throw new InvariantError(
        `a result column has the type ${type}, which the port cannot represent; cast it in the statement`,
      );
  }
};
