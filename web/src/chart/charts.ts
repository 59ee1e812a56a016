export { drawForecast } from './forecast-chart.ts';
export { drawSplit } from './split-chart.ts';
export { drawTrend } from './trend-chart.ts';
