// Response times.
import { z } from 'zod';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, time, word } from '../../../engine/optional-fields.ts';
import { count } from './fields.ts';

/** In calendar time, and in business hours. */
const Duration = z.looseObject({ calendar: count(), business: count() }).nullish();

export const TicketMetric = z.looseObject({
  id: ident(),
  ticket_id: ref(),
  url: word(),
  generated_timestamp: count(),
  created_at: time(),
  updated_at: time(),
  group_stations: count(),
  assignee_stations: count(),
  reopens: count(),
  replies: count(),
  assignee_updated_at: time(),
  requester_updated_at: time(),
  status_updated_at: time(),
  initially_assigned_at: time(),
  assigned_at: time(),
  solved_at: time(),
  latest_comment_added_at: time(),
  custom_status_updated_at: time(),
  reply_time_in_minutes: Duration,
  first_resolution_time_in_minutes: Duration,
  full_resolution_time_in_minutes: Duration,
  agent_wait_time_in_minutes: Duration,
  requester_wait_time_in_minutes: Duration,
  on_hold_time_in_minutes: Duration,
  reply_time_in_seconds: Duration,
});
