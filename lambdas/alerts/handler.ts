import { AlertsInput, AlertsResult } from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { type AlertPorts, sendAlerts } from './send-alerts.ts';

export const makeSendAlertsHandler = (ports: AlertPorts) =>
  defineHandler({
    name: 'send-alerts',
    input: AlertsInput,
    output: AlertsResult,
    run: (input) => sendAlerts(input, ports),
  });
