// What the header of each metric promises: how it is read, whose it is, and the limits that the gate measures.
import { describe, expect, it } from 'vitest';
import { library } from '../../helpers/library.ts';

const catalogue = [...library.metrics.values()];
const BELOW_ZERO = [
  'net_sales',
  'total_sales',
  'shipping',
  'taxes',
  'unpaid_sales',
  'inventory_units',
  'revenue_at_risk',
];
const TO_ONE = ['discount_rate', 'refund_rate', 'repeat_rate', 'returning_order_share'];
const OF_CUSTOMERS = /customers|^repeat_rate$|^revenue_at_risk$/;
/** A rise is good news, bad news, or neither. */
const BAD = /at_risk|refund|returns|unsubscribes|discount_rate|unpaid/;
const NEITHER =
  /^(discounts|emails_received|inventory_|returning_order_share|shipping|taxes|gross_sales_by_order_date)/;
const MONEY =
  /sales$|^(average_order_value|discounts|inventory_value|returns|shipping|taxes|revenue_at_risk|(gross_sales|refunds)_by_order_date)$/;

describe.each(catalogue.map((metric) => [metric.metric, metric] as const))('%s', (name, metric) => {
  it('is never below zero, unless refunds, corrections or oversold units may make it so; a share of a whole is at most one', () => {
    const least = BELOW_ZERO.includes(name) ? {} : { min: 0 };
    expect(metric.tests).toEqual(TO_ONE.includes(name) ? { ...least, max: 1 } : least);
  });

  it('belongs to who can act on it', () => {
    const owner = name.startsWith('email') ? 'marketing' : name.startsWith('inventory') ? 'supply' : undefined;
    expect(metric.owner).toBe(owner ?? (OF_CUSTOMERS.test(name) ? 'customers' : 'commerce'));
  });

  it('says whether more of it is good', () => {
    expect(metric.polarity).toBe(BAD.test(name) ? 'down' : NEITHER.test(name) ? 'none' : 'up');
  });

  it('is read in its unit, and adds up as its rows do', () => {
    const isRatio = metric.expression.form === 'ratio';
    const share = isRatio && name !== 'units_per_order' && name !== 'average_order_value';
    expect(metric.unit).toBe(MONEY.test(name) ? 'money' : share ? 'share' : isRatio ? 'ratio' : 'count');
    const levels = name.startsWith('inventory') ? 'semi-additive' : 'additive';
    expect(metric.kind).toBe(isRatio ? 'ratio' : name === 'returning_customers' ? 'non-additive' : levels);
  });

  it('is kept apart by currency where money is added up', () => {
    if (metric.expression.form === 'aggregate' && metric.unit === 'money') expect(metric.currency).toBe('currency');
  });
});
