import { describe, expect, it } from 'vitest';
import { scheduleFault, startsPerMonth } from '../../../lib/schedule.ts';

const YEAR = 2026;

describe('schedules', () => {
  it.each([
    'rate(15 minutes)',
    'rate(1 hour)',
    'cron(10 * * * ? *)',
    'cron(0/5 8-17 ? * MON-FRI *)',
    'cron(0 6 29 2 ? *)',
    'cron(0 6 29 FEB ? 2028)',
    'cron(0 6 31 1,2 ? *)',
    'cron(0 6 L * ? *)',
    'cron(0 6 LW 2 ? *)',
    'cron(0 6 15W * ? *)',
    'cron(0 6 ? * 6L *)',
    'cron(0 6 ? * FRI#2 *)',
    'cron(0 6 1 1 ? 2026-2030)',
  ])('take %s', (expression) => expect(scheduleFault(expression, YEAR)).toBeUndefined());

  it.each([
    ['cron(0 6 31 2 ? *)', /never fires: FEB of no year has a day 31$/],
    ['cron(0 6 31 4,6,9,11 ? *)', /never fires: APR, JUN, SEP, NOV of no year/],
    ['cron(0 6 30,31 FEB ? *)', /never fires/],
    ['cron(0 6 30W 2 ? *)', /never fires/],
    ['cron(0 6 29 2 ? 2027)', /never fires: FEB of 2027 has a day 29$/],
    ['cron(0 6 1 1 ? 2020-2025)', /never fires: its years \(2020-2025\) are over/],
    ['cron(0 6 ? * FRI#6 *)', /number 6 of a month/],
    ['cron(0 6 1 * MON *)', /needs a \? as day of month or as day of week/],
    ['cron(0 6 ? * ? *)', /needs a \?/],
    ['cron(0 6 * * *)', /has 5 fields, expected 6/],
    ['cron(60 6 ? * MON *)', /minutes is '60', expected 0 to 59/],
    ['cron(0 6 ? 13 MON *)', /month is '13', expected 1 to 12/],
    ['cron(0 6 ? * MOON *)', /day of week is 'MOON', expected 1 to 7/],
    ['cron(0 18-6 ? * MON *)', /hours runs from 18 to 6/],
    ['cron(0/0 6 ? * MON *)', /minutes has the step '0'/],
    ['rate(0 minutes)', /is no rate/],
    ['rate(15)', /is no rate/],
    ['hourly', /is 'hourly', expected rate/],
  ])('refuse %s', (expression, message) => expect(scheduleFault(expression, YEAR)).toMatch(message));
});

describe('starts in a month', () => {
  it.each([
    ['rate(15 minutes)', 2922],
    ['rate(1 day)', 30.4],
    ['cron(10 * * * ? *)', 730],
    ['cron(0/30 6-7 ? * MON-FRI *)', 87],
    ['cron(0 6 1 * ? *)', 1],
    ['cron(0 6 L * ? *)', 1],
    ['cron(0 6 ? * 6#1 *)', 1],
    ['cron(0 6 1 1,7 ? *)', 1 / 6],
  ])('of %s are %d', (expression, starts) => expect(startsPerMonth(expression, YEAR)).toBeCloseTo(starts, 0));
});
