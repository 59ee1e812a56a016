import type { DrawBody } from '../drawing.ts';
import { drawActions } from './actions.ts';
import { drawBreakdown } from './breakdown.ts';
import { drawBridge } from './bridge.ts';
import { drawChurnList } from './churn-list.ts';
import { drawCohorts } from './cohorts.ts';
import { drawForecast } from './forecast.ts';
import { drawKpis } from './kpis.ts';
import { drawMetricList } from './metric-list.ts';
import { drawModels } from './models.ts';
import { drawPacing } from './pacing.ts';
import { drawQuality } from './quality.ts';
import { drawSegments } from './segments.ts';
import { drawSplit } from './split.ts';
import { drawStock } from './stock.ts';
import { drawTable } from './table.ts';
import { drawTrend } from './trend.ts';

/** Kinds of bodies that a report's header may name. */
export const BODIES: Readonly<Record<string, DrawBody>> = {
  actions: drawActions,
  breakdown: drawBreakdown,
  bridge: drawBridge,
  churn_list: drawChurnList,
  cohorts: drawCohorts,
  forecast: drawForecast,
  kpis: drawKpis,
  metric_list: drawMetricList,
  models: drawModels,
  pacing: drawPacing,
  quality: drawQuality,
  segments: drawSegments,
  split: drawSplit,
  stock: drawStock,
  table: drawTable,
  trend: drawTrend,
};
